"""The functions that conditions may call beside CEL's own.

Pure: no clock, no file. What a function cannot answer it raises as `ValueError`, which makes the condition
one that cannot be evaluated, so that nothing passes on a date or a level that nobody can read. The
reference pages are made from the table at the end and from these docstrings.
"""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from operator import eq, ge, gt, le, lt, ne
from typing import Any

from aims_gate.facts import signal_types
from aims_gate.facts.placeholder import is_placeholder
from aims_gate.model.document import Json
from aims_gate.model.regex import late_regex
from aims_gate.model.values import NamedTuple
from aims_gate.model.vocabulary import TIERS

LEVELS = ("low", "medium", "high", "critical")
"""Levels of a risk method that names none of its own, lowest first."""

_DATE = late_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DATE_TIME = late_regex(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?"
    r"(?:[Zz]|[+-][0-9]{2}:[0-9]{2})?"
)
_DURATION = late_regex(r"([0-9]{1,6})([dh])")

_WORD_STARTS, _WORD_ENDS = r"(?<!\w)(?<!\w[.+-])", r"(?!\w|[-.:@/+]\w)"
"""What may stand around the name of a model: `openai/m1` names `m1`, `m1-mini` and `m1.5` do not."""

_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    ">": gt,
    ">=": ge,
    "≥": ge,
    "<": lt,
    "<=": le,
    "≤": le,
    "==": eq,
    "=": eq,
    "!=": ne,
    "≠": ne,
}
_THRESHOLD = late_regex(
    r"(?:>=|<=|==|!=|[<>=≥≤≠])\s*"
    r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?"
    r"(?:\s*[%‰°/€$£]|\s+(?=[^\W\d_])|(?=[^\W\d_]))?(?P<unit>.*)"
)


def days_between(start: str, end: str) -> int:
    """Days from `start` to `end`, negative when `end` is earlier.

    Both are ISO dates (`2026-09-01`) or date-times; of a date-time the day in UTC counts, and without a
    zone it is taken as UTC. A text that is no such date is an error.
    """
    return (_day(end) - _day(start)).days


def days(duration: str) -> int:
    """A duration such as `90d` or `72h` as whole days; hours are rounded down, so `36h` is 1.

    Another text is an error.
    """
    found = _DURATION.fullmatch(duration.strip())
    if found is None:
        raise ValueError(f'"{_short(duration)}" is no duration such as 90d or 72h')
    amount = int(found[1])
    return amount if found[2] == "d" else amount // 24


def date_after(one: str, other: str) -> bool:
    """Whether `one` is later than `other`.

    Two date-times are compared as instants, else days count.
    Else an error.
    """
    if _DATE.fullmatch(one.strip()) or _DATE.fullmatch(other.strip()):
        return _day(one) > _day(other)
    return _instant(one) > _instant(other)


def is_date(text: Json) -> bool:
    """Whether `text` is an ISO date or date-time that the calendar has; false for a value that is no text."""
    if not isinstance(text, str):
        return False
    try:
        _instant(text)
    except ValueError:
        return False
    return True


def filled(value: Json) -> bool:
    """Whether a value holds content.

    A text does when it is neither blank nor a placeholder (`TBD`, `yyyy-mm-dd`, `draft | approved`); a
    list or map when it is not empty and all that it holds is filled; numbers and yes or no always do; null
    never.
    """
    if isinstance(value, str):
        return bool(value.strip()) and not is_placeholder(value)
    if isinstance(value, dict):
        return bool(value) and all(filled(item) for item in value.values())
    if isinstance(value, list):
        return bool(value) and all(filled(item) for item in value)
    return isinstance(value, bool | int | float)


def lacks(holder: Json, names: Json) -> list[str]:
    """Those of `names` that the map `holder` does not have or that are not `filled`, in the order given.

    An error when `holder` is no map, or `names` is empty or not all texts.
    """
    if not isinstance(holder, dict):
        raise ValueError("lacks() asks for fields of a value that is no map")
    if not names or not all(isinstance(name, str) for name in names):
        raise ValueError("lacks() needs a list of field names")
    return [name for name in names if not filled(holder.get(name))]


def same_vendor(stated: Json, vendor: Json) -> bool:
    """Whether the name that somebody wrote means a vendor: `open-ai` is OpenAI, `AWS` Amazon Web Services.

    False for what is no text.
    """
    return isinstance(stated, str) and isinstance(vendor, str) and signal_types.same_vendor(stated, vendor)


def tier_at_least(tier: str, lowest: str) -> bool:
    """Whether `tier` is `lowest` or above, in the order minimal, limited, high, prohibited.

    Another word is an error.
    """
    return _rank(tier, TIERS, "tier") >= _rank(lowest, TIERS, "tier")


