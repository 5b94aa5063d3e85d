import json
from dataclasses import dataclass
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as some

from aims_gate.reports.json_text import json_text, plain


class Place(NamedTuple):
    path: str
    line: int | None = None


@dataclass(frozen=True)
class Page:
    title: str
    places: tuple[Place, ...]


def test_frozen_values_keep_the_order_of_their_fields() -> None:
    told = plain(Page("T", (Place("b"), Place("a", 2))))
    assert json.dumps(told) == '{"title": "T", "places": [{"path": "b", "line": null}, {"path": "a", "line": 2}]}'


def test_a_key_without_a_value_is_left_out() -> None:
    assert plain({"b": 1, "a": None, "c": {"d": None}, "e": [None]}) == {"b": 1, "c": {}, "e": [None]}


@pytest.mark.parametrize(
    ("value", "told"),
    [("a\udc80", "a?"), ({"a\udc80": 1}, {"a?": 1}), ("ü", "ü"), (float("inf"), "inf"), (1.5, 1.5), (True, True)],
)
def test_what_json_cannot_carry_is_replaced(value: Any, told: Any) -> None:
    assert plain(value) == told


def test_text_is_ascii_and_no_command_of_a_runner() -> None:
    said = json_text({"a": "##[group]ü\u202e"})
    assert said == '{\n  "a": "#\\u0023[group]\\u00fc\\u202e"\n}\n'
    assert json.loads(said) == {"a": "##[group]ü\u202e"}


def test_what_is_not_plain_is_no_json() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        json_text({"a": float("nan")})


SCALARS = (
    some.none() | some.booleans() | some.integers() | some.floats(allow_nan=False, allow_infinity=False) | some.text()
)


@given(some.recursive(SCALARS, lambda part: some.lists(part) | some.dictionaries(some.text(), part)))
def test_it_is_laid_out_as_the_standard_library_does(value: Any) -> None:
    assert json_text(value) == json.dumps(value, indent=2).replace("##", "#\\u0023") + "\n"


@pytest.mark.parametrize("value", [{"a": [float("inf")]}, {"a": {1}}, {"a": object()}])
def test_what_json_cannot_hold_is_refused(value: Any) -> None:
    with pytest.raises((TypeError, ValueError)):
        json_text(value)
