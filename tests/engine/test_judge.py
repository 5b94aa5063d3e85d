"""One outcome for every rule and subject, who can mend it, and what names it over time."""

from typing import Any

import pytest

from aims_gate.engine.judge import fingerprint, judge
from aims_gate.model.report import Result
from aims_gate.model.rule import FixPart
from tests.engine.cases import NOW, facts, judged, policy, requirement, rule, system, unknown


def results(*rules: Any, given: Any = None) -> list[tuple[str, str, str]]:
    found = judge(policy(*rules), given or facts(system()))
    return [(one.rule, f"{one.subject.kind}:{one.subject.id}", one.outcome) for one in found]


def document(path: str, **given: Any) -> dict[str, Any]:
    view = {"path": path, "systems": [], "problems": [], **given}
    return {"document": view, "anchors": {"document": [path, "aims"]}, "places": {}, "unknown": []}


def test_each_rule_is_asked_of_each_subject_in_their_order() -> None:
    other = system(system={"id": "s2"})
    given = facts(system(), other, documents=[document("docs/m.md")])
    rules = (rule(id="r2"), rule(id="r1"), rule(id="r3", subject="document"), rule(id="r4", subject="change"))
    assert results(*rules, given=given) == [
        ("r1", "system:s1", "pass"), ("r1", "system:s2", "pass"),
        ("r2", "system:s1", "pass"), ("r2", "system:s2", "pass"),
        ("r3", "document:docs/m.md", "pass"), ("r4", "change:aaaaaaaaaaaa", "pass"),
    ]  # fmt: skip


@pytest.mark.parametrize("subject", ["record", "document", "control", "programme"])
def test_a_rule_without_a_subject_in_the_change_has_no_result(subject: str) -> None:
    assert results(rule(subject=subject)) == []


def test_the_working_tree_is_a_change_too() -> None:
    given = facts(change={"head": ""})
    assert results(rule(subject="change"), given=given) == [("r1", "change:working-tree", "pass")]


@pytest.mark.parametrize(
    ("tier", "from_tier", "outcome"),
    [
        ("minimal", "minimal", "fail"),
        ("minimal", "limited", "not-applicable"),
        ("limited", "limited", "fail"),
        ("limited", "high", "not-applicable"),
        ("high", "limited", "fail"),
        ("prohibited", "high", "fail"),
        ("nonsense", "high", "fail"),
    ],
)
def test_a_rule_is_asked_from_its_tier(tier: str, from_tier: str, outcome: str) -> None:
    result = judged(rule("false", from_tier=from_tier), facts(system(tier=tier)))
    assert result.outcome == outcome
    assert result.reason == (f"tier {tier} is below {from_tier}" if outcome == "not-applicable" else "")


def test_a_rule_that_is_not_asked_is_not_evaluated() -> None:
    one = rule("risk.zz", when="risk.zz", from_tier="high")
    lacking = facts(system(unknown=[unknown("risk")]))
    assert judged(one, lacking).outcome == "not-applicable"


@pytest.mark.parametrize(("asked", "outcome"), [(True, "fail"), (False, "not-applicable")])
def test_what_is_not_material_is_asked_less(asked: bool, outcome: str) -> None:
    result = judged(rule("false", asked_of_non_material=asked), facts(system(material=False)))
    assert result.outcome == outcome
    assert asked or result.reason == "the record says that nothing material changed"


def test_a_condition_that_does_not_hold_is_told() -> None:
    result = judged(rule("false", when=" change.systems == [] \n"), facts(system()))
    assert (result.outcome, result.reason) == ("not-applicable", "it does not hold that change.systems == []")
    assert result.fix == ""


def test_a_result_carries_what_its_rule_says() -> None:
    one = rule(
        requirement("false", "{{ system.id }} lacks {{ record.tier }}."),
        why=" W. \n",
        fix=(FixPart("\nAsk {{ now }}.\n"),),
    )
    result = judged(one, facts(system()))
    assert (result.title, result.controls, result.why, result.fix) == (one.title, one.controls, "W.", f"Ask {NOW}.")
    assert [finding.message for finding in result.findings] == ["s1 lacks (absent)."]


@pytest.mark.parametrize(
    ("that", "people"),
    [
        ("system.tier == 'x'", ("ana", "bob")),
        ("sign_off.missing == []", ("rita",)),
        ("system.accepted", ("rita",)),
        ("sign_off.given.exists(g, true)", ("rita",)),
    ],
)
def test_a_failure_names_who_can_mend_it(that: str, people: tuple[str, ...]) -> None:
    result = judged(rule(that), facts(system(system={"accepted": False})))
    assert (result.outcome, result.unblocked_by) == ("fail", people)


def test_so_does_what_is_unknown_even_of_whether_a_rule_applies() -> None:
    given = facts(system(unknown=[unknown("sign_off.missing", waiting=True)]))
    assert judged(rule("sign_off.missing == []"), given).unblocked_by == ("rita",)
    assert judged(rule(when="sign_off.missing == []"), given).unblocked_by == ("rita",)


def test_a_change_is_mended_by_who_may_approve_it_or_by_nobody_in_particular() -> None:
    assert judged(rule("proposed.approved", subject="change"), facts()).unblocked_by == ("olga",)
    assert judged(rule("change.ai", subject="change"), facts()).unblocked_by == ()
    given = facts(signals=[{"accepted": False}])
    assert judged(rule("signals[0].accepted", subject="change"), given).unblocked_by == ()


