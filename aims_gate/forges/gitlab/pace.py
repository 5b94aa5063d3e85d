"""How long to wait before the next request, and whether the last one is worth repeating.

Reads what GitLab asks for from its answers; makes no request.
"""

from collections.abc import Callable
from email.utils import parsedate_to_datetime

from aims_gate.forges.gitlab.connection import Answer

PATIENCE = 60.0
"""Seconds that one client spends waiting in all. Past that the forge did not answer, and the change stays undecided."""

_UNTOLD_LIMIT = 60.0
"""GitLab counts its limits by the minute."""

_LONGEST_BACKOFF = 8.0
_PASSING = frozenset((500, 502, 503, 504, *range(520, 525)))


class Pace:
    """The waiting of one client, between all its requests."""

    def __init__(self, sleep: Callable[[float], None], clock: Callable[[], float], patience: float = PATIENCE) -> None:
        self._sleep = sleep
        self._clock = clock
        self._patience = patience
        self._not_before = 0.0
        self._failures = 0

    def wait(self) -> bool:
        """Waits until the next request may be made; at once False where that takes more patience than is left."""
        seconds = max(0.0, self._not_before - self._clock())
        if seconds > self._patience:
            return False
        if seconds:
            self._patience -= seconds
            self._sleep(seconds)
        return True

    def note(self, answer: Answer) -> bool:
        """Takes an answer into account; whether the same request may fare better later."""
        if not passing(answer):
            self._failures = 0
            self._not_before = 0.0
            return False
        backoff = min(2.0**self._failures, _LONGEST_BACKOFF)
        self._failures += 1
        asked = asked_delay(answer)
        self._not_before = self._clock() + (backoff if asked is None else asked)
        return True


def passing(answer: Answer) -> bool:
    """Whether the trouble is one that passes: a limit, a failure of the server or of the way to it."""
    if answer.status == 0:
        return not answer.lasting
    return answer.status == 429 or answer.status in _PASSING


def asked_delay(answer: Answer) -> float | None:
    """Seconds that GitLab asks to wait, at least 1; None where it asks for nothing. Dates are by GitLab's own clock."""
    here = _seconds(answer.headers.get("date", ""))
    after, reset = answer.headers.get("retry-after", "").strip(), answer.headers.get("ratelimit-reset", "").strip()
    if is_count(after):
        return max(1.0, float(after))
    for then in (_seconds(after), float(reset) if is_count(reset) and answer.status == 429 else None):
        if then is not None and here is not None:
            return max(1.0, then - here + 1.0)
    return _UNTOLD_LIMIT if answer.status == 429 else None


def is_count(text: str) -> bool:
    """Whether a header's text is a number of seconds."""
    return text.isascii() and text.isdigit() and len(text) <= 10


def _seconds(date: str) -> float | None:
    """An HTTP date in seconds since 1970."""
    try:
        return parsedate_to_datetime(date).timestamp()
    except (ValueError, OverflowError):
        return None
