"""What GitLab's refusals mean for a user, and the way out of each. Makes no request and decides on no repetition."""

import json
from typing import NamedTuple

from aims_gate.errors import ForgeError
from aims_gate.forges.exchange import Answer
from aims_gate.forges.pace import in_a_while
from aims_gate.forges.refusals import plain
from aims_gate.model.document import Json

TO_READ = (
    "set AIMS_GATE_GITLAB_TOKEN to a project access token with the scope `read_api` and the role Reporter, as a masked "
    "variable"
)
"""What lets the gate read a merge request and its approvals."""

TO_WRITE = (
    "set AIMS_GATE_GITLAB_TOKEN to a project access token with the scope `api` and the role Developer, "
    "in a protected job"
)
"""What lets the gate write a note or a status."""


class Request(NamedTuple):
    """What was asked: the method and path, whether it would write, and whether CI_JOB_TOKEN asked for it."""

    method: str
    path: str
    by_job: bool

    @property
    def words(self) -> str:
        """It in a sentence."""
        return f"{self.method} {self.path}"

    @property
    def token(self) -> str:
        """The token that may do it."""
        return TO_READ if self.method == "GET" else TO_WRITE


def refusal(answer: Answer, request: Request, secret: str) -> ForgeError:
    """The error for an answer that is no success. `secret` is kept out of the text."""
    message, hint = _explained(answer, request)
    return ForgeError(plain(message, secret), hint, answer.status)


def unreadable(answer: Answer, request: Request, why: str) -> ForgeError:
    """The error for a success that does not hold what was asked for."""
    hint = "check that CI_API_V4_URL is the API's and that no proxy answers in its place; then run it again"
    return ForgeError(f"GitLab's answer to {request.words} {why}", hint, answer.status)


def _explained(answer: Answer, request: Request) -> tuple[str, str]:
    status, value = answer.status, _value(answer)
    said = f"{status}: {_said(value)}" if _said(value) else f"{status}"
    if status == 0:
        return f"no answer from GitLab to {request.words}: {answer.trouble}", _unreached(answer)
    if status == 429:
        return f"GitLab's rate limit stops {request.words} ({said})", in_a_while(answer)
    if status >= 500:
        return f"GitLab failed at {request.words} ({said})", "run it again later; the server's status page says more"
    known = {
        400: "check that the commit and branch are in this project; if they are, report this as a bug of aims-gate",
        401: _not_taken(request),
        403: _permission(value, request),
        404: _hidden(request),
        409: "something else changed it at the same time: run it again",
    }
    return f"GitLab refused {request.words} ({said})", known.get(status, "report this as a bug of aims-gate")


def _unreached(answer: Answer) -> str:
    if answer.lasting:
        return "check CI_API_V4_URL and the proxy; a certificate of your own goes into AIMS_GATE_GITLAB_CA_FILE"
    return "run it again; check the network, HTTPS_PROXY and CI_API_V4_URL"


def _permission(value: Json, request: Request) -> str:
    """The scope that would do: GitLab names the ones that it takes."""
    scope = value.get("scope") if isinstance(value, dict) else None
    if isinstance(scope, str) and scope.strip():
        return f"the token lacks a scope that GitLab takes here ({plain(scope, '')}): {request.token}"
    return request.token


def _not_taken(request: Request) -> str:
    if request.by_job:
        return f"CI_JOB_TOKEN is not taken here: {request.token}"
    return f"the token is not valid here, or has expired: {request.token}"


def _hidden(request: Request) -> str:
    if request.by_job:
        return f"CI_JOB_TOKEN may not read it here: {request.token}"
    return f"GitLab hides what a token may not see: {request.token} of this project"


def _value(answer: Answer) -> Json:
    try:
        return json.loads(answer.body)
    except (ValueError, RecursionError):
        return None


def _said(value: Json) -> str:
    """GitLab's own words."""
    if not isinstance(value, dict):
        return ""
    said = value.get("error_description") or value.get("message") or value.get("error") or ""
    return said if isinstance(said, str) else json.dumps(said)
