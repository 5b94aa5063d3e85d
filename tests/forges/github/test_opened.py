"""Open pull requests as GitHub lists them now, and what an event of theirs would say."""

import pytest

from aims_gate.forges.github.client import GitHub
from aims_gate.forges.github.opened import default_branch, event_of, pull_requests
from aims_gate.forges.github.pull_request import read_pull_request
from tests.forges.github.asking import HEAD, refused
from tests.forges.github.stand_in import StandIn
from tests.forges.github.world import World


def test_every_open_one_is_listed_page_by_page(client: GitHub, world: World) -> None:
    for number in range(10, 215):
        world.pull(number, HEAD, draft=number % 2 == 0)
    world.pull(300, HEAD, state="closed")
    assert [pull.number for pull in pull_requests(client)] == [3, *range(10, 215)]


def test_one_that_is_named_is_read_open_or_not(client: GitHub, world: World) -> None:
    world.pull(7, HEAD, state="closed")
    assert [(pull.number, pull.state) for pull in pull_requests(client, 7)] == [(7, "closed")]
    assert refused(lambda: list(pull_requests(client, 8))).status == 404


def test_a_page_that_cannot_be_had_is_no_end_of_the_list(client: GitHub, world: World, github: StandIn) -> None:
    for number in range(10, 215):
        world.pull(number, HEAD)
    listed = pull_requests(client)
    assert next(listed).number == 3
    github.fail(path="/pulls$", status=403, body=b'{"message": "No"}')
    refused(lambda: list(listed))


def test_the_default_branch_is_the_repositorys(client: GitHub, github: StandIn) -> None:
    assert default_branch(client) == "main"
    for body in (b"{}", b'{"default_branch": ""}', b'{"default_branch": null}', b"[]"):
        github.fail(path="/repos/octo/shop$", status=200, body=body)
        assert "cannot be understood" in refused(lambda: default_branch(client)).message


@pytest.mark.parametrize("origin", ["octo/shop", "somebody/shop", None])
def test_an_event_of_it_would_say_the_same_wherever_its_branch_lies(
    origin: str | None, client: GitHub, world: World
) -> None:
    shown = world.pull(9, "b" * 40, draft=True)
    shown["base"] |= {"ref": "release", "sha": "c" * 40}
    shown["head"]["repo"] = {"full_name": origin} if origin else None
    event = event_of(read_pull_request(client, 9), "octo/shop", "main")
    assert (event.kind, event.number) == ("pull_request", 9)
    assert (event.default_branch, event.base_ref, event.base_sha) == ("main", "release", "c" * 40)
    assert (event.head_sha, event.lands) == ("b" * 40, False)
