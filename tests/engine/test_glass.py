"""Which outcomes yield once the glass is broken, and for whom."""

from typing import Any

import pytest

from aims_gate.engine.glass import glass_notes, owed
from aims_gate.engine.report import report_on
from aims_gate.model.report import Result
from aims_gate.model.rule import Rule
from tests.engine.cases import facts, judged, policy, rule, system, unknown


def row(*systems: str, state: str = "broken", **given: Any) -> dict[str, Any]:
    """A record that breaks the glass for some systems."""
    stated = {"reason": "It cannot wait.", "incident": "docs/i.md", "until": "2026-11-23", "why": "it waits"}
    cases = [{"system": key, "closed": False} for key in systems]
    return {
        "record": ".aims/changes/h.yaml", "systems": list(systems), "state": state, "roles": "executive", "by": ["dirk"],
        "could_break": ["dirk"], "given": [], "nonconformities": cases, **stated, **given,
    }  # fmt: skip


FAILS = rule("false")
CLAIMED = rule("sign_off.missing.size() == 0")
LACKS_APPROVAL = {"path": "sign_off.missing", "reason": "nobody approved yet", "waiting": False, "for_approval": True}


def result(one: Rule, *rows: dict[str, Any], **given: Any) -> Result:
    return judged(one, facts(system(**given), break_glass=list(rows)))


def test_a_failure_yields() -> None:
    found = result(FAILS, row("s1"))
    assert (found.outcome, found.waiting, found.unblocked_by) == ("overridden", False, ())
    assert found.reason == "glass broken until 2026-11-23 by dirk (.aims/changes/h.yaml): It cannot wait."
    assert found.findings


@pytest.mark.parametrize("rows", [(), (row("s2"),), (row(),), (row("s1", state="refused"),)])
def test_nothing_yields_without_it(rows: tuple[dict[str, Any], ...]) -> None:
    assert result(FAILS, *rows).outcome == "fail"
    assert "dirk" not in result(FAILS, *rows).unblocked_by


@pytest.mark.parametrize("state", ["waiting", "unapproved", "unknown"])
def test_until_it_is_approved_the_result_says_who_could(state: str) -> None:
    found = result(FAILS, row("s1", state=state))
    assert (found.outcome, found.unblocked_by[-1]) == ("fail", "dirk")
    assert found.reason == ".aims/changes/h.yaml would break the glass: it waits"


def test_a_rule_that_cannot_be_waived_never_yields() -> None:
    assert result(rule("false", waivable=False), row("s1")).outcome == "fail"
    assert "dirk" not in result(rule("false", waivable=False), row("s1", state="unapproved")).unblocked_by


def test_what_only_lacks_an_approval_yields() -> None:
    assert result(CLAIMED, row("s1"), unknown=[LACKS_APPROVAL]).outcome == "overridden"


@pytest.mark.parametrize("facts_lacking", [
    [unknown("sign_off.missing")], [unknown("sign_off.missing", waiting=True)],
    [LACKS_APPROVAL, unknown("sign_off.missing")],
])  # fmt: skip
def test_what_could_not_be_had_never_yields(facts_lacking: list[dict[str, Any]]) -> None:
    assert result(CLAIMED, row("s1"), unknown=facts_lacking).outcome == "unknown"


def test_passes_and_what_is_not_asked_stay() -> None:
    assert result(rule("true"), row("s1")).outcome == "pass"
    assert result(rule("false", when="false"), row("s1")).outcome == "not-applicable"


def test_what_is_owed_since_an_earlier_one_never_yields() -> None:
    cases = {"closed": [], "closes": [], "glass": [{"settled": False}]}
    one = rule("cases.glass.all(g, g.settled)")
    assert result(one, row("s1"), cases=cases).outcome == "fail"
    assert "dirk" not in result(one, row("s1", state="unapproved"), cases=cases).unblocked_by


def of_kind(kind: str, *rows: dict[str, Any], systems: tuple[str, ...] = ("s1", "s2"), path: str = "a.md") -> str:
    """Outcome of a failing rule of another subject kind."""
    record = {"path": path, "systems": list(systems), "change": [], "material": True}
    document = {"path": path, "systems": list(systems) if path == "a.md" else []}
    given = facts(
        *(system(system={"id": key}) for key in ("s1", "s2")), break_glass=list(rows),
        records=[{"record": record, "anchors": {}, "unknown": []}],
        documents=[{"document": document, "anchors": {}, "unknown": []}],
    )  # fmt: skip
    return judged(rule("false", subject=kind), given).outcome


@pytest.mark.parametrize("kind", ["record", "document", "change"])
def test_what_is_of_several_systems_yields_when_it_is_broken_for_each(kind: str) -> None:
    assert of_kind(kind, row("s1")) == "fail"
    assert of_kind(kind, row("s1", "s2")) == "overridden"
    assert of_kind(kind, row("s1"), row("s2")) == "overridden"


def test_a_file_that_names_no_system_belongs_to_whom_its_place_says() -> None:
    assert of_kind("document", row("s1"), path=".aims/systems/s1.yaml") == "overridden"
    assert of_kind("document", row("s2"), path=".aims/systems/s1.yaml") == "fail"
    assert of_kind("document", row("s1"), path=".aims/changes/h.yaml", systems=("s1",)) == "overridden"
    assert of_kind("document", row("s1", "s2"), path=".aims/config.yaml", systems=()) == "fail"


def test_the_report_counts_it_apart_and_says_what_is_owed() -> None:
    report = report_on(facts(system(), break_glass=[row("s1")]), policy(FAILS))
    assert (report.verdict, report.exit_code, report.counts.overridden, report.counts.passed) == ("pass", 0, 1, 0)
    assert report.summary == (
        "Passed by break-glass: nothing else that blocks is missing for s1 (tier limited); 1 rule overridden; "
        "owed by 2026-11-23: a closed nonconformity."
    )
    assert "Glass broken for s1 until 2026-11-23 by dirk: It cannot wait. Owed by then" in " ".join(report.notes)


def test_nothing_passes_by_it_that_still_fails() -> None:
    report = report_on(facts(system(), break_glass=[row("s1")]), policy(FAILS, rule("false", id="r2", waivable=False)))
    assert (report.verdict, report.exit_code) == ("fail", 1)


def test_what_the_change_already_makes_up_for_is_not_owed() -> None:
    open_case = row("s1", nonconformities=[{"system": "s1", "closed": False, "path": "docs/nc.md"}])
    closed = row("s1", nonconformities=[{"system": "s1", "closed": True, "path": "docs/nc.md"}])
    assert owed({"break_glass": [closed]}) == ""
    assert owed({"break_glass": [open_case]}) == "; owed by 2026-11-23: a closed nonconformity"
    assert glass_notes({"break_glass": [closed]})[0].endswith("docs/nc.md makes up for it.")
    assert "docs/nc.md has to be closed by then" in glass_notes({"break_glass": [open_case]})[0]


def test_a_note_says_why_not_and_lists_every_review_that_does_not_count() -> None:
    given = [
        {"person": "ana", "state": "self", "reason": "ana took part"},
        {"person": "x", "state": "verified", "reason": ""},
    ]
    (said,) = glass_notes({"break_glass": [row("s1", state="unapproved", given=given)]})
    assert said == (
        ".aims/changes/h.yaml does not break the glass for s1: it waits. Could break it: dirk (executive). "
        "ana: self (ana took part)."
    )
    (refused,) = glass_notes({"break_glass": [row(state="refused", why="it has no until")]})
    assert refused == ".aims/changes/h.yaml does not break the glass for no system: it has no until."
