"""One exchange with GitLab's API over python-gitlab.

Knows where a token may go. What an answer means, and whether to ask again, is not known here.
"""

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aims_gate.errors import ForgeError, UsageError
from aims_gate.forges.exchange import (
    CONNECT,
    READ,
    WHOLE,
    Answer,
    NoWholeAnswerError,
    answered,
    body_of,
    no_answer,
    root_of,
    unanswered,
)
from aims_gate.model.document import Json

if TYPE_CHECKING:
    from requests import Response, Session

VERSION = "/api/v4"


@dataclass(frozen=True, slots=True)
class Token:
    """A secret and what it is: `job` is CI_JOB_TOKEN, which may read little; the other kind is an access token."""

    secret: str
    job: bool = False


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
        from gitlab.exceptions import GitlabError
        from requests.exceptions import RequestException
        from urllib3.exceptions import HTTPError

        try:
            # python-gitlab's own repetitions know neither how long to wait in all nor that a POST may have worked.
            response = client.http_request(
                method.lower(), path, query_data=query, post_data=body,
                max_retries=0, obey_rate_limit=False, retry_transient_errors=False,
            )  # fmt: skip
            return answered(response, response.content)
        except NoWholeAnswerError as lost:
            return lost.answer
        except GitlabError as refused:
            return self._refused(refused)
        except (RequestException, HTTPError) as error:
            return unanswered(error)
        except OSError:
            return no_answer("the certificates to trust cannot be read", lasting=True)

    def _refused(self, refused: Any) -> Answer:
        """The answer behind python-gitlab's exception, which keeps the body and not the headers."""
        last = self._last
        if last is None:
            return no_answer(f"python-gitlab gave up: {type(refused).__name__}")
        return answered(last, last.content)

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
            raise NoWholeAnswerError("it redirects to where the token is not sent", lasting=True)
        response.raw = io.BytesIO(body_of(response, self._clock, deadline))
        self._last = response
        return response


def _root(api_url: str) -> str:
    refused = ForgeError(
        "CI_API_V4_URL is no URL of GitLab's API",
        "it is https://HOST/api/v4, or https://HOST/PATH/api/v4 where GitLab is installed below a path",
    )
    if not api_url.rstrip("/").endswith(VERSION):
        raise refused
    return root_of(api_url, refused)


def _secret(token: str) -> str:
    bare = token.strip()
    if not re.fullmatch(r"[!-~]+", bare):
        raise ForgeError(
            "the token for GitLab is empty or holds characters that no token has",
            "set AIMS_GATE_GITLAB_TOKEN to a project access token, as a masked variable",
        )
    return bare
