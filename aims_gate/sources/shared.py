"""Shares the looking through of many contents between processes, each with a git process of its own. Knows no finding."""

import os
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from aims_gate.errors import SourceError
from aims_gate.sources.git import Repository

TOGETHER = 250
"""Contents that one task looks through."""

PROCESSES_AT_MOST = 4

SHARED_FROM = 2_000
"""Contents from which a second process is worth its start."""

Found = TypeVar("Found")


def shared(
    repository: Repository,
    look: Callable[[Sequence[str]], Found],
    ids: Sequence[str],
    shared_from: int = SHARED_FROM,
) -> Iterator[Found]:
    """What `look` finds in the contents with some ids, a few hundred at a time and in order.

    What it finds is sent from process to process. Raises SourceError where one ends before it is done.
    """
    tasks = [ids[start : start + TOGETHER] for start in range(0, len(ids), TOGETHER)]
    processes = min(PROCESSES_AT_MOST, os.cpu_count() or 1, len(tasks))
    # What a forked process has it need not be sent; elsewhere the start costs more than it brings.
    if len(ids) < shared_from or processes < 2 or not hasattr(os, "fork"):
        return map(look, tasks)
    repository.close()
    return _in_processes(processes, look, tasks)


def _in_processes(
    processes: int, look: Callable[[Sequence[str]], Found], tasks: list[Sequence[str]]
) -> Iterator[Found]:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    try:
        with ProcessPoolExecutor(processes, get_context("fork"), _begin, (look,)) as pool:
            yield from pool.map(_task, tasks)
    except BrokenProcessPool as error:
        hint = "run again with more memory"
        raise SourceError("a process that looked through the files ended before it was done", hint) from error


_mine: list[Callable[[Sequence[str]], Any]] = []
"""In a process that shares the work: how to look."""


def _begin(look: Callable[[Sequence[str]], Any]) -> None:
    _mine.append(look)


def _task(ids: Sequence[str]) -> Any:
    return _mine[0](ids)
