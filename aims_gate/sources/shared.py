"""Looks many things through, a part at a time, in two processes where there are many. Knows neither them nor a finding."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

from aims_gate.sources.git import Repository

if TYPE_CHECKING:
    from aims_gate.sources.side_by_side import Tasks

TOGETHER = 250
"""Things that are looked through at a time by one process alone."""

PARTS = 16
"""Parts that two processes share: so many that neither waits long for the other at the end."""

SHARED_FROM = 500
"""Things from which a second process is worth its start."""

_ALONE = 16
"""Things that one process looks through before there are two: what is made for the first files is made once."""

Thing = TypeVar("Thing")
Found = TypeVar("Found")


class Shared(Generic[Thing, Found]):
    """Things that `look` looks through, which reads them from the repository; what it finds can be pickled.

    Alone it looks no further than it is asked. Whoever lets a second process begin asks for what was found, or drops it;
    whoever has enough of what was found drops the rest with it.
    """

    def __init__(
        self,
        repository: Repository,
        look: Callable[[Sequence[Thing]], Found],
        things: Sequence[Thing],
        shared_from: int = SHARED_FROM,
    ) -> None:
        self._repository = repository
        self._look = look
        self._things = things
        self._are_many = len(things) >= shared_from
        self._begun: tuple[Found, Tasks[Found]] | None = None

    def begin(self) -> None:
        """Where there are many, look the first ones through, and let a second process go on while this one does
        something else.
        """
        if not self._are_many or self._begun is not None:
            return
        from aims_gate.sources.side_by_side import Tasks

        first, rest = self._look(self._things[:_ALONE]), self._things[_ALONE:]
        each = -(-len(rest) // PARTS) or 1
        tasks = Tasks([partial(self._look, rest[start : start + each]) for start in range(0, len(rest), each)])
        self._repository.close()  # each process asks a git of its own
        tasks.begin()
        self._begun = first, tasks

    def found(self) -> Iterator[Found]:
        """What was found in each part, in order."""
        self.begin()
        if self._begun is None:
            for start in range(0, len(self._things), TOGETHER):
                yield self._look(self._things[start : start + TOGETHER])
            return
        first, tasks = self._begun
        try:
            yield first
            yield from tasks.found()
        finally:
            tasks.drop()

    def drop(self) -> None:
        """End the second process, where there is one."""
        if self._begun is not None:
            self._begun[1].drop()
