"""The first-parent line, step by step, whatever paths and messages look like."""

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
