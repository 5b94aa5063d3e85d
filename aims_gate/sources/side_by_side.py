"""Tasks done by two processes where the machine can, with what one alone would give. Knows nothing of the tasks."""

import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NoReturn, TypeVar

S = TypeVar("S")
T = TypeVar("T")

_TICKET = 2
TASKS_AT_MOST = 2048
"""Tasks whose tickets fit into the smallest pipe that there is: with more, writing them would wait for a reader."""


def side_by_side(tasks: Sequence[Callable[[], T]]) -> list[T]:
    """What the tasks give, in their order.

    A task alters nothing that another one reads, reads no pipe or file that was open before, and gives what can be
    pickled. A second
    process takes some of them over. What it does not bring, for whatever reason, is done here: an error of a task is
    raised as if there were no other process, and nothing is ever missing.
    """
    found = _shared(tasks) if 1 < len(tasks) <= TASKS_AT_MOST and _may_fork() else {}
    return [found[place] if place in found else task() for place, task in enumerate(tasks)]


def each(work: Callable[[S], T], things: Sequence[S], at_a_time: int = 25) -> list[T]:
    """What `work` gives for each of many things, in their order; for `work` holds what does for a task."""

    def part(begin: int) -> list[T]:
        return [work(thing) for thing in things[begin : begin + at_a_time]]

    parts = side_by_side([partial(part, begin) for begin in range(0, len(things), at_a_time)])
    return [one for found in parts for one in found]


def _may_fork() -> bool:
    """A copy of a process has none of its threads, and on other systems than Linux it lacks more than those."""
    return sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1 and threading.active_count() == 1


def _shared(tasks: Sequence[Callable[[], T]]) -> dict[int, T]:
    """What two processes gave, by the place of each task; whoever is free takes the next ticket."""
    taking, giving = os.pipe()
    os.write(giving, b"".join(place.to_bytes(_TICKET, "big") for place in range(len(tasks))))
    os.close(giving)
    hearing, saying = os.pipe()
    try:
        other = os.fork()
    except OSError:  # there is no room for another process
        for end in (taking, hearing, saying):
            os.close(end)
        return {}
    if not other:
        os.close(hearing)
        _say(taking, saying, tasks)
    os.close(saying)
    said = None
    with open(hearing, "rb") as answer:
        try:
            found = _done(taking, tasks)
            said = answer.read()
        finally:
            if said is None:
                os.kill(other, signal.SIGKILL)
            os.close(taking)
            status = os.waitpid(other, 0)[1]
    return found if status or not said else found | pickle.loads(said)  # noqa: S301  # said by a copy of this process


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
