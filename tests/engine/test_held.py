"""A rule's evidence is told from the facts that it reads."""

from aims_gate.engine.held import held_for, reads_of
from tests.repositories import Repo
from tests.rules import rules
from tests.standing_example import SYSTEM, facts_of, founded

RULES = {rule.id: rule for rule in rules().values()}


def test_a_rule_reads_what_its_conditions_name() -> None:
    assert ("evidence", "monitoring_plan") in reads_of(RULES["monitoring-plan-exists"])
    assert ("evidence", "impact_assessment") not in reads_of(RULES["monitoring-plan-exists"])


def test_its_evidence_is_of_every_system_once(repo: Repo) -> None:
    found = held_for(
        [reads_of(RULES["monitoring-plan-exists"]), reads_of(RULES["monitoring-plan-complete"])],
        "9.1",
        facts_of(founded(repo)),
    )
    assert [piece.system for piece in found if piece.kind == "monitoring_plan"] == [SYSTEM]


def test_no_rule_has_no_evidence(repo: Repo) -> None:
    assert held_for([], "9.1", facts_of(founded(repo))) == ()
