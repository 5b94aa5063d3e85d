"""Which evidence counts for a system, where it stands, whether it is fresh, and on what its approval rests."""

from typing import Any

import pytest

from aims_gate.facts.evidence import content, linked_paths
from aims_gate.model.document import Parsed
from tests.facts.world import DOCUMENTS, ENTRY, PRD, change_file, document, prd, unknown, unreadable, without, world

V = DOCUMENTS["docs/v.md"]
IMPACT = DOCUMENTS["docs/i.md"]
MOVED_ON = {**V, "verified": "2026-11-15"}
INLINE = {"verified": "2026-11-15", "model": "m 1"}


def verification(**given: Any) -> dict[str, Any]:
    found: dict[str, Any] = world(**{"records": (prd(),), **given}).system()["evidence"]["verification"]
    return found


def fresh(at_head: Any, **given: Any) -> bool:
    return bool(verification(head_documents={"docs/v.md": at_head}, **given)["fresh"])


def reference(path: Any, **given: Any) -> dict[str, Any]:
    """The facts of `bot` when a record names `path` as its verification."""
    return world(records=(prd(verification=path),), **given).system()


def problem(path: str, **given: Any) -> str:
    found = reference(path, **given)
    assert "verification" not in found["evidence"]
    return str(next(ref["problem"] for ref in found["references"] if ref["at"] == "record.verification"))


def test_a_date_that_moved_on_is_fresh() -> None:
    found = verification(head_documents={"docs/v.md": MOVED_ON})
    assert (found["fresh"], found["edited"], found["date"], found["path"]) == (True, True, "2026-11-15", "docs/v.md")


@pytest.mark.parametrize(
    "date", ["2026-09-01", "2026-08-31", "2026-11-22", "2999-01-01", "soon", "", 5, ["2026-11-15"]]
)
def test_an_unmoved_backdated_future_or_unreadable_date_is_not(date: Any) -> None:
    assert not fresh({**V, "verified": date})
    assert not fresh(without(V, "verified"))


def test_a_whitespace_edit_is_not_fresh() -> None:
    assert not fresh(V)
    assert not fresh({**V, "x-note": "  "})


def test_a_whitespace_edit_of_a_document_that_only_the_record_links_is_not_fresh() -> None:
    documents = {**DOCUMENTS, "docs/w.md": {**V, "verified": "2026-10-01"}}
    given: dict[str, Any] = {"documents": documents, "records": (prd(verification="docs/w.md"),)}
    assert not verification(head_documents={"docs/w.md": documents["docs/w.md"]}, **given)["fresh"]
    assert verification(head_documents={"docs/w.md": MOVED_ON}, **given)["fresh"]


def test_a_renamed_document_is_not_fresh_for_its_new_name() -> None:
    documents = {"docs/w.md": {**V, "verified": "2026-10-01"}}
    found = verification(
        documents=documents,
        head_documents={"docs/w.md": None, "docs/new.md": documents["docs/w.md"]},
        files=("R docs/w.md docs/new.md",),
        records=(prd(verification="docs/new.md"),),
    )
    assert (found["edited"], found["fresh"]) == (True, False)


def test_a_date_written_beside_the_kinds_own_date_counts_for_nothing() -> None:
    found = verification(head_documents={"docs/v.md": {**without(V, "verified"), "date": "2026-11-15"}})
    assert "date" not in found
    assert not found["fresh"]


def test_another_document_with_an_older_date_than_the_linked_one_is_not_fresh() -> None:
    other = {"docs/w.md": {**V, "id": "W", "verified": "2026-08-01"}}
    assert not verification(head_documents=other, records=(prd(verification="docs/w.md"),))["fresh"]


def test_what_the_trusted_ref_does_not_date_is_outdone_by_any_date() -> None:
    assert fresh(V, documents={**DOCUMENTS, "docs/v.md": without(V, "verified")})
    assert fresh(V, documents={**DOCUMENTS, "docs/v.md": unreadable("docs/v.md")})
    assert fresh(V, documents={key: value for key, value in DOCUMENTS.items() if key != "docs/v.md"})


def covered(aims: dict[str, Any], **given: Any) -> bool:
    return bool(verification(documents={**DOCUMENTS, "docs/v.md": aims}, **given)["fresh"])


def test_what_was_merged_ahead_of_the_record_that_it_covers_is_fresh() -> None:
    assert covered({**V, "covers": [PRD]})
    assert not covered({**V, "covers": ["docs/other.md"]})
    assert not covered({**V, "covers": PRD})
    assert not covered({**V, "covers": [PRD], "verified": "2026-11-22"})
    assert not covered({**V, "covers": [PRD], "verified": "soon"})


def test_covering_the_record_of_another_system_refreshes_nothing_here() -> None:
    other = prd(path="docs/other.md", systems=["other"])
    assert not covered({**V, "covers": ["docs/other.md"]}, records=(prd(), other))


