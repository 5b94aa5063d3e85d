"""What becomes of a request when GitLab, or the way to it, does not do as it should."""

from collections.abc import Callable

import pytest

from aims_gate.errors import ForgeError
from aims_gate.forges.exchange import LARGEST
from aims_gate.forges.gitlab.client import GitLab
from aims_gate.forges.gitlab.connection import Token
from aims_gate.forges.gitlab.merge_request import approvals, notes, read_merge_request, reviewers, versions
from tests.forges.clock import Time
from tests.forges.gitlab.asking import refused
from tests.forges.gitlab.conftest import HEAD
from tests.forges.gitlab.stand_in import JOB_TOKEN, TOKEN, StandIn
from tests.forges.gitlab.world import World

MR = "/projects/42/merge_requests/3"
Connect = Callable[..., GitLab]


def ask(client: GitLab) -> object:
    return read_merge_request(client, 3)


def test_the_token_is_sent_as_an_access_token(client: GitLab, gitlab: StandIn) -> None:
    ask(client)
    (request,) = gitlab.requests
    assert request.headers["private-token"] == TOKEN
    assert request.headers["user-agent"] == "aims-gate"
    assert request.path == MR


def test_a_jobs_token_is_sent_as_one(connect: Connect, gitlab: StandIn) -> None:
    ask(connect(token=Token(JOB_TOKEN, job=True)))
    (request,) = gitlab.requests
    assert request.headers["job-token"] == JOB_TOKEN
    assert "private-token" not in request.headers


def test_a_server_below_a_path(world: World, connect: Connect) -> None:
    with StandIn(world, prefix="/git/lab") as below:
        assert read_merge_request(connect(api=below.api), 3).iid == 3
        assert below.violations == []


@pytest.mark.parametrize("status", [500, 502, 503, 504, 520])
def test_an_outage_that_passes_is_waited_out(status: int, client: GitLab, gitlab: StandIn, time: Time) -> None:
    gitlab.fail(status=status, times=2, body=b"<html>")
    ask(client)
    assert time.slept == [1.0, 2.0]


def test_an_outage_that_stays_is_an_error(client: GitLab, gitlab: StandIn, time: Time) -> None:
    gitlab.fail(status=502, times=99)
    assert refused(lambda: ask(client)).status == 502
    assert len(gitlab.requests) == 5
    assert sum(time.slept) < 60


def test_a_limit_is_waited_out_as_long_as_asked(client: GitLab, gitlab: StandIn, time: Time) -> None:
    gitlab.fail(status=429, headers={"Retry-After": "17"})
    ask(client)
    assert time.slept == [17.0]


def test_or_until_its_reset(client: GitLab, gitlab: StandIn, time: Time) -> None:
    gitlab.fail(status=429, headers={"RateLimit-Reset": "1795255210"})
    ask(client)
    assert time.slept == [11.0]


def test_a_limit_longer_than_patience_is_an_error_at_once(client: GitLab, gitlab: StandIn, time: Time) -> None:
    gitlab.fail(status=429, headers={"Retry-After": "3600"}, times=9)
    error = refused(lambda: ask(client))
    assert (error.status, len(gitlab.requests), time.slept) == (429, 1, [])
    assert "3600 seconds" in error.hint


@pytest.mark.parametrize(
    ("status", "body", "said", "hint"),
    [
        (401, b'{"message": "401 Unauthorized"}', "401", "not valid here"),
        (403, b'{"message": "403 Forbidden"}', "403", "read_api"),
        (404, b'{"message": "404 Not found"}', "404", "hides"),
        (400, b'{"error": "iid is invalid"}', "iid is invalid", "bug"),
        (409, b"{}", "409", "again"),
        (418, b"[1]", "418", "bug"),
    ],
)
def test_a_refusal_says_the_way_out(
    status: int, body: bytes, said: str, hint: str, client: GitLab, gitlab: StandIn
) -> None:
    gitlab.fail(status=status, body=body, times=9)
    error = refused(lambda: ask(client))
    assert said in error.message
    assert hint in error.hint
    assert (error.status, len(gitlab.requests)) == (status, 1)


