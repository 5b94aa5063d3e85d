"""Every rule of the pack does what its own examples say, reads only facts that exist, and has the published shape."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from aims_gate.engine.lint import lint
from aims_gate.model.rule import Example, Rule
from aims_gate.sources.pack import controls, rule_files
from aims_gate.sources.strict_yaml import read_yaml
from aims_gate.sources.view_table import view_table
from tests.rules import EXPECTED, examples, judged, rules
from tests.tree import PACKAGE

EVERY_RULE = [pytest.param(rule, id=rule.id) for rule in rules().values()]
EVERY_EXAMPLE = [
    pytest.param(rule, kind, example, id=f"{rule.id}: {kind}: {example.name}")
    for rule in rules().values()
    for kind, example in examples(rule)
]


def test_there_are_rules() -> None:
    assert len(EVERY_RULE) >= 35


@pytest.mark.parametrize(("rule", "kind", "example"), EVERY_EXAMPLE)
def test_an_example_has_the_outcome_that_it_stands_for(rule: Rule, kind: str, example: Example) -> None:
    result = judged(rule, example.facts)
    assert (result.outcome, result.reason if result.outcome == "unknown" else "") == (EXPECTED[kind], "")
    assert bool(result.findings) == (kind == "fail")


@pytest.mark.parametrize("rule", EVERY_RULE)
def test_a_rule_is_shown_passing_failing_and_not_asked(rule: Rule) -> None:
    assert {kind for kind, _ in examples(rule)} >= {"pass", "fail"}
    names = [example.name for _, example in examples(rule)]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(("rule", "kind", "example"), EVERY_EXAMPLE)
def test_what_a_failing_example_says_is_whole(rule: Rule, kind: str, example: Example) -> None:
    result = judged(rule, example.facts)
    said = [finding.message for finding in result.findings]
    assert [text for text in [*said, result.fix] if "{{" in text or "}}" in text] == []
    assert [text for text in said if not text.strip() or "\n" in text or "  " in text] == []


@pytest.mark.parametrize("rule", EVERY_RULE)
def test_a_rule_reads_only_facts_that_exist(rule: Rule) -> None:
    assert lint(rule, view_table()) == []


@pytest.mark.parametrize("rule", EVERY_RULE)
def test_a_rule_names_controls_of_the_catalogue(rule: Rule) -> None:
    assert set(rule.controls) <= {control["id"] for control in controls()}
    assert len(set(rule.controls)) == len(rule.controls)


@pytest.mark.parametrize("rule", EVERY_RULE)
def test_a_rule_follows_others_of_its_own_subject(rule: Rule) -> None:
    named = {other.id: other.subject for other in rules().values() if other.id in rule.follows}
    assert named == dict.fromkeys(rule.follows, rule.subject)


def rule_schema() -> Any:
    """The published shape of a rule file."""
    schema = json.loads((PACKAGE / "schemas/rule.json").read_text(encoding="utf-8"))
    lists = schema["properties"]["examples"]["properties"]
    # Examples to which the rule does not apply have the shape of the others.
    lists.setdefault("not_applicable", lists["fail"])
    return schema


@pytest.mark.parametrize("path", rule_files())
def test_a_rule_file_has_the_published_shape(path: str) -> None:
    parsed = read_yaml(rule_files()[path], path, limit=262_144)
    assert parsed.problems == ()
    wrong = Draft202012Validator(rule_schema()).iter_errors(parsed.value)
    assert [f"{'.'.join(map(str, error.path))}: {error.message}" for error in wrong] == []


def treated_by(control: str) -> str:
    """Outcome of `risks-treated` for its first passing example, with another control."""
    rule = next(rule for rule in rules().values() if rule.id == "risks-treated")
    facts = rule.passing[0].facts
    rows = [{**row, "controls": [control]} for row in facts["risk"]["rows"]]
    return judged(rule, {**facts, "risk": {"rows": rows}}).outcome


def test_a_treatment_names_controls_that_annex_a_has() -> None:
    known = {control["id"] for control in controls() if control["kind"] == "control"}
    near = {f"A.{group}.{step}" for group in (*range(1, 12), "6.1", "6.2") for step in range(12)} - known
    groups = {control.rpartition(".")[0] for control in known}
    assert {control for control in known if treated_by(control) != "pass"} == set()
    assert {control for control in near | groups if treated_by(control) != "fail"} == set()
    assert treated_by("ORG-7") == "pass"
