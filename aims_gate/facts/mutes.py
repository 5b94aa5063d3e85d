"""The mutes of `.aims/signals.yaml`: which are in force on a day, and what each silences."""

from aims_gate.facts.dates import days_from, iso_date
from aims_gate.facts.ownership import meaningful
from aims_gate.facts.patterns import Patterns
from aims_gate.facts.placeholder import is_placeholder
from aims_gate.model.document import Json

_ASKED = ("pattern", "reason", "owner", "review_by")

ABOUT_TO_LAPSE = 30
"""Days before its end from which a mute is said to be about to lapse."""


class Mutes:
    """The mutes of a trusted register on a day. One without pattern, reason, owner or date is not in force."""

    def __init__(self, register: Json, now: str) -> None:
        self._rows = _rows(register)
        self._today = iso_date(now)
        self._live = [index for index, row in enumerate(self._rows) if not _why_not(row, self._today)]
        self._globs = {index: _glob(str(self._rows[index]["pattern"])) for index in self._live}

    def silencing(self, path: str, *names: str) -> int | None:
        """The place of the first mute in force for a path, or for a signal's row or name; None without one."""
        for index in self._live:
            glob = self._globs[index]
            if str(self._rows[index]["pattern"]) in names or (glob is not None and glob.match(path)):
                return index
        return None

    def told(self, muted: dict[int, int]) -> list[dict[str, Json]]:
        """Every mute with its `state` and the number of signals of this change that it silences."""
        return [_told(row, self._today, muted.get(index, 0)) for index, row in enumerate(self._rows)]


def _told(row: dict[str, Json], today: str, signals: int) -> dict[str, Json]:
    why = _why_not(row, today)
    kept = {key: str(row[key]) for key in _ASKED if row.get(key) is not None}
    view: dict[str, Json] = {**kept, "in_force": not why, "signals": signals}
    if why:
        view["why_not"] = why
    else:
        view["days_left"] = days_from(today, iso_date(row["review_by"]))
    return view


def _why_not(row: dict[str, Json], today: str) -> str:
    missing = [key for key in _ASKED if row.get(key) in (None, "") or is_placeholder(str(row[key]))]
    if missing:
        return f"it lacks {', '.join(missing)}"
    ends = iso_date(row["review_by"])
    if not ends:
        return "its review_by is no date"
    return "" if today < ends else f"it lapsed on {ends}"


def _rows(register: Json) -> list[dict[str, Json]]:
    rows = register.get("mutes") if isinstance(register, dict) else None
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _glob(pattern: str) -> Patterns | None:
    """The pattern as a glob of paths; None for one that can only be a name."""
    if not {"/", "*"} & set(pattern):
        return None
    globs = meaningful([pattern])
    return Patterns(globs) if globs else None
