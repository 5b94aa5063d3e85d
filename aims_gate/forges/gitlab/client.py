"""GitLab's API as the rest of this folder asks it: JSON in, JSON out, and every failure a `ForgeError` with a way out.

Knows when a request may be repeated. A POST or PUT never is: whether its work was done is for the caller to look up.
"""

import json
import re
import time
from collections.abc import Callable, Iterator
from urllib.parse import quote

from aims_gate.errors import ForgeError
from aims_gate.forges.exchange import Answer, no_answer, not_json
from aims_gate.forges.gitlab.connection import Connection, Token
from aims_gate.forges.gitlab.pace import SIGNS
from aims_gate.forges.gitlab.refusals import Request, refusal, unreadable
from aims_gate.forges.pace import PATIENCE, Pace
from aims_gate.model.document import Json

ATTEMPTS = 5
PAGE = 100
MOST_PAGES = 100
_PATH = re.compile(r"(?:/[\w.~!$'()*+,;=:@%-]+)+", re.ASCII)
_NEXT = re.compile(r'rel="?next"?')


class GitLab:
    """One project, by its number, at one API. `sleep` and `clock` count in seconds.

    `patience` is how many seconds it waits in all, over its whole life, for limits and outages to pass.
    """

    def __init__(
        self,
        project: str,
        token: Token,
        api_url: str,
        *,
        ca_file: str = "",
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        patience: float = PATIENCE,
    ) -> None:
        self.project = project
        self.reads_approvals = not token.job
        self._connection = Connection(token, api_url, clock, ca_file)
        self._pace = Pace(SIGNS, sleep, clock, patience)

    def at(self, *parts: str | int) -> str:
        """A path below the project. Each part is one step of it, whatever characters it holds."""
        steps = [quote(str(part), safe="") for part in parts]
        if any(step in ("", ".", "..") for step in steps):
            raise ForgeError(f"GitLab has no place named {'/'.join(map(str, parts))!r} in a project")
        return "/".join(("/projects", self.project, *steps))

    def get(self, path: str, **query: str | int) -> Json:
        """The object at a path below the API's root."""
        request, answer = self._send("GET", path, query, repeat=True)
        value = _value(answer, request)
        if not isinstance(value, dict):
            raise unreadable(answer, request, "is no object")
        return value

    def elements(self, path: str) -> Json:
        """A list that GitLab gives in one piece."""
        request, answer = self._send("GET", path, {}, repeat=True)
        listed = _listed(answer, request)
        if answer.headers.get("x-next-page", "").strip():
            raise unreadable(answer, request, "is only the first page of a list")
        return listed

    def pages(self, path: str, *, whole: bool = True, **query: str | int) -> Iterator[Json]:
        """Every element of every page of a list; one that may be cut short is refused.

        With `whole`, their number must be the one that GitLab states. Of notes and label events it hides some from
        some tokens, and counts them all the same.
        """
        seen = 0
        for page in range(1, MOST_PAGES + 1):
            request, answer = self._send("GET", path, {**query, "per_page": PAGE, "page": page}, repeat=True)
            listed = _listed(answer, request)
            yield from listed
            seen += len(listed)
            if not _goes_on(answer, request, page, len(listed)):
                total = answer.headers.get("x-total", "")
                if whole and total.isdigit() and int(total) != seen:
                    raise unreadable(answer, request, f"lists {seen} of {total}")
                return
        raise unreadable(answer, request, f"does not end after {MOST_PAGES} pages")

    def post(self, path: str, body: Json) -> Json:
        """Makes something, in one attempt. After a failure without a 4xx status it may have been made all the same."""
        return self._write("POST", path, body)

    def put(self, path: str, body: Json) -> Json:
        """Changes something, in one attempt; see `post`."""
        return self._write("PUT", path, body)

    def _write(self, method: str, path: str, body: Json) -> Json:
        request, answer = self._send(method, path, {}, body)
        value = _value(answer, request)
        if not isinstance(value, dict):
            raise unreadable(answer, request, "is no object")
        return value

    def _send(
        self, method: str, path: str, query: dict[str, str | int], body: Json = None, *, repeat: bool = False
    ) -> tuple[Request, Answer]:
        """A success; any other answer is raised, after as many attempts as patience lasts."""
        if not _PATH.fullmatch(path) or {".", ".."} & {*path.split("/")}:
            raise ValueError(f"not a path below the API's root: {path!r}")
        token = self._connection.token
        request = Request(method, path, token.job)
        last: Answer | None = None
        for _ in range(ATTEMPTS if repeat else 1):
            if not self._pace.wait():
                break
            last = self._connection.exchange(method, path, query, body)
            may_pass = self._pace.note(last)
            if 200 <= last.status < 300:
                return request, last
            if not may_pass:
                break
        if last is None:
            last = no_answer("an earlier refusal asks for a longer wait than this run can make")
        raise refusal(last, request, token.secret)


def _goes_on(answer: Answer, request: Request, page: int, listed: int) -> bool:
    """Whether there is another page. Raises ForgeError where a full page does not tell."""
    following = answer.headers.get("x-next-page")
    if following is not None:
        if following.strip() not in ("", str(page + 1)):
            raise unreadable(answer, request, "goes on at another page than the next one")
        return bool(following.strip())
    if "link" in answer.headers:
        return bool(_NEXT.search(answer.headers["link"]))
    if listed >= PAGE:
        raise unreadable(answer, request, "does not say whether it is the whole list")
    return False


def _listed(answer: Answer, request: Request) -> Json:
    listed = _value(answer, request)
    if not isinstance(listed, list) or not all(isinstance(element, dict) for element in listed):
        raise unreadable(answer, request, "is no list of objects")
    return listed


def _value(answer: Answer, request: Request) -> Json:
    try:
        return json.loads(answer.body)
    except (ValueError, RecursionError):
        raise unreadable(answer, request, not_json(answer)) from None
