"""What a change closes, and what a system owes since its glass was broken."""

from dataclasses import replace
from typing import Any

import pytest

from aims_gate.facts.build import build
from aims_gate.facts.cases import lacking
from aims_gate.model.collected import StatedRecord, Tree
from aims_gate.model.document import Parsed
from tests.facts.world import DOCUMENTS, NOW, TYPES, document, prd, world

HOTFIX = ".aims/changes/hotfix.yaml"
INCIDENT: dict[str, Any] = {"kind": "incident", "id": "INC", "systems": ["bot"], "status": "open"}
CLOSED: dict[str, Any] = {
    "kind": "nonconformity",
    "id": "NC",
    "systems": ["bot"],
    "record": HOTFIX,
    "status": "closed",
    "closed": "2026-11-20",
    "cause": "No limit.",
    "correction": "The old prompt.",
}


def cases(
    *, until: Any = "2026-11-20", trusted_only: bool = False, case: Any = None, head: Any = None, **given: Any
) -> dict[str, Any]:
    """`cases` of the system after a record broke its glass."""
    row = {"reason": "Now.", "incident": "docs/inc.md", "until": until}
    value = {"systems": ["bot"], "change": ["prompt"], "break_glass": row}
    standing = StatedRecord(HOTFIX, "", "change", value, Parsed(HOTFIX, value), edited=False)
    documents = {**DOCUMENTS, **({"docs/nc.md": case} if case else {})}
    over = {"head_documents": {"docs/nc.md": head}} if head is not None else {}
    side = replace(
        world(documents=documents, **{"records": (prd(),), **over, **given}).collected(), standing_glass=(standing,)
    )
    if trusted_only:
        left = {path: parsed for path, parsed in side.head_tree.documents.items() if path != "docs/nc.md"}
        side = replace(side, head_tree=Tree(left, side.head_tree.entries))
    (item,) = build(side, TYPES)["systems"]
    found: dict[str, Any] = item["cases"]
    return found


def glass(**given: Any) -> dict[str, Any]:
    (found,) = cases(**given)["glass"]
    return dict(found)


@pytest.mark.parametrize(
    ("until", "overdue"),
    [("2026-11-20", True), (NOW, False), ("2026-11-22", False), ("soon", True), (None, True), (["2026-12-01"], True)],
)
def test_it_is_overdue_once_its_day_has_passed_or_cannot_be_read(until: Any, overdue: bool) -> None:
    assert glass(until=until)["overdue"] is overdue


def test_a_closed_nonconformity_settles_it() -> None:
    found = glass(case=CLOSED)
    assert (found["settled"], found["nonconformity"], found["lacks"]) == (True, "docs/nc.md", [])


@pytest.mark.parametrize(
    ("keys", "lacks"),
    [
        ({"status": "open"}, ["status: closed"]),
        ({"closed": "2026-11-22"}, ["closed"]),
        ({"closed": "soon"}, ["closed"]),
        ({"cause": "TBD", "correction": " "}, ["correction", "cause"]),
        ({"status": None, "closed": None}, ["status: closed", "closed"]),
    ],
)
def test_what_one_lacks_is_listed(keys: dict[str, Any], lacks: list[str]) -> None:
    assert lacking({**CLOSED, **keys}, NOW) == lacks
    assert (glass(case={**CLOSED, **keys})["settled"], glass(case={**CLOSED, **keys})["lacks"]) == (False, lacks)


@pytest.mark.parametrize("keys", [{"record": "docs/other.md"}, {"systems": ["other"]}, {"kind": "incident"}])
def test_another_document_settles_nothing(keys: dict[str, Any]) -> None:
    found = glass(case={**CLOSED, **keys})
    assert not found["settled"]
    assert "nonconformity" not in found


def test_a_branch_that_is_older_than_its_closing_owes_nothing() -> None:
    assert glass(case=CLOSED, trusted_only=True)["settled"]


def test_a_change_cannot_take_its_closing_away() -> None:
    assert not glass(case=CLOSED, head={**CLOSED, "status": "open"})["settled"]


def test_nothing_is_owed_by_another_system() -> None:
    assert world(records=(prd(),)).system()["cases"] == {"closed": [], "closes": [], "glass": []}


def test_a_file_that_could_not_be_searched_leaves_it_open() -> None:
    side = replace(world(records=(prd(),)).collected(), unread_glass=("docs/x.md cannot be had from git",))
    (item,) = build(side, TYPES)["systems"]
    assert {"path": "cases.glass", "reason": "docs/x.md cannot be had from git", "waiting": False} in item["unknown"]


def closing(after: Any, before: Any = None, **keys: Any) -> dict[str, Any]:
    """`cases` of a change that edits an incident."""
    documents = {**DOCUMENTS, **({"docs/inc.md": before} if before else {})}
    records = (prd(**keys),)
    found: dict[str, Any] = world(documents=documents, head_documents={"docs/inc.md": after}, records=records).system()[
        "cases"
    ]
    return found


def test_a_case_is_closed_where_it_was_not_before() -> None:
    closed = {**INCIDENT, "status": "closed"}
    assert closing(closed, INCIDENT)["closed"] == [{"path": "docs/inc.md", "kind": "incident", "linked": False}]
    assert closing(closed)["closed"]
    assert closing({**INCIDENT, "closed": "2026-11-20"}, INCIDENT)["closed"]
    assert closing({**closed, "cause": "Other."}, closed)["closed"] == []
    assert closing(INCIDENT, closed)["closed"] == []
    assert closing({**closed, "systems": ["other"]}, INCIDENT)["closed"] == []
    assert closing({**closed, "kind": "verification"}, INCIDENT)["closed"] == []


def test_a_record_links_it() -> None:
    found = closing({**INCIDENT, "status": "closed"}, INCIDENT, closes=["docs/inc.md"])
    assert [case["linked"] for case in found["closed"]] == [True]
    assert found["closes"] == [{"path": "docs/inc.md", "at": "record.closes", "problem": ""}]


@pytest.mark.parametrize(
    ("path", "after", "problem"),
    [
        ("docs/inc.md", INCIDENT, "is `status: open`"),
        ("docs/none.md", INCIDENT, "is not in the tree"),
        ("docs/v.md", INCIDENT, "is no incident or nonconformity that can be read"),
        ("docs/inc.md", document("docs/inc.md", {"kind": "incident"}), "is `status: absent`"),
    ],
)
def test_what_it_links_and_is_not_closed_says_why(path: str, after: Any, problem: str) -> None:
    assert [c["problem"] for c in closing(after, closes=[path])["closes"]] == [problem]
