"""Changes on their way into the default branch, or there already: whose reviews they are judged by."""

from typing import Any

import pytest

from tests.e2e.example import PROMPT, outcomes
from tests.forges.github.events import of_dispatch, of_group, of_push
from tests.forges.github.story import NUMBER, SIGNED, Story

OTHER = 6


def queued(story: Story, *, squash: bool = False) -> dict[str, Any]:
    """The merge group of the pull request; the clone stands on it, as a checkout does."""
    base = story.repo.id("main")
    story.repo.checkout("main")
    story.repo.git("checkout", "-q", "--detach")
    if squash:
        story.repo.git("merge", "-q", "--squash", "fixed")
        story.repo.commit("Suggest refunds (#5)")
    else:
        story.repo.merge("fixed", "Merge pull request #5")
    return of_group(story.repo.id(), base, NUMBER)


def brought_by(story: Story, *commits: str, numbers: tuple[int, ...] = (NUMBER,)) -> None:
    """Let GitHub say that pull requests brought these commits."""
    for commit in commits:
        pulls = [story.pull | {"number": number} for number in numbers]
        story.world.put(f"/commits/{commit}/pulls", pulls)


def signed(story: Story, event: Any, name: str) -> tuple[str, int]:
    said = story.judge(event, name)
    return outcomes(said.report)[SIGNED], said.code


def range_of(story: Story) -> list[str]:
    return story.repo.git("rev-list", "main..HEAD").decode().split()


@pytest.mark.parametrize("squash", [False, True])
def test_a_merge_group_counts_its_pull_requests_reviews(squash: bool, story: Story) -> None:
    story.review("octo-risk")
    event = queued(story, squash=squash)
    brought_by(story, *range_of(story))
    assert signed(story, event, "merge_group") == ("pass", 0)


def test_a_merge_group_without_an_approval_fails(story: Story) -> None:
    event = queued(story)
    brought_by(story, *range_of(story))
    assert signed(story, event, "merge_group") == ("fail", 1)


def test_what_the_queue_adds_to_what_was_approved_ends_the_approval(story: Story) -> None:
    story.review("octo-risk")
    event = queued(story)
    story.repo.write(PROMPT, "Something else.\n")
    event["merge_group"]["head_sha"] = story.repo.commit("And more")
    brought_by(story, *range_of(story))
    assert signed(story, event, "merge_group") == ("fail", 1)


def test_a_queue_whose_commits_github_does_not_know_goes_by_its_branchs_name(story: Story) -> None:
    story.review("octo-risk")
    event = queued(story)
    brought_by(story, *range_of(story), numbers=())
    assert signed(story, event, "merge_group") == ("pass", 0)


def test_a_name_that_hints_at_another_pull_request_gets_its_reviews_only_for_the_same_content(story: Story) -> None:
    story.repo.checkout("main")
    story.repo.checkout("other", new=True)
    story.repo.write(PROMPT, "Another prompt.\n")
    other = story.repo.commit("Another")
    story.world.pull(OTHER, other)["body"] = None
    story.world.review(OTHER, "octo-risk", "APPROVED", other, "2026-11-20T12:00:00Z")
    event = queued(story)
    event["merge_group"]["head_ref"] = event["merge_group"]["head_ref"].replace("pr-5", "pr-6")
    brought_by(story, *range_of(story), numbers=())
    assert signed(story, event, "merge_group") == ("fail", 1)


def test_who_queued_it_may_be_who_approved_it(story: Story) -> None:
    story.review("octo-risk")
    event = queued(story)
    risk = "octo-risk <octo-risk@users.noreply.github.com>"
    story.repo.git("commit", "-q", "--amend", "--no-edit", f"--author={risk}")
    event["merge_group"]["head_sha"] = story.repo.id()
    brought_by(story, *range_of(story))
    assert signed(story, event, "merge_group") == ("pass", 0)


def test_who_wrote_it_is_told_from_the_pull_requests_own_commits(story: Story) -> None:
    risk = "octo-risk <octo-risk@users.noreply.github.com>"
    story.repo.git("commit", "-q", "--amend", "--no-edit", f"--author={risk}")
    story.at(story.repo.id())
    story.review("octo-risk")
    event = queued(story, squash=True)
    brought_by(story, *range_of(story))
    assert signed(story, event, "merge_group") == ("fail", 1)


