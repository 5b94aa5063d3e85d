"""The entry by which a change is judged: no softer than the one it was."""

from typing import Any

import pytest

from tests.facts.world import DOCUMENTS, ENTRY, PRD, change_file, prd, unreadable, without, world

HIGH = {"bot": {**ENTRY, "tier": "high"}}


def judged(head: dict[str, Any] | None = None, **given: Any) -> dict[str, Any]:
    found: dict[str, Any] = world(head_entries={"bot": head or {**ENTRY, "name": "B"}}, **given).system()["system"]
    return found


def test_a_tier_lowered_at_the_head_is_not_lower() -> None:
    found = judged({**ENTRY, "tier": "minimal"}, entries=HIGH)
    assert (found["tier"], found["declared_tier"], found["computed_tier"]) == ("high", "minimal", "limited")
    assert judged(without(ENTRY, "tier"), entries=HIGH)["tier"] == "high"
    assert judged({**ENTRY, "tier": ["minimal"]}, entries=HIGH)["tier"] == "high"


def test_a_tier_is_raised_by_either_entry_screening_or_record() -> None:
    assert judged({**ENTRY, "tier": "prohibited"})["tier"] == "prohibited"
    assert judged({**ENTRY, "screening": {"public": True, "people": True}})["tier"] == "high"
    assert judged(ENTRY, entries={"bot": {**ENTRY, "screening": {"public": True, "people": True}}})["tier"] == "high"
    assert judged(records=(prd(tier="high"),))["tier"] == "high"
    assert judged(records=(prd(tier="minimal"),))["tier"] == "limited"
    assert judged(records=(prd(tier="high", systems=["other"]),))["tier"] == "limited"


@pytest.mark.parametrize("screening", [None, {}, "no", {"public": "no", "people": "no"}])
def test_screening_that_is_taken_away_or_unreadable_counts_as_yes(screening: Any) -> None:
    found = judged({**without(ENTRY, "screening"), **({} if screening is None else {"screening": screening})})
    assert (found["computed_tier"], found["unanswered"]) == ("high", ["public", "people"])


@pytest.mark.parametrize("key", ["owner", "backup", "lifecycle"])
def test_owner_backup_and_lifecycle_are_the_trusted_ones(key: str) -> None:
    assert judged({**ENTRY, key: "rita"})[key] == ENTRY[key]
    assert judged(without(ENTRY, key))[key] == ENTRY[key]


@pytest.mark.parametrize("trusted", [{}, {"owner": "TBD"}, {"owner": ""}, {"owner": "who-left"}, {"owner": ["olga"]}])
def test_an_owner_whom_the_trusted_entry_lacks_is_shown_as_the_head_names_them(trusted: dict[str, Any]) -> None:
    before = {"bot": {**without(ENTRY, "owner"), **trusted}}
    assert judged({**ENTRY, "owner": "dirk"}, entries=before)["owner"] == "dirk"
    assert judged({**without(ENTRY, "owner"), **trusted, "name": "B"}, entries=before).get("owner") == trusted.get(
        "owner"
    )


def test_a_lifecycle_that_the_trusted_entry_lacks_is_not_filled_in() -> None:
    assert "lifecycle" not in judged(ENTRY, entries={"bot": without(ENTRY, "lifecycle")})


def test_an_entry_is_known_new_or_removed() -> None:
    flags = ("known", "new", "removed")
    facts = world(head_entries={"bot": None, "heir": {**ENTRY, "id": "heir", "former_ids": ["bot"], "tier": "minimal"}})
    gone, heir = facts.system("bot"), facts.system("heir")
    assert [gone["system"][flag] for flag in flags] == [True, False, True]
    assert [heir["system"][flag] for flag in flags] == [False, True, False]
    assert (gone["system"]["tier"], gone["system"]["owner"]) == ("limited", "olga")


def test_a_removed_system_keeps_its_tier_and_its_evidence() -> None:
    item = world(entries=HIGH, head_entries={"bot": None}, records=(prd(change=["retirement"]),)).system()
    assert (item["system"]["tier"], item["system"]["declared_tier"]) == ("high", "high")
    assert set(item["evidence"]) == {"verification", "impact_assessment", "risk_assessment"}


def test_an_entry_that_cannot_be_read_at_the_head_is_judged_as_it_was() -> None:
    item = world(head_entries={"bot": unreadable(".aims/systems/bot.yaml")}, records=(prd(),)).system()
    assert (item["system"]["removed"], item["system"]["tier"], item["system"]["owner"]) == (True, "limited", "olga")


def test_a_new_entry_that_cannot_be_read_is_a_system_of_which_nothing_is_known() -> None:
    item = world(head_entries={"new": unreadable(".aims/systems/new.yaml")}).system("new")
    assert (item["system"]["id"], item["system"]["new"], item["system"]["tier"]) == ("new", True, "high")
    assert item["evidence"] == {}


def test_what_an_entry_says_of_the_gates_own_keys_is_not_read() -> None:
    forged = {**ENTRY, "known": False, "new": False, "computed_tier": "minimal", "unanswered": [], "removed": True}
    found = judged({**forged, "screening": {}})
    assert (found["known"], found["removed"], found["computed_tier"], found["unanswered"]) == (
        True, False, "high", ["public", "people"],
    )  # fmt: skip


def test_an_id_that_is_not_the_files_name_changes_nothing() -> None:
    assert judged({**ENTRY, "id": "other"})["id"] == "bot"


def test_each_key_of_the_merged_record_is_found_where_it_was_written() -> None:
    anchors = world(records=(prd(), change_file(sign_off=[], summary="S"))).system()["anchors"]
    assert anchors["record"] == [PRD, "aims"]
    assert anchors["record.change"] == [PRD, "aims.change"]
    assert anchors["sign_off"] == [".aims/changes/x.yaml", "sign_off"]
    assert world(files=("M bot/a.py",)).system()["anchors"]["record"] == [".aims/systems/bot.yaml", ""]


@pytest.mark.parametrize(
    ("route", "resolves"),
    [("docs/incidents.md", True), ("docs/absent.md", False), ("docs/link.md", False), ("TBD", False), (5, False)],
)
def test_an_incident_route_leads_to_a_file_or_nowhere(route: Any, resolves: bool) -> None:
    plan = {"last_reviewed": "2026-11-15", "incident_route": route}
    modes = {"docs/incidents.md": "100644", "docs/link.md": "120000"}
    item = world(records=(prd(monitoring_plan=plan),), modes=modes).system()
    assert item["incident_route"]["resolves"] is resolves


def test_a_system_without_a_plan_has_no_incident_route() -> None:
    assert "incident_route" not in world(records=(prd(),), documents=DOCUMENTS).system()
