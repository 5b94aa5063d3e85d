"""How many material changes lie between a system's assessments and a change, and when nobody counts."""

from dataclasses import replace
from typing import Any

import pytest

from aims_gate.facts.build import build
from aims_gate.facts.drift import counted_since
from aims_gate.model.change import NOBODY
from aims_gate.model.collected import Collected, Landed
from tests.facts.world import DOCUMENTS, HEAD, METHOD, TYPES, World, change_file, prd, unknown, world

COUNTING = {"risk-method": {**METHOD, "drift": {"limited": 3, "high": 2}}}
INLINE = {"assessed": "2026-11-21", "risks": [{"id": "R1", "likelihood": 1, "impact": 1, "score": 1}]}


def counting(**given: Any) -> World:
    made = world(**{"records": (prd(),), **given})
    return replace(made, single={**made.single, **COUNTING})


def step(day: str, *files: str, commit: str = "", kind: str = "prompt") -> Landed:
    record = change_file(change=[kind]) if kind else None
    return Landed(commit or day, f"{day}T10:00:00+00:00", NOBODY, files or ("bot/a.py",), (record,) if record else ())


def history(side: Collected, *landed: Landed, after: str = "") -> tuple[dict[str, Any], dict[str, bool]]:
    """`history` as rules see it, and what is unknown of it."""
    lack = "the clone is shallow" if after else ""
    facts = build(replace(side, landed=landed, landed_after=after, landed_lack=lack), TYPES)
    (item,) = facts["systems"]
    return item["history"], {path: waits for path, waits in unknown(item).items() if path.startswith("history")}


def test_this_change_counts_with_those_that_landed_since_each_assessment() -> None:
    older = {"docs/i.md": {**DOCUMENTS["docs/i.md"], "assessed": "2026-08-01"}}
    side = counting(documents={**DOCUMENTS, **older}).collected()
    landed = (step("2026-10-01"), step("2026-09-02", kind=""), step("2026-09-01"), step("2026-08-15", kind="data"))
    assert history(side, *landed) == ({"impact_assessment": 5, "risk_assessment": 3}, {})


def test_what_alters_nothing_and_what_is_of_others_does_not_count() -> None:
    landed = (step("2026-10-02", kind="none-material"), step("2026-10-01", "README.md", kind=""))
    assert history(counting().collected(), *landed)[0]["impact_assessment"] == 1
    here = counting(records=(change_file(change=["none-material"]),), files=("M bot/a.py",)).collected()
    assert history(here, *landed)[0]["impact_assessment"] == 0


def test_evidence_alone_is_no_change_of_the_system() -> None:
    edited = {"docs/v.md": {**DOCUMENTS["docs/v.md"], "verified": "2026-11-20"}}
    assert history(counting(records=(), head_documents=edited).collected())[0]["impact_assessment"] == 0


def test_an_assessment_made_for_this_change_is_not_drifted_from_by_it() -> None:
    fresh = {"docs/i.md": {**DOCUMENTS["docs/i.md"], "assessed": "2026-11-20"}}
    found, _ = history(counting(head_documents=fresh).collected(), step("2026-10-01"))
    assert found == {"impact_assessment": 0, "risk_assessment": 2}
    inline = counting(records=(prd(risk_assessment=INLINE),)).collected()
    assert history(inline, step("2026-10-01"))[0] == {"impact_assessment": 2, "risk_assessment": 0}


def test_a_change_that_has_landed_already_counts_once() -> None:
    side = counting().collected()
    landed = (step("2026-11-20", commit="later"), step("2026-11-19", commit=HEAD), step("2026-10-01", commit="b" * 40))
    assert history(side, *landed)[0]["impact_assessment"] == 3
    assert history(side, *landed[1:])[0]["impact_assessment"] == 2
    assert history(side, landed[1])[0]["impact_assessment"] == 2


@pytest.mark.parametrize(
    ("after", "known"), [("2026-09-01", True), ("2026-09-02", False), ("2026-11-01", False), ("2026-08-01", True)]
)
def test_history_cut_off_after_the_assessment_is_unknown(after: str, known: bool) -> None:
    found, lacking = history(counting().collected(), step("2026-10-01"), after=after)
    paths = ("history.impact_assessment", "history.risk_assessment")
    assert (found, lacking) == (
        ({"impact_assessment": 2, "risk_assessment": 2}, {}) if known else ({}, dict.fromkeys(paths, False))
    )


def test_nothing_is_counted_where_the_method_counts_nothing() -> None:
    assert history(world(records=(prd(),)).collected(), step("2026-10-01"), after="2026-11-01") == ({}, {})
    assert counted_since(world(records=(prd(),)).collected(), ["bot"]) == ""


def test_an_assessment_without_a_date_counts_nothing() -> None:
    undated = {path: {**DOCUMENTS[path], "assessed": "spring"} for path in ("docs/i.md", "docs/r.md")}
    side = counting(documents={**DOCUMENTS, **undated}).collected()
    assert history(side, step("2026-10-01")) == ({}, {})
    assert counted_since(side, ["bot"]) == ""


def test_the_log_is_wanted_since_the_older_assessment() -> None:
    older = {"docs/r.md": {**DOCUMENTS["docs/r.md"], "assessed": "2026-02-03"}}
    side = counting(documents={**DOCUMENTS, **older}).collected()
    assert counted_since(side, ["bot"]) == "2026-02-03"
    assert counted_since(side, []) == ""
    inline = counting(documents={**DOCUMENTS, **older}, records=(prd(risk_assessment=INLINE),)).collected()
    assert counted_since(inline, ["bot"]) == "2026-09-01"


def test_the_tier_that_decides_is_the_effective_one() -> None:
    only_high = {**METHOD, "drift": {"high": 2}}
    plain = world(records=(prd(),))
    raised = world(records=(prd(tier="high"),))
    for made, since in ((plain, ""), (raised, "2026-09-01")):
        side = replace(made, single={**made.single, "risk-method": only_high}).collected()
        assert counted_since(side, ["bot"]) == since
        assert bool(history(side)[0]) == bool(since)
