"""One job that makes every call, and all that may go wrong with each of them. Knows nothing of what should come of it.

The job judges a repository's first register, approved by an administrator, with its record in the description: so it
reads the pull request, when its description was edited, the reviews and a permission, and makes or updates its check run.
"""

import copy
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from tests.e2e.command import Said, called
from tests.e2e.example import TODAY
from tests.forges.github.events import of_pull, of_push, written
from tests.forges.github.stand_in import TOKEN, StandIn
from tests.forges.github.story import NUMBER, Story
from tests.forges.github.test_job_files import outputs

LASTING, ONCE = 99, 1
PERMISSIONS = {"X-Accepted-GitHub-Permissions": "pull_requests=read"}
LATER = {"Retry-After": "20"}

RECORD = "First.\n\n```aims\nai: false\nreason: The register itself runs no model.\n```\n"


class Call(NamedTuple):
    """A request of the job. `event` makes the run; `again` is whether an earlier run has made its check run."""

    method: str
    path: str
    reads: bool = True
    event: str = "pull_request"
    again: bool = False


CALLS = {
    "GET the commit's pull requests": Call("GET", r"/commits/\w+/pulls$", event="push"),
    "GET the pull request": Call("GET", rf"/pulls/{NUMBER}$"),
    "POST the query of edits": Call("POST", "^/graphql$"),
    "GET its reviews": Call("GET", "/reviews$"),
    "GET a permission": Call("GET", "/permission$"),
    "GET the commit's check runs": Call("GET", r"/commits/\w+/check-runs$", reads=False),
    "POST a check run": Call("POST", "/check-runs$", reads=False),
    "PATCH the check run": Call("PATCH", r"/check-runs/\d+$", reads=False, again=True),
    "GET its annotations": Call("GET", "/annotations$", reads=False, again=True),
}


def _says(message: str) -> bytes:
    return json.dumps({"message": message}).encode()


FAULTS: dict[str, tuple[dict[str, Any], str]] = {
    "401": ({"status": 401, "body": _says("Bad credentials")}, "401"),
    "403, no permission": ({"status": 403, "body": _says("Not accessible"), "headers": PERMISSIONS}, "403"),
    "403, rate limit": ({"status": 403, "body": _says("secondary rate limit"), "headers": LATER}, "rate limit"),
    "404": ({"status": 404, "body": _says("Not Found")}, "404"),
    "409": ({"status": 409, "body": _says("Conflict")}, "409"),
    "422": ({"status": 422, "body": _says("Validation Failed")}, "422"),
    "429": ({"status": 429, "headers": LATER}, "rate limit"),
    "500": ({"status": 500}, "500"),
    "502": ({"status": 502, "body": b"<html>Bad gateway</html>"}, "502"),
    "503": ({"status": 503}, "503"),
    "connection reset": ({"drop": "reset"}, "the connection broke"),
    "too slow": ({"delay": 31.0}, "did not answer in time"),
    "half an answer": ({"drop": "truncate"}, "the connection broke"),
    "redirect elsewhere": ({"status": 301, "headers": {"Location": "https://elsewhere.example/"}}, "redirects"),
    "empty answer": ({"status": 200, "body": b""}, "is empty"),
    "half a document": ({"status": 200, "body": b'[{"id": 1'}, "no whole JSON"),
}
"""Fault → what the server does, and what the job says of it."""

PASSING = ("403, rate limit", "429", "502", "connection reset", "too slow")
"""Faults that are over when the same is asked once more, one for each way to see that."""

LOST = ("502", "connection reset", "too slow", "half an answer", "empty answer")
"""Faults that may hide that a request has done its work."""


@dataclass(frozen=True)
class Ended:
    """How a job ended: its exit code, its outputs, all that it said, and how each check run concluded."""

    code: int
    outputs: dict[str, str]
    words: str
    conclusions: tuple[str, ...]

    @property
    def shown(self) -> str:
        """Verdict with its exit code, the job's exit code, and the check runs."""
        runs = ", ".join(self.conclusions) or "none"
        return f"{self.outputs['verdict']} {self.outputs['exit-code']}, job {self.code}, run: {runs}"


class Job:
    """The job, as often as it is wanted, each time with a GitHub as it was at first."""

    def __init__(self, folder: Path, github: StandIn) -> None:
        self.folder = folder
        self.github = github
        self.story = Story(folder, github)
        self._bring_the_first_register()
        self.github.world.put(f"/commits/{self.head}/pulls", [self.story.pull])
        self._before: Any = ({}, {})
        self.run(save=True)
        self.facts = json.loads((folder / "facts").read_text(encoding="utf-8"))
        self._after = copy.deepcopy((github.world.check_runs, github.world.annotations))

    @property
    def head(self) -> str:
        return self.story.repo.id()

    def run(self, event: str = "pull_request", *, again: bool = False, save: bool = False, **fault: Any) -> Ended:
        """One run of the job, in which this goes wrong. With `save` it leaves its facts."""
        world = self.github.world
        world.check_runs, world.annotations = copy.deepcopy(self._after if again else self._before)
        self.github.requests.clear()
        self.github.faults.clear()
        if fault:
            self.github.fail(**fault)
        said = self._said(event, *(["--save-facts", str(self.folder / "facts")] if save else []))
        ended = tuple(run["conclusion"] for run in world.check_runs.values())
        words = " ".join(f"{said.words} {(self.folder / 'summary').read_text(encoding='utf-8')}".split())
        return Ended(said.code, outputs(self.folder / "output"), words, ended)

    def _said(self, event: str, *args: str) -> Said:
        repo = self.story.repo
        for name in ("output", "summary"):
            (self.folder / name).unlink(missing_ok=True)
        given = {
            "GITHUB_ACTIONS": "true",
            "CI": "true",
            "GITHUB_EVENT_NAME": event,
            "GITHUB_EVENT_PATH": self._payload(event),
            "GITHUB_API_URL": self.github.url,
            "GITHUB_TOKEN": TOKEN,
            "GITHUB_OUTPUT": str(self.folder / "output"),
            "GITHUB_STEP_SUMMARY": str(self.folder / "summary"),
            "NO_PROXY": "127.0.0.1",
        }
        return called(repo.folder, "check", "--as-of", TODAY, *args, **given)

    def _payload(self, event: str) -> str:
        file = self.folder / f"{event}-{self.head}"
        if not file.is_dir():
            file.mkdir()
            base = self.story.repo.id("main")
            written(
                file, of_pull(self.head, base, NUMBER) if event == "pull_request" else of_push(self.head, base, "first")
            )
        return str(file / "event.json")

    def _bring_the_first_register(self) -> None:
        story = self.story
        story.repo.checkout("main")
        story.repo.git("rm", "-rq", ".aims")
        story.on_main("No register yet")
        story.topic("first").write(".aims/config.yaml", "version: 1\n")
        story.repo.git("checkout", "-q", "main~1", "--", ".aims/roles.yaml", ".aims/risk-method.yaml")
        story.pull["body"] = RECORD
        story.push("The first register")
        story.repo.git("update-ref", "refs/remotes/origin/first", "first")
        story.world.permission("octo-risk", "admin")
        story.review("octo-risk")
