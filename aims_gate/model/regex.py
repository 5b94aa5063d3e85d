"""Regular expressions that are compiled when they are first used. Knows the standard library's, and no expression.

To compile one takes up to six milliseconds, and of those that the modules hold a run needs few: a change to prose reads no
source, and most rules find nothing to say.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, AnyStr, cast


class _Regex:
    """Is compiled when it is first asked for anything, and answers as what was compiled does."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self._of: Any = pattern, flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(*self._of), name)
        # From now on it is found without asking here.
        self.__dict__[name] = found
        return found


def late_regex(pattern: AnyStr, flags: int = 0) -> "re.Pattern[AnyStr]":
    """As `re.compile`, which it calls at first use: of a pattern that is wrong, nothing is heard before."""
    return cast("re.Pattern[AnyStr]", _Regex(pattern, flags))


@contextmanager
def compiled_late() -> Iterator[None]:
    """Inside, `re.compile` is `late_regex`, for modules of others that are imported there.

    Only for modules that ask what they compile by its methods: `re.search(compiled, …)` does not take a late one.
    """
    at_once = re.compile
    re.compile = late_regex  # type: ignore[assignment]  # it has no overload for what is compiled already
    try:
        yield
    finally:
        re.compile = at_once
