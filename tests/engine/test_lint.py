"""What is wrong with a rule before it judges anything: expressions that do not compile, facts that do not exist."""

import pytest

from aims_gate.engine.compiled import compilers, sources
from aims_gate.engine.lint import lint, unknown_step
from aims_gate.engine.views import VARIABLES
from aims_gate.engine.words import message_text, whole_fix
from aims_gate.errors import PolicyError
from aims_gate.model.rule import FixPart, Rule
from aims_gate.sources.view_table import view_table
from tests.engine.cases import facts, judged, requirement, rule, system

TREE = {"plan": {"metrics": {"[]": {"name": True, "x-": True}}, "any": {"*": {"by": True}}, "free": True}, "x": {}}


def problems(one: Rule) -> list[str]:
    return lint(one, view_table())


@pytest.mark.parametrize("subject", VARIABLES)
def test_a_rule_that_reads_what_there_is_has_no_problems(subject: str) -> None:
    assert problems(rule("now != ''", subject=subject)) == []


@pytest.mark.parametrize(
    "one",
    [
        rule("evidence.monitoring_plan.metrics.all(m, has(m.threshold))"),
        rule("record.still_valid.impact_assessment.holds"),
        rule("people[system.owner].github != ''"),
        rule("evidence.impact_assessment['x-own'] == 1"),
        rule(requirement("r.accepted", "{{ r.id }} {{ now }}", for_each="risk.rows as r", at="r.residual.score")),
        rule(requirement("r.accepted", for_each="risk.rows.filter(r, r.must_treat) as r", at="r")),
        rule(requirement("r.n == 1", for_each="risk.rows.map(r, {'n': 1}) as r")),
        rule(requirement("n != ''", for_each="system.regions as n", at="system.regions")),
    ],
)
def test_rules_of_every_form_can_be_clean(one: Rule) -> None:
    assert problems(one) == []


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (rule("evidence.monitoring_plan.metric.size() > 0"), "did you mean `evidence.monitoring_plan.metrics`?"),
        (rule(when="sign_of.missing == []"), "sign_of"),
        (rule("record.confirmed"), "there is no fact `record.confirmed`"),
        (rule("record.refreshes == []", subject="record"), "there is no fact `record.refreshes`"),
        (rule(fix=(FixPart("Ask {{ sign_off.could_sing }}."),)), "did you mean `sign_off.could_sign`?"),
        (rule(requirement("true", "{{ system.ownr }}")), "did you mean `system.owner`?"),
        (rule(requirement("true", at="system.ownr")), "(in `at: system.ownr`)"),
        (rule(requirement("r.acepted", for_each="risk.rows as r")), "did you mean `risk.rows.[].accepted`?"),
        (rule(requirement("r.acepted", for_each="risk.rows.filter(r, r.must_treat) as r")), "risk.rows.[].accepted"),
        (rule(requirement("r.acepted", for_each="has(risk.rows) ? risk.rows : [] as r")), "risk.rows.[].accepted"),
        (rule(requirement("true", for_each="risk.row as r")), "did you mean `risk.rows`?"),
        (rule(requirement("true", "{{ r.idd }}", for_each="risk.rows as r")), "did you mean `risk.rows.[].id`?"),
        (rule(requirement("true", for_each="risk.rows as r", at="r.scor")), "did you mean `risk.rows.[].score`?"),
        (rule("system.id ="), "`system.id =`"),
        (rule("   "), "the expression is empty"),
        (rule("nothing.of.this"), "nothing"),
        (rule("sign_off.missing", subject="change"), "sign_off"),
        (rule(fix=(FixPart("{{ system.id"),)), "{{ has no }} after it"),
        (rule(fix=(FixPart("Ask.", when="system.ownr == ''"),)), "did you mean `system.owner`?"),
        (rule(requirement("true", "{{ }}")), "holds no expression"),
        (rule(requirement("r ==", for_each="risk.rows as r")), "`r ==`"),
        (rule("system.id.upper() == 'X'"), "upper"),
    ],
)
def test_what_cannot_be_meant_is_named_with_what_was_probably_meant(one: Rule, said: str) -> None:
    assert any(said in problem for problem in problems(one)), problems(one)


