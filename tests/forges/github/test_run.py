from pathlib import Path
from typing import Any

import pytest

from aims_gate.errors import UsageError
from aims_gate.forges.github.run import read_run
from tests.forges.github.asking import refused
from tests.forges.github.events import of_pull, written
from tests.forges.github.stand_in import TOKEN, StandIn
from tests.forges.github.world import World


def environment(folder: Path, **more: str) -> dict[str, str]:
    event = written(folder, of_pull("a" * 40, "b" * 40))
    return {"GITHUB_EVENT_PATH": event, "GITHUB_EVENT_NAME": "pull_request", **more}


def test_the_api_that_the_environment_names_is_asked(world: World, github: StandIn, tmp_path: Path) -> None:
    world.pull(5, "a" * 40)
    run = read_run(environment(tmp_path, GITHUB_API_URL=github.url, GITHUB_TOKEN=TOKEN))
    assert run.github is not None
    assert run.github.get(run.github.at("pulls", run.event.number))["number"] == 5


@pytest.mark.parametrize("token", [{}, {"GITHUB_TOKEN": ""}, {"AIMS_GATE_GITHUB_TOKEN": ""}])
def test_nobody_asks_without_a_token(token: dict[str, str], tmp_path: Path) -> None:
    assert read_run(environment(tmp_path, **token)).github is None


def test_an_event_of_no_change_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="brings no change"):
        read_run(environment(tmp_path, GITHUB_EVENT_NAME="issues"))


QUERY = "query($owner: String!, $name: String!, $number: Int!) { lastEditedAt }"
VARIABLES: dict[str, Any] = {"owner": "octo", "name": "shop", "number": 5}


def asking(folder: Path, github: StandIn, graphql_url: str) -> Any:
    given = environment(folder, GITHUB_API_URL=github.url, GITHUB_TOKEN=TOKEN, GITHUB_GRAPHQL_URL=graphql_url)
    run = read_run(given)
    assert run.github is not None
    return run.github.graphql(QUERY, VARIABLES)


@pytest.mark.parametrize("below", ["", "/graphql", "/api/graphql"])
def test_queries_go_where_the_environment_says(below: str, github: StandIn, tmp_path: Path) -> None:
    assert "repository" in asking(tmp_path, github, f"{github.url}{below}" if below else "")
    (asked,) = github.requests
    assert (asked.method, asked.target) == ("POST", below or "/graphql")


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/graphql",
        "http://127.0.0.1/graphql",
        "https://127.0.0.1:1/graphql",
        "http://[half/graphql",
        "graphql",
        "//127.0.0.1/graphql",
    ],
)
def test_queries_never_take_the_token_to_another_host(elsewhere: str, github: StandIn, tmp_path: Path) -> None:
    error = refused(lambda: asking(tmp_path, github, elsewhere))
    assert "another host" in error.message
    assert github.requests == []
