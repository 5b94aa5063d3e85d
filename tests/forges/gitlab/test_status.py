"""The commit status, for those who chose it."""

from dataclasses import replace

import pytest

from aims_gate.forges.gitlab.client import GitLab
from aims_gate.forges.gitlab.status import publish_status, state_of, status_name
from tests.forges.gitlab.asking import refused
from tests.forges.gitlab.conftest import HEAD
from tests.forges.gitlab.stand_in import StandIn
from tests.forges.gitlab.world import World
from tests.reports.sample import REFUSED

PASSED = replace(REFUSED, verdict="pass", exit_code=0, blocking=False, summary="All is there")


def test_the_verdict_is_stated_on_the_commit(client: GitLab, world: World) -> None:
    assert publish_status(client, REFUSED, HEAD, "topic", "aims-gate", "https://gitlab.example.org/jobs/1")
    (status,) = world.statuses
    assert (status["sha"], status["state"], status["name"], status["ref"]) == (HEAD, "failed", "aims-gate", "topic")
    assert status["target_url"] == "https://gitlab.example.org/jobs/1"


def test_the_same_is_not_stated_twice(client: GitLab, world: World) -> None:
    assert publish_status(client, REFUSED, HEAD, "topic", "aims-gate")
    assert not publish_status(client, REFUSED, HEAD, "topic", "aims-gate")
    assert len(world.statuses) == 1


def test_another_is(client: GitLab, world: World) -> None:
    publish_status(client, REFUSED, HEAD, "topic", "aims-gate")
    assert publish_status(client, PASSED, HEAD, "topic", "aims-gate")
    assert [status["state"] for status in world.statuses] == ["failed", "success"]


def test_one_of_the_same_name_by_someone_else_does_not_stand_in(client: GitLab, world: World) -> None:
    world.statuses.append({"id": 1, "sha": HEAD, "name": "aims-gate", "status": "success", "description": "Trust me"})
    assert publish_status(client, REFUSED, HEAD, "topic", "aims-gate")
    assert world.statuses[-1]["state"] == "failed"


@pytest.mark.parametrize(
    ("verdict", "exit_code", "blocking", "state"),
    [
        ("pass", 0, False, "success"), ("fail", 1, True, "failed"), ("undecided", 3, True, "failed"),
        ("fail", 0, False, "success"), ("undecided", 2, True, "failed"), ("pass", 4, False, "failed"),
    ],
)  # fmt: skip
def test_the_word_for_a_verdict(verdict: str, exit_code: int, blocking: bool, state: str) -> None:
    report = replace(REFUSED, verdict=verdict, exit_code=exit_code, blocking=blocking)
    assert state_of(report) == state


@pytest.mark.parametrize(
    ("target", "name"), [("main", "aims-gate"), ("release", "aims-gate (release)"), ("", "aims-gate ()")]
)
def test_a_verdict_against_one_branch_serves_no_other(target: str, name: str) -> None:
    assert status_name("main", target) == name


def test_a_long_summary_is_cut(client: GitLab, world: World) -> None:
    publish_status(client, replace(REFUSED, summary="x\ny" * 300), HEAD, "topic", "aims-gate")
    assert len(world.statuses[0]["description"]) == 200


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_refusal_is_an_error(method: str, client: GitLab, gitlab: StandIn) -> None:
    gitlab.fail(method=method, path="/statuses", status=403, body=b"{}")
    assert refused(lambda: publish_status(client, REFUSED, HEAD, "", "aims-gate")).status == 403


def test_an_answer_that_keeps_no_status_is_an_error(client: GitLab, gitlab: StandIn) -> None:
    gitlab.fail(method="POST", path="/statuses", status=201, body=b"{}")
    refused(lambda: publish_status(client, REFUSED, HEAD, "", "aims-gate"))
