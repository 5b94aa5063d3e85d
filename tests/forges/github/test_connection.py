"""Where a token may go, how long and how large an answer may be, and what is loaded for it."""

import subprocess
import sys

import pytest

from aims_gate.forges import exchange
from aims_gate.forges.github import connection
from aims_gate.forges.github.client import ATTEMPTS, GitHub
from tests.forges.clock import Time
from tests.forges.github.asking import PULL, Connect, refused
from tests.forges.github.stand_in import TOKEN, StandIn


def test_a_slow_answer_is_given_up(
    connect: Connect, github: StandIn, time: Time, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "READ", 0.2)
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


def test_an_answer_without_end_is_refused(client: GitHub, github: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange, "LARGEST", 1024 * 1024)
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
