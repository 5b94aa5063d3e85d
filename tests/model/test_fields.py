"""Single values: dates, durations, ids, and text that may be typed as a number."""

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from aims_gate.model.fields import Date, Duration, Flag, Name, SystemId, Text, Whole


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Text, "words"),
        (Text, 4),
        (Text, 1.1),
        (Name, "a"),
        (Name, 9.1),
        (Date, "2028-02-29"),
        (Duration, "90d"),
        (Duration, "72h"),
        (SystemId, "support-assistant"),
        (Flag, False),
        (Whole, 1),
    ],
)
def test_a_value_is_taken_as_it_is(kind: Any, value: object) -> None:
    taken = TypeAdapter(kind).validate_python(value)
    assert (taken, type(taken)) == (value, type(value))


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Text, True),
        (Text, ["a"]),
        (Text, None),
        (Name, " \n"),
        (Date, "2026-02-29"),
        (Date, "2026-13-01"),
        (Date, "20261101"),
        (Date, "2026-11-01T00:00"),
        (Duration, "90"),
        (Duration, "0d"),
        (Duration, "90 d"),
        (Duration, "P90D"),
        (SystemId, "../a"),
        (SystemId, "a\n"),
        (Flag, "no"),
        (Flag, 0),
        (Whole, 0),
        (Whole, True),
    ],
)
def test_anything_else_is_refused(kind: Any, value: object) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(kind).validate_python(value)
