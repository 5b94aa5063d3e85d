"""Weighted answers: sums, the reduction, levels by share, and that an unknown answer never helps."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aims_gate.facts.method_needs import lacking
from aims_gate.facts.risk import Method, row_view
from aims_gate.facts.weighted import maximum


def question(*scores: int, weight: int = 1) -> dict[str, Any]:
    return {"weight": weight, "answers": {f"a{score}": score for score in scores}}


WEIGHTED: dict[str, Any] = {
    "questions": {"q1": question(0, 10, 20, 40), "q2": question(0, 10, 20, weight=3)},
    "mitigation": {"m1": question(0, 5, 10), "m2": question(0, 5, weight=2)},
}


def method(**changed: Any) -> Method:
    return Method({"score": "weighted", "weighted": {**WEIGHTED, **changed}, "treat_from": "II"})


def view(found: Method, residual: Any = None, **answers: Any) -> dict[str, Any]:
    return row_view(found, {"answers": answers, **({} if residual is None else {"residual": residual})}, "p")


def test_answers_are_weighted_and_added_up() -> None:
    found = view(method(), q1="a40", q2="a20", m1="a5")
    assert maximum(method().value) == 100
    assert (found["expected"], found["level"]) == (100, "IV")
    assert found["arithmetic"] == "raw 100 of 100, mitigation 5 of 20 (25 %, under 80 %), so 100"


@pytest.mark.parametrize(("m1", "m2", "score"), [("a5", "a5", 40), ("a10", "a5", 34), ("a10", "a0", 40)])
def test_enough_mitigation_takes_its_share_off(m1: str, m2: str, score: int) -> None:
    assert view(method(), q1="a40", q2="a0", m1=m1, m2=m2)["expected"] == score


def test_the_share_counts_from_its_bound_on() -> None:
    answers = {"q1": "a10", "q2": "a10", "m1": "a5", "m2": "a5"}  # mitigation 15 of 20
    assert view(method(reduce_from=75), **answers)["expected"] == 34
    assert view(method(reduce_from=76), **answers)["expected"] == 40
    assert view(method(mitigation_maximum=18), **answers)["expected"] == 34
    reduced = view(method(reduce_from=75, reduce_to=50), **answers)
    assert reduced["arithmetic"] == "raw 40 of 100, mitigation 15 of 20 (75 %, from 75 % on × 50 %), so 40 × 50 % = 20"


@pytest.mark.parametrize(("raw", "total"), [(10, 9), (30, 26), (20, 17), (70, 60), (90, 77)])
def test_a_reduced_sum_is_rounded_half_up(raw: int, total: int) -> None:
    one = {"questions": {"q": question(0, raw)}, "mitigation": {"m": question(0, 1)}}
    assert view(method(**one), q=f"a{raw}", m="a1")["expected"] == total


@pytest.mark.parametrize(
    ("score", "level"), [(0, "I"), (25, "I"), (26, "II"), (50, "II"), (51, "III"), (75, "III"), (76, "IV"), (100, "IV")]
)
def test_a_level_begins_above_its_share(score: int, level: str) -> None:
    assert method().level(score) == level
    assert method().level(None) == "IV"


def test_levels_are_the_methods_own() -> None:
    own = Method({**method().value, "levels": {"calm": 0, "grave": 60}})
    assert (own.level(60), own.level(61), own.level(None)) == ("calm", "grave", "grave")


def test_a_residual_names_only_what_differs() -> None:
    found = view(method(), {"answers": {"m1": "a10", "m2": "a5"}}, q1="a40", q2="a0")
    assert (found["expected"], found["residual_expected"], found["residual_level"]) == (40, 34, "II")
    assert view(method(), {}, q1="a40", q2="a0")["residual_on_scale"] is False
    assert view(method(), {"answers": {}}, q1="a40", q2="a0")["residual_level"] == "IV"


def test_an_open_question_counts_as_its_highest_and_says_so() -> None:
    found = view(method(), q1="a10")
    assert (found["expected"], found["gaps"]) == (70, ["`q2` is not answered, so it counts as its highest, 60"])


def test_an_unknown_answer_counts_as_the_highest_and_as_no_mitigation() -> None:
    found = view(method(reduce_from=50), q1="maybe", q2="a0", m1="a10", m2="sure")
    assert found["gaps"] == [
        "`maybe` is no answer to `q1`, so it counts as 40",
        "`sure` is no answer to `m2`, so it counts as 0",
    ]
    assert found["expected"] == 34


def test_an_unknown_question_makes_everything_the_highest() -> None:
    found = view(method(), q1="a0", q2="a0", m1="a10", m2="a5", q3="a0")
    assert (found["expected"], found["level"]) == (100, "IV")
    assert found["gaps"] == ["`q3` is no question of the risk method, so all counts as the highest"]


@pytest.mark.parametrize("answers", [None, [], "x", {}, 5])
def test_a_row_without_answers_has_no_score_and_the_highest_level(answers: Any) -> None:
    found = row_view(method(), {"answers": answers, "likelihood": 1, "impact": 1}, "p")
    assert (found["on_scale"], found["level"], found["must_treat"]) == (False, "IV", True)


@pytest.mark.parametrize(
    "table",
    [None, {}, {"questions": {}}, {"questions": {"q": {}}}, {"questions": {"q": {"answers": {"a": -1}}}}, {"questions": []},
     {"questions": {"q": {"answers": {"a": True}}}}, {"questions": {"q": question(0)}},
     {**WEIGHTED, "questions": {**WEIGHTED["questions"], "bad": {"answers": "x"}}}, {**WEIGHTED, "mitigation": ["m"]},
     {"questions": {"q": question(1, weight=0)}}],
)  # fmt: skip
def test_a_method_that_cannot_be_added_up_scores_nothing(table: Any) -> None:
    broken = Method({"score": "weighted", "weighted": table})
    found = row_view(broken, {"answers": {"q1": "a0", "q2": "a0"}}, "p")
    assert (found["on_scale"], found["level"]) == (False, "IV")


@given(
    st.dictionaries(st.sampled_from(["q1", "q2", "m1", "m2", "x"]), st.sampled_from(["a0", "a5", "a10", "a40", "?", 5]))
)
def test_leaving_an_answer_out_never_lowers_the_score(answers: dict[str, Any]) -> None:
    whole = view(method(), **answers).get("expected", 1000)
    for name in ("q1", "q2", "m1", "m2"):
        less = {key: value for key, value in answers.items() if key != name}
        assert view(method(), **less).get("expected", 1000) >= whole


@pytest.mark.parametrize(
    ("value", "pointers"),
    [
        ({"score": "product", "likelihood": ["a"], "impact": ["b"], "levels": {"low": 1}}, []),
        ({"score": "product", "likelihood": ["a"]}, ["score", "score"]),
        ({"score": "matrix", "likelihood": ["a"], "impact": ["b"], "levels": {"low": 1}}, ["score"]),
        ({"score": "weighted"}, ["score"]),
        ({"score": "weighted", "weighted": WEIGHTED}, []),
        ({"score": "weighted", "weighted": {"questions": {"q": question(0)}}}, ["weighted"]),
        ({"score": "weighted", "weighted": {**WEIGHTED, "reduce_to": 101}}, ["weighted.reduce_to"]),
        ({"score": "weighted", "weighted": {**WEIGHTED, "reduce_from": 101}}, ["weighted.reduce_from"]),
        ([], []),
        ({"score": ["x"]}, []),
    ],
)
def test_a_method_says_what_its_kind_of_score_needs(value: Any, pointers: list[str]) -> None:
    assert [pointer for pointer, _, _ in lacking(value)] == pointers
