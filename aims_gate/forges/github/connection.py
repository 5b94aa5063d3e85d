"""One exchange with GitHub's API over github3's session.

Knows where a token may go. What an answer means, and whether to ask again, is not known here.
"""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from aims_gate.errors import ForgeError
from aims_gate.forges.exchange import (
    CONNECT,
    READ,
    WHOLE,
    Answer,
    NoWholeAnswerError,
    answered,
    body_of,
    root_of,
    unanswered,
)
from aims_gate.forges.github.session import session

API_VERSION = "2022-11-28"


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
        from requests.exceptions import RequestException
        from urllib3.exceptions import HTTPError

        deadline = self._clock() + WHOLE
        try:
            with self._session.request(method, url, data=body, stream=True, allow_redirects=False) as response:
                return answered(response, body_of(response, self._clock, deadline))
        except NoWholeAnswerError as lost:
            return lost.answer
        except (RequestException, HTTPError) as error:
            return unanswered(error)


def _root(api_url: str) -> str:
    refused = ForgeError(
        "GITHUB_API_URL is no URL of an API",
        "GitHub's is https://api.github.com, an enterprise server's https://HOST/api/v3",
    )
    return root_of(api_url, refused)


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
