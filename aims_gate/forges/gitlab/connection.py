"""One exchange with GitLab's API over python-gitlab.

Knows bytes, time and size, and where a token may go. What an answer means, and whether to ask again, is not known here.
"""

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from aims_gate.errors import ForgeError, UsageError
from aims_gate.model.document import Json

if TYPE_CHECKING:
    from requests import Response, Session

CONNECT, READ, WHOLE = 5.0, 15.0, 30.0
"""Seconds: to connect, between two pieces of an answer, for the whole answer."""

LARGEST = 32 * 1024 * 1024
"""Bytes of one answer, unpacked."""

VERSION = "/api/v4"
_LOOPBACK = ("127.0.0.1", "::1", "localhost")
_PIECE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Token:
    """A secret and what it is: `job` is CI_JOB_TOKEN, which may read little; the other kind is an access token."""

    secret: str
    job: bool = False


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


class _NoWholeAnswerError(Exception):
    def __init__(self, trouble: str, lasting: bool = False) -> None:
        super().__init__(trouble)
        self.answer = Answer(0, {}, b"", trouble, lasting)


class Connection:
    """Authenticated requests to one API, each made exactly once and never redirected.

    `api_url` ends in `/api/v4`, below whatever path the server is installed at. `ca_file` is a file of certificates to
    trust, empty for those of the system (or REQUESTS_CA_BUNDLE).
    """

    def __init__(self, token: Token, api_url: str, clock: Callable[[], float], ca_file: str = "") -> None:
        self.root = _root(api_url)
        self.token = Token(_secret(token.secret), token.job)
        self._clock = clock
        self._ca_file = ca_file
        self._gitlab: Any = None
        self._last: Response | None = None

    def exchange(self, method: str, path: str, query: dict[str, str | int], body: Json = None) -> Answer:
        """Sends one request; whatever happens on the way is an answer too."""
        # Only now: a change that touches no AI asks nothing, and these take a third of a second to load.
        client = self._gitlab = self._gitlab or self._client()
        import requests
        from gitlab.exceptions import GitlabError
        from urllib3.exceptions import HTTPError, ReadTimeoutError

        try:
            # python-gitlab's own repetitions know neither how long to wait in all nor that a POST may have worked.
            response = client.http_request(
                method.lower(), path, query_data=query, post_data=body,
                max_retries=0, obey_rate_limit=False, retry_transient_errors=False,
            )  # fmt: skip
            return _answer(response)
        except _NoWholeAnswerError as lost:
            return lost.answer
        except GitlabError as refused:
            return self._refused(refused)
        except requests.exceptions.SSLError:
            return _no_answer("its certificate cannot be verified", lasting=True)
        except requests.exceptions.ProxyError:
            return _no_answer("the proxy did not let the request through")
        except (requests.exceptions.Timeout, ReadTimeoutError):
            return _no_answer("it did not answer in time")
        except (requests.exceptions.RequestException, HTTPError):
            # Their texts may quote the proxy's password or a header, so none is passed on.
            return _no_answer("the connection broke")
        except OSError:
            return _no_answer("the certificates to trust cannot be read", lasting=True)

    def _refused(self, refused: Any) -> Answer:
        """The answer behind python-gitlab's exception, which keeps the body and not the headers."""
        last = self._last
        return _answer(last) if last is not None else _no_answer(f"python-gitlab gave up: {type(refused).__name__}")

    def _client(self) -> Any:
        try:
            import gitlab
        except ModuleNotFoundError:
            raise UsageError(
                "GitLab's API is asked through python-gitlab, which is not installed",
                "install `aims-gate[gitlab]` in place of `aims-gate`",
            ) from None
        secret, job = self.token.secret, self.token.job
        return gitlab.Gitlab(
            self.root.removesuffix(VERSION),
            ssl_verify=self._ca_file or True,
            timeout=(CONNECT, READ),  # type: ignore[arg-type]  # handed to requests as it is
            user_agent="aims-gate",
            session=self._session(),
            private_token=None if job else secret,
            job_token=secret if job else None,
        )

    def _session(self) -> "Session":
        import requests

        session = requests.Session()
        # Before requests follows a redirect: it would hand PRIVATE-TOKEN on to whatever host it leads to.
        session.hooks["response"].append(self._bounded)
        return session

    def _bounded(self, response: "Response", **_: Any) -> "Response":
        """Reads the body within the limits."""
        deadline = self._clock() + WHOLE
        self._last = None
        if 300 <= response.status_code < 400:
            raise _NoWholeAnswerError("it redirects to where the token is not sent", lasting=True)
        pieces: list[bytes] = []
        size = 0
        while piece := response.raw.read1(_PIECE, decode_content=True):
            size += len(piece)
            if size > LARGEST:
                raise _NoWholeAnswerError(f"its answer is larger than {LARGEST // 1024**2} MB", lasting=True)
            if self._clock() > deadline:
                raise _NoWholeAnswerError("it did not answer in time")
            pieces.append(piece)
        response.raw = io.BytesIO(b"".join(pieces))
        self._last = response
        return response


def _answer(response: "Response") -> Answer:
    headers = {name.lower(): value for name, value in response.headers.items()}
    return Answer(response.status_code, headers, response.content)


def _no_answer(trouble: str, lasting: bool = False) -> Answer:
    return Answer(0, {}, b"", trouble, lasting)


def _root(api_url: str) -> str:
    """The API's root without a slash at its end. A token travels encrypted, or stays on this machine."""
    bare = api_url.rstrip("/")
    try:
        parts = urlsplit(bare)
        host = parts.hostname
    except ValueError:
        host = None
    odd = not host or parts.scheme not in ("https", "http") or parts.query or parts.fragment or "@" in parts.netloc
    if odd or not bare.endswith(VERSION):
        raise ForgeError(
            "CI_API_V4_URL is no URL of GitLab's API",
            "it is https://HOST/api/v4, or https://HOST/PATH/api/v4 where GitLab is installed below a path",
        )
    if parts.scheme == "http" and host not in _LOOPBACK:
        raise ForgeError(
            f"the API at {host} is not encrypted, and the token would be readable on the way", "use its https URL"
        )
    return bare


def _secret(token: str) -> str:
    bare = token.strip()
    if not re.fullmatch(r"[!-~]+", bare):
        raise ForgeError(
            "the token for GitLab is empty or holds characters that no token has",
            "set AIMS_GATE_GITLAB_TOKEN to a project access token, as a masked variable",
        )
    return bare
