"""Which risk rows count, and that none can be written small, hidden or accepted by its author."""

from typing import Any

from tests.facts.world import DOCUMENTS, ENTRY, METHOD, PRD, ROW, prd, unknown, unreadable, without, world

BAD = {"id": "R9", "likelihood": 4, "impact": 4, "score": 16}
LEFT = {"likelihood": 1, "impact": 2, "score": 2}


def assessment(*rows: Any, **keys: Any) -> dict[str, Any]:
    return {**DOCUMENTS["docs/r.md"], "risks": list(rows), **keys}


def risks(*rows: Any) -> dict[str, Any]:
    return {"assessed": "2026-11-20", "risks": list(rows)}


def test_inline_rows_stand_before_linked_rows_of_other_ids() -> None:
    found = world(records=(prd(risk_assessment=risks({**ROW, "impact": 3}, BAD)),)).system()
    assert [(row["id"], row["source"]) for row in found["risk"]["rows"]] == [("R1", PRD), ("R9", PRD)]
    assert found["anchors"]["risk.rows[1]"] == [PRD, "aims.risk_assessment.risks[1]"]


def test_a_row_edited_down_at_the_head_still_makes_the_tier_it_made() -> None:
    found = world(
        documents={**DOCUMENTS, "docs/r.md": assessment(BAD)},
        head_documents={"docs/r.md": assessment({**BAD, "impact": 1})},
    ).system()
    assert (found["risk"]["tier"], found["system"]["tier"], found["risk"]["rows"][0]["changed"]) == (
        "high",
        "high",
        True,
    )


def test_a_small_inline_row_with_the_id_of_a_linked_one_does_not_lower_the_tier() -> None:
    found = world(
        documents={**DOCUMENTS, "docs/r.md": assessment(BAD)},
        records=(prd(risk_assessment=risks({**BAD, "likelihood": 1, "impact": 1, "score": 1})),),
    ).system()
    assert (len(found["risk"]["rows"]), found["risk"]["tier"]) == (1, "high")
    assert found["risk"]["rows"][0]["changed"]


def test_rows_of_a_document_that_a_record_links_make_the_tier() -> None:
    found = world(
        head_documents={"docs/more.md": assessment(BAD, id="R-2")}, records=(prd(risk_assessment="docs/more.md"),)
    ).system()
    assert (found["risk"]["tier"], found["system"]["tier"]) == ("high", "high")


def test_a_row_edited_down_in_a_document_that_only_records_link_still_makes_the_tier() -> None:
    found = world(
        documents={**DOCUMENTS, "docs/more.md": assessment(BAD, id="R-2")},
        head_documents={"docs/more.md": assessment({**BAD, "impact": 1}, id="R-2")},
        records=(prd(risk_assessment="docs/more.md"),),
    ).system()
    assert found["system"]["tier"] == "high"


def test_an_inline_row_edited_down_in_the_same_prd_still_makes_the_tier() -> None:
    earlier = {"systems": ["bot"], "change": ["prompt"], "risk_assessment": risks(BAD)}
    found = world(
        documents={**DOCUMENTS, PRD: earlier},
        records=(prd(risk_assessment=risks({**BAD, "impact": 1})),),
        files=(f"M {PRD}",),
    ).system()
    assert (found["system"]["tier"], found["risk"]["rows"][0]["changed"]) == ("high", True)


def test_removing_or_spoiling_the_assessment_keeps_the_tier_of_its_trusted_rows() -> None:
    documents = {**DOCUMENTS, "docs/r.md": assessment(BAD)}
    for at_head in (None, unreadable("docs/r.md"), assessment()):
        assert world(documents=documents, head_documents={"docs/r.md": at_head}).system()["system"]["tier"] == "high"


def test_unlinking_the_assessment_keeps_the_tier_of_its_trusted_rows() -> None:
    found = world(
        documents={**DOCUMENTS, "docs/r.md": assessment(BAD)}, head_entries={"bot": {**ENTRY, "documents": {}}}
    ).system()
    assert (found["risk"]["rows"], found["system"]["tier"]) == ([], "high")


def test_a_row_that_the_trusted_ref_holds_is_not_changed_wherever_it_moves() -> None:
    found = world(records=(prd(risk_assessment=risks(ROW)),)).system()
    assert not found["risk"]["rows"][0]["changed"]


def test_rows_without_an_id_do_not_hide_each_other() -> None:
    nameless = without(BAD, "id")
    found = world(
        documents={**DOCUMENTS, "docs/r.md": assessment(nameless)},
        records=(prd(risk_assessment=risks(without(ROW, "id"))),),
    ).system()
    assert len(found["risk"]["rows"]) == 2


def test_rows_of_any_shape_are_read_or_left_out() -> None:
    rows = [{"id": ["R1"]}, {"id": {"a": 1}}, "R1", 5, [], {"id": "R1", "residual": "low"}]
    found = world(records=(prd(risk_assessment=risks(*rows)),), documents={"docs/r.md": assessment(*rows)}).system()
    assert [row["level"] for row in found["risk"]["rows"]] == ["critical"] * 3


def accepted(**residual: Any) -> dict[str, Any]:
    row = {
        "id": "R2",
        "likelihood": 2,
        "impact": 3,
        "residual": {**LEFT, **residual},
        "accepted_by": "olga",
        "accepted": True,
    }
    return world(records=(prd(risk_assessment=risks(row)),)).system()


def test_a_residual_that_the_change_brings_waits_for_whom_the_method_entitles() -> None:
    found = accepted()
    row = found["risk"]["rows"][0]
    assert (row["acceptable"], row["accepted"], row["accepted_by"]) == (True, False, ["system-owner or risk-approver"])
    assert unknown(found)["risk.rows[0].accepted"] is True


def test_a_residual_that_nobody_may_accept_is_not_waited_for() -> None:
    found = accepted(likelihood=5, impact=5)
    row = found["risk"]["rows"][0]
    assert (row["acceptable"], row["accepted"]) == (False, False)
    assert "risk.rows[0].accepted" not in unknown(found)


def test_a_residual_level_without_a_residual_accepts_nothing() -> None:
    row = {**BAD, "residual_level": ["low"], "acceptable": True, "accepted": True}
    found = world(records=(prd(risk_assessment=risks(row)),)).system()
    assert not {"residual_level", "acceptable", "accepted"} & set(found["risk"]["rows"][0])
    assert "residual" not in found["risk"]


def test_a_residual_off_the_scale_is_of_the_highest_level() -> None:
    assert accepted(likelihood=0)["risk"]["residual"] == "critical"


def test_a_method_that_says_nothing_of_acceptance_lets_nobody_accept() -> None:
    row = {**ROW, "id": "R2", "residual": LEFT}
    found = world(
        single={"risk-method": without(METHOD, "accept")}, records=(prd(risk_assessment=risks(row)),)
    ).system()
    assert found["risk"]["rows"][0]["acceptable"] is False
