"""Whether a regular expression runs in linear time in Python's backtracking `re`, whatever the text.

It does when at every character there is but one way on: each repeated part can be told from what may follow it by the
next character. Such patterns are told by their positions and which may follow which (Glushkov's construction, with the
stricter demand that no two loops lead the same way). Others may be linear too; they are refused all the same.
"""

import importlib
import re
from collections.abc import Iterable
from functools import reduce
from typing import Any, NamedTuple

from aims_gate.sources.pattern_characters import characters

_PARSER: Any = importlib.import_module("re._parser")

_MOST_POSITIONS = 1_000
_MOST_STEPS = 10_000
_UNROLLED = 100
_MOST_WAYS = 1_000

_TOO_LONG = "is too long once its counted repeats are written out"

_EMPTY_OPS = ("AT",)
_CHARACTER_OPS = ("LITERAL", "NOT_LITERAL", "ANY", "IN")
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT")
_REFUSED = {
    "GROUPREF": "refers back to a group",
    "GROUPREF_EXISTS": "refers back to a group",
    "ASSERT": "looks ahead or behind",
    "ASSERT_NOT": "looks ahead or behind",
}


class _NotLinearError(Exception):
    """Why a pattern is refused."""


class _Part(NamedTuple):
    """A part of a pattern: whether it can match nothing, and the positions it begins and ends with."""

    nullable: bool
    first: tuple[int, ...]
    last: tuple[int, ...]


_NOTHING = _Part(True, (), ())


def why_not_linear(pattern: str) -> str:
    """Why a pattern is refused, completing "the pattern …"; empty for one that runs in linear time."""
    try:
        tree = _PARSER.parse(pattern)
    except re.error as error:
        return f"is no regular expression: {error}"
    except (RecursionError, OverflowError):
        return "is nested too deeply or repeats too often"
    if tree.state.flags != re.UNICODE:
        return "sets flags, such as (?i)"
    try:
        _Positions().read(tree)
    except _NotLinearError as lack:
        return str(lack)
    except RecursionError:
        return "is nested too deeply"
    return ""


class _Positions:
    """The places of a pattern at which a character is read, what each may read, and which may follow which."""

    def __init__(self) -> None:
        self.reads: list[int] = []
        self.follow: list[list[int]] = []
        self.steps = 0

    def read(self, tree: Any) -> None:
        """Raise `_NotLinearError` unless the whole pattern is linear."""
        whole = self._sequence(tree)
        loops = [position for position in range(len(self.reads)) if self._on_a_loop(position)]
        if loops and not _anchored(tree):
            raise _NotLinearError("repeats something without beginning with ^")
        ways = self._ways(whole.first)
        for position, following in enumerate(self.follow):
            here = self._ways(following)
            if here > 1 and position in loops:
                raise _NotLinearError("repeats something that cannot be told from what follows it")
            ways *= here
            if ways > _MOST_WAYS:
                raise _NotLinearError("has too many ways to read the same text")

    def _sequence(self, tree: Iterable[Any]) -> _Part:
        return reduce(self._then, (self._part(op, argument) for op, argument in tree), _NOTHING)

    def _part(self, op: Any, argument: Any) -> _Part:
        self.steps += 1
        if self.steps > _MOST_STEPS:
            raise _NotLinearError(_TOO_LONG)
        name = str(op)
        if name in _CHARACTER_OPS:
            return self._character(name, argument)
        if name in _EMPTY_OPS:
            return _NOTHING
        if name == "SUBPATTERN":
            return self._group(*argument)
        if name == "BRANCH":
            return _either(self._sequence(branch) for branch in argument[1])
        if name in _REPEATS:
            return self._repeat(*argument)
        raise _NotLinearError(_REFUSED.get(name, "uses what other languages' patterns do not have"))

    def _character(self, name: str, argument: Any) -> _Part:
        if len(self.reads) == _MOST_POSITIONS:
            raise _NotLinearError(_TOO_LONG)
        self.reads.append(characters(name, argument))
        self.follow.append([])
        here = (len(self.reads) - 1,)
        return _Part(False, here, here)

    def _group(self, _number: Any, added: int, removed: int, tree: Any) -> _Part:
        if added or removed:
            raise _NotLinearError("sets flags, such as (?i)")
        return self._sequence(tree)

    def _then(self, one: _Part, other: _Part) -> _Part:
        self._lead(one.last, other.first)
        return _Part(
            one.nullable and other.nullable,
            one.first + other.first if one.nullable else one.first,
            other.last + one.last if other.nullable else other.last,
        )

    def _repeat(self, least: int, most: Any, tree: Any) -> _Part:
        bounded = isinstance(most, int) and most < _UNROLLED
        if bounded:
            return self._unrolled(least, most, tree)
        body = self._sequence(tree)
        if body.nullable:
            raise _NotLinearError("repeats something that may be empty")
        self._lead(body.last, body.first)
        return _Part(least == 0, body.first, body.last)

    def _unrolled(self, least: int, most: int, tree: Any) -> _Part:
        """A counted repeat written out: x{2,4} as xx(x(x)?)?."""
        optional = _NOTHING
        for _ in range(most - least):
            longer = self._then(self._sequence(tree), optional)
            optional = _Part(True, longer.first, longer.last)
        needed = reduce(self._then, (self._sequence(tree) for _ in range(least)), _NOTHING)
        return self._then(needed, optional)

    def _lead(self, last: Iterable[int], first: tuple[int, ...]) -> None:
        for position in last:
            if set(first) & set(self.follow[position]):
                raise _NotLinearError("repeats a repeat, as in (a+)+")
            self.follow[position].extend(first)

    def _ways(self, positions: Iterable[int]) -> int:
        """At most how many of some positions can read the same character."""
        reads = [self.reads[position] for position in positions]
        seen = repeated = 0
        for characters_read in reads:
            repeated |= seen & characters_read
            seen |= characters_read
        return max(1, sum(1 for characters_read in reads if characters_read & repeated))

    def _on_a_loop(self, start: int) -> bool:
        reached: set[int] = set()
        waiting = list(self.follow[start])
        while waiting:
            position = waiting.pop()
            if position == start:
                return True
            if position not in reached:
                reached.add(position)
                waiting.extend(self.follow[position])
        return False


def _either(parts: Iterable[_Part]) -> _Part:
    found = tuple(parts)
    return _Part(
        any(part.nullable for part in found),
        tuple(position for part in found for position in part.first),
        tuple(position for part in found for position in part.last),
    )


def _anchored(tree: Any) -> bool:
    """Whether a pattern matches at the beginning of the text or nowhere."""
    return bool(len(tree)) and str(tree[0][0]) == "AT" and str(tree[0][1]) in ("AT_BEGINNING", "AT_BEGINNING_STRING")