def test_each_problem_is_told_once() -> None:
    assert len(problems(rule("system.ownr == ''", "system.ownr == ''"))) == 1


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("plan", ""),
        ("plan.metrics", ""),
        ("plan.metrics.[].name", ""),
        ("plan.metrics.[3].name", ""),
        ("plan.metrics.[].x-own.deep", ""),
        ("plan.any.whoever.by", ""),
        ("plan.any.[].by", ""),
        ("plan.free.deep.down", ""),
        ("plan.*.whatever", ""),
        ("plan.metrics.[].nam", "there is no fact `plan.metrics.[].nam`; did you mean `plan.metrics.[].name`?"),
        ("plan.metrics.name", "there is no fact `plan.metrics.name`"),
        ("plan.x-own", "there is no fact `plan.x-own`"),
        ("plans", "there is no fact `plans`; did you mean `plan`?"),
        ("x.y", "there is no fact `x.y`"),
        ("plan.metrics.[].name.part", ""),
    ],
)
def test_a_path_is_walked_through_the_table(path: str, problem: str) -> None:
    assert unknown_step(tuple(path.split(".")), TREE) == problem


def test_an_expression_is_compiled_once_for_each_set_of_names() -> None:
    compiler = compilers()["system"]
    assert compiler.expression("now == ''") is compiler.expression("now == ''")
    assert compiler.expression("now == ''", "r") is not compiler.expression("now == ''")


def test_a_subject_has_its_own_names() -> None:
    with pytest.raises(PolicyError):
        compilers()["change"].expression("sign_off.missing == []")


def test_every_condition_of_a_rule_is_listed_with_its_requirement() -> None:
    plain, each = requirement("a"), requirement("b", for_each="c as x")
    assert sources(rule(plain, each, when="w")) == [("w", None), ("a", plain), ("c", None), ("b", each)]


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ system.id }} has {{ system.regions }}.", "s1 has EU, US."),
        ("{{ system.nothing }}", "(absent)"),
        ("{{ system.id.size() / 0 }}", "(absent)"),
        ("{{ system.id == 's1' ? 'yes' : 'no' }}", "yes"),
        ("none", "none"),
        ("{{ r.id }}", "R1"),
    ],
)
def test_messages_are_filled_and_what_is_absent_says_so(template: str, text: str) -> None:
    variables = {"system": {"id": "s1", "regions": ["EU", "US"]}, "r": {"id": "R1"}}
    assert message_text(template, variables, "r", compilers()["system"]) == text


def test_a_fix_keeps_its_lines_and_loses_its_edges() -> None:
    result = judged(rule("false", fix=(FixPart("\nAsk {{ system.owner }}:\n\n    block\n\n"),)), facts(system()))
    assert result.fix == "Ask ana:\n\n    block"


def test_a_fix_says_what_helps_here() -> None:
    parts = (
        FixPart("Ask {{ system.owner }}:\n\n    block: 1\n"),
        FixPart("    more: 2\n", when="system.id == 's1'"),
        FixPart("    less: 3\n", when="system.id == 's2'"),
        FixPart("Where it is lost.\n", when="system.nothing == 1"),
        FixPart("Then go on.\n"),
    )
    said = judged(rule("false", fix=parts), facts(system())).fix
    assert said == "Ask ana:\n\n    block: 1\n    more: 2\n\nWhere it is lost.\n\nThen go on."


def test_a_fix_without_facts_says_all_and_when() -> None:
    parts = (
        FixPart("Ask {{ system.owner }}:\n\n      block: 1\n"),
        FixPart("      more: 2\n", when="system.id\n== 's1'"),
        FixPart("Go on.\n", when="true"),
    )
    assert whole_fix(rule(fix=parts)) == (
        "Ask <system.owner>:\n\n      block: 1\n      # where system.id == 's1':\n      more: 2\n\nGo on."
    )
