"""A branch's own line of commits, and commands that may not take for ever."""

from pathlib import Path

import pytest

from aims_gate.errors import SourceError
from aims_gate.sources.git import Repository
from aims_gate.sources.git_process import Git
from tests.repositories import Repo


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    made = Repo(tmp_path / "repo")
    made.write("a.txt", "1\n")
    made.commit("First")
    return made


def merged(repo: Repo, name: str) -> str:
    """Merges a branch of two commits; returns its tip."""
    repo.checkout(name, new=True)
    for part in ("one", "two"):
        repo.write(f"{name}-{part}.txt", "x\n")
        repo.commit(f"{name} {part}")
    tip = repo.id()
    repo.checkout("main")
    repo.merge(name, f"Merge {name}\n\nIts story.")
    return tip


def test_a_line_goes_from_commit_to_commit_past_what_was_merged(repo: Repo) -> None:
    base = repo.id()
    tips = [merged(repo, "b"), merged(repo, "c")]
    last = repo.commit("Last")
    with Repository(str(repo.folder)) as repository:
        found = repository.landed(base, last)
    assert [(step.id, step.title) for step in found] == [
        (repo.id("HEAD~2"), "Merge b"),
        (repo.id("HEAD~1"), "Merge c"),
        (last, "Last"),
    ]
    assert [step.parents for step in found] == [
        (base, tips[0]),
        (repo.id("HEAD~2"), tips[1]),
        (repo.id("HEAD~1"),),
    ]


def test_nothing_lies_between_a_commit_and_itself(repo: Repo) -> None:
    with Repository(str(repo.folder)) as repository:
        assert repository.landed(repo.id(), repo.id()) == ()


def test_a_base_beside_the_line_is_an_error(repo: Repo) -> None:
    tip = merged(repo, "b")
    with Repository(str(repo.folder)) as repository, pytest.raises(SourceError, match="does not go on from") as raised:
        repository.landed(tip, repo.id())
    assert raised.value.hint.startswith("rebuild")


def test_a_line_that_a_shallow_clone_cuts_off_is_an_error(repo: Repo, tmp_path: Path) -> None:
    base = repo.id()
    for number in range(3):
        repo.commit(f"Number {number}")
    repo.git("branch", "old", base)
    shallow = repo.clone(tmp_path / "clone", "--depth=2", "--no-single-branch")
    with Repository(str(shallow.folder)) as repository, pytest.raises(SourceError) as raised:
        repository.landed(base, shallow.id())
    assert "--unshallow" in raised.value.hint


@pytest.mark.parametrize("title", ["", "a\x1e\x1fb", "Merge pull request #7 from x\n\n(#8)", "\u202e(#9)"])
def test_a_title_forges_no_step(title: str, repo: Repo) -> None:
    base = repo.id()
    repo.commit(title)
    with Repository(str(repo.folder)) as repository:
        (found,) = repository.landed(base, repo.id())
    assert (found.id, found.parents) == (repo.id(), (base,))
    assert found.title == title.partition("\n")[0]


def test_a_command_that_takes_too_long_is_ended_with_what_it_started(repo: Repo) -> None:
    git = Git(str(repo.folder))
    answer = git.ask("-c", "alias.slow=!sleep 600", "slow", seconds=0.3)
    assert answer.code < 0
    assert git.ask("rev-parse", "HEAD", seconds=600.0).code == 0
