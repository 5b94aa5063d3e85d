from dataclasses import replace

import pytest

from aims_gate.forges.gitlab.client import GitLab
from aims_gate.forges.gitlab.job import Job
from aims_gate.forges.gitlab.number import MOST, number_of
from aims_gate.model.change import NOBODY, Change, Commit
from tests.forges.gitlab.asking import refused
from tests.forges.gitlab.conftest import HEAD
from tests.forges.gitlab.stand_in import StandIn
from tests.forges.gitlab.world import World

BRANCH = Job("push", "42", "", "main", "main", HEAD, source="topic")
LANDED = replace(BRANCH, source="main", before="c" * 40)


def change(*commits: str) -> Change:
    return Change("", HEAD, "", (), tuple(Commit(one, NOBODY, NOBODY, (), "", "") for one in commits))


def test_one_that_is_named_is_not_asked_for(client: GitLab, gitlab: StandIn) -> None:
    assert number_of(client, replace(BRANCH, iid=7), change()) == 7
    assert gitlab.requests == []


def test_a_branch_is_known_by_its_tip(client: GitLab) -> None:
    assert number_of(client, BRANCH, change()) == 3


@pytest.mark.parametrize(("state", "target"), [("closed", "main"), ("opened", "main"), ("merged", "release")])
def test_what_has_landed_was_brought_by_what_merged_into_it(
    state: str, target: str, client: GitLab, world: World
) -> None:
    world.merge_requests[3] |= {"state": state, "target_branch": target}
    assert "no merge request" in refused(lambda: number_of(client, LANDED, change(HEAD))).message
    world.merge_requests[3] |= {"state": "merged", "target_branch": "main"}
    assert number_of(client, LANDED, change("b" * 40, HEAD)) == 3


def test_two_at_once_are_each_judged_in_their_own_pipeline(client: GitLab, world: World) -> None:
    world.merge_request(4, "b" * 40)
    for iid in (3, 4):
        world.merge_requests[iid]["state"] = "merged"
    assert "!3, !4" in refused(lambda: number_of(client, LANDED, change("b" * 40, HEAD))).message


def test_too_many_commits_are_not_asked_about(client: GitLab, gitlab: StandIn) -> None:
    refused(lambda: number_of(client, LANDED, change(*[HEAD] * (MOST + 1))))
    assert gitlab.requests == []
