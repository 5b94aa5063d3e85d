"""One check run a commit, whatever request is lost on the way."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from aims_gate.errors import ForgeError
from aims_gate.forges.github import connection
from aims_gate.forges.github.client import GitHub
from tests.forges.clock import Time
from tests.forges.github.asking import HEAD, only_run, said, say, with_findings
from tests.forges.github.stand_in import StandIn
from tests.forges.github.world import World
from tests.reports.sample import REFUSED, UNDECIDED

LOST: list[dict[str, Any]] = [
    {"status": 502, "body": b"<html>"},
    {"status": 500},
    {"status": 504},
    {"status": 429, "headers": {"Retry-After": "5"}},
    {"status": 403, "headers": {"Retry-After": "5"}},
    {"status": 201, "body": b""},
    {"status": 201, "body": b"<html>"},
    {"status": 201, "body": b'{"id": "x"}'},
    {"drop": "reset"},
    {"drop": "truncate"},
    {"delay": 0.8},
]


@pytest.fixture(autouse=True)
def hasty(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A client that does not wait for late answers; only where one is late, so that a busy machine upsets no other."""
    callspec = getattr(request.node, "callspec", None)
    if callspec is not None and "delay" in callspec.params.get("fault", {}):
        monkeypatch.setattr(connection, "READ", 0.3)


@pytest.mark.parametrize("after", [True, False])
@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("fault", LOST)
def test_a_lost_creation_never_makes_two_runs(
    fault: dict[str, Any], times: int, after: bool, connect: Callable[..., GitHub], github: StandIn, world: World
) -> None:
    github.fail(method="POST", path="check-runs", times=times, after=after, **fault)
    client = connect()
    if after or times == 1:
        assert say(client, with_findings(60)).created
        assert only_run(world)["conclusion"] == "failure"
        assert said(world) == [f"Finding {place}" for place in range(60)]
    else:
        with pytest.raises(ForgeError):
            say(client, with_findings(60))
        assert world.check_runs == {}
    assert len(github.made("POST")) == (1 if after else 2)


def test_a_run_that_appears_late_is_found(client: GitHub, github: StandIn, world: World, time: Time) -> None:
    github.fail(method="POST", path="check-runs", status=504, after=True)
    nothing = b'{"total_count":0,"check_runs":[]}'
    github.fail(path=f"{HEAD}/check-runs", status=200, body=nothing, times=2)
    say(client)
    assert only_run(world)["conclusion"] == "failure"
    assert time.slept == [1, 5]


@pytest.mark.parametrize("status", [401, 403, 404, 409, 422, 307])
def test_a_plain_refusal_is_not_asked_again(status: int, client: GitHub, github: StandIn) -> None:
    github.fail(method="POST", path="check-runs", status=status, times=9)
    with pytest.raises(ForgeError) as raised:
        say(client)
    assert raised.value.status == status
    assert len(github.requests) == 2


def test_a_fork_is_told_which_permission_it_lacks(client: GitHub, github: StandIn) -> None:
    github.fail(
        method="POST",
        path="check-runs",
        status=403,
        headers={"X-Accepted-GitHub-Permissions": "checks=write"},
        body=b'{"message":"Resource not accessible by integration"}',
    )
    with pytest.raises(ForgeError) as raised:
        say(client)
    assert "`checks: write`" in raised.value.hint
    assert "fork" in raised.value.hint


def test_nothing_is_made_where_it_cannot_be_looked_up(client: GitHub, github: StandIn, world: World) -> None:
    github.fail(path=f"{HEAD}/check-runs", status=502, times=99)
    with pytest.raises(ForgeError):
        say(client)
    assert github.made("POST") == []


def test_nothing_is_made_again_where_it_cannot_be_looked_up(client: GitHub, github: StandIn, world: World) -> None:
    github.fail(path=f"{HEAD}/check-runs", status=200, body=b'{"check_runs":[]}')
    github.fail(method="POST", path="check-runs", status=502, after=True)
    github.fail(path=f"{HEAD}/check-runs", status=502, times=99)
    with pytest.raises(ForgeError):
        say(client)
    assert len(github.made("POST")) == 1
    assert len(world.check_runs) == 1


@pytest.mark.parametrize("after", [True, False])
@pytest.mark.parametrize("which", [1, 2, 3])
@pytest.mark.parametrize("fault", [{**fault, "status": 200} if fault.get("status") == 201 else fault for fault in LOST])
def test_a_lost_update_is_made_up_for_without_a_word_twice(
    fault: dict[str, Any], which: int, after: bool, connect: Callable[..., GitHub], github: StandIn, world: World
) -> None:
    say(connect(), replace(UNDECIDED, summary="before"))
    for _ in range(which - 1):
        github.fail(method="PATCH", path="check-runs", after=True)
    github.fail(method="PATCH", path="check-runs", after=after, **fault)
    say(connect(), with_findings(120))
    assert said(world) == [f"Finding {place}" for place in range(120)]
    assert only_run(world)["output"]["title"] == REFUSED.summary


@pytest.mark.parametrize("after", [True, False])
def test_annotations_that_follow_a_new_run_are_not_repeated(
    after: bool, client: GitHub, github: StandIn, world: World
) -> None:
    github.fail(method="PATCH", path="check-runs", status=502, after=after)
    assert say(client, with_findings(120)).created
    assert said(world) == [f"Finding {place}" for place in range(120)]


def test_an_update_that_is_never_answered_is_a_failure(client: GitHub, github: StandIn) -> None:
    say(client)
    github.fail(method="PATCH", path="check-runs", drop="reset", times=99)
    with pytest.raises(ForgeError):
        say(client)
    assert len(github.made("PATCH")) == 3


@pytest.mark.parametrize(
    "body", [b'{"check_runs":[{"name":"aims-gate"}]}', b"{}", b'{"check_runs":null}', b"[]", b"[7]"]
)
def test_a_list_of_runs_that_says_nothing_is_never_taken_for_none(body: bytes, client: GitHub, github: StandIn) -> None:
    run = b'{"id":null,"html_url":1,"name":"aims-gate","external_id":"change/3","head_sha":"%s"}' % HEAD.encode()
    body = body.replace(b'{"name":"aims-gate"}', run)
    if body == b"[]":
        body = b"[[]]"
    github.fail(path=f"{HEAD}/check-runs", status=200, body=body)
    with pytest.raises(ForgeError):
        say(client)
    assert github.made("POST") == []
