"""On what an outcome rests: the weakest word that it relies on."""

from typing import Any

import pytest

from aims_gate.engine.basis import CLAIM_FACTS, basis_of
from aims_gate.engine.views import View
from tests.engine.cases import facts, judged, requirement, rule, system

VARIABLES: dict[str, Any] = {
    "evidence": {"impact": {"approved": True, "basis": "recorded"}, "plan": {"approved": True, "basis": "claimed"}},
    "risk": {"rows": [{"accepted": True, "basis": "verified"}, {"accepted": False, "basis": "recorded"}]},
    "sign_off": {"missing": [], "basis": "verified"},
    "odd": {"approved": True, "basis": ["claimed"]},
    "bare": {"approved": True},
}
VIEW = View("system", "s1", "limited", VARIABLES, {}, {}, ())


@pytest.mark.parametrize(
    ("reads", "basis"),
    [
        ([], "computed"),
        ([("evidence", "impact")], "computed"),
        ([("sign_off", "missing")], "verified"),
        ([("evidence", "impact", "approved")], "recorded"),
        ([("evidence", "plan", "approved"), ("sign_off", "missing")], "claimed"),
        ([("evidence", "*", "approved")], "claimed"),
        ([("risk", "rows", "[]", "accepted")], "recorded"),
        ([("risk", "rows", "[0]", "accepted")], "verified"),
        ([("risk", "rows", "[7]", "accepted")], "computed"),
        ([("evidence", "none", "approved")], "computed"),
        ([("bare", "approved")], "computed"),
        ([("odd", "approved")], "computed"),
        ([("bare", "approved", "holds")], "computed"),
    ],
)
def test_the_weakest_claim_counts(reads: list[tuple[str, ...]], basis: str) -> None:
    assert basis_of(reads, VIEW) == basis


@pytest.mark.parametrize("fact", sorted(CLAIM_FACTS))
def test_every_fact_that_is_somebodys_word_has_a_basis(fact: str) -> None:
    given = facts(system(evidence={"plan": {fact: True, "basis": "claimed"}}))
    assert judged(rule(f"evidence.plan.{fact}"), given).basis == "claimed"
    assert judged(rule(f"!evidence.plan.{fact}"), given).basis == "claimed"


def test_a_result_says_its_basis_of_elements_too() -> None:
    one = rule(requirement("r.accepted", for_each="risk.rows as r"))
    assert judged(one, facts(system(risk=VARIABLES["risk"]))).basis == "recorded"
    assert judged(rule("risk.rows.size() == 2"), facts(system(risk=VARIABLES["risk"]))).basis == "computed"
