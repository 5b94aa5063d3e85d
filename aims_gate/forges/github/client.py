"""GitHub's API as the rest of this folder asks it: JSON in, JSON out, and every failure a `ForgeError` with a way out.

Knows when a request may be repeated. A POST or PATCH never is: whether its work was done is for the caller to look up.
"""

import json
import re
import time
from collections.abc import Callable, Iterator
from urllib.parse import quote, urlencode, urljoin, urlsplit

from aims_gate.errors import ForgeError
from aims_gate.forges.exchange import Answer, not_json
from aims_gate.forges.github.connection import Connection
from aims_gate.forges.github.pace import SIGNS
from aims_gate.forges.github.refusals import refusal, refused_query, unreadable
from aims_gate.forges.pace import PATIENCE, Pace
from aims_gate.model.document import Json

ATTEMPTS = 5
MOST_PAGES = 300
_MOST_REDIRECTS = 3
_REPOSITORY = re.compile(r"[\w-][\w.-]*+/(?=\.*+[\w-])[\w.-]++", re.ASCII)
_PATH = re.compile(r"(?:/[\w.~!$&'()*+,;=:@%-]+)+", re.ASCII)
_NEXT = re.compile(r'<([^<>]*)>[^<>]*;\s*rel="?next"?')


class GitHub:
    """One repository at one API. `repository` is `owner/name`; `sleep` and `clock` count in seconds.

    `graphql_url` is where queries go; empty for the place beside `api_url`, where GitHub's own servers have it.
    `patience` is how many seconds it waits in all, over its whole life, for limits and outages to pass.
    """

    def __init__(
        self,
        repository: str,
        token: str,
        api_url: str = "https://api.github.com",
        *,
        graphql_url: str = "",
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        patience: float = PATIENCE,
    ) -> None:
        if not _REPOSITORY.fullmatch(repository):
            raise ForgeError(f"{repository!r} names no repository", "GITHUB_REPOSITORY is `owner/name`")
        self.repository = repository
        self._connection = Connection(token, api_url, clock)
        self._graphql_url = graphql_url.strip()
        self._pace = Pace(SIGNS, sleep, clock, patience)

    @property
    def asked_to_wait(self) -> bool:
        """Whether the last answer was a failure that may pass: the next request waits before it is made."""
        return self._pace.owed > 0

    def pause(self, seconds: float) -> None:
        """Waits, as far as patience lasts."""
        self._pace.pause(seconds)

    def at(self, *parts: str | int) -> str:
        """A path below the repository. Each part is one step of it, whatever characters it holds."""
        steps = [quote(str(part), safe="") for part in parts]
        if any(step in ("", ".", "..") for step in steps):
            raise ForgeError(f"GitHub has no place named {'/'.join(map(str, parts))!r} in a repository")
        return "/".join(("/repos", self.repository, *steps))

    def get(self, path: str, **params: str | int) -> Json:
        """The object or list at a path below the API's root."""
        url = self._url(path, params)
        return _value(self._read(url), self._asked("GET", url))

    def pages(self, path: str, *, key: str = "", **params: str | int) -> Iterator[Json]:
        """Every element of every page. `key` names the list where the answer wraps it in an object."""
        url = self._url(path, {"per_page": 100, **params})
        seen: set[str] = set()
        while url:
            asked = self._asked("GET", url)
            if url in seen or len(seen) == MOST_PAGES:
                raise ForgeError(f"GitHub's list at {asked} does not end", "report this as a bug of aims-gate")
            seen.add(url)
            answer = self._read(url)
            yield from _elements(_value(answer, asked), key, answer, asked)
            url = self._next(answer, url)

    def post(self, path: str, body: Json) -> Json:
        """Makes something, in one attempt. After a failure without a 4xx status it may have been made all the same."""
        return self._write("POST", path, body)

    def patch(self, path: str, body: Json) -> Json:
        """Changes something, in one attempt; see `post`."""
        return self._write("PATCH", path, body)

    def graphql(self, query: str, variables: dict[str, Json]) -> Json:
        """The `data` of a query. Partial data is a failure. Only for reading: it is repeated like a GET."""
        if query.lstrip().startswith("mutation"):
            raise ValueError("a mutation would be repeated")
        url = self._queries_at()
        answer = self._send("POST", url, {"query": query, "variables": variables}, repeat=True)
        if not 200 <= answer.status < 300:
            raise self._refusal(answer, "POST", url)
        value = _value(answer, self._asked("POST", url))
        if isinstance(value, dict) and value.get("errors"):
            raise refused_query(value["errors"], answer, self._connection.token)
        data = value.get("data") if isinstance(value, dict) else None
        if not isinstance(data, dict):
            raise unreadable(answer, self._asked("POST", url), "holds no data")
        return data

    def _queries_at(self) -> str:
        """The URL of queries. The token goes to the API's own host, whatever the environment names."""
        root = self._connection.root
        url = self._graphql_url or f"{root.removesuffix('/v3') if root.endswith('/api/v3') else root}/graphql"
        if not self._connection.owns(url):
            raise ForgeError(
                "GITHUB_GRAPHQL_URL leads to another host than GITHUB_API_URL, and the token would be sent there",
                "set both for the same server, or leave GITHUB_GRAPHQL_URL out: its place follows from the other",
            )
        return url

    def _write(self, method: str, path: str, body: Json) -> Json:
        url = self._url(path, {})
        answer = self._send(method, url, body)
        if not 200 <= answer.status < 300:
            raise self._refusal(answer, method, url)
        value = _value(answer, self._asked(method, url))
        if not isinstance(value, dict):
            raise unreadable(answer, self._asked(method, url), "is no object")
        return value

    def _read(self, url: str) -> Answer:
        """The answer to a GET. A repository that was renamed redirects; the token follows only to the same host."""
        for _ in range(_MOST_REDIRECTS + 1):
            answer = self._send("GET", url, repeat=True)
            if 200 <= answer.status < 300:
                return answer
            target = urljoin(url, answer.headers.get("location", ""))
            if answer.status not in (301, 302, 307, 308) or not self._connection.owns(target):
                break
            url = target
        raise self._refusal(answer, "GET", url)

    def _send(self, method: str, url: str, body: Json = None, *, repeat: bool = False) -> Answer:
        """An answer below 400; any other is raised, after as many attempts as patience lasts."""
        content = None if body is None else json.dumps(body).encode()
        for attempt in range(1, ATTEMPTS + 1):
            if not self._pace.wait():
                break
            answer = self._connection.exchange(method, url, content)
            may_pass = self._pace.note(answer)
            if 0 < answer.status < 400:
                return answer
            if not (may_pass and repeat) or attempt == ATTEMPTS:
                break
        assert self._pace.last is not None
        raise self._refusal(self._pace.last, method, url)

    def _next(self, answer: Answer, url: str) -> str:
        """The next page's URL, empty on the last."""
        found = _NEXT.search(answer.headers.get("link", ""))
        if found is None:
            return ""
        target = str(urljoin(url, found[1]))
        if not self._connection.owns(target):
            raise unreadable(answer, self._asked("GET", url), "goes on at another host")
        return target

    def _url(self, path: str, params: dict[str, str | int]) -> str:
        if not _PATH.fullmatch(path) or {".", ".."} & {*path.split("/")}:
            raise ValueError(f"not a path below the API's root: {path!r}")
        query = f"?{urlencode(params)}" if params else ""
        return f"{self._connection.root}{path}{query}"

    def _asked(self, method: str, url: str) -> str:
        return f"{method} {urlsplit(url).path.removeprefix(urlsplit(self._connection.root).path)}"

    def _refusal(self, answer: Answer, method: str, url: str) -> ForgeError:
        return refusal(answer, self._asked(method, url), self._connection.token)


def _value(answer: Answer, asked: str) -> Json:
    try:
        value = json.loads(answer.body)
    except (ValueError, RecursionError):
        raise unreadable(answer, asked, not_json(answer)) from None
    if not isinstance(value, dict | list):
        raise unreadable(answer, asked, "is neither an object nor a list")
    return value


def _elements(value: Json, key: str, answer: Answer, asked: str) -> list[Json]:
    listed = value.get(key) if key and isinstance(value, dict) else value
    if not isinstance(listed, list) or not all(isinstance(element, dict) for element in listed):
        raise unreadable(answer, asked, "is no list of objects")
    return listed
