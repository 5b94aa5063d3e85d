"""The first-parent line, step by step, whatever paths and messages look like."""

from pathlib import Path

import pytest

from aims_gate.sources import git_history
from aims_gate.sources.git import Repository
from tests.repositories import Repo


def steps(repo: Repo, since: str = "") -> list[tuple[str, list[str]]]:
    with Repository(str(repo.folder)) as repository:
        return [(step.commit, sorted(step.files)) for step in repository.line(repo.id("main"), since).steps]


def test_each_step_has_the_files_that_it_changed(repo: Repo) -> None:
    repo.write("a", "1")
    repo.write("b", "1")
    first = repo.commit("One")
    repo.write("a", "2")
    repo.remove("b")
    second = repo.commit("Two")
    empty = repo.commit("Nothing")
    assert steps(repo) == [(empty, []), (second, ["a", "b"]), (first, ["a", "b"])]
    with Repository(str(repo.folder)) as repository:
        newest = repository.line(second).steps[0]
    assert (newest.files["b"], newest.files["a"]) == ("", repo.id("main~1:a"))
    assert (newest.author.email, newest.at) == ("ada@example.org", "2026-11-20T10:00:00+00:00")


def test_a_merge_is_one_step(repo: Repo) -> None:
    repo.write("a", "1")
    first = repo.commit("One")
    repo.checkout("side", new=True)
    repo.write("b", "1")
    repo.commit("Side one")
    repo.write("c", "1")
    repo.commit("Side two")
    repo.checkout("main")
    repo.git("merge", "-q", "--no-ff", "-m", "Merge", "side")
    assert steps(repo) == [(repo.id("main"), ["b", "c"]), (first, ["a"])]


def test_paths_that_look_like_the_answer_are_paths(repo: Repo) -> None:
    strange = [":100644 100644 a b M", "0" * 40, "with\nline", "\udcff"]
    for path in strange:
        repo.write(path, "x")
    commit = repo.commit("Strange")
    assert steps(repo) == [(commit, sorted(strange))]


def test_since_cuts_the_line(repo: Repo) -> None:
    repo.write("a", "1")
    repo.commit("Old", date="2025-01-01T10:00:00+00:00")
    repo.write("a", "2")
    new = repo.commit("New", date="2026-01-01T10:00:00+00:00")
    assert [commit for commit, _ in steps(repo, "2025-06-01")] == [new]


def test_a_commit_that_is_dated_back_hides_nothing_under_it(repo: Repo) -> None:
    dates = ("2025-01-01", "2026-01-01", "2019-01-01", "2026-02-01")
    made = [repo.commit(date, date=f"{date}T10:00:00+00:00") for date in dates]
    assert [commit for commit, _ in steps(repo, "2025-06-01")] == made[:0:-1]
    assert steps(repo, "2026-03-01") == []


def test_a_line_that_a_shallow_clone_cuts_says_after_which_day_it_is_whole(repo: Repo, tmp_path: Path) -> None:
    for month in range(1, 7):
        repo.commit(str(month), date=f"2026-0{month}-01T10:00:00+00:00")
    copy = repo.clone(tmp_path / "copy", "--depth=3")
    with Repository(str(copy.folder)) as git:
        asked = {since: git.line(git.require("origin/main"), since) for since in ("", "2026-03-31", "2026-04-01")}
    assert [asked[since].whole_after for since in asked] == ["2026-04-01", "2026-04-01", ""]
    assert "git fetch --unshallow" in asked[""].lack
    assert asked["2026-04-01"].lack == ""
    with Repository(str(repo.folder)) as git:
        assert git.line(repo.id("main")).whole_after == ""


def test_a_line_that_is_too_long_says_so(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(git_history, "STEPS_AT_MOST", 2)
    monkeypatch.setattr(git_history, "_DAYS", tuple(a.replace("20001", "3") for a in git_history._DAYS))
    for month in range(1, 5):
        repo.commit(str(month), date=f"2026-0{month}-01T10:00:00+00:00")
    with Repository(str(repo.folder)) as git:
        found = git.line(repo.id("main"))
        assert (len(found.steps), found.whole_after) == (2, "2026-02-01")
        assert "more than 2 steps" in found.lack
        assert git.line(repo.id("main"), "2026-03-01").lack == ""
