"""Texts on which a regular expression may go back and forth, made from the expression itself: what it reads, whole and cut
off, again and again, and an end that it does not read. The same ones at every run.
"""

import math
import random
from collections.abc import Iterator, Sequence
from typing import Any

from tests.hostile.one_character import SINGLE, UNICODE, reads
from tests.hostile.steps import PARSER, REPEATS

FEW = 3
"""Above what a counted repeat is cut down to, so that its limit is not taken for growth."""

_PREFERRED = "a1 \n\t\"'\\.-_/:A[({<@=|#,!"
_CHARACTERS = _PREFERRED + "".join(map(chr, range(32, 127))) + "é\x01\x80\x9b\x9d"
_KINDS_AT_MOST = 9
_LONGEST_UNIT = 20
_REPEATS_AT_MOST = 10
_PAIRS = 16
_ROUNDS = 8
_TURNS = 3
_PUMPS_AGAIN = 2
_END = "\x01"


def cut_down(tree: Any) -> Any:
    """The same expression, each of whose counted repeats ends soon."""
    return _copied(tree, [_cut(str(op), op, argument) for op, argument in tree])


def _copied(tree: Any, items: list[Any]) -> Any:
    return PARSER.SubPattern(tree.state, items)


def _cut(name: str, op: Any, argument: Any) -> tuple[Any, Any]:
    if name in REPEATS:
        least, most, tree = argument
        small = min(int(least), FEW)
        most = most if most is PARSER.MAXREPEAT else min(int(most), small + FEW)
        return op, (small, most, cut_down(tree))
    if name == "SUBPATTERN":
        return op, (*argument[:3], cut_down(argument[3]))
    if name == "BRANCH":
        return op, (argument[0], [cut_down(branch) for branch in argument[1]])
    if name == "ATOMIC_GROUP":
        return op, cut_down(argument)
    if name in ("ASSERT", "ASSERT_NOT") and argument[0] > 0:
        return op, (argument[0], cut_down(argument[1]))
    return op, argument


def longest_limit(tree: Any) -> float:
    """The highest limit of a repeat of an expression: infinite where one has none."""
    limits = [0.0]
    for op, argument in tree:
        name = str(op)
        if name in REPEATS:
            limits += [math.inf if argument[1] is PARSER.MAXREPEAT else int(argument[1]), longest_limit(argument[2])]
        elif name == "SUBPATTERN":
            limits.append(longest_limit(argument[3]))
        elif name == "BRANCH":
            limits += map(longest_limit, argument[1])
        elif name == "ATOMIC_GROUP":
            limits.append(longest_limit(argument))
        elif name in ("ASSERT", "ASSERT_NOT"):
            limits.append(longest_limit(argument[1]))
    return max(limits)


class _Turn:
    """Which of several things is said: each time that of the same number, and no more than is needed."""

    def __init__(self, number: int) -> None:
        self._number = number

    def of(self, several: Sequence[Any]) -> Any:
        return several[self._number % len(several)]

    def times(self, least: int, _most: int) -> int:
        return least

    def likes(self) -> bool:
        return False


class _Chance:
    """Which of several things is said: any; the same ones for the same source."""

    def __init__(self, source: str) -> None:
        self._random = random.Random(source)

    def of(self, several: Sequence[Any]) -> Any:
        return self._random.choice(several)

    def times(self, least: int, most: int) -> int:
        return self._random.randint(least, min(most, least + 2))

    def likes(self) -> bool:
        return self._random.random() < 0.5


_Way = _Turn | _Chance


def units(tree: Any, source: str) -> list[tuple[str, str]]:
    """What to begin a text with, and what to repeat after it: what leads to a repeat, and what is repeated there."""
    flags, chance = tree.state.flags, _Chance(repr(source))
    kinds = _kinds(tree, flags)
    found = dict.fromkeys(("", kind) for kind in kinds)
    for turn in range(_TURNS):
        seen: set[tuple[str, str]] = set()
        for before, body in _repeats(tree, flags, "", _Turn(turn)):
            if (before, repr(body)) in seen or len(seen) == _REPEATS_AT_MOST:
                continue
            seen.add((before, repr(body)))
            found[("", before)] = None
            for unit in _pumps(body, flags, kinds, chance, before)[: _PUMPS_AGAIN if turn else None]:
                found[("", before + unit)] = None
                if not turn:
                    found[(before, unit)] = None
    return [(beginning, unit) for beginning, unit in found if 0 < len(unit) <= _LONGEST_UNIT]


