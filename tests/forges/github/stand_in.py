"""A stand-in for GitHub's API on this machine: a `World` behind HTTP, with faults to inject.

Every request is held against GitHub's own description; what it does not allow is answered as an error and remembered.
"""

import json
import re
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from tests.forges.github.description import objections
from tests.forges.github.world import World
from tests.forges.server import Request, Server, Serving

TOKEN = "ghs_" + "S3cret" * 6


class StandIn(Server):
    """The server. `url` is the API's root."""

    def __init__(self, world: World, prefix: str = "") -> None:
        super().__init__(_Serving, prefix)
        self.world = world

    def answer(self, request: Request) -> tuple[int, Any]:
        """What GitHub would answer, violations noted."""
        if request.headers.get("authorization") != f"token {TOKEN}":
            return 401, {"message": "Bad credentials"}
        if request.headers.get("x-github-api-version") != "2022-11-28":
            self.violations.append("no version of the API is asked for")
        if request.path == "/graphql":
            return self._query(request)
        found = objections(request.method, request.path, request.query, request.body)
        if found:
            self.violations += found
            described = "is not described" not in found[0]
            return 422 if described else 404, {"message": "Invalid request.", "errors": found}
        return self.world.reply(request.method, request.path, request.query, request.body)

    def _query(self, request: Request) -> tuple[int, Any]:
        body = request.body if isinstance(request.body, dict) else {}
        query, variables = body.get("query"), body.get("variables")
        declared = set(re.findall(r"\$(\w+)\s*:", query)) if isinstance(query, str) else set()
        known = isinstance(variables, dict) and {*variables} == declared >= {"owner", "name", "number"}
        whole = request.method == "POST" and {*body} == {"query", "variables"}
        if not (whole and known and "lastEditedAt" in str(query)):
            self.violations.append(f"no query that the stand-in knows: {query}")
            return 200, {"errors": [{"type": "NOT_FOUND", "message": "unknown query"}]}
        return 200, {"data": self.world.query(dict(variables or {}))}


class _Serving(Serving):
    def request_of(self) -> Request:
        parts = urlsplit(self.path)
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        path = parts.path.removeprefix(self.stand_in.prefix).replace("/api/graphql", "/graphql")
        return Request(
            self.command, path, dict(parse_qsl(parts.query)), json.loads(raw) if raw else None, headers, parts.path
        )

    def paged(self, request: Request, value: Any) -> tuple[Any, dict[str, str]]:
        """One page of a list, wrapped or not, and where the next one is."""
        key = next((key for key in ("check_runs",) if isinstance(value, dict) and key in value), "")
        listed = value[key] if key else value
        if not isinstance(listed, list):
            return value, {}
        size, page = int(request.query.get("per_page", 30)), int(request.query.get("page", 1))
        shown = listed[(page - 1) * size : page * size]
        link = {}
        if page * size < len(listed):
            query = urlencode(request.query | {"page": page + 1})
            here = f"{self.stand_in.url}{request.path}"
            link = {"Link": f'<{here}?page=1>; rel="first", <{here}?{query}>; rel="next"'}
        return ({**value, key: shown} if key else shown), link
