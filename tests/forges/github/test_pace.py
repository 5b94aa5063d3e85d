"""What is asked again and after how long, against a GitHub that fails for a while."""

import pytest

from aims_gate.forges.github.client import ATTEMPTS, GitHub
from tests.forges.clock import Time
from tests.forges.github.asking import HEAD, PULL, RUNS, refused
from tests.forges.github.stand_in import StandIn

RUN = {"name": "aims-gate", "head_sha": HEAD}


PASSING = [
    {"status": 500},
    {"status": 502, "body": b"<html>"},
    {"status": 503},
    {"status": 504},
    {"status": 429},
    {"status": 429, "headers": {"Retry-After": "7"}},
    {"status": 403, "headers": {"Retry-After": "7"}},
    {"status": 403, "body": b'{"message":"You have exceeded a secondary rate limit."}'},
    {"status": 403, "headers": {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1795255210"}},
    {"drop": "reset"},
    {"drop": "truncate"},
    {"drop": "truncate", "after": True},
]


@pytest.mark.parametrize("fault", PASSING)
def test_trouble_that_passes_costs_one_more_request(fault: dict[str, object], client: GitHub, github: StandIn) -> None:
    github.fail(path="pulls", **fault)
    assert client.get(PULL)["number"] == 3
    assert len(github.requests) == 2


@pytest.mark.parametrize(
    ("headers", "waited"),
    [
        ({"Retry-After": "7"}, 7),
        ({"Retry-After": "0"}, 1),
        ({"Retry-After": "Sat, 21 Nov 2026 10:00:30 GMT"}, 31),
        ({"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1795255220"}, 21),
        ({"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "never"}, 60),
        ({"Retry-After": "soon"}, 60),
        ({}, 60),
    ],
)
def test_it_waits_as_long_as_it_is_asked_to(
    headers: dict[str, str], waited: float, client: GitHub, github: StandIn, time: Time
) -> None:
    github.fail(path="pulls", status=429, headers=headers)
    client.get(PULL)
    assert time.slept == [waited]


def test_without_a_word_on_time_it_backs_off(client: GitHub, github: StandIn, time: Time) -> None:
    github.fail(path="pulls", status=502, times=ATTEMPTS)
    error = refused(lambda: client.get(PULL))
    assert (error.status, len(github.requests)) == (502, ATTEMPTS)
    assert time.slept == [1, 2, 4, 8]


def test_a_limit_that_outlasts_patience_is_told_at_once(client: GitHub, github: StandIn, time: Time) -> None:
    headers = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1795258800"}
    github.fail(path="pulls", status=403, headers=headers, times=9)
    error = refused(lambda: client.get(PULL))
    assert "rate limit" in error.message
    assert error.hint == "run it again after 2026-11-21 11:00 UTC"
    assert (len(github.requests), time.slept) == (1, [])
    assert "rate limit" in refused(lambda: client.get("/repos/octo/shop")).message
    assert len(github.requests) == 1


def test_patience_is_one_for_all_requests(client: GitHub, github: StandIn, time: Time) -> None:
    github.fail(path="", status=503, headers={"Retry-After": "25"}, times=99)
    for _ in range(4):
        refused(lambda: client.get(PULL))
    assert time.slept == [25, 25]
    assert len(github.requests) == 3


def test_after_a_lost_request_the_next_one_waits(client: GitHub, github: StandIn, time: Time) -> None:
    github.fail(method="POST", path="check-runs", status=429, headers={"Retry-After": "9"})
    refused(lambda: client.post(RUNS, RUN))
    assert (client.asked_to_wait, time.slept) == (True, [])
    client.get(PULL)
    assert (client.asked_to_wait, time.slept) == (False, [9])
