"""Runs a workflow as GitHub would, with `act`: the real action, from a copy of the files that git tracks here.

Knows nothing of what should come of it. `AIMS_GATE_ACT` names act; without it `act` on the PATH is meant. uv is the one of
the PATH, else of `AIMS_GATE_TOOLS`; where there is none, or a test wants none, the action installs with pip.
"""

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.e2e.example import TODAY
from tests.tree import ROOT

ACT = os.environ.get("AIMS_GATE_ACT") or shutil.which("act") or ""
TOOLS = os.environ.get("AIMS_GATE_TOOLS", "")
ABSENT = "act, which runs workflows, is absent: .ci/fetch-contracts brings it, and AIMS_GATE_ACT names it"

WORKFLOW = ROOT / "docs/github/pull-request.yml"
ACTION = "octo/aims-gate@5f0c1a7e3b9d2468ace013579bdf02468ace1357"

_AFTERWARDS = """
      - if: always()
        env:
          OUTPUTS: ${{ toJSON(steps.gate.outputs) }}
          JUNIT: ${{ steps.gate.outputs.junit }}
        run: printf '%s' "$OUTPUTS" > "$LEFT/outputs.json"; cp "$JUNIT" "$LEFT/junit.xml"
"""


@dataclass(frozen=True)
class Ran:
    """What a run of the job left: whether it failed, its outputs, all that it said, and the folder with its reports."""

    failed: bool
    outputs: dict[str, Any]
    log: str
    left: Path


class Runner:
    """A runner of GitHub Actions for one repository."""

    def __init__(self, folder: Path, api_url: str, token: str) -> None:
        self._folder = folder
        urls = {"GITHUB_API_URL": api_url, "GITHUB_GRAPHQL_URL": f"{api_url}/graphql"}
        self._given = {**urls, "AIMS_GATE_CHECK_AS_OF": TODAY, "LEFT": str(folder / "left")}
        self._token = token
        self.tools = TOOLS
        copied(folder / "action")

    def run(self, repository: Path, event: str, payload: str, **inputs: str) -> Ran:
        """One job of the workflow in the documentation. `payload` is a file; inputs are added to the action's."""
        left = self._folder / "left"
        shutil.rmtree(left, ignore_errors=True)
        left.mkdir()
        workflow = self._folder / "gate.yml"
        added = "".join(f"          {name}: {value}\n" for name, value in inputs.items())
        text = WORKFLOW.read_text(encoding="utf-8").replace(
            "        with:\n          reports", f"        with:\n{added}          reports"
        )
        workflow.write_text(text + _AFTERWARDS, encoding="utf-8")
        options = [f"--env={name}={value}" for name, value in self._given.items()]
        done = subprocess.run(
            [
                ACT, event, "-W", str(workflow), "-e", payload, "-P", "ubuntu-latest=-self-hosted",
                "--no-cache-server", "-s", f"GITHUB_TOKEN={self._token}",
                f"--local-repository={ACTION}={self._folder / 'action'}", *options,
            ],
            cwd=repository, env=self._environment(), capture_output=True, text=True, timeout=240, check=False,
        )  # fmt: skip
        outputs = left / "outputs.json"
        found = json.loads(outputs.read_text()) if outputs.exists() else {}
        return Ran(done.returncode != 0, found, done.stdout + done.stderr, left)

    def _environment(self) -> dict[str, str]:
        """The machine's own, but for what tells of the job that these tests may run in. act leaves its files here."""
        own = {name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "AIMS_GATE_"))}
        caches = {"UV_CACHE_DIR": str(Path.home() / ".cache/uv"), "PIP_CACHE_DIR": str(Path.home() / ".cache/pip")}
        path = os.pathsep.join(filter(None, (own.get("PATH"), self.tools)))
        return {**caches, **own, "PATH": path, "NO_PROXY": "127.0.0.1", "XDG_CACHE_HOME": str(self._folder / "cache")}


def copied(folder: Path) -> None:
    """The project as a checkout has it: act would carry every environment and cache along."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, check=True,
    ).stdout  # fmt: skip
    for name in filter(None, listed.decode().split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
