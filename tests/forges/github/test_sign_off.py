"""Who signed a pull request off, and whether it still counts: the gate's answer as the change goes on."""

from pathlib import Path

import pytest

from tests.e2e.example import EVIDENCE, PROMPT, SYSTEM, edit, failed, outcomes
from tests.forges.github.stand_in import StandIn
from tests.forges.github.story import Story

IMPACT = f"{EVIDENCE}/impact.md"
CARD = f"{EVIDENCE}/card.md"
INVOICE = "services/billing/invoice.py"
LATER = "2026-11-20T16:00:00Z"


def test_nobody_has_reviewed(story: Story) -> None:
    assert story.signed() == ("fail", 1)


def test_refused_is_refused_whoever_approves(tmp_path: Path, github: StandIn) -> None:
    story = Story(tmp_path, github, "refused")
    story.review("octo-risk")
    said = story.judge()
    assert said.code == 1
    assert {"risk-assessment-recorded", "impact-assessment-current"} <= failed(said.report)


def test_approved_at_the_head_it_passes_whole(story: Story) -> None:
    story.review("octo-risk")
    said = story.judge()
    assert (said.code, said.report["verdict"]) == (0, "pass")
    assert set(outcomes(said.report).values()) == {"pass", "not-applicable"}
    given = said.report["sign_off"]["support-assistant"]["given"]
    assert [(row["person"], row["state"], row["commit"]) for row in given] == [
        ("risk-lead", "verified", story.repo.id())
    ]


def test_a_material_edit_ends_it(story: Story) -> None:
    story.review("octo-risk")
    story.repo.write(IMPACT, (story.repo.folder / IMPACT).read_text() + "\nOne more thing.\n")
    story.push()
    assert story.signed() == ("fail", 1)
    assert story.states() == {"risk-lead": "stale"}


@pytest.mark.parametrize("path", [PROMPT, SYSTEM, "docs/prd/refund-suggestions.md", ".aims/waivers.yaml"])
def test_so_does_any_other(path: str, story: Story) -> None:
    story.review("octo-risk")
    comment = "\n# one more\n" if path.endswith("yaml") else "\nOne more thing.\n"
    story.repo.write(path, (story.repo.folder / path).read_text() + comment)
    story.push()
    assert story.states() == {"risk-lead": "stale"}
    assert story.signed() == ("fail", 1)


def test_an_edit_elsewhere_keeps_it(story: Story) -> None:
    story.review("octo-risk")
    story.repo.write(INVOICE, "TAX = 0\n")
    story.push()
    assert story.signed() == ("pass", 0)


def test_a_rebase_onto_a_moved_main_keeps_it(story: Story) -> None:
    story.review("octo-risk")
    reviewed = story.repo.id()
    story.repo.checkout("main")
    story.repo.write(INVOICE, "TAX = 1\n")
    story.on_main()
    story.repo.checkout("fixed")
    story.repo.git("rebase", "-q", "main")
    assert story.at(story.repo.id()) != reviewed
    assert story.signed() == ("pass", 0)


def test_another_change_to_the_same_system_and_the_same_file_keeps_it(story: Story) -> None:
    story.review("octo-risk")
    story.repo.checkout("main")
    for path in ("services/assistant/draft.py", CARD):
        story.repo.write(path, (story.repo.folder / path).read_text() + "\n\nAnother change.\n")
    story.on_main("Another change to the assistant")
    story.repo.checkout("fixed")
    story.repo.git("rebase", "-q", "main")
    story.at(story.repo.id())
    card = (story.repo.folder / CARD).read_text()
    assert "Another change." in card
    assert "proposes a refund" in card
    assert story.signed() == ("pass", 0)


def test_merging_main_into_the_branch_keeps_it(story: Story) -> None:
    story.review("octo-risk")
    story.repo.checkout("main")
    story.repo.write(INVOICE, "TAX = 2\n")
    story.on_main()
    story.repo.checkout("fixed")
    story.at(story.repo.merge("main"))
    assert story.signed() == ("pass", 0)


def test_the_author_approves_in_vain(story: Story) -> None:
    story.review("octo-owner")
    assert story.signed() == ("fail", 1)
    assert story.states() == {"risk-lead": "claimed", "assistant-owner": "self"}


