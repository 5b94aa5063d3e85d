from typing import Any

import pytest

from aims_gate.errors import ForgeError
from aims_gate.forges.github.client import GitHub
from aims_gate.forges.github.pull_request import (
    edited_at,
    is_administrator,
    pull_requests_of,
    read_pull_request,
    reviews,
)
from aims_gate.model.review import Review
from tests.forges.github.description import example
from tests.forges.github.stand_in import StandIn
from tests.forges.github.world import World, user

HEAD = "a" * 40
AT = "2026-11-20T12:00:00Z"
LABEL = "aims:none-material"


def test_githubs_own_example(world: World, client: GitHub) -> None:
    world.put("/pulls/1347", example("pull-request"))
    pull = read_pull_request(client, 1347)
    assert (pull.title, pull.body, pull.state) == (
        "Amazing new feature",
        "Please pull these awesome changes in!",
        "open",
    )
    assert (pull.user.login, pull.user.user_id, pull.user.bot) == ("octocat", "1", False)
    assert [label.name for label in pull.labels] == ["bug"]
    assert (pull.base.ref, pull.head.sha) == ("master", "6dcb09b5b57875f334f61aebed695e2e4193db5e")


def test_what_may_be_absent(world: World, client: GitHub) -> None:
    shown = world.pull(5, HEAD)
    shown |= {"body": None, "user": None}
    shown["head"]["repo"] = None
    pull = read_pull_request(client, 5)
    assert (pull.body, pull.user.login, pull.user.user_id) == ("", "ghost", "")


@pytest.mark.parametrize("broken", [{"title": 5}, {"labels": None}, {"head": {}}, {"user": {"login": None}}])
def test_an_answer_of_another_shape_is_a_failure(broken: dict[str, Any], world: World, client: GitHub) -> None:
    world.pull(5, HEAD).update(broken)
    with pytest.raises(ForgeError, match=f"pulls/5 cannot be understood: {next(iter(broken))}") as raised:
        read_pull_request(client, 5)
    assert raised.value.hint


def test_a_commit_leads_to_its_pull_requests(world: World, client: GitHub) -> None:
    world.put(f"/commits/{HEAD}/pulls", example("pull-request-simple-items"))
    assert [pull.number for pull in pull_requests_of(client, HEAD)] == [1347]


def test_every_page_of_reviews_in_githubs_order(world: World, github: StandIn, client: GitHub) -> None:
    world.pull(5, HEAD)
    for number in range(205):
        world.review(5, f"reviewer-{number}", "APPROVED", HEAD, AT)
    assert [review.login for review in reviews(client, 5)] == [f"reviewer-{number}" for number in range(205)]
    assert len(github.made("GET", "/reviews")) == 3


def test_a_review_as_github_tells_it(world: World, client: GitHub) -> None:
    world.pull(5, HEAD)
    world.review(5, "octo-risk", "APPROVED", HEAD, AT)
    number = str(user("octo-risk")["id"])
    assert reviews(client, 5) == (Review("octo-risk", number, False, "approved", HEAD, AT, "80"),)


@pytest.mark.parametrize("state", ["APPROVED", "CHANGES_REQUESTED", "COMMENTED", "DISMISSED"])
def test_states(state: str, world: World, client: GitHub) -> None:
    world.pull(5, HEAD)
    world.review(5, "octo-risk", state, HEAD, AT)
    assert [review.state for review in reviews(client, 5)] == [state.lower()]


def test_a_review_that_is_still_being_written_has_no_time(world: World, client: GitHub) -> None:
    world.pull(5, HEAD)
    del world.review(5, "octo-risk", "PENDING", HEAD, AT)["submitted_at"]
    assert [(review.state, review.at) for review in reviews(client, 5)] == [("pending", "")]


def test_an_account_that_is_gone(world: World, client: GitHub) -> None:
    world.pull(5, HEAD)
    world.review(5, "gone", "APPROVED", HEAD, AT)["user"] = None
    assert [(review.login, review.user_id) for review in reviews(client, 5)] == [("ghost", "")]


@pytest.mark.parametrize(
    ("login", "kind", "bot"),
    [("renovate[bot]", "User", True), ("app", "Bot", True), ("firm", "Organization", True), ("octo", "User", False)],
)
def test_bots_by_kind_or_by_name(login: str, kind: str, bot: bool, world: World, client: GitHub) -> None:
    world.pull(5, HEAD)
    world.review(5, login, "APPROVED", HEAD, AT)["user"]["type"] = kind
    assert [review.bot for review in reviews(client, 5)] == [bot]


def test_an_unknown_state_is_no_review(world: World, client: GitHub) -> None:
    world.pull(5, HEAD)
    world.review(5, "octo-risk", "APPROVED_WITH_LOVE", HEAD, AT)
    with pytest.raises(ForgeError, match="state"):
        reviews(client, 5)


def test_never_edited_and_never_labelled(world: World, client: GitHub) -> None:
    world.pull(5, HEAD)
    assert edited_at(client, 5) == ("", None)


def test_the_last_edit_and_the_last_time_of_the_label(world: World, client: GitHub) -> None:
    world.pull(5, HEAD)
    world.edited[5] = AT
    world.labelled[5] = [(LABEL, "2026-11-20T09:00:00Z"), (LABEL, "2026-11-20T10:00:00Z"), ("bug", AT)]
    assert edited_at(client, 5) == (AT, "2026-11-20T10:00:00Z")


@pytest.mark.parametrize(
    "data", [{"repository": None}, {"repository": {"pullRequest": None}}, {}], ids=["repository", "number", "all"]
)
def test_a_pull_request_that_the_query_does_not_find(data: Any, world: World, client: GitHub) -> None:
    world.query = lambda variables: data
    assert edited_at(client, 5) == (None, None)


def test_an_answer_without_the_time_of_the_edit_is_a_failure(world: World, client: GitHub) -> None:
    world.query = lambda variables: {"repository": {"pullRequest": {"number": 5}}}
    with pytest.raises(ForgeError, match="lastEditedAt"):
        edited_at(client, 5)


def test_administrators(world: World, client: GitHub) -> None:
    for level, expected in (("admin", True), ("write", False), ("read", False), ("none", False)):
        world.permission("octo-risk", level)
        assert is_administrator(client, "octo-risk") is expected


def test_nobody_else_administers(github: StandIn, client: GitHub) -> None:
    assert not is_administrator(client, "nobody")
    github.fail(path="/permission", status=403, body=b"{}")
    with pytest.raises(ForgeError):
        is_administrator(client, "nobody")
