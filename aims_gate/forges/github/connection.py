"""One exchange with GitHub's API over github3's session.

Knows bytes, time and size, and where a token may go. What an answer means, and whether to ask again, is not known here.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from aims_gate.errors import ForgeError
from aims_gate.forges.github.session import session

if TYPE_CHECKING:
    from requests import Response

CONNECT, READ, WHOLE = 5.0, 15.0, 30.0
"""Seconds: to connect, between two pieces of an answer, for the whole answer."""

LARGEST = 32 * 1024 * 1024
"""Bytes of one answer, unpacked."""

API_VERSION = "2022-11-28"
_LOOPBACK = ("127.0.0.1", "::1", "localhost")
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


class Connection:
    """Authenticated requests to one API, each made exactly once and never redirected."""

    def __init__(self, token: str, api_url: str, clock: Callable[[], float]) -> None:
        self.root = _root(api_url)
        self.host = urlsplit(self.root).netloc
        self.token = _token(token, self.host)
        self._clock = clock
        self._session = _session(self.token)

    def owns(self, url: str) -> bool:
        """Whether a URL leads to the API's own host, so that the token may be sent there."""
        try:
            there, here = urlsplit(url), urlsplit(self.root)
        except ValueError:
            return False
        return (there.scheme, there.netloc) == (here.scheme, here.netloc)

    def exchange(self, method: str, url: str, body: bytes | None = None) -> Answer:
        """Sends one request; whatever happens on the way is an answer too."""
        import requests
        from urllib3.exceptions import HTTPError, ReadTimeoutError

        deadline = self._clock() + WHOLE
        try:
            with self._session.request(method, url, data=body, stream=True, allow_redirects=False) as response:
                return self._read(response, deadline)
        except requests.exceptions.SSLError:
            return _no_answer("its certificate cannot be verified", lasting=True)
        except requests.exceptions.ProxyError:
            return _no_answer("the proxy did not let the request through")
        except (requests.exceptions.Timeout, ReadTimeoutError):
            return _no_answer("it did not answer in time")
        except (requests.exceptions.RequestException, HTTPError):
            # Their texts may quote the proxy's password or a header, so none is passed on.
            return _no_answer("the connection broke")

    def _read(self, response: "Response", deadline: float) -> Answer:
        pieces: list[bytes] = []
        size = 0
        while piece := response.raw.read1(_PIECE, decode_content=True):
            size += len(piece)
            if size > LARGEST:
                return _no_answer(f"its answer is larger than {LARGEST // 1024**2} MB", lasting=True)
            if self._clock() > deadline:
                return _no_answer("it did not answer in time")
            pieces.append(piece)
        headers = {name.lower(): value for name, value in response.headers.items()}
        return Answer(response.status_code, headers, b"".join(pieces))


def _no_answer(trouble: str, lasting: bool = False) -> Answer:
    return Answer(0, {}, b"", trouble, lasting)


def _root(api_url: str) -> str:
    """The API's root without a slash at its end. A token travels encrypted, or stays on this machine."""
    try:
        parts = urlsplit(api_url)
        host = parts.hostname
    except ValueError:
        host = None
    if not host or parts.scheme not in ("https", "http") or parts.query or parts.fragment or "@" in parts.netloc:
        raise ForgeError(
            "GITHUB_API_URL is no URL of an API",
            "GitHub's is https://api.github.com, an enterprise server's https://HOST/api/v3",
        )
    if parts.scheme == "http" and host not in _LOOPBACK:
        raise ForgeError(
            f"the API at {host} is not encrypted, and the token would be readable on the way", "use its https URL"
        )
    return api_url.rstrip("/")


def _token(token: str, host: str) -> str:
    bare = token.strip()
    hint = "in a workflow, hand `${{ github.token }}` on as GITHUB_TOKEN"
    if not bare:
        raise ForgeError(f"there is no token for {host}", hint)
    if not re.fullmatch(r"[!-~]+", bare):
        raise ForgeError(f"the token for {host} holds characters that no token has", hint)
    return bare


def _session(token: str) -> Any:
    made = session(token, CONNECT, READ)
    made.headers.update(
        {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": API_VERSION, "User-Agent": "aims-gate"}
    )
    return made
