"""Failures that only repeat that a document is not filled in: they still fail, and are told once."""

from pathlib import Path
from typing import Any

import pytest

from aims_gate.engine.blanks import only_blank
from aims_gate.model.report import Finding, Location, Result, Subject
from tests.e2e.example import EVIDENCE, check, edit, example

DOC = "docs/m.md"
SPANS = {DOC: {"aims": [2, 1], "aims.owner": [3, 3], "aims.metrics": [4, 3], "aims.metrics[0]": [5, 7],
               "aims.metrics[0].name": [5, 7], "aims.metrics[1]": [9, 7], "aims.review_every": [12, 3]}}  # fmt: skip


def facts(*blanks: str, cause: str = "placeholder") -> dict[str, Any]:
    problems = [{"message": "m", "cause": cause, "pointer": pointer} for pointer in blanks]
    return {"documents": [{"document": {"path": DOC, "problems": problems}}], "spans": SPANS}


def failure(*places: tuple[int, int] | None, path: str = DOC) -> Result:
    found = tuple(Finding("m", Location(path, *place) if place else None) for place in places)
    return Result("r", "is asked", (), "error", Subject("system", "s"), "fail", findings=found)


@pytest.mark.parametrize(
    ("blanks", "places"),
    [
        (("aims.owner",), [(3, 3)]),
        (("aims.metrics[0].alert",), [(5, 7)]),
        (("aims.metrics[0].alert",), [(4, 3)]),
        (("aims.metrics[1].alert", "aims.owner"), [(9, 7), (3, 3)]),
    ],
)
def test_a_failure_at_template_text_only_repeats_it(blanks: tuple[str, ...], places: list[tuple[int, int]]) -> None:
    assert only_blank(facts(*blanks))(failure(*places)) == {DOC}


@pytest.mark.parametrize(
    ("blanks", "places"),
    [
        ((), [(3, 3)]),
        (("aims.owner",), [(12, 3)]),
        (("aims.owner",), [(2, 1)]),
        (("aims.owner",), []),
        (("aims.owner",), [None]),
        (("aims.owner",), [(3, 3), (12, 3)]),
        (("aims.owner",), [(3, 3), None]),
        (("aims.metrics[1].alert",), [(5, 7)]),
        (("aims.own",), [(3, 3)]),
    ],
)
def test_a_failure_of_its_own_is_none(blanks: tuple[str, ...], places: list[Any]) -> None:
    assert only_blank(facts(*blanks))(failure(*places)) == frozenset()


def test_what_is_wrong_otherwise_and_what_stands_elsewhere_explains_nothing() -> None:
    assert only_blank(facts("aims.owner", cause="shape"))(failure((3, 3))) == frozenset()
    assert only_blank(facts("aims.owner"))(failure((3, 3), path="docs/other.md")) == frozenset()
    assert only_blank({"spans": {}})(failure((3, 3))) == frozenset()


def test_template_text_is_told_once_and_the_rule_that_wants_it_still_fails(tmp_path: Path) -> None:
    repo = example(tmp_path / "repo", "fixed")
    edit(repo, f"{EVIDENCE}/impact.md", "  benefits: ", "  benefits: TBD # ")
    report = check(repo, "--report=json=-").report
    by_rule = {one["rule"]: one for one in report["results"] if one["outcome"] == "fail"}
    assert set(by_rule) >= {"evidence-is-filled", "impact-assessment-complete"}
    assert by_rule["impact-assessment-complete"]["follows"] == ["evidence-is-filled"]
    assert report["verdict"] == "fail"
    said = check(repo).words
    assert "Follows from these (1) impact-assessment-complete" in said
