"""Looks many contents through, a part at a time, in two processes where there are many. Knows no finding."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TypeVar

from aims_gate.sources.git import Repository

TOGETHER = 250
"""Contents that are looked through at a time by one process alone."""

PARTS = 16
"""Parts that two processes share: so many that neither waits long for the other at the end."""

SHARED_FROM = 500
"""Contents from which a second process is worth its start."""

_ALONE = 16
"""Contents that one process looks through before there are two: what is made for the first files is made once."""

Found = TypeVar("Found")


def shared(
    repository: Repository,
    look: Callable[[Sequence[str]], Found],
    ids: Sequence[str],
    shared_from: int = SHARED_FROM,
) -> Iterator[Found]:
    """What `look` finds in the contents with some ids, in order. Alone it looks no further than it is asked.

    `look` reads from the repository, and what it finds can be pickled.
    """
    if len(ids) < shared_from:
        yield from (look(ids[start : start + TOGETHER]) for start in range(0, len(ids), TOGETHER))
        return
    from aims_gate.sources.side_by_side import side_by_side

    yield look(ids[:_ALONE])
    repository.close()  # each process asks a git of its own
    rest = ids[_ALONE:]
    each = -(-len(rest) // PARTS) or 1
    yield from side_by_side([partial(look, rest[start : start + each]) for start in range(0, len(rest), each)])
