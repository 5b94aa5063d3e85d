"""The stand-in refuses what GitHub refuses: a lenient one would prove nothing."""

import json
import urllib.error
import urllib.request
from typing import Any

import pytest

from tests.forges.github.description import objections
from tests.forges.github.stand_in import TOKEN, StandIn
from tests.forges.github.world import World

RUNS = "/repos/octo/shop/check-runs"
NOTE = {"path": "a", "start_line": 1, "end_line": 1, "annotation_level": "notice", "message": "x"}


def run(**output: Any) -> dict[str, Any]:
    return {"name": "n", "head_sha": "9ab0", "output": {"title": "t", "summary": "s", **output}}


def test_a_request_as_github_describes_it_is_allowed() -> None:
    assert objections("POST", RUNS, {}, run(annotations=[NOTE] * 50)) == []
    assert objections("PATCH", f"{RUNS}/7", {}, {"conclusion": "success"}) == []
    assert objections("GET", "/repos/o/r/commits/9ab0/check-runs", {"filter": "all", "per_page": "100"}, None) == []


@pytest.mark.parametrize(
    ("method", "path", "query", "body"),
    [
        ("POST", RUNS, {}, None),
        ("POST", RUNS, {}, {"name": "n"}),
        ("POST", RUNS, {}, run(annotations=[NOTE] * 51)),
        ("POST", RUNS, {}, run(annotations=[{**NOTE, "annotation_level": "error"}])),
        ("POST", RUNS, {}, run(annotations=[{**NOTE, "start_line": "1"}])),
        ("POST", RUNS, {}, run(summary="x" * 65_536)),
        ("POST", RUNS, {}, {**run(), "conclusion": "passed"}),
        ("PATCH", f"{RUNS}/x", {}, {"conclusion": "success"}),
        ("PATCH", f"{RUNS}/7", {}, {"status": "completed"}),
        ("DELETE", f"{RUNS}/7", {}, None),
        ("GET", f"{RUNS}/7", {}, {"a": 1}),
        ("GET", f"{RUNS}/7/annotations", {"per_page": "many"}, None),
        ("GET", "/repos/o/r/commits/9ab0/check-runs", {"filter": "newest"}, None),
        ("GET", "/repos/o/r/commits/9ab0/check-runs", {"name": "aims-gate"}, None),
        ("GET", "/repos/o/r/nowhere", {}, None),
    ],
)
def test_any_other_is_not(method: str, path: str, query: dict[str, str], body: Any) -> None:
    assert objections(method, path, query, body) != []


@pytest.mark.parametrize(
    "body",
    [
        run(annotations=[{**NOTE, "title": "ü" * 128}]),
        run(annotations=[{**NOTE, "message": "ü" * 32_769}]),
        run(annotations=[{**NOTE, "end_line": 2, "start_column": 1}]),
        run(summary="ü" * 32_768),
        {**run(), "status": "completed"},
    ],
)
def test_limits_that_are_told_in_sentences_hold_too(body: dict[str, Any], world: World) -> None:
    assert world.reply("POST", RUNS, {}, body)[0] == 422
    assert world.check_runs == {}


def ask(url: str, token: str = TOKEN, **body: Any) -> int:
    headers = {"Authorization": f"token {token}", "X-GitHub-Api-Version": "2022-11-28"}
    sent = urllib.request.Request(url, json.dumps(body).encode() if body else None, headers)
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(sent) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code


def test_what_is_wrong_is_answered_so_and_remembered(world: World) -> None:
    with StandIn(world) as server:
        assert ask(f"{server.url}{RUNS}", name="n") == 422
        assert ask(f"{server.url}/nowhere") == 404
        assert ask(f"{server.url}/graphql", query="{viewer{login}}", variables={}) == 200
        assert len(server.violations) == 3


def test_who_is_not_known_is_told_nothing(world: World) -> None:
    with StandIn(world) as server:
        assert ask(f"{server.url}/repos/octo/shop", token="ghs_other") == 401
        assert ask(f"{server.url}/repos/octo/shop") == 200
        assert ask(f"{server.url}/repos/octo/elsewhere") == 404
        assert server.violations == []


def test_a_world_holds_what_a_test_puts_there(world: World) -> None:
    world.pull(3, "9ab0", labels=[{"name": "aims:none-material"}])
    world.review(3, "octo-risk", "APPROVED", "9ab0", "2026-11-21T09:00:00Z")
    world.permission("octo-risk", "admin")
    world.rules("main", [])
    here = "/repos/octo/shop"
    assert world.reply("GET", f"{here}/pulls/3", {}, None)[1]["labels"] == [{"name": "aims:none-material"}]
    assert [pull["number"] for pull in world.reply("GET", f"{here}/commits/9ab0/pulls", {}, None)[1]] == [3]
    (review,) = world.reply("GET", f"{here}/pulls/3/reviews", {}, None)[1]
    assert (review["user"]["login"], review["state"], review["commit_id"]) == ("octo-risk", "APPROVED", "9ab0")
    assert world.reply("GET", f"{here}/collaborators/octo-risk/permission", {}, None)[1]["permission"] == "admin"
    assert world.reply("GET", f"{here}/rules/branches/main", {}, None) == (200, [])
    assert world.reply("GET", f"{here}/pulls/4", {}, None)[0] == 404
