"""What a change does to the gate itself, which never judges itself."""

from dataclasses import replace
from typing import Any

import pytest

from aims_gate.facts.build import build
from aims_gate.facts.proposed import GATE_KEYS
from aims_gate.model.collected import Register
from aims_gate.model.document import Parsed
from tests.facts.world import ENTRY, METHOD, ROLES, unknown, unreadable, without, world

PATH = ".aims/systems/bot.yaml"


def gate(**given: Any) -> dict[str, str]:
    return {edit["path"]: edit["what"] for edit in world(**given).facts()["proposed"]["gate"]}


@pytest.mark.parametrize(
    "path",
    [".aims/config.yaml", ".aims/roles.yaml", ".aims/risk-method.yaml", ".aims/soa.yaml", ".aims/waivers.yaml",
     ".aims/programme.yaml", ".aims/signals.yaml", ".aims/policies/own.yaml", ".aims/anything", "CODEOWNERS",
     ".github/CODEOWNERS", ".gitlab/CODEOWNERS", "docs/CODEOWNERS"],
)  # fmt: skip
def test_what_decides_needs_approval_edited_deleted_or_moved_either_way(path: str) -> None:
    for files in ((f"M {path}",), (f"D {path}",), (f"R {path} elsewhere",), (f"R elsewhere {path}",)):
        assert list(gate(files=files)) == [path]


def test_evidence_code_and_change_records_are_no_part_of_the_gate() -> None:
    assert (
        gate(
            files=(
                "M bot/a.py",
                "A .aims/changes/x.yaml",
                "M docs/v.md",
                "M src/CODEOWNERS",
                "M .github/workflows/x.yml",
            )
        )
        == {}
    )


def test_the_pipeline_that_runs_the_gate_is_part_of_it() -> None:
    path = ".github/workflows/gate.yml"
    assert gate(files=(f"M {path}",), gate_workflows=(path,)) == {path: "the pipeline that runs the gate"}


@pytest.mark.parametrize("key", GATE_KEYS)
def test_each_gate_key_of_an_entry_needs_approval(key: str) -> None:
    for head in ({**ENTRY, key: "other"}, without(ENTRY, key)):
        if head != ENTRY:
            assert gate(head_entries={"bot": head}) == {PATH: f"the entry's {key}"}


def test_other_keys_of_an_entry_and_new_entries_do_not() -> None:
    assert gate(head_entries={"bot": {**ENTRY, "intended_use": "More.", "name": "B"}}) == {}
    assert gate(head_entries={"new": {**ENTRY, "id": "new"}}) == {}


def test_an_entry_removed_renamed_or_spoilt_needs_approval() -> None:
    for head in ({"bot": None}, {"bot": None, "heir": ENTRY}, {"bot": unreadable(PATH)}):
        assert gate(head_entries=head) == {PATH: "the entry is removed or cannot be read"}


def test_of_two_files_for_one_system_neither_hides_the_other() -> None:
    side = world(files=("D .aims/systems/bot.yml",)).collected()
    strict = {
        PATH: Parsed(PATH, ENTRY),
        ".aims/systems/bot.yml": Parsed(".aims/systems/bot.yml", {**ENTRY, "tier": "high"}),
    }
    facts = build(replace(side, trusted=Register(systems=strict, single=side.trusted.single)), {})
    assert facts["proposed"]["gate"] == [{"path": ".aims/systems/bot.yml", "what": "the entry's tier"}]


def proposed(**given: Any) -> tuple[dict[str, Any], dict[str, bool], str]:
    facts = world(**given).facts()
    return facts["proposed"], unknown(facts), facts["unknown"][0]["reason"] if facts["unknown"] else ""


def test_a_gate_change_waits_for_the_programme_owner() -> None:
    view, waiting, reason = proposed(head_single={"config": {"version": 1, "mode": "audit"}})
    assert (view["approved"], view["could_approve"], waiting) == (False, ["bert"], {"proposed.approved": True})
    assert "bert" in reason


def test_whoever_makes_the_gate_change_cannot_approve_it() -> None:
    view, waiting, reason = proposed(
        head_single={"roles": {**ROLES, "roles": {"programme-owner": ["olga"]}}}, author=("octo-bert", "", "")
    )
    assert (view["could_approve"], waiting) == ([], {"proposed.approved": True})
    assert "bert took part in this change; name one in .aims/roles.yaml" in reason


def test_that_nobody_is_programme_owner_is_said() -> None:
    single = {**world().single, "roles": {**ROLES, "roles": {"risk-approver": ["rita"]}}}
    _, waiting, reason = proposed(single=single, head_single={"config": {"version": 1, "mode": "audit"}})
    assert (waiting, "nobody holds programme-owner" in reason) == ({"proposed.approved": True}, True)


def test_a_change_that_leaves_the_gate_alone_waits_for_nothing() -> None:
    view, waiting, _ = proposed(files=("M bot/a.py",))
    assert (view["gate"], view["approved"], waiting) == ([], False, {})


def test_a_first_register_waits_for_an_administrator_and_nobody_it_names() -> None:
    new = {"config": {"version": 1}, "roles": ROLES, "risk-method": METHOD}
    view, waiting, reason = proposed(
        entries={}, single={}, head_single=new, head_entries={"bot": ENTRY}, bootstrap=True
    )
    assert (view["bootstrap"], view["could_approve"], waiting) == (True, [], {"proposed.approved": True})
    assert PATH in [edit["path"] for edit in view["gate"]]
    assert "administrator" in reason


def test_a_first_register_of_an_entry_alone_waits_for_an_administrator_too() -> None:
    view, waiting, _ = proposed(entries={}, single={"roles": ROLES}, head_entries={"bot": ENTRY}, bootstrap=True)
    assert (view["gate"], waiting) == (
        [{"path": PATH, "what": "the first or repaired register"}],
        {"proposed.approved": True},
    )
