"""The facts of what stands: systems, roles, documents, cases and history, from a real repository."""

from typing import Any

from aims_gate.engine.views import programme_view
from tests.examples import ENTRY
from tests.repositories import Repo
from tests.standing_example import SYSTEM, facts_of, founded


def programme(repo: Repo) -> dict[str, Any]:
    found: dict[str, Any] = facts_of(founded(repo))["programme"]
    return found


def test_a_system_stands_with_its_evidence_and_history(repo: Repo) -> None:
    (system,) = programme(repo)["systems"]
    assert (system["id"], system["in_scope"], system["owner_known"], system["files"] > 0) == (SYSTEM, True, True, True)
    assert system["evidence"]["impact_assessment"]["date"] == "2026-09-01"
    assert system["evidence"]["impact_assessment"]["due"] == "2027-09-01"
    assert system["history"] == {
        "changes": 4, "material": 1, "none_material": 1, "not_ai": 0, "undeclared": 2, "last": "2026-10-10",
        "unrecorded": 1, "newest_unrecorded": repo.id("main~1")[:12],
    }  # fmt: skip
    assert system["changes_since"]["impact_assessment"] == 2


def test_a_system_outside_the_scope_says_why(repo: Repo) -> None:
    founded(repo)
    text = (repo.folder / ".aims/programme.yaml").read_text(encoding="utf-8").replace("old-bot", SYSTEM)
    repo.write(".aims/programme.yaml", text)
    repo.commit("Exclude")
    (system,) = facts_of(repo)["programme"]["systems"]
    assert (system["in_scope"], system["excluded"]) == (False, "Sold in 2025.")


def test_roles_show_who_holds_them_and_where_they_are_asked(repo: Repo) -> None:
    roles = programme(repo)["roles"]
    assert roles["held"]["risk-approver"] == ["risk-lead"]
    assert {"role": "executive", "by": "sign_off.high", "topic": "ai-governance"} in roles["asked"]
    assert {"role": "risk-approver", "topic": "ai-governance"} in roles["competences"]
    assert "system-owner" not in roles["held"]


def test_documents_show_their_last_change(repo: Repo) -> None:
    found = {document["path"]: document for document in programme(repo)["documents"]}
    assert found["docs/ai/incidents/1.md"]["changed"]["at"] == "2026-08-01"
    assert found["docs/ai/incidents/1.md"]["owner"] == "assistant-owner"


def test_cases_are_told_apart_by_kind(repo: Repo) -> None:
    found = programme(repo)
    assert [case["id"] for case in found["incidents"]] == ["INC-1"]
    assert (found["nonconformities"], found["audits"], found["results"]) == ([], [], [])


def test_a_broken_glass_is_found_in_history(repo: Repo) -> None:
    founded(repo)
    glass = "break_glass: {reason: Outage., incident: docs/ai/incidents/1.md, until: 2026-10-20}\n"
    repo.write(".aims/changes/glass.yaml", f"systems: [{SYSTEM}]\nchange: [prompt]\nsummary: Now.\n{glass}")
    repo.commit("Glass", date="2026-10-18T10:00:00+00:00")
    (found,) = facts_of(repo)["programme"]["history"]["break_glass"]
    assert (found["record"], found["until"], found["landed"]) == (
        ".aims/changes/glass.yaml",
        "2026-10-20",
        "2026-10-18",
    )


def test_what_the_programme_names_is_looked_up(repo: Repo) -> None:
    files = programme(repo)["files"]
    assert "docs/aims/policy.md" in files
    assert "docs/aims/context.md" not in files


def test_a_shallow_clone_makes_history_unknown_and_a_whole_one_does_not(repo: Repo) -> None:
    facts = facts_of(founded(repo))
    assert programme_view(facts).unknown == ()
    facts["programme"]["history"]["whole"] = False
    assert {fact["path"] for fact in programme_view(facts).unknown} >= {"history", "systems[].history"}


def test_a_holder_of_a_role_has_the_training_that_it_needs_or_not(repo: Repo) -> None:
    trainings = programme(repo)["roles"]["trainings"]
    assert {"role": "risk-approver", "topic": "ai-governance", "person": "risk-lead", "current": True,
            "ended": "2027-02-10"} in trainings  # fmt: skip
    director = next(row for row in trainings if row["person"] == "director")
    assert (director["current"], director["ended"]) == (False, "2026-10-01")


def test_a_system_is_live_unless_its_entry_says_otherwise(repo: Repo) -> None:
    founded(repo)
    entry = (repo.folder / ENTRY).read_text(encoding="utf-8")
    found = {}
    for line in ("lifecycle: live\n", "", "lifecycle: planned\n", "lifecycle: retired\n"):
        repo.write(ENTRY, entry.replace("lifecycle: live\n", line))
        repo.commit("Life")
        found[line.strip()] = facts_of(repo)["programme"]["systems"][0]["live"]
    assert list(found.values()) == [True, True, False, False]


RESULT = """\
---
aims:
  kind: monitoring_result
  id: m1
  systems: [support-assistant]
  measured: 2026-11-01
  reviewed_by: risk-lead
  results: [{metric: rewritten drafts, value: 0.1}]
---
"""
SHEET = "---\naims: {kind: datasheet, id: d1, systems: [support-assistant], dataset: ticket-archive, version: 4}\n---\n"


def test_results_datasheets_and_treatments_are_gathered(repo: Repo) -> None:
    founded(repo)
    repo.write("docs/ai/result.md", RESULT)
    repo.write("docs/ai/sheet.md", SHEET)
    repo.commit("More")
    found = facts_of(repo)["programme"]
    measured = found["systems"][0]["measured"]
    assert (measured["date"], measured["reviewed_by"], measured["path"]) == (
        "2026-11-01",
        "risk-lead",
        "docs/ai/result.md",
    )
    assert [sheet["dataset"] for sheet in found["datasheets"]] == ["ticket-archive"]
    assert {document["path"]: document.get("version") for document in found["documents"]}["docs/ai/sheet.md"] == "4"
    assert all(row["system"] == SYSTEM and row["path"].startswith(("docs/", ".aims/")) for row in found["treatments"])
