"""The table of paths that rules may read: current as shipped, and shaped as the types say."""

from pathlib import Path
from typing import Any

import pytest

from aims_gate.engine.lint import unknown_step
from aims_gate.engine.unknown import steps
from aims_gate.engine.views import VARIABLES
from aims_gate.model.facts import BY_SUBJECT, VARIABLE_TYPES
from aims_gate.model.view_tree import tree_of, view_trees, views_text
from tests.tree import PACKAGE

SHIPPED = Path(PACKAGE, "schemas", "views.json")

PATHS = [
    "evidence.monitoring_plan.metrics[0].threshold",
    "evidence.impact_assessment.approval.state",
    "evidence.datasets[].fresh",
    "record.still_valid.impact_assessment.holds",
    "risk.rows[].residual.likelihood",
    "sign_off.given[].state",
    "system.documents.monitoring_plan",
    "evidence.monitoring_plan.x-cost-centre",
    "people.risk-lead.competence[].topic",
    "change.files[].old_path",
    "document.problems[].hint",
]


def test_the_shipped_table_is_current() -> None:
    assert SHIPPED.read_bytes() == views_text().encode()


def test_every_variable_of_every_subject_has_a_type_and_no_other_has() -> None:
    assert set(VARIABLE_TYPES) == {name for names in VARIABLES.values() for name in names}
    assert all(set(table) <= set(VARIABLES[subject]) for subject, table in BY_SUBJECT.items())


@pytest.mark.parametrize("path", PATHS)
def test_paths_that_facts_have_are_in_the_table(path: str) -> None:
    trees = view_trees()
    assert unknown_step(steps(path), {**trees["all"], **trees["system"]}) == ""


@pytest.mark.parametrize(
    "path", ["evidence.monitoring_plan.metric", "risk.rows[].acepted", "system.x", "sign_off.given.state"]
)
def test_paths_that_facts_do_not_have_are_not(path: str) -> None:
    trees = view_trees()
    assert unknown_step(steps(path), {**trees["all"], **trees["system"]}) != ""


@pytest.mark.parametrize(
    ("kind", "tree"),
    [
        (str, True),
        (Any, True),
        (tuple[str, ...], {"[]": True}),
        (dict[str, int], {"*": True}),
        (dict[str, tuple[str, ...]], {"*": {"[]": True}}),
        (str | tuple[str, ...], {"[]": True}),
    ],
)
def test_a_tree_has_the_shape_of_its_type(kind: object, tree: object) -> None:
    assert tree_of(kind) == tree


def test_a_record_of_a_system_is_the_merged_one() -> None:
    trees = view_trees()
    assert "confirmed" in trees["all"]["record"]
    assert "refreshes" in trees["system"]["record"]
    assert "confirmed" not in trees["system"]["record"]
