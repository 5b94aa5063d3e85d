"""Several open pull requests of one head commit: judged together where they go into one branch, and in one check run."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.commands.test_publishing import Job
from tests.forges.github.events import of_pull, of_push
from tests.forges.github.queue import OTHER, by_number
from tests.forges.github.stand_in import StandIn
from tests.forges.github.story import NUMBER, SIGNED, Story
from tests.forges.github.world import World


def twin(story: Story, ref: str = "main", **more: Any) -> dict[str, Any]:
    """Another pull request of the same head."""
    pull = story.world.pull(OTHER, story.repo.id())
    pull |= {"body": None, "labels": [], "title": "The same again", **more}
    pull["base"]["ref"] = ref
    return pull


def approve(story: Story, *numbers: int) -> None:
    for number in numbers:
        story.world.review(number, "octo-risk", "APPROVED", story.repo.id(), "2026-11-20T12:00:00Z")


@pytest.mark.parametrize(
    ("approved", "verdict", "outcomes"),
    [
        ((NUMBER, OTHER), "pass", {NUMBER: "pass", OTHER: "pass"}),
        ((NUMBER,), "fail", {NUMBER: "pass", OTHER: "fail"}),
        ((OTHER,), "fail", {NUMBER: "fail", OTHER: "pass"}),
        ((), "fail", {NUMBER: "fail", OTHER: "fail"}),
    ],
)
def test_the_worst_of_them_counts(
    approved: tuple[int, ...], verdict: str, outcomes: dict[int, str], story: Story
) -> None:
    twin(story)
    approve(story, *approved)
    report = story.judge().report
    assert (report["verdict"], by_number(report, SIGNED)) == (verdict, outcomes)


def test_each_is_judged_by_its_own_labels_and_description(story: Story) -> None:
    body = "```aims\nsystems: [no-such]\nchange: [prompt]\nsummary: Another.\n```\n"
    twin(story, body=body)
    approve(story, NUMBER, OTHER)
    report = story.judge().report
    failed = {one["subject"]["pull_request"] for one in report["results"] if one["outcome"] == "fail"}
    assert (report["verdict"], failed) == ("fail", {OTHER})


@pytest.mark.parametrize("other", [{"state": "closed"}, {"ref": "release"}])
def test_one_that_is_closed_or_goes_elsewhere_is_not_of_them(other: dict[str, Any], story: Story) -> None:
    twin(story, **other)
    approve(story, NUMBER)
    said = story.judge()
    assert (said.code, "pull_requests" in said.report["change"]) == (0, False)


def test_one_that_has_moved_on_is_not_of_them(story: Story) -> None:
    pull = twin(story)
    approve(story, NUMBER)
    story.world.put(f"/commits/{story.repo.id()}/pulls", [story.pull, pull])
    pull["head"]["sha"] = "a" * 40
    assert story.signed() == ("pass", 0)


def test_a_commit_that_github_does_not_find_is_of_no_other(story: Story) -> None:
    approve(story, NUMBER)
    story.github.fail(path="/commits/.*/pulls", status=422, body=b'{"message": "No commit found for SHA"}', times=2)
    assert story.signed() == ("pass", 0)
    assert story.signed(event=of_push(story.repo.id(), "a" * 40, "fixed"), name="push") == ("unknown", 3)


@pytest.mark.parametrize("status", [401, 403, 404])
def test_where_github_does_not_say_which_there_are_it_is_open(status: int, story: Story) -> None:
    approve(story, NUMBER)
    story.github.fail(path="/commits/.*/pulls", status=status, body=b'{"message": "No"}')
    assert story.signed() == ("unknown", 3)


def test_what_cannot_be_had_of_one_leaves_them_open(story: Story) -> None:
    twin(story)
    approve(story, NUMBER, OTHER)
    story.github.fail(path=f"/pulls/{OTHER}/reviews", status=403, body=b'{"message": "No"}')
    said = story.judge()
    assert (said.code, said.report["verdict"]) == (3, "undecided")
    assert by_number(said.report, SIGNED) == {NUMBER: "pass", OTHER: "unknown"}


def test_a_push_to_their_branch_is_judged_by_all_of_them(story: Story) -> None:
    twin(story)
    approve(story, OTHER)
    said = story.judge(of_push(story.repo.id(), "a" * 40, "fixed"), "push")
    assert by_number(said.report, SIGNED) == {NUMBER: "fail", OTHER: "pass"}


@pytest.fixture
def job(tmp_path: Path) -> Iterator[Job]:
    with StandIn(World()) as github:
        yield Job(tmp_path, github)
        assert github.violations == []


def of(job: Job, number: int, ref: str = "main") -> dict[str, Any]:
    repo = job.story.repo
    return of_pull(repo.id(), repo.id("main"), number, ref=ref)


def test_they_have_one_run_which_the_job_of_each_brings_up_to_date(job: Job) -> None:
    twin(job.story)
    approve(job.story, NUMBER)
    job.check(event=of(job, NUMBER))
    assert job.runs == [("aims-gate", job.story.repo.id(), "action_required")]
    approve(job.story, OTHER)
    job.check(event=of(job, OTHER))
    assert job.runs == [("aims-gate", job.story.repo.id(), "success")]
    job.check(event=of_push(job.story.repo.id(), "a" * 40, "fixed"), name="push")
    assert job.runs == [("aims-gate", job.story.repo.id(), "success")]


def test_into_different_branches_they_have_different_runs(job: Job) -> None:
    job.story.repo.git("update-ref", "refs/remotes/origin/release", "main")
    twin(job.story, ref="release")
    approve(job.story, NUMBER)
    job.check(event=of(job, NUMBER))
    job.check(event=of(job, OTHER, "release"))
    head = job.story.repo.id()
    assert job.runs == [("aims-gate", head, "success"), ("aims-gate (release)", head, "action_required")]