def test_a_missing_scope_is_named(client: GitLab, gitlab: StandIn) -> None:
    gitlab.scopes = {"read_repository"}
    error = refused(lambda: approvals(client, 3))
    assert "api read_api" in error.hint
    assert "`read_api`" in error.hint


def test_approvals_are_not_even_asked_for_with_a_jobs_token(connect: Connect, gitlab: StandIn) -> None:
    error = refused(lambda: approvals(connect(token=Token(JOB_TOKEN, job=True)), 3))
    assert "CI_JOB_TOKEN may not read them" in error.message
    assert "`read_api`" in error.hint
    assert gitlab.requests == []


@pytest.mark.parametrize("status", [401, 403, 404])
def test_what_a_jobs_token_may_not_read_names_the_token_that_may(
    status: int, connect: Connect, gitlab: StandIn
) -> None:
    gitlab.fail(status=status, body=b"{}")
    assert "`read_api`" in refused(lambda: ask(connect(token=Token(JOB_TOKEN, job=True)))).hint


def test_the_token_in_an_answer_is_not_repeated(client: GitLab, gitlab: StandIn) -> None:
    gitlab.fail(status=403, body=f'{{"message": "no {TOKEN}"}}'.encode())
    assert "[token]" in refused(lambda: ask(client)).message


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_the_token_follows_no_redirect(status: int, client: GitLab, gitlab: StandIn, world: World) -> None:
    with StandIn(world) as other:
        gitlab.fail(status=status, headers={"Location": f"{other.api}{MR}"}, times=9)
        assert "redirects" in refused(lambda: ask(client)).message
        assert other.requests == []


@pytest.mark.parametrize("drop", ["reset", "truncate"])
def test_a_connection_that_breaks_is_tried_again(drop: str, client: GitLab, gitlab: StandIn) -> None:
    gitlab.fail(drop=drop)
    assert read_merge_request(client, 3).iid == 3


def test_one_that_always_breaks_is_an_error(client: GitLab, gitlab: StandIn) -> None:
    gitlab.fail(drop="reset", times=99)
    assert refused(lambda: ask(client)).status == 0


def test_nobody_there_is_an_error(connect: Connect) -> None:
    assert refused(lambda: ask(connect(api="http://127.0.0.1:9/api/v4"))).status == 0


def test_an_answer_that_never_ends_is_given_up(client: GitLab, gitlab: StandIn, time: Time) -> None:
    readings = iter(range(0, 100_000, 31))
    client._connection._clock = lambda: float(next(readings))
    assert "in time" in refused(lambda: ask(client)).message


