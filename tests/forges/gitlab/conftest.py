"""A GitLab for each test, and a client that asks it and never really sleeps."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from aims_gate.forges.gitlab.client import GitLab
from aims_gate.forges.gitlab.connection import Token
from tests.forges.clock import Time
from tests.forges.gitlab.stand_in import TOKEN, StandIn
from tests.forges.gitlab.story import Story
from tests.forges.gitlab.world import PROJECT, World

HEAD = "9ab0" * 10


@pytest.fixture
def world() -> World:
    """A project with one open merge request."""
    opened = World()
    opened.merge_request(3, HEAD)
    return opened


@pytest.fixture
def gitlab(world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    """The stand-in; a request that GitLab's description does not allow fails the test."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with StandIn(world) as stand_in:
        yield stand_in
    assert stand_in.violations == []


@pytest.fixture
def connect(gitlab: StandIn, time: Time) -> Callable[..., GitLab]:
    """Makes a client of the stand-in."""

    def make(**more: Any) -> GitLab:
        settings = {"sleep": time.sleep, "clock": time.clock, **more}
        token = settings.pop("token", Token(TOKEN))
        return GitLab(settings.pop("project", str(PROJECT)), token, settings.pop("api", gitlab.api), **settings)

    return make


@pytest.fixture
def client(connect: Callable[..., GitLab]) -> GitLab:
    """A client of the stand-in."""
    return connect()


@pytest.fixture
def story(tmp_path: Path, gitlab: StandIn) -> Story:
    """A sound change of an AI system in a merge request that nobody has approved."""
    return Story(tmp_path, gitlab)
