"""A GitHub for each test, and a client that asks it and never really sleeps."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from aims_gate.forges.github.client import GitHub
from tests.forges.clock import Time
from tests.forges.github.asking import HEAD
from tests.forges.github.stand_in import TOKEN, StandIn
from tests.forges.github.story import Story
from tests.forges.github.world import World


@pytest.fixture
def world() -> World:
    """A repository with one open pull request."""
    opened = World()
    opened.pull(3, HEAD)
    return opened


@pytest.fixture
def github(world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    """The stand-in; a request that GitHub's description does not allow fails the test."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with StandIn(world) as stand_in:
        yield stand_in
    assert stand_in.violations == []


@pytest.fixture
def connect(github: StandIn, time: Time) -> Callable[..., GitHub]:
    """Makes a client of the stand-in."""

    def make(**more: Any) -> GitHub:
        settings = {"sleep": time.sleep, "clock": time.clock, **more}
        return GitHub(settings.pop("repository", "octo/shop"), settings.pop("token", TOKEN), github.url, **settings)

    return make


@pytest.fixture
def client(connect: Callable[..., GitHub]) -> GitHub:
    """A client of the stand-in."""
    return connect()


@pytest.fixture
def story(tmp_path: Path, github: StandIn) -> Story:
    """A sound change of an AI system in a pull request that nobody has reviewed."""
    return Story(tmp_path, github)
