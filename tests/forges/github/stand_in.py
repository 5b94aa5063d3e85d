"""A stand-in for GitHub's API on this machine: a `World` behind HTTP, with faults to inject.

Every request is held against GitHub's own description; what it does not allow is answered as an error and remembered.
"""

import json
import re
import socket
import struct
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from tests.forges.github.description import objections
from tests.forges.github.world import World

TOKEN = "ghs_" + "S3cret" * 6
DATE = "Sat, 21 Nov 2026 10:00:00 GMT"


@dataclass
class Fault:
    """What goes wrong with the next `times` requests of this method and path (a pattern, found anywhere).

    With `after`, the request has done its work before. `status` 0 leaves the answer as it is. `drop` is `reset` (no
    answer), `truncate` (half of it) or `drip` (a byte at a time). `delay` is in seconds. `page` means only the request
    for that page of a list.
    """

    method: str = "GET"
    path: str = ""
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None
    times: int = 1
    delay: float = 0.0
    drop: str = ""
    after: bool = False
    page: str = ""

    def meets(self, request: "Request") -> bool:
        """Whether it is this request that goes wrong."""
        asked = self.times and self.method == request.method and re.search(self.path, request.path)
        return bool(asked) and self.page in ("", request.query.get("page"))


@dataclass(frozen=True)
class Request:
    """One request as it came in. `target` is the path as it stood there, `path` that of GitHub's description."""

    method: str
    path: str
    query: dict[str, str]
    body: Any
    headers: dict[str, str]
    target: str = ""


class StandIn:
    """The server. `url` is the API's root; `requests` and `violations` are what came in and what was wrong with it.

    `sleep` is how a fault's delay is spent: a clock that is moved on takes no time.
    """

    def __init__(self, world: World, prefix: str = "") -> None:
        self.world = world
        self.prefix = prefix
        self.faults: list[Fault] = []
        self.requests: list[Request] = []
        self.violations: list[str] = []
        self.lock = threading.Lock()
        self.sleep = time.sleep
        served = type("Served", (_Served,), {"stand_in": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), served)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}{prefix}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)

    def __enter__(self) -> "StandIn":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def fail(self, **fault: Any) -> None:
        """Injects a fault; see `Fault`."""
        self.faults.append(Fault(**fault))

    def made(self, method: str = "", path: str = "") -> list[Request]:
        """The requests of a method whose path holds a pattern."""
        return [one for one in self.requests if method in ("", one.method) and re.search(path, one.path)]

    def due(self, request: Request) -> Fault | None:
        """The fault that this request meets."""
        for fault in self.faults:
            if fault.meets(request):
                fault.times -= 1
                return fault
        return None

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


class _Served(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    stand_in: StandIn

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def do_PATCH(self) -> None:
        self._serve()

    def log_message(self, *args: Any) -> None:
        """Says nothing."""

    def date_time_string(self, timestamp: float | None = None) -> str:
        return DATE

    def _serve(self) -> None:
        request = self._request()
        with self.stand_in.lock:
            self.stand_in.requests.append(request)
            fault = self.stand_in.due(request) or Fault()
            replaced = bool(fault.status or fault.drop or fault.delay) and not fault.after
            status, value = (200, {}) if replaced else self.stand_in.answer(request)
        value, link = self._page(request, value)
        headers = {"Content-Type": "application/json; charset=utf-8", **link, **fault.headers}
        content = json.dumps(value).encode() if fault.body is None else fault.body
        self._deliver(fault, fault.status or status, headers, content)

    def _request(self) -> Request:
        parts = urlsplit(self.path)
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        path = parts.path.removeprefix(self.stand_in.prefix).replace("/api/graphql", "/graphql")
        return Request(
            self.command, path, dict(parse_qsl(parts.query)), json.loads(raw) if raw else None, headers, parts.path
        )

    def _page(self, request: Request, value: Any) -> tuple[Any, dict[str, str]]:
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

    def _deliver(self, fault: Fault, status: int, headers: dict[str, str], content: bytes) -> None:
        self.stand_in.sleep(fault.delay)
        if fault.drop == "reset":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.close_connection = True
            self.connection.close()
            return
        try:
            self.send_response(status)
            for name, text in {**headers, "Content-Length": str(len(content))}.items():
                self.send_header(name, text)
            self.end_headers()
            self._write(fault.drop, content)
        except OSError:
            self.close_connection = True

    def _write(self, drop: str, content: bytes) -> None:
        if drop == "truncate":
            self.close_connection = True
            content = content[: len(content) // 2]
        if drop != "drip":
            self.wfile.write(content)
            return
        for byte in content:
            self.wfile.write(bytes([byte]))
            time.sleep(0.02)
