import json
from pathlib import Path
from typing import Any

import pytest

from aims_gate.errors import ForgeError, UsageError
from aims_gate.forges.gitlab.recheck import CHOSEN, PAYLOAD, Recheck
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


MERGE_REQUEST = {"object_kind": "merge_request", "object_attributes": {"iid": NUMBER, "target_project_id": 42}}
NOTE = {"object_kind": "note", "object_attributes": {"id": 1}, "merge_request": {"iid": 3, "target_project_id": 42}}


@pytest.mark.parametrize(
    ("payload", "found"),
    [
        (MERGE_REQUEST, [NUMBER]),
        (NOTE, [3]),
        ({"object_kind": "push"}, [3, NUMBER]),
        ({**MERGE_REQUEST, "object_attributes": {"iid": 5, "target_project_id": 7}}, [3, NUMBER]),
        ({**MERGE_REQUEST, "object_attributes": {"iid": "5", "target_project_id": 42}}, [3, NUMBER]),
        ({**MERGE_REQUEST, "object_attributes": {"iid": True, "target_project_id": 42}}, [3, NUMBER]),
        ({**MERGE_REQUEST, "object_attributes": None}, [3, NUMBER]),
        ([], [3, NUMBER]),
        (None, [3, NUMBER]),
    ],
)
def test_a_webhook_s_payload_names_the_one_where_it_is_plain(
    payload: Any, found: list[int], story: Story, tmp_path: Path
) -> None:
    file = tmp_path / "payload"
    file.write_text(json.dumps(payload))
    recheck = Recheck(protected(story, **{PAYLOAD: str(file)}))
    assert [one.iid for one in recheck.merge_requests()] == found


def test_without_a_payload_every_open_one_is_looked_at(story: Story, tmp_path: Path) -> None:
    assert len(Recheck(protected(story, **{PAYLOAD: str(tmp_path / "none")})).merge_requests()) == 2


def test_what_a_trigger_states_comes_first(story: Story, tmp_path: Path) -> None:
    file = tmp_path / "payload"
    file.write_text(json.dumps(NOTE))
    recheck = Recheck(protected(story, **{PAYLOAD: str(file), CHOSEN: str(NUMBER)}))
    assert [one.iid for one in recheck.merge_requests()] == [NUMBER]
