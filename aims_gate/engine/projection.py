"""What an expression is given: of all the facts, those that it reads and nothing else.

So a fact that `fact_paths` did not report cannot decide anything, and a long list that is not read costs
nothing. What CEL cannot hold is refused here, where it still has a name: CEL would turn the whole variable
into one error, which `|| true` absorbs, and would cut a text at a NUL.
"""

from collections.abc import Iterable, Mapping
from math import isfinite
from typing import Any

from aims_gate.engine.fact_paths import ANY, ELEMENT, FactPath, Reads
from aims_gate.model.document import Json
from aims_gate.model.regex import late_regex

UNFIT_CHARACTERS = late_regex("[\0\ud800-\udfff]")
"""NUL, at which the engine cuts a text, and halves of characters, which a path that is not UTF-8 brings."""

_INT64 = 1 << 63
_DEPTH = 64


class UnfitFactError(ValueError):
    """A fact that no expression can be given; the message names it."""


class Plan:
    """The reads of an expression as a tree: `below` by segment; `whole` when all that is there is needed."""

    __slots__ = ("below", "whole")

    def __init__(self) -> None:
        self.below: dict[str, Plan] = {}
        self.whole = False

    def at(self, path: Iterable[str]) -> "Plan":
        plan = self
        for segment in path:
            plan = plan.below.setdefault(segment, Plan())
        return plan


def plan_of(reads: Reads) -> Plan:
    """What to hand over for `reads`; worked out once for an expression."""
    plan = Plan()
    for path in reads.whole | reads.counted:
        plan.at(path).whole = True
    for path in reads.asked:
        plan.at(path)
    for path in reads.walked:
        plan.at((*path, ELEMENT))
    for path in reads.steps:
        step = plan.at(path)
        step.whole = step.whole or not step.below
    return plan


Fitted = dict[int, tuple[Json, Json]]
"""Identity of a list or map of the facts → it, and what an expression is given for it as a whole.

It holds as long as nobody alters the facts: while they are judged.
"""


def project(plan: Plan, variables: Mapping[str, Json], fitted: Fitted | None = None) -> dict[str, Json]:
    """The part of `variables` that `plan` asks for, in types that CEL holds.

    A key whose value is null is left out: absent is absent. `fitted` keeps what many expressions ask for as a whole.
    Raises `UnfitFactError`.
    """
    kept: Fitted = {} if fitted is None else fitted
    return {
        name: _part(below, variables[name], (None, name), kept)
        for name, below in plan.below.items()
        if variables.get(name) is not None
    }


_Place = tuple[Any, str | int]
"""Where a value stands: the place of what holds it (None at the top) and its key or index there."""


def _part(plan: Plan, value: Json, at: _Place, fitted: Fitted) -> Json:
    below = plan.below
    if isinstance(value, dict) and not (plan.whole or ANY in below or ELEMENT in below):
        return {key: _part(below[key], value[key], (at, key), fitted) for key in below if value.get(key) is not None}
    if isinstance(value, list | tuple) and not (plan.whole or ANY in below):
        element = below.get(ELEMENT)
        if element is None:
            return []
        return [_part(element, item, (at, index), fitted) for index, item in enumerate(value)]
    if not isinstance(value, dict | list | tuple):
        return _fit(value, at, _DEPTH)
    known = fitted.get(id(value))
    if known is None:
        known = fitted[id(value)] = value, _fit(value, at, _DEPTH)
    return known[1]


def _fit(value: Json, at: _Place, levels: int) -> Json:
    if isinstance(value, str):
        return value if value.isascii() and "\0" not in value else UNFIT_CHARACTERS.sub("\ufffd", value)
    if isinstance(value, dict):
        if not levels:
            raise _unfit(at, "is nested too deeply")
        below = levels - 1
        return {_key(key, at): _fit(item, (at, key), below) for key, item in value.items() if item is not None}
    if isinstance(value, list | tuple):
        if not levels:
            raise _unfit(at, "is nested too deeply")
        return [_fit(item, (at, index), levels - 1) for index, item in enumerate(value)]
    return _number(value, at)


def _key(key: object, at: _Place) -> str:
    if not isinstance(key, str):
        raise _unfit(at, "has a key that is not a text")
    return str(_fit(key, at, 0))


def _number(value: Json, at: _Place) -> Json:
    if isinstance(value, float):
        if not isfinite(value):
            raise _unfit(at, "is not a finite number")
    elif not isinstance(value, int):
        raise _unfit(at, "is empty" if value is None else f"is a {type(value).__name__}, which no fact may be")
    elif not -_INT64 <= value < _INT64:
        raise _unfit(at, "is a whole number of more than 64 bits")
    return value


def _unfit(at: _Place, trouble: str) -> UnfitFactError:
    path: FactPath = ()
    holder: Any = at
    while holder is not None:
        holder, key = holder
        path = (f"[{key}]" if isinstance(key, int) else key, *path)
    return UnfitFactError(f'the fact "{place(path)}" {trouble}')


def place(path: FactPath) -> str:
    """A path into facts as a user reads it: `evidence.plan.metrics[0].source`."""
    return ".".join(path).replace(".[", "[")


def obstacle(paths: Iterable[FactPath], variables: Mapping[str, Json], key: str | None) -> str | None:
    """Why a path cannot be followed: a field `key` that is absent or, when None, a value that has no
    fields.
    """
    for path in sorted(paths):
        found = _obstacle(path, variables, (), key)
        if found is not None:
            return found
    return None


def _obstacle(path: FactPath, value: Json, at: FactPath, key: str | None) -> str | None:
    if not path:
        return None
    segment, rest = path[0], path[1:]
    if isinstance(value, list | tuple) and segment in (ELEMENT, ANY):
        found = (_obstacle(rest, item, (*at, f"[{index}]"), key) for index, item in enumerate(value))
        return next((reason for reason in found if reason is not None), None)
    if not isinstance(value, Mapping):
        return None if key is not None else f'the fact "{place(at)}" is {kind_of(value)} and has no fields'
    if segment in (ELEMENT, ANY):
        return None
    if value.get(segment) is None:
        return f'the fact "{place((*at, segment))}" is absent' if segment == key else None
    return _obstacle(rest, value[segment], (*at, segment), key)


def kind_of(value: Json) -> str:
    """The type of a JSON value in a user's words, with its article."""
    words = {bool: "a yes or no", int: "a number", float: "a number", str: "a text", dict: "a map"}
    return words.get(type(value), "nothing" if value is None else "a list")
