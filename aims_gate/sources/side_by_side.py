"""Tasks done by two processes where the machine can, with what one alone would give. Knows nothing of the tasks."""

import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Generic, NoReturn, TypeVar

from aims_gate.model.values import NamedTuple

S = TypeVar("S")
T = TypeVar("T")

_TICKET = 2
TASKS_AT_MOST = 2048
"""Tasks whose tickets fit into the smallest pipe that there is: with more, writing them would wait for a reader."""


def side_by_side(tasks: Sequence[Callable[[], T]]) -> list[T]:
    """What the tasks give, in their order.

    A task alters nothing that another one reads, reads no pipe or file that was open before, and gives what can be
    pickled. A second process takes some of them over. What it does not bring, for whatever reason, is done here: an
    error of a task is raised as if there were no other process, and nothing is ever missing.
    """
    shared = Tasks(tasks)
    shared.begin()
    return shared.found()


def each(work: Callable[[S], T], things: Sequence[S], at_a_time: int = 25) -> list[T]:
    """What `work` gives for each of many things, in their order; for `work` holds what does for a task."""

    def part(begin: int) -> list[T]:
        return [work(thing) for thing in things[begin : begin + at_a_time]]

    parts = side_by_side([partial(part, begin) for begin in range(0, len(things), at_a_time)])
    return [one for found in parts for one in found]


class Tasks(Generic[T]):
    """Tasks as `side_by_side` has them, with which the second process can begin before it is waited for.

    Whoever lets it begin asks for what was found, or drops it.
    """

    def __init__(self, tasks: Sequence[Callable[[], T]]) -> None:
        self._tasks = tasks
        self._other: _Other | None = None

    def begin(self) -> None:
        """Let a second process, where there can be one, begin, while this one does something else."""
        if self._other is None and 1 < len(self._tasks) <= TASKS_AT_MOST and _may_fork():
            self._other = _forked(self._tasks)

    def found(self) -> list[T]:
        """What all tasks give, in their order; this process does those that nobody has taken yet."""
        other, self._other = self._other, None
        found = _shared(other, self._tasks) if other is not None else {}
        return [found[place] if place in found else task() for place, task in enumerate(self._tasks)]

    def drop(self) -> None:
        """End the second process, where there is one: nobody wants what it finds."""
        other, self._other = self._other, None
        if other is not None:
            os.close(other.hearing)
            _ended(other)


class _Other(NamedTuple):
    """The second process: its id, the pipe that has the tickets, and the one that has its answer in the end."""

    process: int
    taking: int
    hearing: int


def _may_fork() -> bool:
    """A copy of a process has none of its threads, and on other systems than Linux it lacks more than those."""
    return sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1 and threading.active_count() == 1


def _forked(tasks: Sequence[Callable[[], T]]) -> _Other | None:
    """The second process, at work; None where there is no room for one."""
    taking, giving = os.pipe()
    os.write(giving, b"".join(place.to_bytes(_TICKET, "big") for place in range(len(tasks))))
    os.close(giving)
    hearing, saying = os.pipe()
    try:
        process = os.fork()
    except OSError:
        for end in (taking, hearing, saying):
            os.close(end)
        return None
    if not process:
        os.close(hearing)
        _say(taking, saying, tasks)
    os.close(saying)
    return _Other(process, taking, hearing)


def _shared(other: _Other, tasks: Sequence[Callable[[], T]]) -> dict[int, T]:
    """What two processes gave, by the place of each task; whoever is free takes the next ticket."""
    said = None
    with open(other.hearing, "rb") as answer:
        try:
            found = _done(other.taking, tasks)
            said = answer.read()
        finally:
            status = _ended(other) if said is None else _over(other)
    return found if status or not said else found | pickle.loads(said)  # noqa: S301  # said by a copy of this process


def _ended(other: _Other) -> int:
    os.kill(other.process, signal.SIGKILL)
    return _over(other)


def _over(other: _Other) -> int:
    """How the second process ended, which it is about to."""
    os.close(other.taking)
    return os.waitpid(other.process, 0)[1]


def _say(taking: int, saying: int, tasks: Sequence[Callable[[], T]]) -> NoReturn:
    """The other process: it ends without a word of its own, for its errors come up again where they can be told."""
    try:
        with open(saying, "wb") as answer:
            pickle.dump(_done(taking, tasks), answer, pickle.HIGHEST_PROTOCOL)
        os._exit(0)
    finally:
        os._exit(1)


def _done(taking: int, tasks: Sequence[Callable[[], T]]) -> dict[int, T]:
    """What the tasks gave whose tickets were still there to take."""
    return {place: tasks[place]() for place in _places(taking)}


def _places(taking: int) -> Iterator[int]:
    while ticket := os.read(taking, _TICKET):
        yield int.from_bytes(ticket, "big")
