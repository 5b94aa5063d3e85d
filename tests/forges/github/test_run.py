from pathlib import Path

import pytest

from aims_gate.errors import UsageError
from aims_gate.forges.github.run import read_run
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