def test_a_committer_approves_in_vain(story: Story) -> None:
    story.repo.write(INVOICE, "TAX = 3\n")
    risk = "octo-risk <1+octo-risk@users.noreply.github.com>"
    story.at(story.repo.commit("A favour", author=risk, committer=risk))
    story.review("octo-risk")
    assert story.states() == {"risk-lead": "self"}
    assert story.signed() == ("fail", 1)


def test_a_later_request_for_changes_withdraws_it(story: Story) -> None:
    story.review("octo-risk")
    story.review("octo-risk", "CHANGES_REQUESTED", at=LATER)
    assert story.signed() == ("fail", 1)
    assert story.states() == {"risk-lead": "withdrawn"}


def test_a_later_comment_does_not(story: Story) -> None:
    story.review("octo-risk")
    story.review("octo-risk", "COMMENTED", at=LATER)
    assert story.signed() == ("pass", 0)


def test_a_dismissed_review_does_not_count(story: Story) -> None:
    story.review("octo-risk", "DISMISSED")
    assert story.signed() == ("fail", 1)
    assert story.states() == {"risk-lead": "dismissed"}


def test_a_dismissed_request_for_changes_does_not_bring_an_older_approval_back(story: Story) -> None:
    story.review("octo-risk")
    story.review("octo-risk", "DISMISSED", at=LATER)
    assert story.signed() == ("fail", 1)


def test_a_second_approver_counts_beside_one_who_does_not(story: Story) -> None:
    story.review("octo-owner")
    story.review("octo-platform")
    assert story.signed() == ("fail", 1)
    story.review("octo-risk", at=LATER)
    assert story.signed() == ("pass", 0)
    assert story.states() == {"assistant-owner": "self", "platform-lead": "not-entitled", "risk-lead": "verified"}


def test_a_bot_and_an_account_that_is_gone_approve_in_vain(story: Story) -> None:
    story.review("octo-risk[bot]")
    story.review("gone")["user"] = None
    assert story.signed() == ("fail", 1)
    assert story.states() == {"risk-lead": "claimed", "octo-risk[bot]": "bot", "ghost": "not-entitled"}


def test_a_review_on_the_second_page_counts(story: Story) -> None:
    for _ in range(130):
        story.review("octo-platform", "COMMENTED")
    story.review("octo-risk", at=LATER)
    assert story.signed() == ("pass", 0)


def test_a_reviewed_commit_that_is_gone_leaves_it_open(story: Story) -> None:
    story.review("octo-risk", commit="b" * 40)
    said = story.judge()
    assert (outcomes(said.report)["risk-signed-off"], said.code) == ("unknown", 3)
    assert f"git fetch origin {'b' * 40}" in said.words


def test_a_review_of_no_known_commit_leaves_it_open(story: Story) -> None:
    story.review("octo-risk")["commit_id"] = None
    assert story.signed() == ("unknown", 3)


def as_high(story: Story) -> None:
    """Let the system be of tier high on main already."""
    story.repo.checkout("main")
    edit(story.repo, SYSTEM, "tier: limited", "tier: high")
    story.on_main("The assistant is of tier high")
    story.repo.checkout("fixed")
    story.repo.git("rebase", "-q", "-X", "theirs", "main")
    story.at(story.repo.id())


def test_at_tier_high_an_untrained_director_does_not_count(story: Story) -> None:
    as_high(story)
    story.review("octo-risk")
    story.review("octo-director")
    said = story.judge()
    assert (outcomes(said.report)["risk-signed-off"], said.code) == ("fail", 1)
    assert story.states() == {"director": "untrained", "risk-lead": "verified"}


def test_at_tier_high_evidence_that_main_edits_ends_it(story: Story) -> None:
    as_high(story)
    story.review("octo-risk")
    assert story.states() == {"risk-lead": "verified"}
    story.repo.checkout("main")
    path = f"{EVIDENCE}/deployment.md"
    story.repo.write(path, (story.repo.folder / path).read_text() + "\nAnother step.\n")
    story.on_main()
    story.repo.checkout("fixed")
    story.repo.git("rebase", "-q", "main")
    story.at(story.repo.id())
    assert story.states() == {"risk-lead": "stale"}


def test_naming_another_prd_after_the_review_ends_it(story: Story) -> None:
    """A record that a commit message brings in is part of what was reviewed."""
    story.review("octo-risk")
    assert story.signed() == ("pass", 0)
    story.repo.git("commit", "-q", "--allow-empty", "-m", "Name it\n\nPRD: docs/prd/another.md")
    story.at(story.repo.id())
    assert story.signed()[0] != "pass"
