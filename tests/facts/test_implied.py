"""Change types that an entry's edit implies."""

from typing import Any

import pytest

from aims_gate.facts.implied import implied_types
from tests.facts.world import ENTRY, prd, without, world

BASE = {**ENTRY, "models": [{"provider": "p", "name": "m", "version": "1"}], "regions": ["EU"]}


@pytest.mark.parametrize(
    ("edit", "implied"),
    [({}, []), ({"name": "Other"}, []), ({"tier": "minimal"}, ["reclassification"]),
     ({"lifecycle": "retired"}, ["retirement"]),
     ({"models": [{"provider": "p", "name": "m", "version": "2"}]}, ["model-version"]),
     ({"models": [{"provider": "q", "name": "m", "version": "1"}]}, ["new-model"]), ({"models": []}, []),
     ({"regions": ["EU", "US"]}, ["region"]), ({"regions": []}, []), ({"users": ["all"]}, ["user-group"]),
     ({"suppliers": ["s"]}, ["supplier"]), ({"models": "m", "regions": 5, "users": {"a": 1}}, [])],
)  # fmt: skip
def test_what_an_edit_implies(edit: dict[str, Any], implied: list[str]) -> None:
    assert implied_types(BASE, {**BASE, **edit}, False) == implied


def test_an_entry_that_comes_or_goes() -> None:
    assert implied_types({}, BASE, False) == ["new-system"]
    assert implied_types(BASE, {}, False) == ["retirement"]
    assert implied_types(BASE, without(BASE, "tier"), False) == ["reclassification"]
    assert implied_types({}, BASE, True) == []


def record(**given: Any) -> dict[str, Any]:
    found: dict[str, Any] = world(records=(prd(),), **given).facts()["records"][0]["record"]
    return found


def test_a_record_is_told_what_the_entries_that_it_names_imply() -> None:
    assert record(head_entries={"bot": {**ENTRY, "tier": "minimal"}})["implied"] == ["reclassification"]
    assert record(head_entries={"bot": None})["implied"] == ["retirement"]
    assert record(head_entries={"other": ENTRY})["implied"] == []
    assert record(entries={"bot": {**ENTRY, "lifecycle": "retired"}})["retired"] == ["bot"]
