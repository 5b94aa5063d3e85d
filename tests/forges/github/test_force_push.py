"""A reviewed commit that a force-push took from the clone: fetched where a decision depends on it, else left open."""

from pathlib import Path

import pytest

from tests.e2e.example import PROMPT, check, outcomes
from tests.forges.github.queue import OTHER, Queue, by_number
from tests.forges.github.story import NUMBER, SIGNED, Story
from tests.repositories import Repo

LATER = "2026-11-20T16:00:00Z"


def upstream(story: Story, folder: Path) -> Repo:
    """What the forge keeps: all that was ever pushed. The clone's remote from now on."""
    story.repo.git("update-ref", "refs/pull/5/head", "fixed")
    kept = story.repo.clone(folder / "upstream.git", "--bare")
    kept.git("fetch", "-q", str(story.repo.folder), "+refs/*:refs/*")
    story.repo.git("remote", "add", "origin", f"file://{kept.folder}")
    return kept


def forgotten(repo: Repo, commit: str) -> None:
    """Let a clone no longer have a commit that no branch of it has."""
    repo.git("update-ref", "-d", "refs/pull/5/head")
    repo.git("reflog", "expire", "--expire=now", "--all")
    repo.git("-c", "gc.pruneExpire=now", "gc", "-q", "--prune=now")
    assert not repo.git("rev-parse", "-q", "--verify", f"{commit}^{{commit}}", check=False)


def forced(story: Story, folder: Path) -> str:
    """The pull request's head is replaced by another commit of the same content. The commit that was reviewed."""
    reviewed = story.repo.id()
    story.review("octo-risk")
    upstream(story, folder)
    story.repo.git("commit", "-q", "--amend", "-m", "The same in other words")
    story.at(story.repo.id())
    forgotten(story.repo, reviewed)
    return reviewed


def test_it_is_fetched_and_counts_for_the_same_content(story: Story, tmp_path: Path) -> None:
    forced(story, tmp_path)
    assert story.signed() == ("pass", 0)


def test_it_ends_with_another_content_as_ever(story: Story, tmp_path: Path) -> None:
    forced(story, tmp_path)
    story.repo.write(PROMPT, "Something else.\n")
    story.push()
    assert story.signed() == ("fail", 1)
    assert story.states() == {"risk-lead": "stale"}


def test_where_the_remote_has_it_no_more_it_is_open_with_the_cause(story: Story, tmp_path: Path) -> None:
    reviewed = forced(story, tmp_path)
    kept = Repo(tmp_path / "upstream.git", create=False)
    kept.git("update-ref", "-d", "refs/heads/fixed")
    forgotten(kept, reviewed)
    said = story.judge()
    assert (outcomes(said.report)[SIGNED], said.code) == ("unknown", 3)
    assert f"git fetch origin {reviewed}" in said.words
    assert "could not be fetched" in said.words


def test_without_a_remote_it_is_open(story: Story, tmp_path: Path) -> None:
    forced(story, tmp_path)
    story.repo.git("remote", "remove", "origin")
    assert story.signed() == ("unknown", 3)


def test_a_local_run_asks_no_remote(story: Story, tmp_path: Path) -> None:
    reviewed = forced(story, tmp_path)
    check(story.repo)
    check(story.repo, GITHUB_TOKEN="x")
    assert not story.repo.git("cat-file", "-t", reviewed, check=False)


@pytest.mark.parametrize("word", ["CHANGES_REQUESTED", "APPROVED"])
def test_an_approval_that_a_later_word_took_the_place_of_is_not_fetched(
    word: str, story: Story, tmp_path: Path
) -> None:
    reviewed = forced(story, tmp_path)
    story.review("octo-risk", word, at=LATER)
    assert story.signed() == (("pass", 0) if word == "APPROVED" else ("fail", 1))
    assert not story.repo.git("cat-file", "-t", reviewed, check=False)


def test_a_change_that_touches_no_ai_fetches_nothing(story: Story, tmp_path: Path) -> None:
    reviewed = forced(story, tmp_path)
    story.topic().write("services/billing/invoice.py", "TAX = 4\n")
    story.push()
    assert story.judge().code == 0
    assert not story.repo.git("cat-file", "-t", reviewed, check=False)


def test_nothing_of_what_is_fetched_is_checked_out(story: Story, tmp_path: Path) -> None:
    forced(story, tmp_path)
    head, refs = story.repo.id(), story.repo.git("for-each-ref")
    story.judge()
    assert (story.repo.id(), story.repo.git("for-each-ref")) == (head, refs)
    assert story.repo.git("status", "--porcelain") == b""


def test_the_commits_of_a_queued_pull_request_are_fetched_too(story: Story, tmp_path: Path) -> None:
    """A queue that squashes leaves none of them in the group; who made them is told from them."""
    queue = Queue(story)
    queue.approve(NUMBER, OTHER)
    upstream(story, tmp_path)
    event = queue.squashed()
    for branch in ("greeting", "farewell"):
        queue.repo.git("branch", "-qD", branch)
    forgotten(queue.repo, queue.heads[NUMBER])
    said = story.judge(event, "merge_group")
    assert (said.code, by_number(said.report, SIGNED)) == (0, {NUMBER: "pass", OTHER: "pass"})
