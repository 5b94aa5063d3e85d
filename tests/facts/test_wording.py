"""Numbers and lists in a sentence."""

import pytest

from aims_gate.facts.wording import in_a_row, number_of


@pytest.mark.parametrize(("number", "said"), [(0, "0 rules"), (1, "1 rule"), (2, "2 rules")])
def test_a_number_says_what_it_counts(number: int, said: str) -> None:
    assert number_of(number, "rule") == said


def test_a_word_may_have_a_plural_of_its_own() -> None:
    assert [number_of(n, "piece of evidence", "pieces of evidence") for n in (1, 2)] == [
        "1 piece of evidence",
        "2 pieces of evidence",
    ]


@pytest.mark.parametrize(("words", "said"), [(["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")])
def test_words_in_a_row(words: list[str], said: str) -> None:
    assert in_a_row(words) == said
    assert in_a_row(words, "or") == said.replace("and", "or")
