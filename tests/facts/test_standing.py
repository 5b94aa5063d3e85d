"""The facts of what stands: systems, roles, documents, cases and history, from a real repository."""

from typing import Any

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
