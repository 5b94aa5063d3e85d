"""The catalogue is complete, in the standard's order, and says of each entry only what may be said."""

from collections import Counter
from typing import Any

import yaml

from aims_gate.model.vocabulary import TIERS
from tests.tree import ROOT

CATALOGUE = yaml.safe_load((ROOT / "policies/controls.yaml").read_text(encoding="utf-8"))
CONTROLS: list[dict[str, Any]] = CATALOGUE["controls"]

KEYS = {"id", "title", "kind", "group", "when", "automation"}
MORE = {"min_tier", "nist_ai_rmf", "nist_basis", "eu_ai_act", "title_conflict"}

ANNEX_A = {
    "A.2": 3,
    "A.3": 2,
    "A.4": 5,
    "A.5": 4,
    "A.6.1": 2,
    "A.6.2": 7,
    "A.7": 5,
    "A.8": 4,
    "A.9": 3,
    "A.10": 3,
}


def order(control: dict[str, Any]) -> tuple[bool, list[int]]:
    """Clauses first, then Annex A; numbers by value, so that 10 follows 9."""
    return control["kind"] == "control", [int(step) for step in control["id"].removeprefix("A.").split(".")]


def test_thirty_two_clauses_and_thirty_eight_controls() -> None:
    assert Counter(control["kind"] for control in CONTROLS) == {"clause": 32, "control": 38}
    assert Counter(control["group"] for control in CONTROLS if control["kind"] == "control") == ANNEX_A


def test_ids_are_unique_and_in_the_order_of_the_standard() -> None:
    assert len({control["id"] for control in CONTROLS}) == len(CONTROLS)
    assert sorted(CONTROLS, key=order) == CONTROLS


def test_an_entry_has_its_facts_and_no_prose() -> None:
    for control in CONTROLS:
        assert set(control) >= KEYS, control
        assert set(control) <= KEYS | MORE, control
        assert control["id"].startswith(control["group"] + "."), control
        assert control["id"].startswith("A.") == (control["kind"] == "control"), control
        assert control["group"] in CATALOGUE["groups"], control
        assert control["when"] in {"change", "programme", "both"}, control
        assert control["automation"] in {"auto", "assisted", "judgement"}, control
        assert 0 < len(control["title"].strip()) <= 80, control


def test_a_tier_stands_exactly_where_a_change_can_be_asked() -> None:
    for control in CONTROLS:
        assert (control.get("min_tier") in TIERS) == (control["when"] != "programme"), control


def test_a_mapping_says_how_well_it_is_founded() -> None:
    for control in CONTROLS:
        assert ("nist_ai_rmf" in control) == ("nist_basis" in control), control
        assert control.get("nist_basis", "official") in CATALOGUE["sources"]["nist_basis"], control
        assert all(article.startswith("Art. ") for article in control.get("eu_ai_act", [])), control


def test_no_control_is_called_change_management() -> None:
    assert [control["id"] for control in CONTROLS if "change management" in control["title"].lower()] == []
