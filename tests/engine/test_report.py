"""The whole report: counts, verdict, who can sign, and what the change would make of itself."""

from copy import deepcopy
from typing import Any

import pytest

from aims_gate.engine.report import digest, report_on
from tests.engine.cases import NOW, facts, policy, rule, system, unknown

GATE = {"gate": [{"path": ".aims/config.yaml", "what": "configuration"}], "bootstrap": False, "could_approve": []}


def proposing(**given: Any) -> dict[str, Any]:
    """Facts of a change that edits the gate, and the same judged by what it would bring."""
    before = facts(system(risk={"ok": False}), proposed=GATE)
    before["if_merged"] = facts(system(risk={"ok": True}), proposed=GATE, **given)
    return before


def test_a_report_holds_what_was_judged_and_by_what() -> None:
    made = policy(rule(), rule("false", id="r2"))
    report = report_on(facts(system()), made)
    assert (report.verdict, report.exit_code, report.blocking) == ("fail", 1, True)
    assert (report.counts.rules, report.counts.passed, report.counts.failed) == (2, 1, 1)
    assert (report.counts.documents, report.counts.files) == (2, 1)
    assert report.policy == {"digest": made.digest, "source": "main"}
    assert report.change["systems"] == ["s1"]
    assert set(report.sign_off["s1"]) == {"required", "given", "missing", "could_sign"}
    assert (report.now, report.tool["name"], report.if_merged) == (NOW, "aims-gate", {})


def test_the_digest_of_facts_is_of_every_one_of_them() -> None:
    one = facts(system())
    assert report_on(one, policy(rule())).facts_digest == digest(deepcopy(one)) == digest(dict(reversed(one.items())))
    assert digest(facts(system(), documents_read=3)) != digest(one)


def test_the_same_facts_and_policy_make_the_same_report() -> None:
    one, made = facts(system()), policy(rule(), rule("false", id="r2"))
    assert report_on(one, made) == report_on(deepcopy(one), made)


@pytest.mark.parametrize("strict", [True, False])
def test_what_waits_decides_only_when_strict(strict: bool) -> None:
    given = facts(system(risk={"a": True}, unknown=[unknown("risk.a", waiting=True)]))
    report = report_on(given, policy(rule("risk.a")), strict=strict)
    assert (report.verdict, report.exit_code, report.counts.waiting) == ("undecided", 3 if strict else 0, 1)


@pytest.mark.parametrize("mode", ["audit", "warn"])
def test_a_mode_that_does_not_block_is_said(mode: str) -> None:
    made = policy(rule("false"), register={"config": {"mode": mode}})
    report = report_on(facts(system()), made)
    assert (report.verdict, report.exit_code, report.blocking) == ("fail", 0, False)
    assert report.notes == (f"The mode is `{mode}`: nothing is blocked.",)


def test_differences_are_shown_and_change_nothing() -> None:
    now, then = policy(rule("risk.ok"), rule(id="r2")), policy(rule("risk.ok"), rule(id="r3"))
    report = report_on(proposing(), now, proposed=then)
    alone = report_on(proposing(), now)
    assert (report.verdict, report.exit_code, report.results) == (alone.verdict, alone.exit_code, alone.results)
    assert report.verdict == "fail"
    subject = {"kind": "system", "id": "s1"}
    assert report.if_merged == {
        "verdict": "pass",
        "files": [".aims/config.yaml"],
        "differences": [
            {"rule": "r1", "subject": subject, "now": "fail", "then": "pass"},
            {"rule": "r2", "subject": subject, "now": "pass", "then": "not-applicable"},
            {"rule": "r3", "subject": subject, "now": "not-applicable", "then": "pass"},
        ],
    }
    assert report.notes == ("Proposed and not in force until merged: .aims/config.yaml.",)


def test_a_softer_mode_that_is_proposed_does_not_soften() -> None:
    then = policy(rule("risk.ok"), register={"config": {"mode": "audit"}})
    report = report_on(proposing(), policy(rule("risk.ok")), proposed=then)
    assert (report.exit_code, report.blocking) == (1, True)


def test_a_proposed_policy_that_cannot_be_loaded_is_said_and_changes_nothing() -> None:
    report = report_on(proposing(), policy(rule("risk.ok")), unusable="x.yaml: there is no fact `a`")
    assert (report.verdict, report.if_merged) == ("fail", {})
    assert report.notes[0] == "Once merged, no change could be judged: x.yaml: there is no fact `a`."


def test_a_bootstrap_is_said() -> None:
    given = facts(system(), proposed={**GATE, "bootstrap": True})
    given["trusted"]["bootstrap"] = True
    expected = ("This change brings or repairs the register, so it is judged by its own.",)
    assert report_on(given, policy(rule())).notes == expected


def test_a_lapsed_level_is_said() -> None:
    register = {"config": {"rules": {"r1": "off"}}}
    notes = report_on(facts(system()), policy(rule(), register=register)).notes
    assert notes == ("r1 is not lowered to `off`: it lacks reason, owner, review_by",)
