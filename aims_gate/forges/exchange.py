"""One exchange with a forge's API: how long and how large an answer may be, and what is said of one that never came.

Knows bytes, time and size, and over which way a token may travel. Whose API it is, and whether to ask again, is not known
here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from aims_gate.errors import ForgeError

if TYPE_CHECKING:
    from requests import Response

CONNECT, READ, WHOLE = 5.0, 15.0, 30.0
"""Seconds: to connect, between two pieces of an answer, for the whole answer."""

LARGEST = 32 * 1024 * 1024
"""Bytes of one answer, unpacked."""

LOOPBACK = ("127.0.0.1", "::1", "localhost")
"""Hosts to which nothing leaves this machine."""

_PIECE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. Names of `headers` are in lower case.

    `status` is 0 when no whole answer came; `trouble` then says why, and `lasting` that asking again is no use.
    """

    status: int
    headers: dict[str, str]
    body: bytes
    trouble: str = ""
    lasting: bool = False


class NoWholeAnswerError(Exception):
    """Ends an exchange of which nothing is kept: `answer` is what it comes to."""

    def __init__(self, trouble: str, lasting: bool = False) -> None:
        super().__init__(trouble)
        self.answer = no_answer(trouble, lasting)


def no_answer(trouble: str, lasting: bool = False) -> Answer:
    """What an exchange comes to that brought nothing whole."""
    return Answer(0, {}, b"", trouble, lasting)


def answered(response: "Response", body: bytes) -> Answer:
    """A response whose body is read."""
    headers = {name.lower(): value for name, value in response.headers.items()}
    return Answer(response.status_code, headers, body)


def body_of(response: "Response", clock: Callable[[], float], deadline: float) -> bytes:
    """The body, unpacked; `deadline` is on the clock's scale. Raises NoWholeAnswerError past a limit."""
    pieces: list[bytes] = []
    size = 0
    while piece := response.raw.read1(_PIECE, decode_content=True):
        size += len(piece)
        if size > LARGEST:
            raise NoWholeAnswerError(f"its answer is larger than {LARGEST // 1024**2} MB", lasting=True)
        if clock() > deadline:
            raise NoWholeAnswerError("it did not answer in time")
        pieces.append(piece)
    return b"".join(pieces)


def unanswered(error: Exception) -> Answer:
    """What an exchange comes to that ended in an error of requests or of urllib3."""
    import requests
    from urllib3.exceptions import ReadTimeoutError

    if isinstance(error, requests.exceptions.SSLError):
        return no_answer("its certificate cannot be verified", lasting=True)
    if isinstance(error, requests.exceptions.ProxyError):
        return no_answer("the proxy did not let the request through")
    if isinstance(error, requests.exceptions.Timeout | ReadTimeoutError):
        return no_answer("it did not answer in time")
    # Their texts may quote the proxy's password or a header, so none is passed on.
    return no_answer("the connection broke")


def root_of(api_url: str, refused: ForgeError) -> str:
    """The API's root without a slash at its end. A token travels encrypted, or stays on this machine.

    Raises `refused` for what is no URL of an API, and another ForgeError for one that is not encrypted.
    """
    try:
        parts = urlsplit(api_url)
        host = parts.hostname
    except ValueError:
        host = None
    if not host or parts.scheme not in ("https", "http") or parts.query or parts.fragment or "@" in parts.netloc:
        raise refused
    if parts.scheme == "http" and host not in LOOPBACK:
        raise ForgeError(
            f"the API at {host} is not encrypted, and the token would be readable on the way", "use its https URL"
        )
    return api_url.rstrip("/")


def not_json(answer: Answer) -> str:
    """What is wrong with a body that cannot be read as JSON, after `the answer`."""
    kind = answer.headers.get("content-type", "").partition(";")[0]
    return "is empty" if not answer.body else "is a web page" if kind == "text/html" else "is no whole JSON"
