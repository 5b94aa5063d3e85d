"""Scores, levels and tiers as the method makes them, and that no lack makes less of any."""

from typing import Any

import pytest

from aims_gate.facts.risk import Method, highest_level, row_view, unanswered
from tests.facts.world import METHOD

M = Method(METHOD)


@pytest.mark.parametrize(
    ("score", "level"), [(1, "low"), (5, "low"), (6, "medium"), (12, "high"), (25, "critical"), (0, "low")]
)
def test_a_score_has_the_highest_level_that_it_reaches(score: int, level: str) -> None:
    assert M.level(score) == level


@pytest.mark.parametrize("likelihood", [0, 6, -1, True, "3", 2.0, None, [3]])
def test_a_place_off_the_scale_has_no_score_and_the_highest_level(likelihood: Any) -> None:
    view = row_view(M, {"likelihood": likelihood, "impact": 2}, "docs/r.md")
    assert (view["on_scale"], view["level"], view["must_treat"]) == (False, "critical", True)
    assert "expected" not in view


def test_a_row_is_scored_again_with_its_residual() -> None:
    view = row_view(M, {"likelihood": 3, "impact": 4, "score": 2, "residual": {"likelihood": 2, "impact": 3}}, "p")
    assert (view["expected"], view["level"], view["residual_expected"], view["residual_level"]) == (
        12,
        "high",
        6,
        "medium",
    )
    assert row_view(M, {"likelihood": 1, "impact": 1, "residual": {}}, "p")["residual_level"] == "critical"


def test_what_an_author_writes_in_the_gates_own_keys_is_not_read() -> None:
    forged = {"accepted": True, "acceptable": True, "changed": False, "level": "low", "must_treat": False,
              "expected": 1, "residual_level": "low", "residual_on_scale": True, "basis": "verified"}  # fmt: skip
    view = row_view(M, {**forged, "arithmetic": "1 × 1", "gaps": ["x"]}, "p")
    assert view.pop("arithmetic").endswith("is not on the risk method's scale")
    assert view == {"source": "p", "on_scale": False, "level": "critical", "must_treat": True, "gaps": []}


@pytest.mark.parametrize(
    "answers", [{}, {"public": None}, {"public": "no"}, {"public": True}, {"public": 0}, None, [], "no"]
)
def test_a_question_without_a_no_counts_as_yes(answers: Any) -> None:
    assert Method({"tier_at_least": {"screening": {"public": "limited"}}}).tier_of_screening(answers) == "limited"


def test_screening_makes_the_highest_tier_of_its_answers() -> None:
    assert M.tier_of_screening({"public": True, "people": True}) == "high"
    assert M.tier_of_screening({"public": False, "people": False}) == "minimal"
    assert unanswered(M, {"public": True, "people": "no"}) == ("people",)


@pytest.mark.parametrize(
    "value", [{}, {"levels": {"low": "minimal"}}, {"levels": {"medium": "hihg"}}, {"levels": ["x"]}, 5]
)
def test_a_level_that_the_method_says_nothing_of_makes_a_high_system(value: Any) -> None:
    assert Method({"tier_at_least": value}).tier_of_level("medium") == "high"


def test_an_unknown_level_ranks_above_all() -> None:
    assert highest_level(M, ["low", "unheard-of", "critical"]) == "unheard-of"
    assert highest_level(M, []) == ""


@pytest.mark.parametrize("start", [None, 5, True, ["high"], {"high": 1}, "", "hihg", "High", "high "])
@pytest.mark.parametrize("level", ["low", "medium", "critical", "unheard-of", ""])
def test_every_risk_needs_a_treatment_where_the_method_does_not_say(level: str, start: Any) -> None:
    assert Method({**METHOD, "treat_from": start}).must_treat(level)
    assert row_view(Method({**METHOD, "treat_from": start}), {"likelihood": 1, "impact": 1}, "p")["must_treat"]


def test_a_risk_needs_a_treatment_from_the_methods_level_on() -> None:
    assert Method({key: value for key, value in METHOD.items() if key != "treat_from"}).must_treat("low")
    assert (M.must_treat("low"), M.must_treat("medium"), M.must_treat("critical")) == (False, True, True)


@pytest.mark.parametrize("levels", [None, [], "x", {}, {"low": "1"}])
def test_a_method_without_levels_never_makes_a_minimal_system(levels: Any) -> None:
    method = Method({**METHOD, "levels": levels})
    assert method.tier_of_level(method.level(1)) == "high"