def test_an_owner_and_backup_who_are_one_are_named_once() -> None:
    assert judged(rule("false"), facts(system(system={"backup": "ana"}))).unblocked_by == ("ana",)
    assert judged(rule("false"), facts(system(system={"owner": "", "backup": ""}))).unblocked_by == ()


def test_template_text_is_nobody() -> None:
    given = facts(system(system={"backup": "<who stands in>"}))
    assert judged(rule("false"), given).unblocked_by == ("ana",)


@pytest.mark.parametrize(("waiting", "people"), [(True, ("rita",)), (False, ("ana", "bob"))])
def test_a_statement_that_waits_is_borne_out_by_who_makes_it(waiting: bool, people: tuple[str, ...]) -> None:
    at = "record.still_valid.impact_assessment.holds"
    record = {"still_valid": {"impact_assessment": {"by": "rita", "holds": False}}}
    given = facts(system(record=record, unknown=[unknown(at, waiting=True)] if waiting else []))
    assert judged(rule(at), given).unblocked_by == people


@pytest.mark.parametrize("outcome", ["pass", "not-applicable"])
def test_nobody_has_to_mend_what_does_not_fail(outcome: str) -> None:
    one = rule("true", when="true" if outcome == "pass" else "false")
    assert judged(one, facts(system())).unblocked_by == ()


def test_a_fingerprint_outlives_wording_lines_and_commits() -> None:
    given = facts(system())
    later = facts(system(), change={"head": "f" * 40, "title": "Other"}, spans={"x": {"": [9, 9]}})
    reworded = rule(requirement("1 == 2", "Other words."), title="t", why="w", fix=(FixPart("f"),), controls=("8.1",))
    assert judged(rule("false"), given).fingerprint == judged(reworded, later).fingerprint
    on_change = rule("false", subject="change")
    assert judged(on_change, given).fingerprint == judged(on_change, later).fingerprint


def test_fingerprints_tell_rules_and_subjects_apart() -> None:
    made = {
        fingerprint(name, kind, key)
        for name in ("r1", "r2")
        for kind in ("system", "record", "document")
        for key in ("s1", "s2")
    }
    assert len(made) == 12
    assert fingerprint("a", "bc", "") != fingerprint("ab", "c", "")


def follows(found: list[Result]) -> dict[str, tuple[str, ...]]:
    return {one.rule: one.follows for one in found if one.follows}


def test_a_failure_follows_from_one_that_its_rule_names() -> None:
    found = judge(policy(rule("false", id="r1", follows=("r2",)), rule("false", id="r2")), facts(system()))
    assert follows(list(found)) == {"r1": ("r2",)}


def at_lines(document_line: int, system_line: int) -> dict[str, tuple[str, ...]]:
    """What follows when a document has a problem at one line and a system rule a finding at another."""
    plan = {"monitoring_plan": {"path": "docs/m.md"}}
    anchors = {"evidence.monitoring_plan": ["docs/m.md", "aims"]}
    given = facts(system(evidence=plan, anchors=anchors), documents=[document("docs/m.md")])
    given["spans"] = {"docs/m.md": {"aims.id": [document_line, 3], "aims.route": [system_line, 3]}}
    of_document = rule(requirement("false", at="document.id"), id="r1", subject="document")
    of_system = rule(requirement("false", at="evidence.monitoring_plan.route"), id="r2")
    return follows(list(judge(policy(of_document, of_system), given)))


def test_a_failure_follows_from_a_problem_of_the_document_at_its_place() -> None:
    assert at_lines(4, 4) == {"r2": ("r1",)}
    assert at_lines(4, 5) == {}


def test_failures_of_one_system_at_one_place_stand_beside_each_other() -> None:
    given = facts(system(), spans={".aims/systems/s1.yaml": {"owner": [4, 3]}})
    one, two = (rule(requirement("false", at="system.owner"), id=name) for name in ("r1", "r2"))
    assert follows(list(judge(policy(one, two), given))) == {}


def test_failures_at_the_top_of_a_file_have_nothing_to_do_with_each_other() -> None:
    plan = facts(system(), documents=[document(".aims/systems/s1.yaml")])
    found = judge(policy(rule("false", id="r1", subject="document"), rule("false", id="r2")), plan)
    assert follows(list(found)) == {}


def test_who_could_confirm_a_record_is_named_wherever_its_confirmation_is_read() -> None:
    view = {"path": "a.md", "systems": ["s1"], "material": True, "confirmed": False, "could_confirm": ["rita"]}
    records = [{"record": view, "anchors": {}, "unknown": []}]
    given = facts(system(), records=records)
    assert judged(rule("record.confirmed", subject="record"), given).unblocked_by == ("rita",)
    assert judged(rule("records[0].confirmed", subject="change"), given).unblocked_by == ("rita",)


@pytest.mark.parametrize("approval", [{"by": "rita", "state": "claimed"}, {"by": "x", "state": "recorded"}, "me", None])
def test_who_is_named_as_approver_is_asked_for_the_approval(approval: Any) -> None:
    evidence = {"impact": {"approved": False, "approval": approval}}
    result = judged(rule("evidence.impact.approved"), facts(system(evidence=evidence)))
    claimed = isinstance(approval, dict) and approval["state"] == "claimed"
    assert result.unblocked_by == (("rita",) if claimed else ("ana", "bob"))


def test_what_does_not_fail_and_other_subjects_are_not_followed() -> None:
    rules = (
        rule("false", id="r1", follows=("r2", "r3")),
        rule("true", id="r2"),
        rule("false", id="r3", subject="change"),
    )
    assert follows(list(judge(policy(*rules), facts(system())))) == {}
