"""GitHub's own description of its API as a server: it refuses what the description does not allow, and remembers nothing.

`AIMS_GATE_PRISM` names prism's folder; see `.ci/fetch-contracts`.
"""

import copy
import json
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.forges.github.description import whole

_PROGRAM = "node_modules/@stoplight/prism-cli/dist/index.js"
FOLDER = os.environ.get("AIMS_GATE_PRISM", "")
PRISM = Path(FOLDER) / _PROGRAM if FOLDER else None
NODE = shutil.which("node") or ""
ABSENT = "prism or node is absent: .ci/fetch-contracts brings prism, and AIMS_GATE_PRISM names its folder"

ACCEPTED = "application/vnd.github+json"


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The URL of the API's root, for as long as it is served."""
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    described = folder / "github.json"
    described.write_text(json.dumps(_mock(url)), encoding="utf-8")
    asked = [NODE, str(PRISM), "mock", "--errors", "-h", "127.0.0.1", "-p", str(port), str(described)]
    with subprocess.Popen(asked, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        assert server.stdout is not None
        said = []
        try:
            for line in server.stdout:
                said.append(line)
                if "listening" in line:
                    break
            else:
                raise AssertionError(f"prism does not start: {''.join(said)}")
            yield url
        finally:
            server.kill()


def _free_port() -> int:
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        port: int = place.getsockname()[1]
        return port


def _mock(url: str) -> dict[str, Any]:
    """The description, with examples that bear themselves out and the content type that is asked for.

    Prism answers what no response is described as with 406, and a response that breaks its own schema with 500.
    """
    text = json.dumps(whole()).replace("https://api.github.com/", f"{url}/")
    described: dict[str, Any] = json.loads(text)
    described["servers"] = [{"url": url}]
    for operations in described["paths"].values():
        for operation in operations.values():
            for response in operation.get("responses", {}).values() if isinstance(operation, dict) else ():
                _answer_in_kind(response)
    for response in described["components"]["responses"].values():
        _answer_in_kind(response)
    _mend(described["components"]["examples"])
    return described


def _answer_in_kind(response: dict[str, Any]) -> None:
    # The example of a Link leads to a page that the description does not have.
    response.pop("headers", None)
    content = response.get("content", {})
    if "application/json" in content:
        content[ACCEPTED] = copy.deepcopy(content["application/json"])


def _mend(node: Any) -> None:
    """Examples lack what their schemas want: repositories their language, teams their kind, collaborators their role."""
    if isinstance(node, dict):
        if "permission" in node and isinstance(node.get("user"), dict):
            node["user"].setdefault("role_name", node["permission"])
        if "full_name" in node and "forks_url" in node:
            node.setdefault("language", None)
        if "members_url" in node and "permission" in node:
            node.setdefault("type", "organization")
        for value in node.values():
            _mend(value)
    elif isinstance(node, list):
        for value in node:
            _mend(value)
