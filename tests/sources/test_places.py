"""Parts of a parsed file, found by their pointers."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aims_gate.model.document import Parsed
from aims_gate.sources.places import ABSENT, key_place, part_at, value_place
from aims_gate.sources.pointer import pointer_to
from aims_gate.sources.strict_yaml import read_yaml

VALUE = {"a": {"b": [10, {"c d": {'"e\\': None}}]}}


@pytest.mark.parametrize(
    ("pointer", "part"),
    [
        ("", VALUE),
        ("a.b[0]", 10),
        ('a.b[1]["c d"]["\\"e\\\\"]', None),
        ("a.b[2]", ABSENT),
        ("a.c", ABSENT),
        ("a[0]", ABSENT),
        ("a.b.c", ABSENT),
        ("a.b[0].c", ABSENT),
        ("a b", ABSENT),
        ("a]", ABSENT),
    ],
)
def test_a_pointer_leads_to_its_part_or_nowhere(pointer: str, part: Any) -> None:
    assert part_at(VALUE, pointer) is part or part_at(VALUE, pointer) == part


@given(st.lists(st.text(), max_size=4))
def test_every_key_is_found_by_its_pointer(keys: list[str]) -> None:
    pointer, value = "", "found"
    for key in keys:
        pointer = pointer_to(pointer, key)
    nested: Any = value
    for key in reversed(keys):
        nested = {key: nested}
    assert part_at(nested, pointer) == value


def test_a_place_is_that_of_the_nearest_part_there_is() -> None:
    parsed = read_yaml('a:\n  "b c": [1]\n', "a.yaml")
    assert value_place(parsed, 'a["b c"][0]') == (2, 11)
    assert key_place(parsed, 'a["b c"].d[3].e') == (2, 3)
    assert value_place(parsed, "z.y") == (1, 1)
    assert key_place(Parsed("a.yaml", None), "a") == (1, 1)