def level_at_least(level: str, lowest: str, levels: Json = LEVELS) -> bool:
    """Whether a risk `level` is `lowest` or above.

    `levels` are the method's names, lowest first; without them low, medium, high, critical. Another word
    is an error.
    """
    return _rank(level, levels, "level") >= _rank(lowest, levels, "level")


def threshold(text: Json) -> bool:
    """Whether `text` says an operator and a number, with or without a unit: `> 0.35`, `<= 5 %`.

    Operators are `>`, `>=`, `<`, `<=`, `==`, `=`, `!=`. Words ("high", "at least 3"), a bare number, a
    range, a placeholder for the unit, and a value that is no text are not thresholds.
    """
    found = _THRESHOLD.fullmatch(text.strip()) if isinstance(text, str) else None
    if found is None:
        return False
    unit = found["unit"].strip()
    return not unit or (not is_placeholder(unit) and re.match(r"[^\W\d_]|[%‰°/€$£]", unit) is not None)


def meets(operator: str, target: Json, result: Json) -> bool:
    """Whether `result` stands to `target` as `operator` says: `meets(">=", 0.9, 0.93)`.

    Both are numbers. Another operator, or a value that is no number, is an error.
    """
    compare = _COMPARISONS.get(operator.strip())
    if compare is None:
        raise ValueError(f'"{_short(operator)}" is no operator; one of >, >=, <, <=, ==, !=')
    for value in (target, result):
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ValueError("a target and its result are compared as numbers, and one of them is none")
    return compare(result, target)


def names_model(text: Json, name: Json, version: Json) -> bool:
    """Whether `text` names a model and its version, each as a whole: `gpt-4` is not named by `gpt-4o` or `gpt-4-mini`.

    The two may stand apart or be joined (`m1 2026-01`, `m1-2026-01`, `m1@2026-01`); case does not count. Values that
    are neither text nor numbers name nothing.
    """
    if not all(isinstance(value, str | int | float) and not isinstance(value, bool) for value in (text, name, version)):
        return False
    said, wanted, which = (str(value).strip().casefold() for value in (text, name, version))
    if not wanted or not which:
        return False
    numbered = f"(?:version |v)?{re.escape(which)}"
    together = rf"{_WORD_STARTS}{re.escape(wanted)}[-_@:/ (]{{1,2}}{numbered}{_WORD_ENDS}"
    apart = (rf"{_WORD_STARTS}{re.escape(wanted)}{_WORD_ENDS}", rf"{_WORD_STARTS}{numbered}{_WORD_ENDS}")
    return re.search(together, said) is not None or all(re.search(pattern, said) for pattern in apart)


def _instant(text: str) -> datetime:
    trimmed = text.strip()
    if not (_DATE.fullmatch(trimmed) or _DATE_TIME.fullmatch(trimmed)):
        raise ValueError(f'"{_short(text)}" is no date such as 2026-09-01')
    try:
        found = datetime.fromisoformat(trimmed.upper())
    except ValueError:
        raise ValueError(f'"{_short(text)}" is a date that the calendar does not have') from None
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found


def _day(text: str) -> date:
    try:
        return _instant(text).astimezone(UTC).date()
    except OverflowError:
        raise ValueError(f'"{_short(text)}" is a date that the calendar does not have') from None


def _rank(word: str, order: Json, kind: str) -> int:
    if word not in order:
        raise ValueError(f'"{_short(word)}" is no {kind}; one of {", ".join(map(str, order))}')
    return list(order).index(word)


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


class Function(NamedTuple):
    """What the engine and the reference pages need: the code, the kinds of its parameters (one row for
    each form) and of its value. Kinds are `any`, `text`, `list`, `texts`, `int`, `bool`.
    """

    compute: Callable[..., Json]
    parameters: tuple[tuple[str, ...], ...]
    returns: str


FUNCTIONS: dict[str, Function] = {
    "days_between": Function(days_between, (("text", "text"),), "int"),
    "days": Function(days, (("text",),), "int"),
    "date_after": Function(date_after, (("text", "text"),), "bool"),
    "is_date": Function(is_date, (("any",),), "bool"),
    "filled": Function(filled, (("any",),), "bool"),
    "lacks": Function(lacks, (("any", "list"),), "texts"),
    "same_vendor": Function(same_vendor, (("any", "any"),), "bool"),
    "tier_at_least": Function(tier_at_least, (("text", "text"),), "bool"),
    "level_at_least": Function(level_at_least, (("text", "text"), ("text", "text", "list")), "bool"),
    "threshold": Function(threshold, (("any",),), "bool"),
    "names_model": Function(names_model, (("any", "any", "any"),), "bool"),
    "meets": Function(meets, (("text", "any", "any"),), "bool"),
}
