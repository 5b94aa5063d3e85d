"""Work that processes share comes back whole and in order, or not at all."""

import os
from collections.abc import Sequence

import pytest

from aims_gate.errors import SourceError
from aims_gate.sources.git import Repository
from aims_gate.sources.shared import TOGETHER, shared
from tests.repositories import Repo

IDS = tuple(str(number) for number in range(3 * TOGETHER + 7))


def test_one_process_and_several_give_the_same_in_order(repo: Repo) -> None:
    def look(ids: Sequence[str]) -> list[str]:
        return [f"{number}!" for number in ids]

    with Repository(str(repo.folder)) as repository:
        alone = list(shared(repository, look, IDS))
        assert [number for part in alone for number in part] == [f"{number}!" for number in IDS]
        assert list(shared(repository, look, IDS, shared_from=1)) == alone


@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="one processor; on two the work is shared")
def test_the_work_is_really_shared(repo: Repo) -> None:
    with Repository(str(repo.folder)) as repository:
        assert os.getpid() not in set(shared(repository, lambda _: os.getpid(), IDS, shared_from=1))


@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="one processor; on two the work is shared")
def test_a_process_that_dies_takes_the_answer_with_it(repo: Repo) -> None:
    def look(ids: Sequence[str]) -> int:
        if "300" in ids:
            os._exit(1)
        return len(ids)

    with Repository(str(repo.folder)) as repository, pytest.raises(SourceError, match="ended before it was done"):
        list(shared(repository, look, IDS, shared_from=1))
