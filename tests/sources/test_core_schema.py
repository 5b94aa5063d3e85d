"""Plain scalars: what each means, that text is told without reading its value, and that no number is bent."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aims_gate.sources.core_schema import NumberRangeError, is_plain_text, plain_value

LIKE_NUMBERS = st.text(st.sampled_from("0123456789+-.eExXoObBaAfFnNiI_:"), max_size=12)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("", None), ("~", None), ("null", None), ("Null", None), ("NULL", None),
        ("true", True), ("False", False), ("TRUE", True),
        ("0", 0), ("-0", 0), ("+12", 12), ("010", 10), ("0o17", 15), ("0x1f", 31), ("0" * 23 + "7", 7),
        ("1.10", 1.1), (".5", 0.5), ("5.", 5.0), ("-1e3", -1000.0), ("1E+2", 100.0), ("0.0", 0.0), ("1e-400", 0.0),
        ("9223372036854775807", 2**63 - 1), ("-9223372036854775808", -(2**63)), ("0x7FFFFFFFFFFFFFFF", 2**63 - 1),
    ],
)  # fmt: skip
def test_what_is_no_text(text: str, meant: Any) -> None:
    given = plain_value(text)
    assert (given, type(given)) == (meant, type(meant))
    assert not is_plain_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "no", "on", "y", "Yes", "tRue", "nULL", "1:30", "2026-11-10", "1_000", "0b1", "0X1F", "-0x1F", "+0o7", "0o8", "0o",
        "0x", "1.2.3", "+", "-", ".", "-.", "e3", ".e3", "1e", "1e+", "inf", "NaN", ".Nan", "-.nan", "+.nan", ".iNF", "=",
        "\u0661\u0662", "\uff11", "1\n", "1 ", " 1", "true\n", "<<",
    ],
)  # fmt: skip
def test_what_is_text(text: str) -> None:
    assert plain_value(text) == text
    assert is_plain_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "9223372036854775808", "-9223372036854775809", "0x8000000000000000", "0o1000000000000000000000",
        "1" * 5000, "0x" + "f" * 5000,
    ],
)  # fmt: skip
def test_a_whole_number_beyond_64_bits_has_no_value(text: str) -> None:
    with pytest.raises(NumberRangeError, match="64 bits"):
        plain_value(text)
    assert not is_plain_text(text)


@pytest.mark.parametrize("text", ["1e400", "-1e400", ".inf", "-.INF", "+.Inf", ".nan", ".NaN", ".NAN", "9" * 400 + "."])
def test_a_number_that_is_not_finite_has_no_value(text: str) -> None:
    with pytest.raises(NumberRangeError, match="not a finite number"):
        plain_value(text)
    assert not is_plain_text(text)


@given(st.text() | LIKE_NUMBERS)
def test_text_is_what_has_itself_for_a_value(text: str) -> None:
    try:
        is_text = isinstance(plain_value(text), str)
    except NumberRangeError:
        is_text = False
    assert is_plain_text(text) is is_text


@given(LIKE_NUMBERS)
def test_a_number_is_the_one_that_was_typed(text: str) -> None:
    """Against Python's own reading, which knows nothing of the schema."""
    try:
        given = plain_value(text)
    except NumberRangeError:
        return
    if isinstance(given, bool) or not isinstance(given, int | float):
        assert given == (text or None)
    elif re.match("0[xo]", text):
        assert given == int(text, 0)
    else:
        assert given == float(text)


@given(st.integers(-(2**63), 2**63 - 1))
def test_every_whole_number_of_64_bits_comes_back(number: int) -> None:
    assert plain_value(str(number)) == number


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_real_number_comes_back(number: float) -> None:
    assert plain_value(repr(number)) == number
