"""What authors say of a change, one record at a time and a system's records together."""

from typing import Any

from aims_gate.facts.records import first_bringing, merged, naming, record_view, texts
from aims_gate.sources.pack import controls
from tests.facts.world import PRD, TYPES, change_file, label, prd, world


def view(**keys: Any) -> dict[str, Any]:
    return record_view(prd(**keys), TYPES, ["bot"])


def test_a_record_says_what_it_changes() -> None:
    assert view(summary="Shorter.", tier="high") == {
        "path": PRD, "source": "prd", "systems": ["bot"], "change": ["prompt"], "ai": True, "material": True,
        "edited": True, "unknown_types": [], "standing_alone": [], "outside_inventory": [],
        "meant": [],
        "summary": "Shorter.", "tier": "high",
    }  # fmt: skip


def test_a_record_that_names_an_unknown_system_or_type_is_told_so() -> None:
    found = view(systems=["bot", "ghost"], change=["prompt", "sparkle"])
    assert (found["outside_inventory"], found["unknown_types"]) == (["ghost"], ["sparkle"])


def test_a_mistyped_system_is_told_from_one_that_is_not_there() -> None:
    found = record_view(prd(systems=["docs-chat", "doc-chat", "ghost"]), TYPES, ["docs-chat", "bot"])
    assert found["meant"] == [{"name": "doc-chat", "id": "docs-chat"}]


def test_nothing_material_stands_alone() -> None:
    assert view(change=["none-material"])["standing_alone"] == []
    assert view(change=["none-material", "prompt"])["standing_alone"] == ["none-material"]
    assert view(change=["prompt", "rollback"])["standing_alone"] == ["rollback"]


def test_only_false_takes_a_record_out_of_ai() -> None:
    assert [view(ai=value)["ai"] for value in (False, True, 0, "false", [])] == [False, True, True, True, True]


def test_that_nothing_material_changed_waits_for_a_review() -> None:
    for record in (prd(change=["none-material"]), prd(ai=False, reason="A billing bot."), label("bot")):
        found = world(records=(record,)).facts()["records"][0]
        assert (found["record"]["confirmed"], found["record"]["basis"]) == (False, "claimed")
        assert [(u["path"], u["waiting"]) for u in found["unknown"]] == [("record.confirmed", True)]
    ordinary = world(records=(prd(),)).facts()["records"][0]
    assert (ordinary["record"]["confirmed"], ordinary["unknown"]) == (True, [])


def test_the_label_makes_a_change_non_material_only_alone() -> None:
    assert not merged("bot", (label("bot"),), TYPES)["material"]
    assert merged("bot", (label("bot"), prd()), TYPES)["material"]
    assert not merged("bot", (label("bot"), prd(systems=["other"])), TYPES)["material"]


def test_the_change_types_of_several_records_add_up() -> None:
    both = merged("bot", (prd(), change_file(change=["region", "prompt"])), TYPES)
    assert (both["change"], both["behaviour"]) == (["prompt", "region"], True)
    assert {"verification", "impact_assessment"} <= set(both["refreshes"])
    assert not merged("bot", (prd(change=["region"]),), TYPES)["behaviour"]
    assert merged("bot", (prd(change=["sparkle"]),), TYPES)["behaviour"]


def test_a_change_needs_the_controls_of_all_its_types() -> None:
    both = merged("bot", (prd(change=["supplier"]), change_file(change=["data"])), TYPES)
    assert {"A.10.3", "A.7.4"} <= set(both["needs"])
    assert merged("bot", (prd(change=["none-material"]),), TYPES)["needs"] == []


def test_every_control_that_a_change_type_needs_is_in_the_catalogue() -> None:
    assert {name for row in TYPES.values() for name in row.get("needs", ())} <= {row["id"] for row in controls()}


def test_different_evidence_for_one_kind_is_a_conflict_and_the_first_counts() -> None:
    records = (prd(verification="docs/v.md", tier="limited"), change_file(verification="docs/w.md", tier="high"))
    found = merged("bot", records, TYPES)
    assert (found["conflicts"], found["verification"], found["tier"]) == (["verification"], "docs/v.md", "high")
    assert first_bringing("verification", "bot", records) is records[0]
    assert (
        merged("bot", (prd(verification="docs/v.md"), change_file(verification="docs/v.md")), TYPES)["conflicts"] == []
    )


def test_sign_offs_and_lists_of_several_records_are_taken_together() -> None:
    records = (prd(sign_off=[{"by": "rita"}], datasets=["a"]), change_file(sign_off=[{"by": "olga"}], datasets=["b"]))
    found = merged("bot", records, TYPES)
    assert (found["sign_off"], found["datasets"]) == ([{"by": "rita"}, {"by": "olga"}], ["a", "b"])


def test_a_tier_that_does_not_exist_lowers_nothing() -> None:
    assert "tier" not in merged("bot", (prd(tier="trivial"),), TYPES)
    assert merged("bot", (prd(tier="high"), change_file(tier=["minimal"])), TYPES)["tier"] == "high"


def test_without_a_record_nothing_is_stated() -> None:
    assert merged("bot", (), TYPES) == {
        "paths": [], "change": [], "material": True, "refreshes": [], "shows_in": [], "needs": [],
        "behaviour": False, "conflicts": [],
    }  # fmt: skip


def test_only_a_list_of_texts_names_systems() -> None:
    assert texts(["a", 5, None, ["b"]]) == ["a"]
    assert [texts(value) for value in ("bot", None, {"bot": 1}, 5)] == [[]] * 4
    assert naming("bot", (prd(systems="bot"), prd(systems=[["bot"]]))) == []
