"""What GitHub's refusals mean for a user, and the way out of each. Makes no request and decides on no repetition."""

import json
import re
from datetime import UTC, datetime

from aims_gate.errors import ForgeError
from aims_gate.forges.exchange import Answer
from aims_gate.forges.github.pace import limited, reset_at
from aims_gate.forges.pace import in_a_while
from aims_gate.forges.refusals import plain
from aims_gate.model.document import Json

_STATUS_PAGE = "https://www.githubstatus.com"


def refusal(answer: Answer, asked: str, secret: str) -> ForgeError:
    """The error for an answer that is no success. `asked` is method and path; `secret` is kept out of the text."""
    message, hint = _explained(answer, asked)
    return ForgeError(plain(message, secret), hint, answer.status)


def unreadable(answer: Answer, asked: str, why: str) -> ForgeError:
    """The error for a success that does not hold what was asked for."""
    hint = "check that GITHUB_API_URL is the API's and that no proxy answers in its place"
    return ForgeError(f"GitHub's answer to {asked} {why}", hint, answer.status)


def refused_query(errors: Json, answer: Answer, secret: str) -> ForgeError:
    """The error for a GraphQL answer with `errors`; its status is what the REST API would have answered."""
    first = errors[0] if isinstance(errors, list) and errors and isinstance(errors[0], dict) else {}
    kind, text = str(first.get("type", "")), str(first.get("message", "no reason"))
    status = {"NOT_FOUND": 404, "FORBIDDEN": 403, "INSUFFICIENT_SCOPES": 403, "RATE_LIMITED": 429}.get(kind)
    hints = {404: _HIDDEN, 403: _permission(answer), 429: _later(answer)}
    hint = hints.get(status or 0, "run it again; if it stays, report it as a bug of aims-gate")
    return ForgeError(plain(f"GitHub refused a GraphQL query: {text}", secret), hint, status or answer.status)


_HIDDEN = "check the repository's name and that the token may read it: GitHub hides what a token may not see"


def _explained(answer: Answer, asked: str) -> tuple[str, str]:
    status = answer.status
    said = f"{status}: {_said(answer)}" if _said(answer) else f"{status}"
    if status == 0:
        return f"no answer from GitHub to {asked}: {answer.trouble}", _unreached(answer)
    if limited(answer):
        return f"GitHub's rate limit stops {asked} ({said})", _later(answer)
    if 300 <= status < 400:
        return f"GitHub redirects {asked} to where it is not followed ({status})", (
            "the repository was probably renamed or moved: use the name it has now"
        )
    if status >= 500:
        return f"GitHub failed at {asked} ({said})", f"run it again later; {_STATUS_PAGE} says whether GitHub is down"
    known = {
        401: "hand on a token that is valid here: in a workflow `${{ github.token }}`, as GITHUB_TOKEN",
        403: _permission(answer),
        404: _HIDDEN,
        409: "something else changed it at the same time: run it again",
        422: "check that the commit is pushed to this repository; if it is, report this as a bug of aims-gate",
    }
    return f"GitHub refused {asked} ({said})", known.get(status, "report this as a bug of aims-gate")


def _unreached(answer: Answer) -> str:
    if answer.lasting:
        return "check GITHUB_API_URL, the proxy, and REQUESTS_CA_BUNDLE where the server has a certificate of its own"
    return (
        f"run it again; check the network, HTTPS_PROXY and GITHUB_API_URL; {_STATUS_PAGE} says whether GitHub is down"
    )


def _later(answer: Answer) -> str:
    reset = reset_at(answer)
    if reset is not None:
        return f"run it again after {datetime.fromtimestamp(reset, UTC):%Y-%m-%d %H:%M} UTC"
    return in_a_while(answer)


def _permission(answer: Answer) -> str:
    """The permissions that would do, in the words of a workflow. `;` parts alternatives, `,` what goes together."""
    if "x-github-sso" in answer.headers:
        return "authorise the token for single sign-on of the organisation"
    accepted = answer.headers.get("x-accepted-github-permissions", "")
    ways = [re.findall(r"\b(\w++)=(\w++)", way) for way in accepted.split(";")]
    words = [" and ".join(f"`{name.replace('_', '-')}: {level}`" for name, level in way) for way in ways if way]
    needed = " or ".join(words) or "the permission it needs"
    fork = "" if words and "write" not in needed else "; a run for a pull request from a fork never may write"
    return f"give the job {needed} under `permissions`{fork}"


def _said(answer: Answer) -> str:
    """GitHub's own words: the message and what it holds against each field."""
    try:
        value = json.loads(answer.body)
    except (ValueError, RecursionError):
        return ""
    if not isinstance(value, dict):
        return ""
    errors = value.get("errors")
    details = [_detail(error) for error in errors] if isinstance(errors, list) else []
    return "; ".join(part for part in (str(value.get("message", "")), *details) if part)


def _detail(error: Json) -> str:
    if not isinstance(error, dict):
        return str(error)
    return str(error.get("message") or " ".join(str(error[key]) for key in ("field", "code") if key in error))