@pytest.mark.parametrize("before", [{"systems": ["bot"], "change": ["prompt"]}, {"systems": ["bot"]}])
def test_a_record_that_an_earlier_change_used_is_not_covered_again(before: dict[str, Any]) -> None:
    documents = {**DOCUMENTS, "docs/v.md": {**V, "covers": [PRD]}}
    edited = {"records": (prd(summary="Again."),), "files": (f"M {PRD}",)}
    assert not verification(documents={**documents, PRD: before}, **edited)["fresh"]
    assert verification(documents={**documents, PRD: {"title": "A plan"}}, **edited)["fresh"]


def test_a_record_that_the_change_only_names_is_not_covered() -> None:
    assert not covered({**V, "covers": [PRD]}, records=(prd(edited=False),))


def test_an_edit_cannot_claim_to_cover() -> None:
    assert not fresh({**V, "covers": [PRD]})


def test_inline_evidence_takes_systems_and_path_from_its_record() -> None:
    item = world(records=(prd(verification=INLINE),)).system()
    found = item["evidence"]["verification"]
    assert (found["systems"], found["path"], found["inline"], found["fresh"]) == (["bot"], PRD, True, True)
    assert item["anchors"]["evidence.verification"] == [PRD, "aims.verification"]
    stated = world(records=(change_file(verification=INLINE),)).system()
    assert stated["anchors"]["evidence.verification"] == [".aims/changes/x.yaml", "verification"]


@pytest.mark.parametrize("date", ["2026-09-01", "2026-08-01", "2026-11-22", "soon"])
def test_inline_evidence_is_held_to_its_date_too(date: str) -> None:
    assert not verification(records=(prd(verification={"verified": date}),))["fresh"]


def earlier(inline: Any, path: str = PRD) -> dict[str, Any]:
    return {**DOCUMENTS, path: {"systems": ["bot"], "change": ["prompt"], "verification": inline}}


def test_inline_evidence_of_an_earlier_version_of_the_prd_is_not_fresh() -> None:
    found = verification(documents=earlier(INLINE), records=(prd(verification=INLINE),), files=(f"M {PRD}",))
    assert (found["edited"], found["fresh"]) == (False, False)
    reworded = {**INLINE, "model": "m 2"}
    found = verification(documents=earlier(INLINE), records=(prd(verification=reworded),), files=(f"M {PRD}",))
    assert (found["edited"], found["fresh"]) == (True, False)


def test_inline_evidence_of_a_renamed_prd_is_not_fresh() -> None:
    given: dict[str, Any] = {"documents": earlier(INLINE, "docs/old.md"), "head_documents": {"docs/old.md": None}}
    renamed = {**given, "files": (f"R docs/old.md {PRD}",), "records": (prd(verification=INLINE),)}
    assert not verification(**renamed)["fresh"]


def test_inline_evidence_of_an_earlier_version_of_a_record_file_is_not_fresh() -> None:
    record = change_file(verification=INLINE)
    documents = {**DOCUMENTS, record.path: Parsed(record.path, record.value)}
    assert not verification(documents=documents, records=(record,), files=(f"M {record.path}",))["fresh"]


def test_a_prd_that_is_only_named_brings_nothing_fresh() -> None:
    found = verification(documents=earlier(INLINE), records=(prd(verification=INLINE, edited=False),))
    assert (found["edited"], found["fresh"], found["basis"]) == (False, False, "recorded")


SHEET = {"id": "D", "name": "tickets", "updated": "2026-11-15"}


def test_lists_of_several_records_are_all_evidence() -> None:
    records = (prd(datasets=[SHEET]), change_file(datasets=["docs/d.md", {**SHEET, "id": "E"}]))
    sheet = {"docs/d.md": {**SHEET, "kind": "datasheet", "systems": ["bot"]}}
    item = world(records=records, head_documents=sheet).system()
    assert [found["id"] for found in item["evidence"]["datasets"]] == ["D", "D", "E"]
    assert item["anchors"]["evidence.datasets[2]"] == [".aims/changes/x.yaml", "datasets[1]"]
    assert [ref["at"] for ref in item["references"] if ref["kind"] == "datasheet"] == ["record.datasets[1]"]


def test_a_datasheet_of_an_earlier_version_of_the_record_is_not_fresh() -> None:
    before = {**DOCUMENTS, PRD: {"systems": ["bot"], "datasets": [SHEET]}}
    reworded = {**SHEET, "name": "Tickets"}
    records = (prd(datasets=[SHEET, reworded, {**SHEET, "id": "E"}]),)
    sheets = world(documents=before, records=records, files=(f"M {PRD}",)).system()["evidence"]["datasets"]
    assert [sheet["fresh"] for sheet in sheets] == [False, False, True]


@pytest.mark.parametrize(
    ("mode", "why"), [("120000", "link"), ("160000", "submodule"), ("040000", "no file"), ("", "not in")]
)
def test_what_is_no_file_of_the_tree_is_not_followed(mode: str, why: str) -> None:
    assert why in problem("docs/v.md", modes={"docs/v.md": mode})


