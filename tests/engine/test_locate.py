"""The line of a fact: of itself, or of the nearest of its ancestors that was written somewhere."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aims_gate.engine.locate import locate, parent
from aims_gate.engine.views import View
from aims_gate.model.report import Location

PRD, PLAN, ENTRY = "docs/prd.md", "docs/m.md", ".aims/systems/s1.yaml"
ANCHORS: dict[str, list[Any]] = {
    "record": [PRD, "aims"],
    "record.sign_off": ["docs/second.md", "aims.sign_off"],
    "evidence.monitoring_plan": [PLAN, "aims"],
    "evidence.datasets[1]": [PRD, "aims.datasets[1]"],
    "risk.rows[0]": [PRD, "aims.risk_assessment.risks[0]"],
    "system": [ENTRY, ""],
}
SPANS: dict[str, Any] = {
    PRD: {
        "": [1, 1], "aims": [4, 1], "aims.summary": [7, 3], "aims.datasets": [9, 3], "aims.datasets[1]": [11, 5],
        "aims.risk_assessment.risks": [14, 5], "aims.risk_assessment.risks[0]": [15, 7],
        "aims.risk_assessment.risks[0].score": [18, 9],
    },
    PLAN: {"aims": [2, 1], "aims.metrics": [5, 3], "aims.metrics[0]": [6, 5], "aims.metrics[1].threshold": [12, 7],
           'aims["x-a.b"].c': [20, 5]},
    ENTRY: {"": [1, 1], "owner": [3, 1], "models[0].version": [8, 5], "models": [7, 1]},
}  # fmt: skip


def view(kind: str = "system", anchors: dict[str, list[Any]] = ANCHORS, places: Any = None) -> View:
    return View(kind, "s1", "limited", {}, anchors, places or {}, ())


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("record", (PRD, 4, 1)),
        ("record.summary", (PRD, 7, 3)),
        ("record.monitoring_plan", (PRD, 4, 1)),
        ("record.sign_off[0].by", ("docs/second.md", 1, 1)),
        ("evidence.monitoring_plan", (PLAN, 2, 1)),
        ("evidence.monitoring_plan.metrics", (PLAN, 5, 3)),
        ("evidence.monitoring_plan.metrics[0].threshold", (PLAN, 6, 5)),
        ("evidence.monitoring_plan.metrics[1].threshold", (PLAN, 12, 7)),
        ("evidence.monitoring_plan.metrics[7].alert.to", (PLAN, 5, 3)),
        ("evidence.monitoring_plan.rollback.owner", (PLAN, 2, 1)),
        ('evidence.monitoring_plan["x-a.b"].c', (PLAN, 20, 5)),
        ("evidence.datasets[1].licence", (PRD, 11, 5)),
        ("evidence.datasets[0].licence", (PRD, 4, 1)),
        ("evidence.verification", (PRD, 4, 1)),
        ("risk.rows[0].score", (PRD, 18, 9)),
        ("risk.rows[0].residual.likelihood", (PRD, 15, 7)),
        ("risk.rows[4]", (PRD, 4, 1)),
        ("system.owner", (ENTRY, 3, 1)),
        ("system.models[0].version", (ENTRY, 8, 5)),
        ("system.models[3].name", (ENTRY, 7, 1)),
        ("system.backup", (ENTRY, 1, 1)),
        ("", (PRD, 4, 1)),
        ("sign_off.missing", (PRD, 4, 1)),
    ],
)
def test_a_path_leads_to_its_line_or_to_that_of_an_ancestor(at: str, expected: tuple[str, int, int]) -> None:
    assert locate(at, view(), SPANS) == Location(*expected)


def test_a_record_in_the_description_has_a_place_too() -> None:
    anchors = {"record": ["(description)", ""]}
    spans = {"(description)": {"": [3, 1], "summary": [5, 1]}}
    assert locate("record.summary", view(anchors=anchors), spans) == Location("(description)", 5, 1)
    assert locate("record.change", view(anchors=anchors), spans) == Location("(description)", 3, 1)


def test_a_file_without_known_lines_is_named_at_its_top() -> None:
    assert locate("system.owner", view(), {}) == Location(ENTRY, 1, 1)


def test_without_any_anchor_there_is_no_place() -> None:
    assert locate("system.owner", view(anchors={}), SPANS) is None


def test_a_problem_of_a_document_has_its_own_place() -> None:
    found = view("document", {"document": [PLAN, "aims"]}, {"document.problems[1]": [31, 4]})
    assert locate("document.problems[1]", found, SPANS, {"message": "x"}) == Location(PLAN, 31, 4)
    assert locate("document.problems[1].hint", found, SPANS) == Location(PLAN, 31, 4)
    assert locate("document.problems[0]", found, SPANS) == Location(PLAN, 2, 1)


def test_an_element_that_nobody_wrote_names_its_place() -> None:
    assert locate("references[0]", view(), SPANS, {"at": "system.owner", "path": "x"}) == Location(ENTRY, 3, 1)
    assert locate("change.relevant[0]", view(), SPANS, {"path": "prompts/a.md"}) == Location("prompts/a.md")


def test_an_element_that_somebody_wrote_names_no_other_place() -> None:
    written = {"at": "system.owner", "path": "README.md"}
    at = "evidence.monitoring_plan.metrics[0]"
    assert locate(at, view(), SPANS, written) == Location(PLAN, 6, 5)


@given(st.text("ab.[]\"'\\ 01", max_size=12))
def test_no_path_is_walked_without_end(at: str) -> None:
    assert len(parent(at)) < max(len(at), 1)
    assert locate(at, view(), SPANS, {"at": at}) is not None


@given(st.text(max_size=12))
def test_nor_one_that_an_element_names(at: str) -> None:
    assert locate("references[0]", view(anchors={}), SPANS, {"at": at}) is None
