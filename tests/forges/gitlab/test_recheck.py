from pathlib import Path

import pytest

from aims_gate.errors import ForgeError, UsageError
from aims_gate.forges.gitlab.recheck import CHOSEN, Recheck
from aims_gate.sources.git import Repository
from tests.forges.gitlab.runner import clone, online, serve
from tests.forges.gitlab.story import NUMBER, Story

PROTECTED = {"CI_COMMIT_BRANCH": "main", "CI_COMMIT_REF_PROTECTED": "true", "CI_PIPELINE_SOURCE": "schedule"}


def protected(story: Story, **more: str) -> dict[str, str]:
    job = {name: value for name, value in online(story).items() if not name.startswith("CI_MERGE_REQUEST")}
    return {**job, **PROTECTED, **more}


def test_each_is_the_job_that_its_own_pipeline_would_have_been(story: Story, tmp_path: Path) -> None:
    environment, head = protected(story), story.repo.id()
    serve(story)
    recheck = Recheck(environment)
    (one,) = [one for one in recheck.merge_requests() if one.iid == NUMBER]
    with Repository(str(clone(story, tmp_path / "runner", ref="refs/heads/main").folder)) as repository:
        job = recheck.job_of(repository, one)
        assert repository.resolve(head) == head
    assert (job.kind, job.iid, job.head, job.target, job.default_branch) == ("merge_request", 5, head, "main", "main")
    assert (job.in_fork, job.lands, job.project) == (False, False, "42")


def test_oldest_first(story: Story) -> None:
    for iid in (9, 2):
        story.world.merge_request(iid, "b" * 40)
    assert [one.iid for one in Recheck(protected(story)).merge_requests()] == [2, 3, NUMBER, 9]


def test_a_part_of_the_open_ones_is_not_enough(story: Story) -> None:
    story.gitlab.fail(path="merge_requests$", headers={"X-Total": "3"})
    with pytest.raises(ForgeError, match="lists 2 of 3"):
        Recheck(protected(story)).merge_requests()


def test_one_without_commits_is_an_error(story: Story, tmp_path: Path) -> None:
    story.shown["sha"] = None
    recheck = Recheck(protected(story))
    (one,) = [one for one in recheck.merge_requests() if one.iid == NUMBER]
    with Repository(str(story.repo.folder)) as repository, pytest.raises(ForgeError, match="has no commits"):
        recheck.job_of(repository, one)


@pytest.mark.parametrize("text", ["x", "0", "-1", "5 ", "9" * 12, "٣"])
def test_what_a_webhook_names_must_be_a_number(text: str, story: Story) -> None:
    with pytest.raises(UsageError, match="no number of a merge request"):
        Recheck(protected(story, **{CHOSEN: text}))
