"""Records in the description and the label: a signature counts only for what was there when it was given."""

import json

import pytest

from tests.e2e.example import PROMPT, RECORD, outcomes, shorter_greeting
from tests.forges.gitlab.story import NUMBER, SIGNED, Story
from tests.forges.gitlab.world import APPROVED, user

EARLY, LATE = "2026-11-20T11:00:00.000Z", "2026-11-20T13:00:00.000Z"


def test_a_long_description_comes_from_the_api(story: Story) -> None:
    body = "x" * 3000 + "\n\n" + greeting(story)
    story.shown["description"] = body
    story.approve("octo-risk")
    said = story.judge(CI_MERGE_REQUEST_DESCRIPTION=body[:2700], CI_MERGE_REQUEST_DESCRIPTION_IS_TRUNCATED="true")
    assert said.code == 0


def greeting(story: Story) -> str:
    """A small change whose record stands in the description: the block for it."""
    repo = story.topic()
    shorter_greeting(repo)
    record = (repo.folder / RECORD).read_text(encoding="utf-8")
    repo.remove(RECORD)
    story.push("Shorter greeting")
    story.world.versions[NUMBER][0]["created_at"] = "2026-11-20T10:00:00.000Z"
    return f"```aims\n{record}```\n"


@pytest.mark.parametrize(
    ("note", "at", "outcome"),
    [
        ("", "", "pass"),
        ("changed the description", EARLY, "pass"),
        ("changed the description", LATE, "fail"),
        ("changed the description", APPROVED, "fail"),
        ("marked the checklist item **x** as completed", LATE, "fail"),
        ("changed title from **a** to **b**", LATE, "pass"),
    ],
)
def test_a_record_in_the_description_is_signed_only_after_its_last_edit(
    note: str, at: str, outcome: str, story: Story
) -> None:
    story.shown["description"] = greeting(story)
    story.approve("octo-risk")
    if note:
        story.world.activity(NUMBER, "octo-owner", note, at)
        story.world.comment(NUMBER, "octo-owner", "changed the description", LATE)
    assert outcomes(story.judge().report)[SIGNED] == outcome


def test_a_comment_that_claims_an_edit_is_none_whatever_the_server_lists(story: Story) -> None:
    story.shown["description"] = greeting(story)
    story.approve("octo-risk")
    claim = {"id": 1, "body": "changed the description", "author": user("x"), "created_at": LATE, "system": False}
    story.gitlab.fail(path="/notes", status=200, body=json.dumps([claim]).encode())
    assert story.signed() == ("pass", 0)


def test_when_it_was_edited_must_be_known(story: Story) -> None:
    story.shown["description"] = greeting(story)
    story.approve("octo-risk")
    story.gitlab.fail(path="/notes", status=403, body=b"{}")
    said = story.judge()
    assert (outcomes(said.report)[SIGNED], said.code) == ("unknown", 3)


@pytest.mark.parametrize(("at", "confirmed"), [(EARLY, True), (LATE, False), ("", False)])
def test_a_label_counts_when_the_approval_came_after_it(at: str, confirmed: bool, story: Story) -> None:
    repo = story.topic()
    repo.write(PROMPT, (repo.folder / PROMPT).read_text() + "\n")
    story.push()
    story.world.versions[NUMBER][0]["created_at"] = "2026-11-20T10:00:00.000Z"
    story.shown["labels"] = ["aims:none-material"]
    story.approve("octo-owner")
    story.approve("octo-risk")
    if at:
        story.world.labelled(NUMBER, "aims:none-material", at)
    assert (story.judge().code == 0) == confirmed