def test_without_the_pull_requests_own_commits_nothing_is_sure(story: Story) -> None:
    story.review("octo-risk")
    event = queued(story, squash=True)
    brought_by(story, *range_of(story))
    story.at("c" * 40)
    said = story.judge(event, "merge_group")
    assert (outcomes(said.report)[SIGNED], said.code) == ("unknown", 3)
    assert f"git fetch origin pull/{NUMBER}/head" in said.words


def test_several_pull_requests_in_a_group_leave_it_open(story: Story) -> None:
    story.review("octo-risk")
    event = queued(story)
    brought_by(story, *range_of(story), numbers=(NUMBER, OTHER))
    said = story.judge(event, "merge_group")
    assert (outcomes(said.report)[SIGNED], said.code) == ("unknown", 3)
    assert "#5, #6" in said.words
    assert "Maximum pull requests to merge" in said.words


def test_pull_requests_that_are_closed_or_go_elsewhere_are_not_of_the_group(story: Story) -> None:
    story.review("octo-risk")
    event = queued(story)
    elsewhere = {"number": 7, "base": story.pull["base"] | {"ref": "release"}}
    for commit in range_of(story):
        pulls = [story.pull, story.pull | {"number": OTHER, "state": "closed"}, story.pull | elsewhere]
        story.world.put(f"/commits/{commit}/pulls", pulls)
    assert signed(story, event, "merge_group") == ("pass", 0)


def landed(story: Story) -> dict[str, Any]:
    """The push of the merged pull request."""
    before = story.repo.id("main")
    story.repo.checkout("main")
    story.repo.merge("fixed", "Merge pull request #5")
    story.pushed()
    story.pull |= {"state": "closed", "merged_at": "2026-11-20T17:00:00Z"}
    for commit in story.repo.git("rev-list", f"{before}..main").decode().split():
        story.world.put(f"/commits/{commit}/pulls", [story.pull])
    return of_push(story.repo.id("main"), before)


def test_a_push_of_an_approved_pull_request_passes(story: Story) -> None:
    story.review("octo-risk")
    assert signed(story, landed(story), "push") == ("pass", 0)


def test_a_push_is_judged_by_what_bound_before_it(story: Story) -> None:
    story.review("octo-risk")
    assert story.judge(landed(story), "push").report["policy"]["source"].startswith("main before this push")


def test_a_direct_push_leaves_it_open(story: Story) -> None:
    event = landed(story)
    for commit in story.repo.git("rev-list", f"{event['before']}..main").decode().split():
        story.world.put(f"/commits/{commit}/pulls", [])
    said = story.judge(event, "push")
    assert (outcomes(said.report)[SIGNED], said.code) == ("unknown", 3)
    assert "no pull request brings this change" in said.words


def test_an_open_pull_request_of_the_same_commit_brought_no_push(story: Story) -> None:
    story.review("octo-risk")
    event = landed(story)
    story.pull |= {"state": "open", "merged_at": None}
    assert signed(story, event, "push") == ("unknown", 3)


def test_a_push_to_a_branch_goes_by_its_open_pull_request(story: Story) -> None:
    story.review("octo-risk")
    event = of_push(story.repo.id(), "a" * 40, "fixed")
    assert signed(story, event, "push") == ("pass", 0)
    brought_by(story, story.repo.id(), numbers=(NUMBER, OTHER))
    assert signed(story, event, "push") == ("unknown", 3)
    brought_by(story, story.repo.id(), numbers=())
    assert signed(story, event, "push") == ("unknown", 3)


def test_a_run_by_hand_goes_by_the_open_pull_request_of_its_branch(story: Story) -> None:
    story.review("octo-risk")
    story.repo.git("update-ref", "refs/remotes/origin/fixed", "fixed")
    assert signed(story, of_dispatch("fixed"), "workflow_dispatch") == ("pass", 0)


def test_a_run_by_hand_on_the_default_branch_has_nothing_to_judge(story: Story) -> None:
    said = story.judge(of_dispatch("main"), "workflow_dispatch")
    assert (said.code, said.report["counts"]["files"]) == (0, 0)


def test_too_many_commits_at_once_leave_it_open(story: Story) -> None:
    story.review("octo-risk")
    event = queued(story)
    for number in range(101):
        story.repo.git("commit", "-q", "--allow-empty", "-m", f"Empty {number}")
    event["merge_group"]["head_sha"] = story.repo.id()
    said = story.judge(event, "merge_group")
    assert (outcomes(said.report)[SIGNED], said.code) == ("unknown", 3)
    assert "at most 100 commits" in said.words
