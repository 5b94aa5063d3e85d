"""A pull request over the example, from its first push on: a clone as actions/checkout makes it, a GitHub, and runs.

Knows nothing of what should come of it.
"""

from pathlib import Path
from typing import Any, NamedTuple

from tests.e2e.command import Said, called
from tests.e2e.example import TODAY, commit, example, outcomes
from tests.forges.github.events import of_pull, written
from tests.forges.github.stand_in import TOKEN, StandIn
from tests.forges.github.world import World
from tests.repositories import Repo

NUMBER = 5
SIGNED = "risk-signed-off"


class Given(NamedTuple):
    """Options and environment of a run."""

    args: tuple[str, ...]
    environment: dict[str, str]


class Story:
    """Pull request 5 into main. `repo` stands on the branch of the pull request."""

    def __init__(self, folder: Path, github: StandIn, state: str = "fixed") -> None:
        self.folder = folder
        self.github = github
        self.world: World = github.world
        self.repo: Repo = example(folder / "clone", state)
        self.pushed()
        self.pull = self.world.pull(NUMBER, self.repo.id())
        self.pull |= {"body": None, "labels": []}
        self.pull["base"]["ref"] = "main"

    def pushed(self) -> None:
        """Let the clone know what main is at the forge now."""
        self.repo.git("update-ref", "refs/remotes/origin/main", "main")
        self.world.branch("main", self.repo.id("main"))

    def topic(self, name: str = "topic") -> Repo:
        """The clone, on a new branch from main that the pull request is to come from."""
        self.repo.checkout("main")
        self.repo.checkout(name, new=True)
        return self.repo

    def push(self, message: str = "Another commit") -> str:
        """Commit what lies in the folder as the pull request's author, and push it."""
        return self.at(commit(self.repo, message, date="2026-11-20T15:00:00+00:00"))

    def at(self, head: str) -> str:
        """Let the pull request's head be this commit."""
        self.pull["head"]["sha"] = head
        return head

    def on_main(self, message: str = "Meanwhile") -> None:
        """Commit what lies in the folder to main, as somebody else."""
        self.repo.commit(message)
        self.pushed()

    def review(self, login: str, state: str = "APPROVED", commit: str = "", at: str = "2026-11-20T12:00:00Z") -> Any:
        """Somebody reviews a commit, by default the head."""
        return self.world.review(NUMBER, login, state, commit or self.repo.id(), at)

    def judge(self, event: Any = None, name: str = "pull_request", as_of: str = TODAY, **more: str) -> Said:
        """`aims-gate check` in GitHub Actions, as JSON."""
        given = self.given(event, name, as_of)
        return called(self.repo.folder, "check", *given.args, "--report", "json=-", **{**given.environment, **more})

    def given(self, event: Any = None, name: str = "pull_request", as_of: str = TODAY) -> Given:
        """How a job in GitHub Actions calls the gate for an event, the pull request's where none is named."""
        payload = of_pull(self.repo.id(), self.repo.id("main"), NUMBER) if event is None else event
        environment = {
            "GITHUB_ACTIONS": "true",
            "CI": "true",
            "GITHUB_EVENT_NAME": name,
            "GITHUB_EVENT_PATH": written(self.folder, payload),
            "GITHUB_API_URL": self.github.url,
            "GITHUB_TOKEN": TOKEN,
            "NO_PROXY": "127.0.0.1",
        }
        return Given(("--as-of", as_of, "--no-publish"), environment)

    def signed(self, **more: Any) -> tuple[str, int]:
        """The outcome of the sign-off's rule, and the exit code."""
        said = self.judge(**more)
        return outcomes(said.report)[SIGNED], said.code

    def states(self, **more: Any) -> dict[str, str]:
        """Person or account → state of their sign-off."""
        given = self.judge(**more).report["sign_off"]["support-assistant"]["given"]
        return {row["person"]: row["state"] for row in given}