@pytest.mark.parametrize(
    "path", ["../x", "/etc/passwd", "docs/../docs/v.md", "docs/absent.md", "docs/", "", "docs\\v.md"]
)
def test_a_path_that_is_not_one_of_the_tree_leads_nowhere(path: str) -> None:
    assert problem(path) == "is not in the tree"


def test_a_document_of_another_kind_or_of_none_is_no_evidence() -> None:
    assert problem("docs/i.md") == "is of kind `impact_assessment`, not `verification`"
    assert problem("README.md", modes={"README.md": "100644"}) == "has no `aims` front matter"
    assert problem("docs/x.md", head_documents={"docs/x.md": {"id": "X"}}) == "is of kind `absent`, not `verification`"
    assert problem("docs/x.md", head_documents={"docs/x.md": "words"}) == "has no `aims` front matter"


def test_a_document_that_the_change_deletes_is_gone() -> None:
    item = world(head_documents={"docs/v.md": None}).system()
    assert "verification" not in item["evidence"]
    assert item["references"][-1]["problem"] == "is not in the tree"


def test_unreadable_evidence_is_unknown_and_not_absent() -> None:
    item = world(head_documents={"docs/v.md": unreadable("docs/v.md")}).system()
    assert unknown(item)["evidence.verification"] is False
    assert item["references"][-1]["problem"] == ""
    assert "month 13" in item["unknown"][0]["reason"]


@pytest.mark.parametrize("value", ["TBD", "<path>", 5, True, [], ["docs/v.md"]])
def test_a_placeholder_or_another_type_is_no_evidence(value: Any) -> None:
    assert "verification" not in reference(value)["evidence"]


def test_an_entry_that_says_evidence_inline_or_links_nothing_readable_brings_none() -> None:
    for documents in ([V], "docs/v.md", 5, {"verification": V}, {"verification": ["docs/v.md"]}):
        item = world(head_entries={"bot": {**ENTRY, "documents": documents}}).system()
        assert "verification" not in item["evidence"]
        assert linked_paths("bot", {"documents": documents}, ()) == []


def approval(aims: dict[str, Any], **given: Any) -> dict[str, Any]:
    """The facts of `bot` when the change edits its impact assessment so."""
    return world(head_documents={"docs/i.md": {**IMPACT, **aims}}, **given).system()


def test_an_approval_that_the_trusted_ref_holds_is_recorded() -> None:
    found = world(records=(prd(),)).system()["evidence"]["impact_assessment"]
    assert (found["approved"], found["basis"], found["approval"]) == (
        True,
        "recorded",
        {"by": "rita", "state": "recorded"},
    )


@pytest.mark.parametrize("person", ["ghost", "", None, ["rita"], {"rita": 1}, True])
def test_a_recorded_approval_by_nobody_known_is_none(person: Any) -> None:
    aims = {**without(IMPACT, "approved_by"), **({} if person is None else {"approved_by": person})}
    item = world(documents={**DOCUMENTS, "docs/i.md": aims}, records=(prd(),)).system()
    assert item["evidence"]["impact_assessment"]["approved"] is False


def test_an_approval_in_an_edited_document_waits_for_a_review() -> None:
    item = approval({})
    assert item["evidence"]["impact_assessment"]["approved"] is False
    assert unknown(item)["evidence.impact_assessment.approved"] is True


@pytest.mark.parametrize("person", ["olga", "dirk", "ghost", ["rita"]])
def test_an_approval_by_someone_not_entitled_is_refuted_at_once(person: Any) -> None:
    item = approval({"approved_by": person})
    found = item["evidence"]["impact_assessment"]
    assert (found["approved"], found["approval"]["state"]) == (False, "refuted")
    assert "evidence.impact_assessment.approved" not in unknown(item)


def test_an_approval_by_whoever_made_the_change_is_refuted() -> None:
    item = approval({}, author=("R", "77+octo-rita@users.noreply.github.com", ""))
    assert item["evidence"]["impact_assessment"]["approval"]["reason"] == "rita took part in this change"


def test_what_an_author_writes_in_the_gates_own_keys_is_not_read() -> None:
    forged = {"approved": True, "fresh": True, "edited": False, "basis": "verified", "inline": True,
              "approval": {"by": "rita", "state": "verified"}, "approved_by": ""}  # fmt: skip
    for found in (
        approval(forged)["evidence"]["impact_assessment"],
        world(records=(prd(impact_assessment=forged),)).system()["evidence"]["impact_assessment"],
    ):
        assert (found["approved"], found["fresh"], found["edited"], found["basis"]) == (False, False, True, "claimed")
        assert "approval" not in found


def test_the_content_of_a_document_is_its_aims_mapping() -> None:
    assert content(document("p", {"kind": "x"})) == {"kind": "x"}
    for nothing in (None, Parsed("p", None), Parsed("p", {}), Parsed("p", {"aims": 5}), Parsed("p", ["aims"])):
        assert content(nothing) is None
