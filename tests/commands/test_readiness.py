"""`aims-gate readiness`: which ref it looks at and how it ends."""

import pytest

from aims_gate.commands.readiness import Options, exit_code, readiness
from aims_gate.errors import UsageError
from tests.examples import NOW
from tests.repositories import Repo
from tests.standing_example import founded


def test_the_default_branch_is_looked_at(repo: Repo) -> None:
    founded(repo)
    repo.checkout("side", new=True)
    repo.remove(".aims/programme.yaml")
    repo.commit("Gone")
    assert readiness(Options(NOW, folder=str(repo.folder))).ref == "main"
    assert readiness(Options(NOW, ref="side", folder=str(repo.folder))).commit == repo.id("side")


def test_a_repository_without_a_default_branch_is_told_so(repo: Repo) -> None:
    repo.git("symbolic-ref", "HEAD", "refs/heads/other")
    repo.commit("Other")
    with pytest.raises(UsageError, match="no default branch"):
        readiness(Options(NOW, folder=str(repo.folder)))


def test_it_ends_as_was_asked(repo: Repo) -> None:
    found = readiness(Options(NOW, folder=str(founded(repo).folder)))
    percent = found.coverage["percent"]
    assert exit_code(found, 0, ()) == 0
    assert (exit_code(found, percent, ()), exit_code(found, percent + 1, ())) == (0, 1)
    assert exit_code(found, 0, ("unknown",)) == 1
    assert exit_code(found, 0, ("overdue",)) == 1
