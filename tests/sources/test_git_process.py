"""What is done while git works: something useful, once, and only where git takes its time."""

import select
import time

import pytest

from aims_gate.sources.git import Repository
from aims_gate.sources.git_process import Git, Question
from tests.repositories import Repo

pytestmark = pytest.mark.skipif(not hasattr(select, "poll"), reason="this system cannot tell whether git is silent")


def told(repo: Repo) -> tuple[Git, list[str]]:
    git, done = Git(str(repo.folder)), list[str]()
    git.meanwhile = lambda: done.append("done")
    return git, done


def test_a_silent_git_leaves_time_once(repo: Repo) -> None:
    git, done = told(repo)
    for _ in range(2):
        # It waits for the end of its input, which is closed when its answer is taken.
        assert Question(git, ("hash-object", "--stdin")).answer().out == b"e69de29bb2d1d6434b8b29ae775ad8c2e48c5391\n"
        assert done == ["done"]


def test_who_has_its_answer_waits_for_nothing(repo: Repo) -> None:
    git, done = told(repo)
    question = Question(git, ("version",))
    ends = time.monotonic() + 30
    while question._process.poll() is None and time.monotonic() < ends:
        time.sleep(0.01)
    assert question.answer().out.startswith(b"git version")
    assert done == []


def test_a_git_that_waits_for_what_it_is_given_gets_it_first(repo: Repo) -> None:
    git, done = told(repo)
    assert git.ask("hash-object", "--stdin", given=b"").code == 0
    assert done == ["done"]
    git, done = told(repo)
    assert git.ask("hash-object", "--stdin", given=b"x").code == 0
    assert done == []


def test_a_repository_is_told_what_to_do(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aims_gate.sources.git_process._is_silent", lambda pipe: True)
    old = repo.commit()
    repo.write("a.py", "x\n")
    new = repo.commit()
    done: list[str] = []
    with Repository(str(repo.folder)) as repository:
        repository.while_git_works(lambda: done.append("done"))
        for _ in range(2):
            files = repository.changed_files(repository.tree_of(old), repository.tree_of(new))
            assert ([file.path for file in files], done) == (["a.py"], ["done"])
