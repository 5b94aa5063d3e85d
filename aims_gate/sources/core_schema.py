"""What a plain YAML scalar means under the core schema of YAML 1.2.2 (section 10.3.2).

Knows single scalars only. `no`, `on`, `1:30` and dates are text; `010` is ten.
"""

import re

Scalar = str | int | float | bool | None

_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}

_NUMBER = re.compile(
    r"(?P<decimal>[-+]?[0-9]+)"
    r"|0o(?P<octal>[0-7]+)"
    r"|0x(?P<hexadecimal>[0-9a-fA-F]+)"
    r"|(?P<infinite>[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))"
    r"|(?P<real>[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)"
)
_BASES = {"decimal": 10, "octal": 8, "hexadecimal": 16}
_INFINITY = float("inf")
_NUMBERS_BEGIN_WITH = frozenset("-+.0123456789")
# No whole number of 64 bits has more digits, leading zeros aside, and int() refuses some thousands of them.
_MOST_DIGITS = 24


class NumberRangeError(Exception):
    """A number that JSON or a signed 64-bit integer cannot hold; its text says which."""


def is_plain_text(text: str) -> bool:
    """Whether a scalar without quotes and tag is text."""
    return text not in _WORDS and (text[0] not in _NUMBERS_BEGIN_WITH or not _NUMBER.fullmatch(text))


def plain_value(text: str) -> Scalar:
    """The value of a scalar without quotes and tag.

    Raises `NumberRangeError` for whole numbers outside the signed 64 bits, for infinity and for not-a-number.
    """
    if text in _WORDS:
        return _WORDS[text]
    number = _NUMBER.fullmatch(text)
    if number is None:
        return text
    form = number.lastgroup
    assert form is not None
    if form in _BASES:
        return _whole(number[form], _BASES[form])
    if form == "infinite":
        raise NumberRangeError("is not a finite number")
    return _real(text)


def _whole(digits: str, base: int) -> int:
    if len(digits) <= _MOST_DIGITS and -(2**63) <= (value := int(digits, base)) < 2**63:
        return value
    raise NumberRangeError("is a whole number of more than 64 bits")


def _real(text: str) -> float:
    value = float(text)
    if value in (_INFINITY, -_INFINITY):
        raise NumberRangeError("is not a finite number")
    return value
