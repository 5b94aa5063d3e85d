"""The client against a GitHub on this machine that refuses and garbles in every way the real one does."""

import pytest

from aims_gate.errors import ForgeError
from aims_gate.forges.github.client import GitHub
from tests.forges.clock import Time
from tests.forges.github.asking import HEAD, PULL, RUNS, Connect, refused
from tests.forges.github.stand_in import TOKEN, StandIn
from tests.forges.github.world import World

RUN = {"name": "aims-gate", "head_sha": HEAD}
EDITED = "query($owner:String!,$name:String!,$number:Int!){repository(owner:$owner,name:$name){lastEditedAt}}"
NUMBER = {"owner": "octo", "name": "shop", "number": 3}


def test_it_reads_an_object_as_the_installation_of_an_app(client: GitHub, github: StandIn) -> None:
    assert client.get(PULL)["head"]["sha"] == HEAD
    (request,) = github.requests
    assert request.headers["authorization"] == f"token {TOKEN}"
    assert request.headers["user-agent"] == "aims-gate"


def test_the_pages_of_a_list_are_one_list(client: GitHub, github: StandIn, world: World) -> None:
    for _ in range(250):
        world.review(3, "octo-risk", "APPROVED", HEAD, "2026-11-21T09:00:00Z")
    assert [one["id"] for one in client.pages(f"{PULL}/reviews")] == [*range(80, 330)]
    assert len(github.requests) == 3


def test_a_wrapped_list_is_read_by_its_key(client: GitHub, github: StandIn) -> None:
    for _ in range(120):
        client.post(RUNS, RUN)
    github.requests.clear()
    found = client.pages(f"/repos/octo/shop/commits/{HEAD}/check-runs", key="check_runs", filter="all")
    assert [one["id"] for one in found] == [*range(1000, 1120)]
    assert len(github.requests) == 2


def test_a_wrapped_list_without_its_key_is_refused(client: GitHub) -> None:
    error = refused(lambda: list(client.pages(f"/repos/octo/shop/commits/{HEAD}/check-runs")))
    assert "is no list of objects" in error.message


@pytest.mark.parametrize("url", ["https://evil.example/x?page=2", "//evil.example/x", "https://api.github.com/x"])
def test_a_next_page_at_another_host_is_not_followed(url: str, client: GitHub, github: StandIn) -> None:
    github.fail(path="reviews", status=200, body=b"[]", headers={"Link": f'<{url}>; rel="next"'})
    error = refused(lambda: list(client.pages(f"{PULL}/reviews")))
    assert "another host" in error.message
    assert len(github.requests) == 1


def test_a_list_that_leads_back_to_itself_ends(client: GitHub, github: StandIn) -> None:
    here = f"{github.url}{PULL}/reviews?per_page=100"
    github.fail(path="reviews", status=200, body=b"[]", headers={"Link": f'<{here}>; rel="next"'}, times=9)
    assert "does not end" in refused(lambda: list(client.pages(f"{PULL}/reviews"))).message
    assert len(github.requests) == 1


REFUSALS = [
    (401, {}, b'{"message":"Bad credentials"}', "Bad credentials", "${{ github.token }}"),
    (
        403,
        {"X-Accepted-GitHub-Permissions": "pull_requests=read,contents=read; issues=read"},
        b'{"message":"Resource not accessible by integration"}',
        "Resource not accessible",
        "`pull-requests: read` and `contents: read` or `issues: read` under `permissions`",
    ),
    (403, {"X-GitHub-SSO": "required"}, b'{"message":"SAML"}', "SAML", "single sign-on"),
    (403, {}, b"", "(403)", "under `permissions`"),
    (404, {}, b'{"message":"Not Found"}', "Not Found", "GitHub hides"),
    (409, {}, b'{"message":"Git Repository is empty."}', "is empty", "run it again"),
    (410, {}, b"{}", "(410)", "report this"),
    (422, {}, b'{"message":"Invalid","errors":[{"field":"sha","code":"missing"},"and so on"]}', "sha missing; and", ""),
    (304, {}, b"", "redirects", "renamed"),
    (501, {}, b"<html>", "(501)", "githubstatus"),
]


@pytest.mark.parametrize(("status", "headers", "body", "message", "hint"), REFUSALS)
def test_a_refusal_says_the_way_out_and_is_final(
    status: int, headers: dict[str, str], body: bytes, message: str, hint: str, client: GitHub, github: StandIn
) -> None:
    github.fail(path="pulls", status=status, headers=headers, body=body, times=9)
    error = refused(lambda: client.get(PULL))
    assert error.status == status
    assert message in error.message
    assert hint in error.hint
    assert "GET /repos/octo/shop/pulls/3" in error.message
    assert len(github.requests) == 1


UNREADABLE = [
    ({"body": b""}, "is empty"),
    ({"body": b'{"number": 3, "he'}, "no whole JSON"),
    ({"body": b"<html>log in</html>", "headers": {"Content-Type": "text/html"}}, "web page"),
    ({"body": b'"zen"'}, "neither an object nor a list"),
    ({"body": b"\xff\xfe{"}, "no whole JSON"),
    ({"body": b"[" * 100_000}, "no whole JSON"),
    ({"body": b"9" * 5000}, "no whole JSON"),
]


