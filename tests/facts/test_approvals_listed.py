"""The approvals that rules see: what each account's last review is worth, and when nobody can tell."""

from dataclasses import replace
from typing import Any

from aims_gate.facts.build import build
from tests.facts.world import TYPES, approving, prd, world

RITA = approving("octo-rita")


def facts(**given: Any) -> dict[str, Any]:
    return world(files=("M bot/a.py",), records=(prd(),), **given).facts()


def open_ones(found: dict[str, Any]) -> list[tuple[str, bool]]:
    return [(item["reason"], item["waiting"]) for item in found["unknown"] if item["path"] == "approvals"]


def test_an_approval_is_told_with_who_gave_it_and_what_it_is_worth() -> None:
    found = facts(reviews=(RITA, approving("a-stranger"), RITA._replace(login="octo-olga", state="changes_requested")))
    rows = {row["login"]: (row["person"], row["roles"], row["state"]) for row in found["approvals"]}
    assert rows["octo-rita"] == ("rita", ["risk-approver"], "verified")
    assert rows["a-stranger"] == ("", [], "stranger")
    assert rows["octo-olga"][2] == "withdrawn"
    assert open_ones(found) == []


def test_without_a_forge_it_waits() -> None:
    found = facts()
    assert (found["approvals"], open_ones(found)) == ([], [("waits for an approving review", True)])


def test_where_the_forge_did_not_answer_nobody_knows() -> None:
    side = world(files=("M bot/a.py",), records=(prd(),), reviews=(RITA,)).collected()
    found = build(replace(side, unavailable="GitHub did not answer"), TYPES)
    assert (found["approvals"], open_ones(found)) == ([], [("GitHub did not answer", False)])


def test_a_review_that_cannot_be_judged_leaves_the_list_open() -> None:
    found = facts(reviews=(RITA._replace(commit=""),))
    assert found["approvals"][0]["state"] == "unknown"
    assert open_ones(found) == [("which commit octo-rita approved cannot be told", False)]


def test_what_a_stranger_reviewed_leaves_nothing_open() -> None:
    found = facts(reviews=(approving("a-stranger")._replace(commit=""),))
    assert (found["approvals"][0]["state"], open_ones(found)) == ("stranger", [])


def test_of_a_change_that_concerns_nobody_no_review_was_read() -> None:
    found = world(files=("M other/a.py",), reviews=()).facts()
    ((reason, waiting),) = open_ones(found)
    assert ("add `change.ai` to `when`" in reason, waiting) == (True, False)