def test_an_answer_without_measure_is_given_up(
    client: GitLab, gitlab: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert LARGEST == 32 * 1024 * 1024
    monkeypatch.setattr("aims_gate.forges.exchange.LARGEST", 10)
    assert "larger than" in refused(lambda: ask(client)).message
    assert len(gitlab.requests) == 1


@pytest.mark.parametrize(
    ("body", "headers", "said"),
    [
        (b"", {}, "is empty"),
        (b"<html>", {"Content-Type": "text/html"}, "is a web page"),
        (b'{"iid": 3', {}, "is no whole JSON"),
        (b"[]", {}, "is no object"),
        (b"null", {}, "is no object"),
        (b'{"iid": 3}', {}, "cannot be understood"),
    ],
)
def test_an_answer_that_is_none(
    body: bytes, headers: dict[str, str], said: str, client: GitLab, gitlab: StandIn
) -> None:
    gitlab.fail(status=200, body=body, headers=headers)
    assert said in refused(lambda: ask(client)).message


def pushed(world: World, number: int) -> None:
    for _ in range(number - 1):
        world.push(3, HEAD, "2026-11-20T10:00:00.000Z")


@pytest.mark.parametrize("number", [1, 99, 100, 101, 200, 201])
def test_every_page_is_read(number: int, client: GitLab, world: World) -> None:
    pushed(world, number)
    assert len(versions(client, 3)) == number


@pytest.mark.parametrize(
    ("headers", "said"),
    [
        ({"X-Total": "151"}, "lists 150 of 151"),
        ({"X-Next-Page": "1"}, "another page than the next"),
        ({"X-Next-Page": "-"}, "whether it is the whole list"),
    ],
)
def test_a_list_that_may_be_cut_short_is_refused(
    headers: dict[str, str], said: str, client: GitLab, world: World, gitlab: StandIn
) -> None:
    pushed(world, 150)
    gitlab.fail(path="versions", headers=headers, after=True, times=9)
    assert said in refused(lambda: versions(client, 3)).message


def test_a_page_that_is_lost_loses_the_list(client: GitLab, world: World, gitlab: StandIn) -> None:
    pushed(world, 150)
    gitlab.fail(path="versions", headers={"X-First": "page"})
    gitlab.fail(path="versions", status=403, body=b"{}", times=9)
    assert refused(lambda: versions(client, 3)).status == 403


def test_links_do_where_there_are_no_page_numbers(client: GitLab, world: World, gitlab: StandIn) -> None:
    pushed(world, 150)
    gitlab.fail(path="versions", headers={"X-Next-Page": "-", "Link": '<x>; rel="next"'})
    gitlab.fail(path="versions", headers={"X-Next-Page": "-", "Link": '<x>; rel="first"'})
    assert len(versions(client, 3)) == 150


def test_a_list_without_end_is_refused(client: GitLab, gitlab: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aims_gate.forges.gitlab.client.MOST_PAGES", 1)
    gitlab.fail(path="versions", headers={"X-Next-Page": "2"}, times=9)
    assert "does not end" in refused(lambda: versions(client, 3)).message


def test_notes_that_a_token_may_not_see_are_counted_by_gitlab_all_the_same(client: GitLab, gitlab: StandIn) -> None:
    gitlab.fail(path="notes", headers={"X-Total": "7"})
    assert notes(client, 3, "only_activity") == ()


def test_a_first_page_of_reviewers_is_not_all_of_them(client: GitLab, gitlab: StandIn) -> None:
    gitlab.fail(path="reviewers", headers={"X-Next-Page": "2"})
    assert "only the first page" in refused(lambda: reviewers(client, 3)).message


@pytest.mark.parametrize("body", [b"{}", b"[1]", b'["x"]'])
def test_what_is_no_list_is_none(body: bytes, client: GitLab, gitlab: StandIn) -> None:
    gitlab.fail(path="versions", status=200, body=body)
    assert "no list" in refused(lambda: versions(client, 3)).message


@pytest.mark.parametrize("status", [500, 502, 503])
def test_a_write_is_never_repeated(status: int, client: GitLab, gitlab: StandIn) -> None:
    gitlab.fail(method="POST", status=status, times=9)
    refused(lambda: client.post(client.at("merge_requests", 3, "notes"), {"body": "x"}))
    assert len(gitlab.made("POST")) == 1


@pytest.mark.parametrize(
    "api",
    ["", "gitlab.example.org/api/v4", "https://gitlab.example.org", "http://gitlab.example.org/api/v4",
     "https://me:pw@gitlab.example.org/api/v4", "https://gitlab.example.org/api/v4?x=1", "ftp://x/api/v4"],
)  # fmt: skip
def test_a_token_goes_to_no_odd_address(api: str, connect: Connect) -> None:
    refused(lambda: connect(api=api))


@pytest.mark.parametrize("token", ["", " ", "a b", "ä", "a\nb"])
def test_what_is_no_token_is_refused(token: str, connect: Connect) -> None:
    refused(lambda: connect(token=Token(token)))


def test_a_part_of_a_path_stays_one(client: GitLab) -> None:
    assert client.at("a/b", "ä?") == "/projects/42/a%2Fb/%C3%A4%3F"
    with pytest.raises(ForgeError):
        client.at("..", "x")


def test_certificates_that_cannot_be_read(connect: Connect, world: World) -> None:
    client = connect(api="https://127.0.0.1:9/api/v4", ca_file="/no/such/file.pem")
    error = refused(lambda: ask(client))
    assert "certificates" in error.message
    assert "AIMS_GATE_GITLAB_CA_FILE" in error.hint