@pytest.mark.parametrize(("fault", "message"), UNREADABLE)
def test_a_success_that_cannot_be_read_is_none(
    fault: dict[str, object], message: str, client: GitHub, github: StandIn
) -> None:
    github.fail(path="pulls", status=200, **fault)
    assert message in refused(lambda: client.get(PULL)).message
    assert len(github.requests) == 1


@pytest.mark.parametrize("body", [b"{}", b'[1, "a"]', b"[null]", b'{"check_runs": []}'])
def test_a_list_of_another_kind_is_refused(body: bytes, client: GitHub, github: StandIn) -> None:
    github.fail(path="reviews", status=200, body=body)
    assert "no list of objects" in refused(lambda: list(client.pages(f"{PULL}/reviews"))).message


@pytest.mark.parametrize(
    "fault",
    [
        *({"status": status} for status in (301, 307, 401, 403, 404, 409, 422, 429, 500, 502, 503)),
        {"status": 201, "body": b""},
        {"status": 201, "body": b"[]"},
        {"drop": "reset"},
        {"drop": "truncate"},
    ],
)
@pytest.mark.parametrize("method", ["POST", "PATCH"])
def test_what_changes_something_is_asked_once(
    method: str, fault: dict[str, object], client: GitHub, github: StandIn
) -> None:
    github.fail(method=method, path="check-runs", headers={"Location": RUNS}, times=9, **fault)
    ask = client.post if method == "POST" else client.patch
    assert refused(lambda: ask(f"{RUNS}/1", RUN)).status == fault.get("status", 0)
    assert len(github.requests) == 1


def test_a_query_is_answered_and_repeated(client: GitHub, github: StandIn, world: World) -> None:
    world.edited[3] = "2026-11-21T09:00:00Z"
    github.fail(method="POST", path="graphql", status=502)
    data = client.graphql(EDITED, NUMBER)
    assert data["repository"]["pullRequest"]["lastEditedAt"] == "2026-11-21T09:00:00Z"
    assert len(github.requests) == 2


@pytest.mark.parametrize(
    ("body", "status", "hint"),
    [
        (b'{"data":{"repository":null},"errors":[{"type":"NOT_FOUND","message":"no"}]}', 404, "GitHub hides"),
        (b'{"errors":[{"type":"FORBIDDEN","message":"no"}]}', 403, "under `permissions`"),
        (b'{"errors":[{"type":"RATE_LIMITED","message":"no"}]}', 429, "run it again"),
        (b'{"errors":[{"message":"Field does not exist"}]}', 200, "report"),
        (b'{"errors":"odd"}', 200, "report"),
        (b'{"data":null}', 200, "GITHUB_API_URL"),
        (b"[]", 200, "GITHUB_API_URL"),
    ],
)
def test_a_query_without_all_its_data_is_a_failure(
    body: bytes, status: int, hint: str, client: GitHub, github: StandIn
) -> None:
    github.fail(method="POST", path="graphql", status=200, body=body)
    error = refused(lambda: client.graphql(EDITED, NUMBER))
    assert error.status == status
    assert hint in error.hint


def test_a_mutation_is_no_query(client: GitHub) -> None:
    with pytest.raises(ValueError, match="repeated"):
        client.graphql("mutation{x}", {})


def test_an_enterprise_server_has_its_queries_elsewhere(world: World, time: Time, github: StandIn) -> None:
    with StandIn(world, prefix="/api/v3") as server:
        client = GitHub("octo/shop", TOKEN, f"{server.url}/", sleep=time.sleep, clock=time.clock)
        assert client.get(PULL)["number"] == 3
        assert client.graphql(EDITED, NUMBER)["repository"]
        assert "GET /repos/octo/shop/pulls/4 " in refused(lambda: client.get("/repos/octo/shop/pulls/4")).message
        assert server.violations == []


@pytest.mark.parametrize("repository", ["", "shop", "octo/", "octo/..", "octo/shop/x", "octo/sh?op", "../x", "o/s\n"])
def test_what_names_no_repository_is_refused(repository: str, connect: Connect) -> None:
    assert "owner/name" in refused(lambda: connect(repository=repository)).hint


def test_a_token_that_github_repeats_is_not_passed_on(client: GitHub, github: StandIn) -> None:
    body = f'{{"message":"no {TOKEN} \\u001b[2J\\r\\n::error::x"}}'.encode()
    github.fail(path="pulls", status=404, body=body)
    error = refused(lambda: client.get(PULL))
    assert "no [token]" in error.message
    assert error.message.isprintable()


def test_each_part_of_a_path_stays_one_step(client: GitHub) -> None:
    assert client.at("rules", "branches", "a/b ?#%") == "/repos/octo/shop/rules/branches/a%2Fb%20%3F%23%25"
    for part in ("", ".", ".."):
        with pytest.raises(ForgeError, match="no place"):
            client.at("collaborators", part, "permission")


@pytest.mark.parametrize("path", ["", "x", "/repos/../user", "/a?b=c", "/a#b", "//evil.example/x", "/a b", "/é"])
def test_a_path_of_another_shape_is_our_mistake(path: str, client: GitHub, github: StandIn) -> None:
    with pytest.raises(ValueError, match="below the API's root"):
        client.get(path)
    assert github.requests == []
