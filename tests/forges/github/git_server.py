"""A repository served over HTTP on this machine, as GitHub serves one: to whoever shows the token. Knows no API."""

import base64
import os
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from tests.forges.github.stand_in import TOKEN

BASIC = "basic " + base64.b64encode(f"x-access-token:{TOKEN}".encode()).decode()


class GitServer:
    """`url` is the server's root and `folder` holds its repositories. `shown` are the headers of every request.

    `slow` delays each answer by so many seconds; `elsewhere`, when set, is where every request is sent on to.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.shown: list[list[str]] = []
        self.slow = 0.0
        self.elsewhere = ""
        served = type("Served", (_Served,), {"server_of": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), served)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)

    def __enter__(self) -> "GitServer":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Served(BaseHTTPRequestHandler):
    server_of: GitServer

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def log_message(self, *args: object) -> None:
        """Says nothing."""

    def _serve(self) -> None:
        server = self.server_of
        server.shown.append(self.headers.get_all("Authorization") or [])
        time.sleep(server.slow)
        if server.elsewhere:
            self.send_response(302)
            self.send_header("Location", f"{server.elsewhere}{self.path}")
            self.end_headers()
        elif server.shown[-1] != [BASIC]:
            self.send_response(401)
            self.send_header("WWW-Authenticate", 'Basic realm="here"')
            self.end_headers()
        else:
            self._backend()

    def _backend(self) -> None:
        parts = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        given = {
            "PATH": os.environ["PATH"],
            "GIT_PROJECT_ROOT": str(self.server_of.folder),
            "GIT_HTTP_EXPORT_ALL": "1",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "REQUEST_METHOD": self.command,
            "PATH_INFO": parts.path,
            "QUERY_STRING": parts.query,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": str(len(body)),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
            "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
        }
        done = subprocess.run(["git", "http-backend"], env=given, input=body, capture_output=True, check=True)
        head, _, content = done.stdout.partition(b"\r\n\r\n")
        lines = dict(line.split(": ", 1) for line in head.decode().split("\r\n"))
        self.send_response(int(lines.pop("Status", "200").split()[0]))
        for name, value in lines.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
