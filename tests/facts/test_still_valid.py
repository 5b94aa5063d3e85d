"""Statements that older evidence still holds, and those that cannot."""

from typing import Any

import pytest

from tests.facts.world import DOCUMENTS, PRD, approving, change_file, prd, unknown, world

ROW = {"by": "rita", "date": "2026-11-19", "reason": "Same task, users and data."}


def stated(*records: Any, **given: Any) -> tuple[dict[str, Any], bool]:
    """What rules see of the statement on the impact assessment, and whether it waits for a review."""
    item = world(records=records, **given).system()
    return item["record"]["still_valid"]["impact_assessment"], "record.still_valid.impact_assessment.holds" in unknown(
        item
    )


def saying(**keys: Any) -> dict[str, Any]:
    return {"impact_assessment": {**ROW, **keys}}


def test_a_statement_by_someone_entitled_waits_for_their_review() -> None:
    found, waits = stated(prd(still_valid=saying()))
    assert (found["holds"], found["state"], waits) == (False, "claimed", True)


@pytest.mark.parametrize(
    "keys", [{"by": "olga"}, {"by": "ghost"}, {"by": ["rita"]}, {"date": "2026-11-22"}, {"date": "soon"}, {"date": 5},
             {"reason": ""}, {"reason": "  "}, {"reason": ["x"]}],
)  # fmt: skip
def test_a_statement_that_cannot_count_is_refuted(keys: dict[str, Any]) -> None:
    found, waits = stated(prd(still_valid=saying(**keys)))
    assert (found["holds"], found["state"], waits) == (False, "refuted", False)
    assert found["why_not"]


def test_a_statement_by_whoever_made_the_change_is_refuted() -> None:
    found, waits = stated(prd(still_valid=saying()), author=("x", "rita@example.org", ""))
    assert (found["state"], waits) == ("refuted", False)


def test_a_statement_counts_only_in_a_record_that_the_change_edits() -> None:
    found, waits = stated(prd(still_valid=saying(), edited=False))
    assert (found["state"], waits) == ("refuted", False)


@pytest.mark.parametrize("other", [{}, {"verification": ROW}, "x"])
def test_an_edited_record_beside_it_does_not_lift_an_old_statement(other: Any) -> None:
    found, waits = stated(prd(still_valid=saying(), edited=False), change_file(still_valid=other))
    assert (found["state"], waits) == ("refuted", False)


def test_of_two_records_the_edited_one_speaks() -> None:
    found, waits = stated(
        prd(still_valid=saying(), edited=False), change_file(still_valid=saying(reason="Looked again."))
    )
    assert (found["reason"], found["state"], waits) == ("Looked again.", "claimed", True)


def test_nobody_can_say_themselves_that_it_holds() -> None:
    found, _ = stated(prd(still_valid=saying(holds=True, state="verified", basis="verified", why_not="")))
    assert (found["holds"], found["state"], found["basis"]) == (False, "claimed", "claimed")
    assert "why_not" not in found


@pytest.mark.parametrize(
    "value", ["x", 5, [], {}, {"impact_assessment": [{"holds": True}]}, {"impact_assessment": "rita"}]
)
def test_what_is_no_statement_is_not_there(value: Any) -> None:
    assert "still_valid" not in world(records=(prd(still_valid=value),)).system()["record"]


def again(before: Any, **keys: Any) -> tuple[dict[str, Any], bool]:
    """The same statement in a PRD that held something before, edited elsewhere."""
    documents = {**DOCUMENTS, PRD: {"systems": ["bot"], "change": ["prompt"], "still_valid": before}}
    return stated(prd(still_valid=saying(), summary="A blank more."), documents=documents, files=(f"M {PRD}",), **keys)


def test_an_edit_elsewhere_in_the_record_does_not_revive_a_statement() -> None:
    found, waits = again(saying(), reviews=(approving("octo-rita"),))
    assert (found["holds"], found["state"], waits) == (False, "refuted", False)
    assert "stood in the record before" in found["why_not"]


@pytest.mark.parametrize("before", [{"verification": ROW}, saying(date="2026-06-01"), "x"])
def test_a_statement_that_this_change_makes_or_renews_counts(before: Any) -> None:
    found, _ = again(before, reviews=(approving("octo-rita"),))
    assert (found["holds"], found["state"]) == (True, "verified")
