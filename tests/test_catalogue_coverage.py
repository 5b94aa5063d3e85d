"""Every clause and control has a rule that judges what stands, or a stated reason why no machine can."""

import pytest

from aims_gate.model.rule import Rule
from aims_gate.sources import pack
from tests.rules import judged, rules

ENTRIES = {str(entry["id"]): entry for entry in pack.controls()}
OF_WHOLE = [rule for rule in rules().values() if rule.subject in ("programme", "control")]
EVERY = [pytest.param(rule, id=rule.id) for rule in OF_WHOLE]


def standing() -> list[Rule]:
    """The rules that `readiness` asks."""
    return [rule for rule in rules().values() if rule.standing or rule.subject in ("programme", "control")]


def test_every_entry_has_a_rule_or_a_reason() -> None:
    ruled = {control for rule in standing() for control in rule.controls}
    unjudged = pack.readiness_table()["unjudged"]
    assert set(ENTRIES) - ruled == set(unjudged)
    assert [key for key, reason in unjudged.items() if len(reason.split()) < 5] == []


def test_every_entry_with_a_programme_part_has_a_rule_of_the_whole_or_of_each_system_as_it_stands() -> None:
    ruled = {control for rule in standing() for control in rule.controls}
    assert {key for key, entry in ENTRIES.items() if entry["when"] in ("programme", "both")} <= ruled


def test_no_rule_or_question_cites_what_is_not_in_the_catalogue() -> None:
    table = pack.readiness_table()
    cited = {control for rule in rules().values() for control in rule.controls}
    assert cited | set(table["unjudged"]) | {c for row in table["questions"] for c in row["controls"]} <= set(ENTRIES)


def test_what_only_a_person_can_judge_is_attested_whatever_else_passes() -> None:
    (attest,) = [rule for rule in OF_WHOLE if rule.id == "judgement-attested"]
    assert set(attest.controls) == {key for key, entry in ENTRIES.items() if entry["automation"] == "judgement"}


def test_rules_of_the_whole_lie_apart_from_those_of_a_change() -> None:
    assert {path for path, rule in rules().items() if rule in OF_WHOLE} == set(pack.programme_rule_paths())


READING = [
    pytest.param(rule, id=rule.id)
    for rule in OF_WHOLE
    if any("programme." in part.that + part.for_each for part in rule.require)
]


def test_there_are_rules_that_read_the_programme() -> None:
    assert len(READING) > 25


@pytest.mark.parametrize("rule", READING)
def test_a_rule_that_reads_the_programme_fails_where_there_is_none(rule: Rule) -> None:
    for example in rule.passing:
        assert judged(rule, {**example.facts, "programme": {}}).outcome == "fail"


@pytest.mark.parametrize("rule", EVERY)
def test_nothing_at_all_passes_no_rule(rule: Rule) -> None:
    assert judged(rule, {}).outcome != "pass"


@pytest.mark.parametrize("rule", EVERY)
def test_no_rule_of_the_whole_has_a_tier(rule: Rule) -> None:
    assert (rule.from_tier, rule.asked_of_non_material, rule.standing) == ("minimal", False, False)
