"""The client against a GitHub on this machine that fails in every way the real one does."""

import subprocess
import sys
from collections.abc import Callable

import pytest

from aims_gate.errors import ForgeError
from aims_gate.forges.github import connection
from aims_gate.forges.github.client import ATTEMPTS, GitHub
from tests.forges.github.conftest import Time
from tests.forges.github.stand_in import TOKEN, StandIn
from tests.forges.github.world import World

HEAD = "9ab0" * 10
PULL = "/repos/octo/shop/pulls/3"
RUNS = "/repos/octo/shop/check-runs"
RUN = {"name": "aims-gate", "head_sha": HEAD}
EDITED = "query($owner:String!,$name:String!,$number:Int!){repository(owner:$owner,name:$name){lastEditedAt}}"
NUMBER = {"owner": "octo", "name": "shop", "number": 3}

Connect = Callable[..., GitHub]


@pytest.fixture(autouse=True)
def pull(world: World) -> None:
    world.pull(3, HEAD)


def refused(ask: Callable[[], object]) -> ForgeError:
    with pytest.raises(ForgeError) as raised:
        ask()
    assert TOKEN not in f"{raised.value.message} {raised.value.hint}"
    assert raised.value.hint
    assert raised.value.exit_code == 3
    return raised.value


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


PASSING = [
    {"status": 500},
    {"status": 502, "body": b"<html>"},
    {"status": 503},
    {"status": 504},
    {"status": 429},
    {"status": 429, "headers": {"Retry-After": "7"}},
    {"status": 403, "headers": {"Retry-After": "7"}},
    {"status": 403, "body": b'{"message":"You have exceeded a secondary rate limit."}'},
    {"status": 403, "headers": {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1795255210"}},
    {"drop": "reset"},
    {"drop": "truncate"},
    {"drop": "truncate", "after": True},
]


@pytest.mark.parametrize("fault", PASSING)
def test_trouble_that_passes_costs_one_more_request(fault: dict[str, object], client: GitHub, github: StandIn) -> None:
    github.fail(path="pulls", **fault)
    assert client.get(PULL)["number"] == 3
    assert len(github.requests) == 2


@pytest.mark.parametrize(
    ("headers", "waited"),
    [
        ({"Retry-After": "7"}, 7),
        ({"Retry-After": "0"}, 1),
        ({"Retry-After": "Sat, 21 Nov 2026 10:00:30 GMT"}, 31),
        ({"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1795255220"}, 21),
        ({"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "never"}, 60),
        ({"Retry-After": "soon"}, 60),
        ({}, 60),
    ],
)
def test_it_waits_as_long_as_it_is_asked_to(
    headers: dict[str, str], waited: float, client: GitHub, github: StandIn, time: Time
) -> None:
    github.fail(path="pulls", status=429, headers=headers)
    client.get(PULL)
    assert time.slept == [waited]


def test_without_a_word_on_time_it_backs_off(client: GitHub, github: StandIn, time: Time) -> None:
    github.fail(path="pulls", status=502, times=ATTEMPTS)
    error = refused(lambda: client.get(PULL))
    assert (error.status, len(github.requests)) == (502, ATTEMPTS)
    assert time.slept == [1, 2, 4, 8]


def test_a_limit_that_outlasts_patience_is_told_at_once(client: GitHub, github: StandIn, time: Time) -> None:
    headers = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1795258800"}
    github.fail(path="pulls", status=403, headers=headers, times=9)
    error = refused(lambda: client.get(PULL))
    assert "rate limit" in error.message
    assert error.hint == "run it again after 2026-11-21 11:00 UTC"
    assert (len(github.requests), time.slept) == (1, [])
    assert "rate limit" in refused(lambda: client.get("/repos/octo/shop")).message
    assert len(github.requests) == 1


def test_patience_is_one_for_all_requests(client: GitHub, github: StandIn, time: Time) -> None:
    github.fail(path="", status=503, headers={"Retry-After": "25"}, times=99)
    for _ in range(4):
        refused(lambda: client.get(PULL))
    assert time.slept == [25, 25]
    assert len(github.requests) == 3


def test_a_slow_answer_is_given_up(
    connect: Connect, github: StandIn, time: Time, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "READ", 0.1)
    github.fail(path="pulls", delay=0.5, times=ATTEMPTS)
    error = refused(lambda: connect().get(PULL))
    assert (error.status, len(github.requests)) == (0, ATTEMPTS)
    assert "did not answer in time" in error.message


def test_an_answer_that_only_drips_is_given_up(
    connect: Connect, github: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    import time

    monkeypatch.setattr(connection, "WHOLE", 0.1)
    github.fail(path="pulls", status=200, body=b" " * 500, drop="drip", times=ATTEMPTS)
    started = time.monotonic()
    error = refused(lambda: connect(clock=time.monotonic).get(PULL))
    assert "did not answer in time" in error.message
    assert time.monotonic() - started < 5


def test_nobody_listening_is_no_answer(time: Time, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    client = GitHub("octo/shop", TOKEN, "http://127.0.0.1:9", sleep=time.sleep, clock=time.clock)
    error = refused(lambda: client.get(PULL))
    assert error.status == 0
    assert len(time.slept) == ATTEMPTS - 1


def test_a_proxy_is_not_quoted(time: Time, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://ana:hunter2@127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    client = GitHub("octo/shop", TOKEN, "https://ghe.example/api/v3", sleep=time.sleep, clock=time.clock)
    error = refused(lambda: client.get(PULL))
    assert "hunter2" not in f"{error.message} {error.hint}"
    assert "proxy" in error.message


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


def test_an_answer_without_end_is_refused(client: GitHub, github: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "LARGEST", 1024 * 1024)
    github.fail(path="pulls", status=200, body=b" " * (1024 * 1024 + 1), times=9)
    assert "larger than 1 MB" in refused(lambda: client.get(PULL)).message
    assert len(github.requests) == 1


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_renamed_repository_is_followed_when_reading(status: int, client: GitHub, github: StandIn) -> None:
    github.fail(path="/old/", status=status, headers={"Location": f"{github.url}{PULL}"})
    assert client.get("/repos/octo/old/pulls/3")["number"] == 3
    assert len(github.requests) == 2


@pytest.mark.parametrize("target", ["https://evil.example/x", "//evil.example/x", "http://127.0.0.1:9/x"])
def test_a_redirect_elsewhere_is_refused(target: str, client: GitHub, github: StandIn) -> None:
    github.fail(path="pulls", status=301, headers={"Location": target})
    assert "renamed or moved" in refused(lambda: client.get(PULL)).hint
    assert len(github.requests) == 1


def test_redirects_in_a_circle_end(client: GitHub, github: StandIn) -> None:
    github.fail(path="pulls", status=302, headers={"Location": PULL}, times=99)
    refused(lambda: client.get(PULL))
    assert len(github.requests) == 4


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


def test_after_a_lost_request_the_next_one_waits(client: GitHub, github: StandIn, time: Time) -> None:
    github.fail(method="POST", path="check-runs", status=429, headers={"Retry-After": "9"})
    refused(lambda: client.post(RUNS, RUN))
    assert (client.asked_to_wait, time.slept) == (True, [])
    client.get(PULL)
    assert (client.asked_to_wait, time.slept) == (False, [9])


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


@pytest.mark.parametrize(
    "url", ["http://ghe.example/api/v3", "ftp://x", "", "https://", "https://a:b@ghe.example", "https://[x"]
)
def test_a_token_goes_nowhere_unencrypted(url: str) -> None:
    refused(lambda: GitHub("octo/shop", TOKEN, url))


@pytest.mark.parametrize("token", ["", " \n", "ghs_a b", "ghs_a\r\nX: y", "ghs_é"])
def test_what_cannot_be_a_token_is_not_sent(token: str, connect: Connect, github: StandIn) -> None:
    assert "GITHUB_TOKEN" in refused(lambda: connect(token=token)).hint
    assert github.requests == []


def test_the_line_end_of_a_secret_is_dropped(connect: Connect) -> None:
    assert connect(token=f"{TOKEN}\n").get(PULL)


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


def test_a_local_check_loads_neither_github3_nor_requests() -> None:
    modules = ("client", "check_run", "annotations", "conclusion", "connection", "pace", "refusals", "limits")
    program = "; ".join(
        [
            "import sys, importlib",
            f"[importlib.import_module('aims_gate.forges.github.' + name) for name in {modules!r}]",
            "print([name for name in ('github3', 'requests', 'urllib3', 'jwt') if name in sys.modules])",
        ]
    )
    told = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout
    assert told.strip() == "[]"
