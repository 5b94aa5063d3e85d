"""Whether a piece of evidence was made for a change, and what it is told where its date does not do."""

from tests.facts.test_evidence import MOVED_ON, V, covered, verification
from tests.facts.world import DOCUMENTS, PRD


def test_what_is_edited_is_told_why_its_date_does_not_do() -> None:
    assert "why_not_fresh" not in verification(head_documents={"docs/v.md": MOVED_ON})
    assert "why_not_fresh" not in verification()
    unmoved = verification(head_documents={"docs/v.md": {**V, "dataset": "another"}})
    assert unmoved["why_not_fresh"] == "it is edited, and its own date is not moved on"


def test_a_second_edit_of_one_day_is_not_fresh_and_says_what_is() -> None:
    today = {**V, "verified": "2026-11-21"}
    found = verification(
        documents={**DOCUMENTS, "docs/v.md": today}, head_documents={"docs/v.md": {**today, "model": "m 2"}}
    )
    assert not found["fresh"]
    assert f"merge the document ahead by itself, with {PRD} under `covers`" in found["why_not_fresh"]
    assert verification(documents={**DOCUMENTS, "docs/v.md": today})["why_not_fresh"] == found["why_not_fresh"]
    assert covered({**today, "model": "m 2", "covers": [PRD]})
    spoken = verification(
        documents={**DOCUMENTS, "docs/v.md": today}, head_documents={"docs/v.md": {**today, "model": "m 2"}}, records=()
    )
    assert "a change record in a file" in spoken["why_not_fresh"]


def test_what_an_author_writes_is_not_taken_for_the_gates_own_word() -> None:
    assert "why_not_fresh" not in verification(head_documents={"docs/v.md": {**MOVED_ON, "why_not_fresh": "forged"}})
