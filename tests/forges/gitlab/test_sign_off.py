"""Who signed a merge request off, and whether it still counts: the gate's answer as the change goes on."""

from pathlib import Path

import pytest

from tests.e2e.example import EVIDENCE, outcomes
from tests.forges.gitlab.stand_in import StandIn
from tests.forges.gitlab.story import LATER, NUMBER, Story
from tests.forges.gitlab.world import user

IMPACT = f"{EVIDENCE}/impact.md"
INVOICE = "services/billing/invoice.py"


def edited(story: Story, path: str = IMPACT, at: str = LATER) -> str:
    story.repo.write(path, (story.repo.folder / path).read_text() + "\nOne more thing.\n")
    before = story.push()
    story.world.versions[NUMBER][0]["created_at"] = at
    return before


def test_nobody_has_approved(story: Story) -> None:
    assert story.signed() == ("fail", 1)


def test_approved_at_the_head_it_passes_whole(story: Story) -> None:
    story.approve("octo-risk")
    said = story.judge()
    assert (said.code, said.report["verdict"]) == (0, "pass")
    assert set(outcomes(said.report).values()) == {"pass", "not-applicable"}
    given = said.report["sign_off"]["support-assistant"]["given"]
    assert [(row["person"], row["state"], row["commit"]) for row in given] == [
        ("risk-lead", "verified", story.repo.id())
    ]


def test_refused_is_refused_whoever_approves(tmp_path: Path, gitlab: StandIn) -> None:
    story = Story(tmp_path, gitlab, "refused")
    story.approve("octo-risk")
    assert story.judge().code == 1


def test_a_material_edit_ends_it(story: Story) -> None:
    story.approve("octo-risk")
    edited(story)
    assert story.states() == {"risk-lead": "stale"}
    assert story.signed() == ("fail", 1)


def test_an_edit_elsewhere_keeps_it(story: Story) -> None:
    story.approve("octo-risk")
    edited(story, INVOICE)
    assert story.signed() == ("pass", 0)


def test_a_rebase_onto_a_moved_main_keeps_it(story: Story) -> None:
    story.approve("octo-risk")
    reviewed = story.repo.id()
    story.repo.checkout("main")
    story.repo.write(INVOICE, "TAX = 1\n")
    story.on_main()
    story.repo.checkout("fixed")
    story.repo.git("rebase", "-q", "main")
    assert story.at(story.repo.id()) != reviewed
    assert story.signed() == ("pass", 0)


def test_the_author_approves_in_vain(story: Story) -> None:
    story.approve("octo-owner")
    assert story.signed() == ("fail", 1)
    assert story.states() == {"risk-lead": "claimed", "assistant-owner": "self"}


def test_a_renamed_author_is_known_by_number(story: Story) -> None:
    story.approve("octo-risk")
    story.shown["author"] = user("octo-risk") | {"username": "another-name"}
    assert story.states() == {"risk-lead": "self"}


def test_somebody_without_a_role_approves_in_vain(story: Story) -> None:
    story.approve("octo-platform")
    story.approve("gone")
    assert story.states() == {"risk-lead": "claimed", "platform-lead": "not-entitled", "gone": "not-entitled"}


@pytest.mark.parametrize(("state", "shown"), [("requested_changes", "withdrawn"), ("unapproved", "dismissed")])
def test_what_was_taken_back_does_not_count(state: str, shown: str, story: Story) -> None:
    story.approve("octo-risk")
    story.world.unapprove(NUMBER, "octo-risk", state)
    assert story.states() == {"risk-lead": shown}
    assert story.signed() == ("fail", 1)


def test_a_request_for_changes_outweighs_an_approval(story: Story) -> None:
    story.approve("octo-risk")
    story.world.reviewers[NUMBER].append({"user": user("octo-risk"), "state": "requested_changes"})
    assert story.states() == {"risk-lead": "withdrawn"}


@pytest.mark.parametrize("state", ["unreviewed", "reviewed", "review_started", "approved", "something_new"])
def test_the_word_of_a_reviewer_gives_nothing(state: str, story: Story) -> None:
    story.world.reviewers[NUMBER].append({"user": user("octo-risk"), "state": state})
    assert story.signed() == ("fail", 1)


def test_a_bot_approves_in_vain(story: Story) -> None:
    story.world.bots.add("octo-risk")
    story.approve("octo-risk")
    assert story.states() == {"risk-lead": "bot"}
    assert story.signed() == ("fail", 1)


def test_older_servers_tell_the_time_in_a_note(story: Story) -> None:
    story.approve("octo-risk", told=False)
    assert story.signed() == ("pass", 0)
    edited(story)
    assert story.states() == {"risk-lead": "stale"}


def test_a_comment_that_says_so_is_no_such_note(story: Story) -> None:
    story.approve("octo-risk", told=False)
    edited(story)
    story.world.comment(NUMBER, "octo-risk", "approved this merge request", "2026-11-20T16:00:00.000Z")
    assert story.states() == {"risk-lead": "stale"}


def test_without_a_time_no_commit_is_known(story: Story) -> None:
    story.approve("octo-risk", told=False)
    story.world.notes[NUMBER].clear()
    said = story.judge()
    assert (outcomes(said.report)["risk-signed-off"], said.code) == ("unknown", 3)
    assert "which commit octo-risk approved cannot be told" in said.words


def test_an_approval_before_every_version_is_of_no_known_commit(story: Story) -> None:
    story.approve("octo-risk", "2026-11-20T08:00:00.000Z")
    assert story.signed() == ("unknown", 3)


RIGHT_AFTER = "2026-11-20T15:00:30.000Z"
LONG_AFTER = "2026-11-20T15:01:01.000Z"


def test_right_after_a_material_push_it_cannot_be_told(story: Story) -> None:
    edited(story)
    story.approve("octo-risk", RIGHT_AFTER)
    said = story.judge()
    assert (outcomes(said.report)["risk-signed-off"], said.code) == ("unknown", 3)
    assert "approved right after a push" in said.words


@pytest.mark.parametrize(("at", "path"), [(RIGHT_AFTER, INVOICE), (LONG_AFTER, IMPACT)])
def test_it_can_be_told_when_both_bring_the_same_or_a_minute_has_passed(at: str, path: str, story: Story) -> None:
    edited(story, path)
    story.approve("octo-risk", at)
    assert story.signed() == ("pass", 0)


def test_a_commit_that_is_gone_leaves_it_open(story: Story) -> None:
    story.world.versions[NUMBER][0]["head_commit_sha"] = "b" * 40
    story.approve("octo-risk")
    edited(story)
    said = story.judge()
    assert (outcomes(said.report)["risk-signed-off"], said.code) == ("unknown", 3)
    assert "bbbbbbbbbbbb" in said.words


def test_a_version_on_the_second_page_counts(story: Story) -> None:
    first = story.repo.id()
    for number in range(130):
        story.at(first, f"2026-11-20T10:{number // 60:02d}:{number % 60:02d}.000Z")
    story.approve("octo-risk")
    assert story.signed() == ("pass", 0)


def test_gitlabs_own_rules_are_told_by_people(story: Story) -> None:
    story.world.rules = [
        {"name": "Risk", "rule_type": "regular", "approvals_required": 1, "approved": True,
         "eligible_approvers": [user("octo-risk"), user("else")], "approved_by": [user("octo-risk")]},
        {"name": "All", "rule_type": "any_approver", "approvals_required": 0, "approved": True},
    ]  # fmt: skip
    story.approve("octo-risk")
    said = story.judge()
    assert "asks for 1 of risk-lead, else; given by risk-lead" in said.words
