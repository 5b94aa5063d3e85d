"""Sets of characters: two places that can read one character always overlap."""

import importlib
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aims_gate.sources.pattern_characters import characters

PLACES = [
    "a",
    "ä",
    " ",
    "\u2003",
    "…",
    r"\d",
    r"\D",
    r"\w",
    r"\W",
    r"\s",
    r"\S",
    ".",
    "[^a]",
    "[^ä]",
    "[a-z]",
]
PLACES += [
    "[à-ü]",
    "[^a-z]",
    r"[\w-]",
    r"[^\w]",
    r"[^\s]",
    r"[^\d]",
    r"[\d\s]",
    r"[^\W]",
    "[^\u2003]",
    "[x-\U0010ffff]",
]


def read_by(place: str) -> int:
    tree: Any = importlib.import_module("re._parser").parse(place)
    op, argument = tree[0]
    return characters(str(op), argument)


@given(st.sampled_from(PLACES), st.sampled_from(PLACES), st.characters())
def test_an_overlap_is_never_missed(one: str, other: str, character: str) -> None:
    if re.fullmatch(one, character) and re.fullmatch(other, character):
        assert read_by(one) & read_by(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a", "b"),
        (r"\w", r"\s"),
        (r"\w", "-"),
        (r"\d", "[a-z]"),
        (r"\W", r"\w"),
        (r"[^\s]", r"\s"),
        ("[^a]", "a"),
    ],
)
def test_what_does_not_overlap_is_told_apart(one: str, other: str) -> None:
    assert not read_by(one) & read_by(other)
