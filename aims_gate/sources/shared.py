"""Looks many contents through, a few hundred at a time, in two processes where there are many. Knows no finding."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TypeVar

from aims_gate.sources.git import Repository

TOGETHER = 250
"""Contents that one task looks through."""

SHARED_FROM = 2_000
"""Contents from which a second process is worth its start."""

Found = TypeVar("Found")


def shared(
    repository: Repository,
    look: Callable[[Sequence[str]], Found],
    ids: Sequence[str],
    shared_from: int = SHARED_FROM,
    tasks_at_once: int = 1_000,
) -> Iterator[Found]:
    """What `look` finds in the contents with some ids, in order. Whoever has found enough is at most `tasks_at_once` late.

    `look` reads from the repository, and what it finds can be pickled.
    """
    tasks = [partial(look, ids[start : start + TOGETHER]) for start in range(0, len(ids), TOGETHER)]
    if len(ids) < shared_from:
        yield from (task() for task in tasks)
        return
    from aims_gate.sources.side_by_side import side_by_side

    for start in range(0, len(tasks), tasks_at_once):
        repository.close()  # each process asks a git of its own
        yield from side_by_side(tasks[start : start + tasks_at_once])
