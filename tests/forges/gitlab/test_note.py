"""The one note on a merge request."""

import pytest

from aims_gate.forges.gitlab.client import GitLab
from aims_gate.forges.gitlab.note import LONGEST, MARKER, Published, publish_note
from tests.forges.gitlab.asking import refused
from tests.forges.gitlab.stand_in import StandIn
from tests.forges.gitlab.world import OWN, World

FORBIDDEN = b'{"message": "403 Forbidden"}'


def bodies(world: World) -> list[str]:
    return [note["body"] for note in world.notes[3]]


def test_it_is_made_once_and_kept_up_to_date(client: GitLab, world: World) -> None:
    assert publish_note(client, 3, "# Fails") == Published(500, created=True)
    assert publish_note(client, 3, "# Passes") == Published(500, created=False)
    assert bodies(world) == [f"{MARKER}\n\n# Passes"]


def test_the_same_words_are_not_written_again(client: GitLab, gitlab: StandIn) -> None:
    publish_note(client, 3, "# Fails")
    publish_note(client, 3, "# Fails")
    assert gitlab.made("PUT") == []


def test_it_is_not_made_where_none_is_wanted(client: GitLab, world: World) -> None:
    assert publish_note(client, 3, "# Passes", create=False) is None
    assert bodies(world) == []


def test_but_one_that_is_there_is_kept_up_to_date(client: GitLab, world: World) -> None:
    publish_note(client, 3, "# Fails")
    publish_note(client, 3, "# Passes", create=False)
    assert bodies(world) == [f"{MARKER}\n\n# Passes"]


def test_somebody_else_s_note_with_the_marker_is_left_alone(client: GitLab, world: World) -> None:
    world.comment(3, "octo-owner", f"{MARKER}\n\n# All is well")
    publish_note(client, 3, "# Fails")
    assert bodies(world) == [f"{MARKER}\n\n# All is well", f"{MARKER}\n\n# Fails"]


def test_so_is_another_note_of_the_same_account(client: GitLab, world: World) -> None:
    world.comment(3, OWN, f"I quote: {MARKER}")
    publish_note(client, 3, "# Fails")
    assert len(bodies(world)) == 2


def test_two_that_raced_both_tell_the_newest(client: GitLab, world: World) -> None:
    for _ in range(2):
        world.comment(3, OWN, f"{MARKER}\n\n# Fails")
    publish_note(client, 3, "# Passes")
    assert bodies(world) == [f"{MARKER}\n\n# Passes"] * 2


def test_a_note_on_the_second_page_is_found(client: GitLab, world: World) -> None:
    for _ in range(120):
        world.comment(3, "octo-owner", "Words")
    world.comment(3, OWN, f"{MARKER}\n\n# Fails")
    assert publish_note(client, 3, "# Passes").created is False


@pytest.mark.parametrize("drop", ["reset", ""])
def test_one_whose_making_was_not_answered_is_found(drop: str, client: GitLab, world: World, gitlab: StandIn) -> None:
    gitlab.fail(method="POST", path="/notes", drop=drop, status=0 if drop else 502, after=True)
    publish_note(client, 3, "# Fails")
    assert len(bodies(world)) == 1


def test_one_that_was_not_made_is_an_error(client: GitLab, world: World, gitlab: StandIn) -> None:
    gitlab.fail(method="POST", path="/notes", status=502)
    assert refused(lambda: publish_note(client, 3, "# Fails")).status == 502
    assert bodies(world) == []


@pytest.mark.parametrize(("method", "path"), [("GET", "/user$"), ("GET", "/notes"), ("POST", "/notes")])
def test_a_refusal_is_an_error(method: str, path: str, client: GitLab, gitlab: StandIn) -> None:
    gitlab.fail(method=method, path=path, status=403, body=FORBIDDEN)
    assert refused(lambda: publish_note(client, 3, "# Fails")).status == 403


def test_a_token_that_may_only_read_is_told_what_it_lacks(client: GitLab, gitlab: StandIn) -> None:
    gitlab.scopes = {"read_api"}
    error = refused(lambda: publish_note(client, 3, "# Fails"))
    assert "`api`" in error.hint
    assert "protected" in error.hint


@pytest.mark.parametrize("answer", [b'{"commands_changes": {}}', b"[]", b'{"id": 1, "body": "other"}', b""])
def test_an_answer_that_keeps_no_note_is_an_error(answer: bytes, client: GitLab, gitlab: StandIn) -> None:
    gitlab.fail(method="POST", path="/notes", status=201, body=answer)
    refused(lambda: publish_note(client, 3, "# Fails"))


@pytest.mark.parametrize("line", ["/approve", "  /merge", "\t/label ~x", "a\n/close", "```\n/approve\n```"])
def test_no_line_is_a_command(line: str, client: GitLab, world: World) -> None:
    publish_note(client, 3, line)
    (body,) = bodies(world)
    assert not any(row.lstrip(" \t").startswith("/") for row in body.splitlines())


def test_the_longest_report_fits(client: GitLab, world: World) -> None:
    publish_note(client, 3, "x" * LONGEST)
    assert len(bodies(world)[0]) > LONGEST
