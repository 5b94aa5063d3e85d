"""What stand-ins for forges share: HTTP on this machine, what came in, and faults to inject. Knows no forge."""

import json
import re
import socket
import struct
import threading
import time
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

DATE = "Sat, 21 Nov 2026 10:00:00 GMT"


@dataclass
class Fault:
    """What goes wrong with the next `times` requests of this method and path (a pattern, found anywhere).

    With `after`, the request has done its work before. `status` 0 leaves the answer as it is. `drop` is `reset` (no
    answer), `truncate` (half of it) or `drip` (a byte at a time). `delay` is in seconds. `page` means only the request
    for that page of a list. A header whose value is `-` is left out.
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
    """One request as it came in. `target` is the path as it stood there, `path` that of the forge's description."""

    method: str
    path: str
    query: dict[str, str]
    body: Any
    headers: dict[str, str]
    target: str = ""


class Server(ABC):
    """A server of this machine, which runs inside its context. `url` is its root, with `prefix` at its end.

    `requests` and `violations` are what came in and what was wrong with it. `sleep` is how a fault's delay is spent: a
    clock that is moved on takes no time.
    """

    def __init__(self, serving: type["Serving"], prefix: str = "") -> None:
        self.prefix = prefix
        self.faults: list[Fault] = []
        self.requests: list[Request] = []
        self.violations: list[str] = []
        self.lock = threading.Lock()
        self.sleep = time.sleep
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), type("Served", (serving,), {"stand_in": self}))
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}{prefix}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)

    @abstractmethod
    def answer(self, request: Request) -> tuple[int, Any]:
        """What the forge would answer, violations noted."""

    def __enter__(self) -> Self:
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


class Serving(BaseHTTPRequestHandler):
    """One connection. A forge says how a request is read and how a list is paged."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    stand_in: Any

    def request_of(self) -> Request:
        """The request, its body read."""
        raise NotImplementedError

    def paged(self, request: Request, value: Any) -> tuple[Any, dict[str, str]]:
        """One page of a list, and the headers that say so."""
        raise NotImplementedError

    def serve(self) -> None:
        """Answers as the forge would, or as a fault has it."""
        request = self.request_of()
        with self.stand_in.lock:
            self.stand_in.requests.append(request)
            fault = self.stand_in.due(request) or Fault()
            replaced = bool(fault.status or fault.drop or fault.delay) and not fault.after
            status, value = (200, {}) if replaced else self.stand_in.answer(request)
        value, paging = self.paged(request, value)
        headers = {"Content-Type": "application/json; charset=utf-8", **paging, **fault.headers}
        content = json.dumps(value).encode() if fault.body is None else fault.body
        self.deliver(fault, fault.status or status, headers, content)

    def do_GET(self) -> None:
        self.serve()

    def do_POST(self) -> None:
        self.serve()

    def do_PATCH(self) -> None:
        self.serve()

    def do_PUT(self) -> None:
        self.serve()

    def log_message(self, *args: Any) -> None:
        """Says nothing."""

    def date_time_string(self, timestamp: float | None = None) -> str:
        return DATE

    def deliver(self, fault: Fault, status: int, headers: dict[str, str], content: bytes) -> None:
        """Sends an answer, as far as the fault lets it through."""
        self.stand_in.sleep(fault.delay)
        if fault.drop == "reset":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.close_connection = True
            self.connection.close()
            return
        try:
            self.send_response(status)
            for name, text in {**headers, "Content-Length": str(len(content))}.items():
                if text != "-":
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
