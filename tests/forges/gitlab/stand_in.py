"""A stand-in for a GitLab server on this machine: a `World` behind HTTP and a repository behind git, with faults.

Every request is held against the parameters that GitLab describes; what they do not allow is answered as an error and
remembered.
"""

import base64
import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.forges.gitlab.description import objections
from tests.forges.gitlab.world import World
from tests.forges.server import Fault, Request, Server, Serving

TOKEN = "glpat-" + "S3cret" * 4
JOB_TOKEN = "glcbt-" + "J0b" * 8
PATH = "/octo/shop"

_OPEN_TO_JOBS = r"GET /projects/\d+/(merge_requests(/\d+(/notes)?)?|repository/commits/\w+(/merge_requests)?)"


class StandIn(Server):
    """The server. `url` is its root, `api` that of its API, `project` the address of the only project.

    `served` is the folder of the repository that git may fetch, `moved_to` another server that git is sent to.
    `scopes` are those of the access token.
    """

    def __init__(self, world: World, prefix: str = "") -> None:
        super().__init__(_Serving, prefix)
        self.world = world
        self.served: Path | None = None
        self.scopes = {"api"}
        self.fetches: list[dict[str, str]] = []
        self.moved_to = ""
        self.api = f"{self.url}/api/v4"
        self.project = f"{self.url}{PATH}"

    def answer(self, request: Request) -> tuple[int, Any]:
        """What GitLab would answer, violations noted."""
        refused = self._refused(request)
        if refused:
            return refused
        found = objections(request.method, request.path, request.query, request.body)
        if found:
            self.violations += found
            return 400, {"error": "; ".join(found)}
        return self.world.reply(request.method, request.path, request.query, request.body)

    def _refused(self, request: Request) -> tuple[int, Any] | None:
        given = {name: request.headers.get(name) for name in ("private-token", "job-token", "authorization")}
        if given["job-token"] == JOB_TOKEN:
            known = re.fullmatch(_OPEN_TO_JOBS, f"{request.method} {request.path}")
            return None if known else (401, {"message": "401 Unauthorized"})
        if given["private-token"] != TOKEN or given["authorization"]:
            return 401, {"message": "401 Unauthorized"}
        enough = {"api"} if request.method != "GET" else {"api", "read_api"}
        if not enough & self.scopes:
            words = "The request requires higher privileges than provided by the access token."
            scope = " ".join(sorted(enough))
            return 403, {"error": "insufficient_scope", "error_description": words, "scope": scope}
        return None


class _Serving(Serving):
    def serve(self) -> None:
        path = self._path()
        if path.startswith(f"{PATH}.git/"):
            self._serve_git(path.removeprefix(f"{PATH}.git"))
        else:
            super().serve()

    def _path(self) -> str:
        return urlsplit(self.path).path.removeprefix(self.stand_in.prefix)

    def request_of(self) -> Request:
        raw = self._body()
        headers = {name.lower(): value for name, value in self.headers.items()}
        query = dict(parse_qsl(urlsplit(self.path).query))
        return Request(
            self.command, self._path().removeprefix("/api/v4"), query, json.loads(raw) if raw else None, headers
        )

    def _body(self) -> bytes:
        if "chunked" not in self.headers.get("Transfer-Encoding", ""):
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))
        pieces = []
        while size := int(self.rfile.readline(), 16):
            pieces.append(self.rfile.read(size))
            self.rfile.readline()
        self.rfile.readline()
        return b"".join(pieces)

    def paged(self, request: Request, value: Any) -> tuple[Any, dict[str, str]]:
        """One page of a list, and GitLab's headers for it."""
        if not isinstance(value, list) or request.path.endswith("/reviewers"):
            return value, {}
        size, page = int(request.query.get("per_page", 20)), int(request.query.get("page", 1))
        following = str(page + 1) if page * size < len(value) else ""
        headers = {"X-Total": str(len(value)), "X-Page": str(page), "X-Per-Page": str(size), "X-Next-Page": following}
        return value[(page - 1) * size : page * size], headers

    def _serve_git(self, path: str) -> None:
        """Git's own server of a repository, for those who hold a token."""
        logins = [f"gitlab-ci-token:{JOB_TOKEN}", f"oauth2:{TOKEN}"]
        given = self.headers.get("Authorization", "")
        body = self._body()
        self.stand_in.fetches.append({"path": path, "authorization": given})
        if self.stand_in.moved_to:
            self.deliver(Fault(), 302, {"Location": f"{self.stand_in.moved_to}{self.path}"}, b"")
            return
        if given not in [f"Basic {base64.b64encode(login.encode()).decode()}" for login in logins]:
            self.deliver(Fault(), 401, {"WWW-Authenticate": "Basic"}, b"")
            return
        assert self.stand_in.served is not None
        variables = {
            "PATH": os.environ["PATH"],
            "GIT_PROJECT_ROOT": str(self.stand_in.served / ".git"),
            "GIT_HTTP_EXPORT_ALL": "1",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": "uploadpack.allowAnySHA1InWant",
            "GIT_CONFIG_VALUE_0": "true",
            "PATH_INFO": path,
            "REQUEST_METHOD": self.command,
            "QUERY_STRING": urlsplit(self.path).query,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": str(len(body)),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
            "HTTP_GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
        }
        done = subprocess.run(["git", "http-backend"], input=body, env=variables, capture_output=True, check=True)
        head, _, content = done.stdout.partition(b"\r\n\r\n")
        headers = dict(line.split(": ", 1) for line in head.decode().split("\r\n"))
        status = int(headers.pop("Status", "200").partition(" ")[0])
        self.deliver(Fault(), status, headers, content)
