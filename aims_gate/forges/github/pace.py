"""How long to wait before the next request, and whether the last one is worth repeating.

Reads what GitHub asks for from its answers; makes no request.
"""

from collections.abc import Callable
from email.utils import parsedate_to_datetime

from aims_gate.forges.github.connection import Answer

PATIENCE = 60.0
"""Seconds that one client spends waiting in all. Past that the forge did not answer, and the change stays undecided."""

_UNTOLD_LIMIT = 60.0
"""GitHub asks for at least a minute where a secondary limit does not say how long."""

_LONGEST_BACKOFF = 8.0


class Pace:
    """The waiting of one client, between all its requests."""

    def __init__(self, sleep: Callable[[float], None], clock: Callable[[], float], patience: float = PATIENCE) -> None:
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
    return limited(answer) or answer.status in (500, 502, 503, 504)


def limited(answer: Answer) -> bool:
    """Whether GitHub refuses because of how much was asked, and not of what."""
    if answer.status == 429:
        return True
    said = answer.body[:4096].lower()
    told = "retry-after" in answer.headers or used_up(answer)
    return answer.status == 403 and (told or b"rate limit" in said or b"abuse detection" in said)


def used_up(answer: Answer) -> bool:
    """Whether the token's hourly allowance is spent."""
    return answer.headers.get("x-ratelimit-remaining") == "0"


def reset_at(answer: Answer) -> int | None:
    """When a spent allowance is given anew, in seconds since 1970, where GitHub tells."""
    reset = answer.headers.get("x-ratelimit-reset", "")
    return int(reset) if used_up(answer) and is_count(reset) else None


def asked_delay(answer: Answer) -> float | None:
    """Seconds that GitHub asks to wait, at least 1; None where it asks for nothing. Measured by GitHub's own clock."""
    after = answer.headers.get("retry-after", "").strip()
    here = _seconds(answer.headers.get("date", ""))
    reset = reset_at(answer)
    if is_count(after):
        return max(1.0, float(after))
    for then in (_seconds(after), reset):
        if then is not None and here is not None:
            return max(1.0, then - here + 1.0)
    return _UNTOLD_LIMIT if limited(answer) else None


def is_count(text: str) -> bool:
    """Whether a header's text is a number of seconds."""
    return text.isascii() and text.isdigit() and len(text) <= 10


def _seconds(date: str) -> float | None:
    """An HTTP date in seconds since 1970."""
    try:
        return parsedate_to_datetime(date).timestamp()
    except (ValueError, OverflowError):
        return None
