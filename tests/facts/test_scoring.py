"""Scores from a matrix, the arithmetic of every kind, and that no hole scores low."""

from typing import Any

import pytest

from aims_gate.facts.risk import Method, row_view
from tests.facts.world import METHOD

LEVELS = {"low": 1, "medium": 2, "high": 3, "critical": 4}
MATRIX = Method(
    {
        "score": "matrix",
        "likelihood": ["rare", "likely"],
        "impact": ["minor", "major", "severe"],
        "levels": LEVELS,
        "matrix": [["low", 2, "high"], ["medium", "high", "critical"]],
        "treat_from": "medium",
    }
)


def row(likelihood: Any, impact: Any, **more: Any) -> dict[str, Any]:
    return {"id": "R1", "likelihood": likelihood, "impact": impact, **more}


def holed(matrix: Any) -> Method:
    return Method({**MATRIX.value, "matrix": matrix})


def test_a_product_shows_its_arithmetic() -> None:
    view = row_view(Method(METHOD), row(3, 3, residual={"likelihood": 1, "impact": 2}), "p")
    assert (view["arithmetic"], view["residual_arithmetic"]) == (
        "likelihood 3 × impact 3 = 9",
        "likelihood 1 × impact 2 = 2",
    )
    assert (view["gaps"], view["residual_gaps"]) == ([], [])


@pytest.mark.parametrize(
    ("likelihood", "impact", "score", "level"),
    [(1, 1, 1, "low"), (1, 2, 2, "medium"), (2, 1, 2, "medium"), (2, 2, 3, "high"), (2, 3, 4, "critical")],
)
def test_a_matrix_gives_the_cell_of_line_and_place(likelihood: int, impact: int, score: int, level: str) -> None:
    view = row_view(MATRIX, row(likelihood, impact), "p")
    assert (view["expected"], view["level"], view["gaps"]) == (score, level, [])


def test_the_arithmetic_of_a_cell_names_its_level() -> None:
    assert MATRIX.scored(row(2, 3)).arithmetic == "likelihood 2 × impact 3 = 4 (critical)"
    assert MATRIX.scored(row(1, 2)).arithmetic == "likelihood 1 × impact 2 = 2"


@pytest.mark.parametrize(
    "matrix",
    [None, "x", [], {}, [["low", "low", "low"]], [["low"] * 3, "x"], [["low"] * 3, ["low"]], [["low"] * 3, ["low", 1.5, 1]],
     [["low"] * 3, ["low", "hihg", "low"]], [["low"] * 3, ["low", None, "low"]], [["low"] * 3, ["low", True, "low"]]],
)  # fmt: skip
def test_a_hole_scores_as_the_highest_and_says_so(matrix: Any) -> None:
    view = row_view(holed(matrix), row(2, 2, residual={"likelihood": 2, "impact": 2}), "p")
    assert (view["expected"], view["level"], view["residual_expected"], view["must_treat"]) == (4, "critical", 4, True)
    assert view["gaps"] == view["residual_gaps"]
    assert view["gaps"] == [
        "the risk method's matrix says nothing for likelihood 2 × impact 2, so it counts as the highest, 4"
    ]


def test_the_highest_score_of_a_matrix_may_lie_above_all_levels() -> None:
    assert holed([[50, 1, None], [1, 1, 1]]).scored(row(1, 3)).score == 50


@pytest.mark.parametrize("place", [(0, 1), (3, 1), (1, 4), (True, 1), ("1", 1), (1, None)])
def test_a_place_off_the_scales_has_no_score(place: tuple[Any, Any]) -> None:
    view = row_view(MATRIX, row(*place), "p")
    assert (view["on_scale"], view["level"], "expected" in view) == (False, "critical", False)
    assert view["arithmetic"].endswith("is not on the risk method's scale")


@pytest.mark.parametrize("kind", ["sum", "", 5, None, ["product"]])
def test_another_kind_of_score_has_no_score_and_the_highest_level(kind: Any) -> None:
    view = row_view(Method({**METHOD, "score": kind}), row(1, 1), "p")
    assert (view["on_scale"], view["level"]) == (False, "critical")


def test_what_an_author_writes_of_arithmetic_and_gaps_is_not_read() -> None:
    forged = {"arithmetic": "x", "gaps": ["x"], "residual_arithmetic": "x", "residual_gaps": [], "residual_expected": 1}
    view = row_view(Method(METHOD), row(1, 1, **forged), "p")
    assert view["arithmetic"] == "likelihood 1 × impact 1 = 1"
    assert view["gaps"] == []
    assert not {"residual_arithmetic", "residual_gaps", "residual_expected"} & set(view)
