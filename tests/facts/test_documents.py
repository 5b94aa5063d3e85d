"""The files of the gate's own that matter to a change."""

from typing import Any

import pytest

from tests.facts.world import DOCUMENTS, ENTRY, PRD, prd, unreadable, world


def documents(**given: Any) -> dict[str, dict[str, Any]]:
    return {item["document"]["path"]: item["document"] for item in world(**given).facts()["documents"]}


def test_linked_documents_records_and_changed_register_files_matter() -> None:
    found = documents(
        records=(prd(),), head_entries={"bot": {**ENTRY, "name": "B"}}, head_single={"config": {"version": 1}}
    )
    assert {path: (view["kind"], view["edited"]) for path, view in found.items()} == {
        ".aims/config.yaml": ("config", True),
        ".aims/systems/bot.yaml": ("system", True),
        "docs/i.md": ("impact_assessment", False),
        "docs/r.md": ("risk_assessment", False),
        "docs/v.md": ("verification", False),
        PRD: ("change_record", True),
    }


def test_documents_of_systems_that_the_change_does_not_touch_do_not() -> None:
    assert documents(files=("M billing/a.py",)) == {}


def test_a_document_that_cannot_be_read_is_named_with_its_problem() -> None:
    item = world(head_documents={"docs/v.md": unreadable("docs/v.md")}).facts()["documents"][-1]
    assert (item["document"]["readable"], item["document"]["problems"][0]["cause"]) == (False, "unreadable")
    assert item["places"] == {"document.problems[0]": [4, 9]}


def test_an_entry_or_roles_file_that_cannot_be_read_at_the_head_is_named() -> None:
    path = ".aims/systems/bot.yaml"
    assert not documents(head_entries={"bot": unreadable(path)})[path]["readable"]
    assert not documents(head_single={"roles": unreadable(".aims/roles.yaml")})[".aims/roles.yaml"]["readable"]


def test_two_documents_with_one_id_name_each_other() -> None:
    found = documents(head_documents={"docs/w.md": DOCUMENTS["docs/v.md"], "docs/v.md": DOCUMENTS["docs/v.md"]})
    assert (found["docs/v.md"]["same_id"], found["docs/w.md"]["same_id"]) == (["docs/w.md"], ["docs/v.md"])
    assert found["docs/i.md"]["same_id"] == []


@pytest.mark.parametrize("value", [["olga"], {"olga": 1}])
def test_an_owner_id_or_status_that_is_no_word_is_left_out(value: Any) -> None:
    odd = {**DOCUMENTS["docs/v.md"], "owner": value, "status": value, "id": value}
    assert not {"owner", "status", "id"} & set(documents(head_documents={"docs/v.md": odd})["docs/v.md"])
