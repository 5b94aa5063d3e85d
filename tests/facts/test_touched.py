"""Which systems a change touches: by file, entry, document or record, at either side."""

from typing import Any

from aims_gate.facts.touched import entry_paths, paths_of, system_id
from tests.facts.world import DOCUMENTS, ENTRY, PRD, changed_file, label, prd, unreadable, world


def touched(**given: Any) -> dict[str, list[str]]:
    return {item["system"]["id"]: item["touched_by"] for item in world(**given).facts()["systems"]}


def test_a_change_of_other_files_touches_no_system() -> None:
    facts = world(files=("M billing/a.py", "M bot/tests/a.py", "M docs/other.md")).facts()
    assert (facts["systems"], facts["change"]["ai"], facts["change"]["tier"]) == ([], False, "minimal")


def test_a_file_touches_its_owner_under_its_new_and_its_old_name() -> None:
    assert touched(files=("M bot/a.py", "R bot/b.py else/b.py", "D bot/c.py")) == {
        "bot": ["owns bot/a.py", "owns bot/b.py", "owns bot/c.py"]
    }
    assert paths_of(changed_file("R bot/b.py else/b.py")) == ("else/b.py", "bot/b.py")


def test_an_entry_touches_its_system_added_edited_removed_or_unreadable() -> None:
    entry = ".aims/systems/{}.yaml"
    broken = unreadable(entry.format("bot"))
    for at_head in ({**ENTRY, "name": "B"}, None, broken):
        assert touched(head_entries={"bot": at_head})["bot"] == ["its entry changes"]
    assert touched(head_entries={"new": {"id": "new"}}) == {"new": ["its entry changes"]}
    assert touched(head_entries={"new": unreadable(entry.format("new"))}) == {"new": ["its entry changes"]}


def test_a_linked_document_touches_the_system_at_either_sides_link() -> None:
    assert touched(head_documents={"docs/v.md": DOCUMENTS["docs/v.md"]})["bot"][0] == "links docs/v.md"
    unlinked = {**ENTRY, "documents": {}}
    assert "links docs/v.md" in touched(head_entries={"bot": unlinked}, head_documents={"docs/v.md": None})["bot"]


def test_a_document_touches_the_systems_that_it_names_or_named() -> None:
    aims = {"kind": "incident", "id": "N1", "systems": ["bot", "unheard-of"]}
    assert touched(head_documents={"docs/n.md": aims}) == {"bot": ["is named by docs/n.md"]}
    for at_head in (None, {**aims, "systems": []}, unreadable("docs/n.md")):
        found = touched(documents={**DOCUMENTS, "docs/n.md": aims}, head_documents={"docs/n.md": at_head})
        assert found == {"bot": ["is named by docs/n.md"]}


def test_a_record_touches_the_systems_that_it_names_edited_or_not() -> None:
    assert touched(records=(prd(edited=False),)) == {"bot": [f"is named by {PRD}"]}
    assert touched(records=(label("bot"),)) == {"bot": ["is named by (label)"]}
    assert touched(records=(prd(systems=["unheard-of"]),)) == {}
    assert touched(records=(prd(systems="bot"),)) == {}


def test_a_system_is_called_as_its_file_is() -> None:
    both = world(head_entries={"bot": {**ENTRY, "id": "other"}}, files=("M bot/a.py",))
    assert list(both.facts()["change"]["systems"]) == ["bot"]
    assert (system_id(".aims/systems/a.b.yaml"), system_id("x.yml")) == ("a.b", "x")
    assert entry_paths(both.collected().trusted, both.collected().head) == {"bot": ".aims/systems/bot.yaml"}
