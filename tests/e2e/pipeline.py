"""Runs GitLab pipelines with `gitlab-ci-local`: the real component, included from a project of its own at a commit.

Knows nothing of what should come of it. `AIMS_GATE_CI_LOCAL` names gitlab-ci-local's script; `AIMS_GATE_TOOLS` a folder with
uv, without which pip installs. No GitLab answers here: what a job is told of its merge request are variables.
"""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.e2e.act import copied
from tests.repositories import Repo

CI_LOCAL = os.environ.get("AIMS_GATE_CI_LOCAL", "")
TOOLS = os.environ.get("AIMS_GATE_TOOLS", "")
PRESENT = bool(CI_LOCAL and shutil.which("node") and shutil.which("rsync"))
ABSENT = "gitlab-ci-local, node or rsync is absent: .ci/fetch-contracts brings the first, AIMS_GATE_CI_LOCAL names it"

PROJECT = "octo/aims-gate"
INCLUDE = "$CI_SERVER_FQDN/octo/aims-gate/aims-gate@"
REPORTS = "aims-gate-report"


@dataclass(frozen=True)
class Ran:
    """What a pipeline left: its exit code, what it said, with what it grumbled, and the folder with its reports."""

    code: int
    said: str
    log: str
    left: Path


class GitLab:
    """A GitLab with the component's project, as far as git can tell: its addresses lead to a folder."""

    def __init__(self, folder: Path, *servers: str) -> None:
        self._home = folder / "home"
        self._home.mkdir(parents=True)
        copied(folder / "component.git")
        component = Repo(folder / "component.git")
        component.git("config", "uploadarchive.allowUnreachable", "true")
        self.version = component.commit("The component")
        addresses = [
            f"{start}octo/aims-gate.git" for start in ("https://gitlab.com/", "ssh://git@gitlab.com:22/", *servers)
        ]
        (folder / "gitconfig").write_text(
            f'[url "file://{component.folder}"]\n' + "".join(f"  insteadOf = {one}\n" for one in addresses),
            encoding="utf-8",
        )
        self._config = folder / "gitconfig"

    def include(self, repo: Repo, **inputs: Any) -> None:
        """Write the pipeline of a project that includes the component. Underscores in names stand for hyphens."""
        given = {"project": PROJECT, "version": self.version, **inputs}
        named = {name.replace("_", "-"): value for name, value in given.items() if value is not None}
        including = {"include": [{"component": INCLUDE + self.version, "inputs": named}]}
        repo.write(".gitlab-ci.yml", yaml.safe_dump(including))

    def serve(self, repo: Repo) -> None:
        """Make a repository one that was fetched from this GitLab."""
        repo.git("remote", "add", "origin", "git@gitlab.com:octo/shop.git")
        repo.git("update-ref", "refs/remotes/origin/main", "main")
        repo.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main")

    def pipeline(self, repo: Repo, *options: str, **variables: str) -> Ran:
        """A pipeline for a merge request."""
        given = {"GITLAB_CI": "true", "CI_PIPELINE_SOURCE": "merge_request_event", **variables}
        done = subprocess.run(
            [
                "node", CI_LOCAL, "--force-shell-executor", f"--home={self._home}",
                f"--ignore-predefined-vars={','.join(given)}",
                *(f"--variable={name}={value}" for name, value in given.items()), *options,
            ],
            cwd=repo.folder, env=self._environment(), capture_output=True, text=True, timeout=240, check=False,
        )  # fmt: skip
        return Ran(done.returncode, done.stdout, done.stdout + done.stderr, repo.folder / REPORTS)

    def expanded(self, repo: Repo) -> Ran:
        """The whole pipeline in one file, or why there is none; nothing is run."""
        return self.pipeline(repo, "--preview")

    def _environment(self) -> dict[str, str]:
        """The machine's own, but for what tells of the job that these tests may run in."""
        foreign = ("GITHUB_", "GITLAB_", "CI", "GIT_", "AIMS_GATE_")
        own = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
        path = os.pathsep.join(filter(None, (own.get("PATH"), TOOLS)))
        return {**own, "PATH": path, "GIT_CONFIG_GLOBAL": str(self._config), "GIT_CONFIG_NOSYSTEM": "1"}
