"""Settings for one git command in its environment, where no argument and no file shows them. Knows none of them."""

import os
from collections.abc import Iterable


def git_settings(rows: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Environment variables that set keys to values, after those that the operator's environment already sets."""
    settings = tuple(rows)
    count = os.environ.get("GIT_CONFIG_COUNT", "")
    first = int(count) if count.isdecimal() else 0
    given = {"GIT_CONFIG_COUNT": str(first + len(settings))}
    for place, (key, value) in enumerate(settings, first):
        given |= {f"GIT_CONFIG_KEY_{place}": key, f"GIT_CONFIG_VALUE_{place}": value}
    return given
