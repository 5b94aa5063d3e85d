"""The word that was probably meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aims_gate.model.spelling import nearest

KEYS = ("owner", "approved_by", "impact_assessment", "status", "id", "tier", "review_due")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("onwer", "owner"),
        ("ownr", "owner"),
        ("approvedBy", "approved_by"),
        ("approved-by", "approved_by"),
        ("Impact Assessment", "impact_assessment"),
        ("impact_asessments", "impact_assessment"),
        ("teir", "tier"),
        ("colour", ""),
        ("ie", ""),
        ("", ""),
        ("-", ""),
        ("x" * 10_000, ""),
    ],
)
def test_the_nearest_word(word: str, meant: str) -> None:
    assert nearest(word, KEYS) == meant


@given(st.sampled_from(KEYS), st.data())
def test_one_letter_too_many_is_seen_through(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word)))
    if len(word) > 3:
        assert nearest(word[:at] + "z" + word[at:], KEYS) == word


@given(st.text(max_size=12), st.lists(st.text(max_size=12)))
def test_it_is_one_of_the_known_words_or_none(word: str, known: list[str]) -> None:
    assert nearest(word, known) in (*known, "")
