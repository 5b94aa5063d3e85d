"""Which characters one place of a regular expression may read, as a set whose overlaps are never missed.

The ASCII characters are told exactly. All others fall into three lots (word, space, other); a set that holds one
character of a lot holds the lot. So two sets may overlap here that do not, never the other way round.
"""

from functools import cache
from typing import Any

_ASCII = (1 << 128) - 1
_WORD, _SPACE, _OTHER = 1 << 128, 1 << 129, 1 << 130
_ALL = _ASCII | _WORD | _SPACE | _OTHER


def characters(op: str, argument: Any) -> int:
    """The set, as bits, that a LITERAL, NOT_LITERAL, ANY or IN of Python's parse tree may read."""
    if op == "LITERAL":
        return _one(argument)
    if op == "NOT_LITERAL":
        return _all_but(_one(argument), whole_lots=0)
    if op == "ANY":
        return _ALL & ~(1 << ord("\n"))
    return _one_of(argument)


def _one_of(items: Any) -> int:
    negated = str(items[0][0]) == "NEGATE"
    held = whole_lots = 0
    for op, argument in items[1:] if negated else items:
        name = str(op)
        if name == "CATEGORY":
            held |= _category(str(argument))
            whole_lots |= _whole_lots(str(argument))
        else:
            held |= _one(argument) if name == "LITERAL" else _range(*argument)
    return _all_but(held, whole_lots) if negated else held


def _all_but(held: int, whole_lots: int) -> int:
    """The complement. A lot is only left out if every character of it is held."""
    return (_ASCII & ~held) | ((_WORD | _SPACE | _OTHER) & ~whole_lots)


def _one(code: int) -> int:
    if code < 128:
        return 1 << code
    character = chr(code)
    if character.isalnum():
        return _WORD
    return _SPACE if character.isspace() else _OTHER


def _range(lowest: int, highest: int) -> int:
    ascii_part = sum(1 << code for code in range(lowest, min(highest, 127) + 1))
    return ascii_part | (_WORD | _SPACE | _OTHER if highest > 127 else 0)


@cache
def _category(name: str) -> int:
    kind = name.removeprefix("CATEGORY_").removeprefix("NOT_")
    inside = sum(1 << code for code in range(128) if _belongs(chr(code), kind))
    if "NOT_" in name:
        return _all_but(inside, _whole_lots(f"CATEGORY_{kind}"))
    return inside | (_SPACE if kind == "SPACE" else _WORD)


def _whole_lots(name: str) -> int:
    """Lots of which a category holds every character."""
    return {
        "CATEGORY_WORD": _WORD,
        "CATEGORY_SPACE": _SPACE,
        "CATEGORY_NOT_WORD": _SPACE | _OTHER,
        "CATEGORY_NOT_SPACE": _WORD | _OTHER,
        "CATEGORY_NOT_DIGIT": _SPACE | _OTHER,
    }.get(name, 0)


def _belongs(character: str, kind: str) -> bool:
    if kind == "WORD":
        return character.isalnum() or character == "_"
    return character.isspace() if kind == "SPACE" else character.isdecimal()
