import pytest
import requests
from urllib3.exceptions import HTTPError, ReadTimeoutError

from aims_gate.errors import ForgeError
from aims_gate.forges.exchange import Answer, not_json, root_of, unanswered

ODD = ForgeError("odd")


@pytest.mark.parametrize("url", ["", "forge.example", "ftp://forge.example", "https://", "https://[x", "https://a:b@forge.example",
                                 "https://forge.example?a", "https://forge.example?a/", "https://forge.example#a"])  # fmt: skip
def test_what_is_no_url_of_an_api_is_refused_in_the_forge_s_words(url: str) -> None:
    with pytest.raises(ForgeError) as raised:
        root_of(url, ODD)
    assert raised.value is ODD


def test_a_token_travels_encrypted_or_not_at_all() -> None:
    with pytest.raises(ForgeError, match=r"the API at forge\.example is not encrypted"):
        root_of("http://forge.example/api", ODD)


@pytest.mark.parametrize(
    "root", ["https://forge.example/api", "http://127.0.0.1:8080", "http://[::1]/api", "http://localhost"]
)
def test_a_root_ends_without_a_slash(root: str) -> None:
    assert root_of(f"{root}//", ODD) == root


@pytest.mark.parametrize(
    ("error", "trouble", "lasting"),
    [
        (requests.exceptions.SSLError("s"), "its certificate cannot be verified", True),
        (
            requests.exceptions.ProxyError("http://ana:hunter2@proxy"),
            "the proxy did not let the request through",
            False,
        ),
        (requests.exceptions.ReadTimeout(), "it did not answer in time", False),
        (ReadTimeoutError(None, "", ""), "it did not answer in time", False),
        (requests.exceptions.ConnectionError("hunter2"), "the connection broke", False),
        (HTTPError("hunter2"), "the connection broke", False),
    ],
)
def test_whatever_happens_on_the_way_is_an_answer(error: Exception, trouble: str, lasting: bool) -> None:
    assert unanswered(error) == Answer(0, {}, b"", trouble, lasting)


@pytest.mark.parametrize(
    ("kind", "body", "said"),
    [
        ("application/json", b"", "is empty"),
        ("text/html; charset=utf-8", b"<html>", "is a web page"),
        ("application/json", b'{"a"', "is no whole JSON"),
    ],
)
def test_a_body_that_is_no_json_is_named(kind: str, body: bytes, said: str) -> None:
    assert not_json(Answer(200, {"content-type": kind}, body)) == said
