"""How long to wait before the next request to a forge, and whether the last one is worth repeating.

Knows the times that HTTP states. By which signs a forge shows a limit, each says itself; nothing is asked here.
"""

from collections.abc import Callable
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from aims_gate.forges.exchange import Answer

PATIENCE = 60.0
"""Seconds that one client spends waiting in all. Past that the forge did not answer, and the change stays undecided."""

_UNTOLD_LIMIT = 60.0
"""GitHub asks for at least a minute where a secondary limit does not say how long; GitLab counts by the minute."""

_LONGEST_BACKOFF = 8.0


class Signs(NamedTuple):
    """By what a forge's answers show trouble that passes.

    `limited`: it refuses because of how much was asked. `reset_at`: when a spent allowance is given anew, in seconds since
    1970, where it tells. `outages`: the statuses of a failure of the server, or of the way to it.
    """

    limited: Callable[[Answer], bool]
    reset_at: Callable[[Answer], int | None]
    outages: frozenset[int]


class Pace:
    """The waiting of one client, between all its requests. `sleep` and `clock` count in seconds."""

    def __init__(
        self,
        signs: Signs,
        sleep: Callable[[float], None],
        clock: Callable[[], float],
        patience: float = PATIENCE,
    ) -> None:
        self._signs = signs
        self._sleep = sleep
        self._clock = clock
        self._patience = patience
        self._not_before = 0.0
        self._failures = 0
        self.last: Answer | None = None

    @property
    def owed(self) -> float:
        """Seconds until the next request may be made."""
        return max(0.0, self._not_before - self._clock())

    def wait(self) -> bool:
        """Waits until the next request may be made; at once False where that takes more patience than is left."""
        return self.pause(self.owed)

    def pause(self, seconds: float) -> bool:
        """Waits so long, if patience lasts."""
        if seconds > self._patience:
            return False
        if seconds > 0:
            self._patience -= seconds
            self._sleep(seconds)
        return True

    def note(self, answer: Answer) -> bool:
        """Takes an answer into account; whether the same request may fare better later."""
        self.last = answer
        if not passing(answer, self._signs):
            self._failures = 0
            self._not_before = 0.0
            return False
        backoff = min(2.0**self._failures, _LONGEST_BACKOFF)
        self._failures += 1
        asked = asked_delay(answer, self._signs)
        self._not_before = self._clock() + (backoff if asked is None else asked)
        return True


def passing(answer: Answer, signs: Signs) -> bool:
    """Whether the trouble is one that passes: a limit, a failure of the server or of the way to it."""
    if answer.status == 0:
        return not answer.lasting
    return signs.limited(answer) or answer.status in signs.outages


def asked_delay(answer: Answer, signs: Signs) -> float | None:
    """Seconds that a forge asks to wait, at least 1; None where it asks for nothing. Dates are by the forge's own clock."""
    after = answer.headers.get("retry-after", "").strip()
    here = _seconds(answer.headers.get("date", ""))
    if is_count(after):
        return max(1.0, float(after))
    for then in (_seconds(after), signs.reset_at(answer)):
        if then is not None and here is not None:
            return max(1.0, then - here + 1.0)
    return _UNTOLD_LIMIT if signs.limited(answer) else None


def is_count(text: str) -> bool:
    """Whether a header's text is a number of seconds."""
    return text.isascii() and text.isdigit() and len(text) <= 10


def in_a_while(answer: Answer) -> str:
    """What to do about a limit, by what its answer says of time."""
    wait = answer.headers.get("retry-after", "")
    return f"run it again in {wait} seconds" if is_count(wait) else "run it again in a few minutes"


def _seconds(date: str) -> float | None:
    """An HTTP date in seconds since 1970."""
    try:
        return parsedate_to_datetime(date).timestamp()
    except (ValueError, OverflowError):
        return None