def _repeats(tree: Any, flags: int, before: str, way: _Way) -> Iterator[tuple[str, Any]]:
    """What may be repeated for long, each with a text that leads to it."""
    for op, argument in tree:
        name = str(op)
        if name in REPEATS:
            if argument[1] > FEW:
                yield before, argument[2]
            yield from _repeats(argument[2], flags, before, way)
        elif name in ("SUBPATTERN", "ATOMIC_GROUP"):
            yield from _repeats(argument[3] if name == "SUBPATTERN" else argument, flags, before, way)
        elif name == "BRANCH":
            for branch in argument[1]:
                yield from _repeats(branch, flags, before, way)
        elif name == "ASSERT" and argument[0] > 0:
            yield from _repeats(argument[1], flags, before, way)
        before += _part(name, argument, flags, way, "")


def _pumps(body: Any, flags: int, kinds: list[str], chance: _Chance, before: str) -> list[str]:
    """What stands for one or two rounds of a repeat; of what it may hold, rather that with which one begins anew."""
    parts = list(body)
    if len(parts) == 1 and str(parts[0][0]) in SINGLE:
        fitting = [kind for kind in kinds if reads(str(parts[0][0]), parts[0][1], kind, flags)]
        fitting = fitting or [_said(body, flags, _Turn(0), "")]
        marks = [kind for kind in fitting if not kind.isalnum()]
        return [*fitting, *[one + other for other in marks for one in fitting if one != other][:_PAIRS]]
    rounds = [_said(body, flags, chance, before) for _ in range(_ROUNDS)]
    return [rounds[0], _said(body, flags, _Turn(0), ""), *rounds[1:]]


def text(beginning: str, unit: str, times: int) -> str:
    """One text to look through."""
    return beginning + unit * times + _END


def _kinds(tree: Any, flags: int) -> list[str]:
    """Characters no two of which are read by the same parts of an expression."""
    parts = list(dict.fromkeys(_singles(tree)))
    found: dict[tuple[bool, ...], str] = {}
    for character in _CHARACTERS:
        if not flags & UNICODE and ord(character) > 255:
            continue
        found.setdefault(tuple(reads(op, argument, character, flags) for op, argument in parts), character)
    return list(found.values())[:_KINDS_AT_MOST]


def _singles(tree: Any) -> Iterator[tuple[str, Any]]:
    """The parts of an expression that read one of several characters."""
    for op, argument in tree:
        name = str(op)
        if name == "LITERAL" and not chr(argument).isalnum():
            yield name, argument
        elif name == "IN":
            yield name, tuple(argument)
        elif name == "ANY":
            yield name, ()
        elif name == "NOT_LITERAL":
            yield "IN", ((PARSER.NEGATE, None), (PARSER.LITERAL, argument))
        elif name in REPEATS:
            yield from _singles(argument[2])
        elif name == "SUBPATTERN":
            yield from _singles(argument[3])
        elif name == "BRANCH":
            for branch in argument[1][:40]:
                yield from _singles(branch)
        elif name == "ATOMIC_GROUP":
            yield from _singles(argument)


def _said(tree: Any, flags: int, way: _Way, liked: str) -> str:
    """A text that the expression reads, as far as its parts do not forbid each other's."""
    return "".join(_part(str(op), argument, flags, way, liked) for op, argument in tree)


def _part(name: str, argument: Any, flags: int, way: _Way, liked: str) -> str:
    if name == "LITERAL":
        return chr(argument)
    if name in SINGLE:
        return _character(name, argument, flags, way, liked)
    if name in REPEATS:
        least, most, tree = argument
        return "".join(_said(tree, flags, way, liked) for _ in range(way.times(int(least), int(most))))
    if name == "SUBPATTERN":
        return _said(argument[3], flags, way, liked)
    if name == "BRANCH":
        return _said(way.of(argument[1]), flags, way, liked)
    return _said(argument, flags, way, liked) if name == "ATOMIC_GROUP" else ""


def _character(name: str, argument: Any, flags: int, way: _Way, liked: str) -> str:
    for among in (liked if way.likes() else "", _PREFERRED, _CHARACTERS):
        fitting = [one for one in among if reads(name, argument, one, flags)]
        if fitting:
            return str(way.of(fitting))
    return ""
