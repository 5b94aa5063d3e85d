"""Work that processes share comes back whole and in order, or not at all."""

import os
import sys
import time
from collections.abc import Sequence

import pytest

from aims_gate.sources.git import Repository
from aims_gate.sources.shared import TOGETHER, Shared
from tests.repositories import Repo

IDS = tuple(str(number) for number in range(3 * TOGETHER + 7))


def test_one_process_and_several_give_the_same_in_order(repo: Repo) -> None:
    def look(ids: Sequence[str]) -> list[str]:
        return [f"{number}!" for number in ids]

    with Repository(str(repo.folder)) as repository:
        for shared_from in (1, 10_000):
            found = Shared(repository, look, IDS, shared_from).found()
            assert [number for part in found for number in part] == [f"{number}!" for number in IDS]
            assert list(Shared(repository, look, (), shared_from).found()) == []


def test_whoever_has_enough_stops_it(repo: Repo) -> None:
    asked: list[str] = []
    with Repository(str(repo.folder)) as repository:
        found = Shared(repository, lambda ids: asked.extend(ids), IDS, 10_000).found()
        next(found)
    assert asked == list(IDS[:TOGETHER])


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is one process")
def test_whoever_has_enough_of_two_processes_ends_both(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda process: {0, 1})
    here = os.getpid()

    def look(ids: Sequence[str]) -> int:
        if os.getpid() != here:
            time.sleep(10)
        return len(ids)

    with Repository(str(repo.folder)) as repository:
        found = Shared(repository, look, IDS, 1).found()
        assert next(found) < len(IDS)
        found.close()
        with pytest.raises(ChildProcessError):
            os.waitpid(-1, os.WNOHANG)


def test_contents_are_had_by_every_process(repo: Repo) -> None:
    for number in range(TOGETHER + 9):
        repo.write(f"{number:03}", f"{number}\n")
    repo.commit()
    with Repository(str(repo.folder)) as repository:
        ids = [entry.id for _, entry in repository.list_tree(repository.tree_of(repo.id()))]

        def look(some: Sequence[str]) -> list[bytes]:
            return [blob.data for _, blob in repository.blobs(some) if blob]

        for _ in range(2):
            for shared_from in (1, 10_000):
                parts = Shared(repository, look, ids, shared_from).found()
                assert [data for part in parts for data in part] == [b"%d\n" % number for number in range(TOGETHER + 9)]
