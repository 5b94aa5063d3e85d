"""Dates of the EU AI Act: data with a source, shown where tier and role make them matter, never as a conclusion."""

import re
from typing import Any

import pytest

from aims_gate.facts.dates import iso_date
from aims_gate.facts.regulation import dates_to_come, standing_notes
from aims_gate.model.vocabulary import TIERS
from aims_gate.sources import pack
from tests.tree import ROOT

LAW = pack.eu_ai_act()


def facts(day: str = "2026-11-21", **system: Any) -> dict[str, Any]:
    return {"trusted": {"day": day}, "systems": [{"system": {"id": "s1", **system}}]}


@pytest.mark.parametrize("row", LAW["dates"], ids=lambda row: row["id"])
def test_every_row_has_a_day_a_source_and_somebody_it_is_shown_for(row: dict[str, Any]) -> None:
    assert iso_date(row["applies_from"]) == row["applies_from"]
    assert row["source"] in LAW["sources"]
    assert set(row["tiers"]) <= set(TIERS)
    assert set(row["roles"]) <= {"provider", "deployer"}
    assert row["tiers"]
    assert row["roles"]
    assert row["where"]
    assert ("grace_until" in row) == ("grace_for" in row)
    assert all(re.match(r"Art\. \d", article) for article in row["articles"])


def test_what_is_not_confirmed_says_so() -> None:
    assert "publication in the Official Journal not confirmed" in LAW["standing"]
    assert "not confirmed" in LAW["sources"]["omnibus"]


def test_no_day_of_the_act_stands_in_the_code() -> None:
    days = {row[key] for row in LAW["dates"] for key in ("applies_from", "grace_until") if key in row}
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "aims_gate").rglob("*.py"))
    assert [day for day in days if day in code] == []


@pytest.mark.parametrize(
    ("system", "shown"),
    [
        ({"tier": "minimal", "role": "deployer"}, ["AI literacy"]),
        ({"tier": "limited", "role": "deployer"}, ["AI literacy", "transparency towards people"]),
        ({"tier": "limited"}, ["AI literacy", "transparency towards people", "marking of generated content"]),
        (
            {"tier": "high", "role": "provider"},
            ["AI literacy", "transparency towards people", "marking of generated content", "Annex III", "Annex I)"],
        ),
        ({"tier": "prohibited", "role": "both"}, ["prohibited practices", "intimate imagery", "AI literacy"]),
    ],
)
def test_tier_and_role_say_what_is_shown(system: dict[str, Any], shown: list[str]) -> None:
    first, *rest = standing_notes(facts(**system), LAW)
    assert "for counsel to say" in first
    assert "not confirmed" in first
    assert len(rest) == len(shown)
    for note, word in zip(rest, shown, strict=True):
        assert word.rstrip(")") in note
        assert "To ask of s1." in note


def test_the_same_day_is_since_and_the_day_before_is_from() -> None:
    on, before = (standing_notes(facts(day, tier="limited"), LAW) for day in ("2026-08-02", "2026-08-01"))
    assert any("(Art. 50): since 2026-08-02" in note for note in on)
    assert any("(Art. 50): from 2026-08-02" in note for note in before)


def test_only_days_to_come_fall_due() -> None:
    due = dates_to_come(facts(tier="high", role="provider"), LAW, 400)
    assert [(one.day, one.days) for one in due] == [("2026-12-02", 11), ("2027-12-02", 376)]
    assert all(" if " in one.what and "s1" in one.what for one in due)
    assert dates_to_come(facts("2030-01-01", tier="high"), LAW, 4000) == ()


def test_without_systems_or_without_the_table_there_is_nothing() -> None:
    assert standing_notes({"trusted": {"day": "2026-11-21"}, "systems": []}, LAW) == []
    assert standing_notes(facts(tier="high"), {}) == []
    assert dates_to_come(facts(tier="high"), {}, 900) == ()
