"""A merge request over the example, from its first push on: a clone, a GitLab, and jobs.

Knows nothing of what should come of it.
"""

from pathlib import Path
from typing import Any

from tests.e2e.command import Said, called
from tests.e2e.example import TODAY, commit, example, outcomes
from tests.forges.gitlab.stand_in import TOKEN, StandIn
from tests.forges.gitlab.world import APPROVED, PROJECT, World
from tests.repositories import Repo

NUMBER = 5
SIGNED = "risk-signed-off"
LATER = "2026-11-20T15:00:00.000Z"


class Story:
    """Merge request 5 into main. `repo` stands on its source branch."""

    def __init__(self, folder: Path, gitlab: StandIn, state: str = "fixed") -> None:
        self.folder = folder
        self.gitlab = gitlab
        self.world: World = gitlab.world
        self.repo: Repo = example(folder / "clone", state)
        self.pushed()
        self.shown = self.world.merge_request(NUMBER, self.repo.id())

    def pushed(self) -> None:
        """Let the clone know what main is at the forge now."""
        self.repo.git("update-ref", "refs/remotes/origin/main", "main")

    def topic(self, name: str = "topic") -> Repo:
        """The clone, on a new branch from main that the merge request is to come from."""
        self.repo.checkout("main")
        self.repo.checkout(name, new=True)
        return self.repo

    def push(self, message: str = "Another commit") -> str:
        """Commit what lies in the folder as the merge request's author, and push it."""
        return self.at(commit(self.repo, message, date="2026-11-20T15:00:00+00:00"))

    def at(self, head: str, at: str = LATER) -> str:
        """Let the merge request's head be this commit from some time on."""
        self.world.push(NUMBER, head, at)
        return head

    def on_main(self, message: str = "Meanwhile") -> None:
        """Commit what lies in the folder to main, as somebody else."""
        self.repo.commit(message)
        self.pushed()

    def approve(self, login: str, at: str = APPROVED, **more: Any) -> Any:
        """Somebody approves."""
        return self.world.approve(NUMBER, login, at, **more)

    def job(self, **more: str) -> dict[str, str]:
        """The variables of a merge-request pipeline's job."""
        head = self.repo.id()
        return {
            "GITLAB_CI": "true",
            "CI": "true",
            "CI_API_V4_URL": self.gitlab.api,
            "CI_SERVER_URL": self.gitlab.url,
            "CI_PROJECT_ID": str(PROJECT),
            "CI_DEFAULT_BRANCH": "main",
            "CI_PIPELINE_SOURCE": "merge_request_event",
            "CI_COMMIT_SHA": head,
            "CI_MERGE_REQUEST_IID": str(NUMBER),
            "CI_MERGE_REQUEST_EVENT_TYPE": "detached",
            "CI_MERGE_REQUEST_PROJECT_ID": str(PROJECT),
            "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
            "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME": "topic",
            "CI_MERGE_REQUEST_DIFF_BASE_SHA": self.repo.id("main"),
            "CI_MERGE_REQUEST_TITLE": "A change",
            "CI_MERGE_REQUEST_DESCRIPTION": "",
            "CI_MERGE_REQUEST_DESCRIPTION_IS_TRUNCATED": "false",
            "AIMS_GATE_GITLAB_TOKEN": TOKEN,
            "NO_PROXY": "127.0.0.1",
            **more,
        }

    def branch_job(self, branch: str, source: str = "push", **more: str) -> dict[str, str]:
        """The variables of a branch pipeline's job."""
        kept = {name: value for name, value in self.job().items() if not name.startswith("CI_MERGE_REQUEST")}
        return {**kept, "CI_PIPELINE_SOURCE": source, "CI_COMMIT_BRANCH": branch, **more}

    def judge(self, *args: str, job: dict[str, str] | None = None, folder: Path | None = None, **more: str) -> Said:
        """`aims-gate check` in GitLab CI, as JSON."""
        given = {**(self.job() if job is None else job), **more}
        return called(folder or self.repo.folder, "check", "--as-of", TODAY, "--report", "json=-", *args, **given)

    def signed(self, **more: str) -> tuple[str, int]:
        """The outcome of the sign-off's rule, and the exit code."""
        said = self.judge(**more)
        return outcomes(said.report)[SIGNED], said.code

    def states(self, **more: str) -> dict[str, str]:
        """Person or account → state of their sign-off."""
        given = self.judge(**more).report["sign_off"]["support-assistant"]["given"]
        return {row["person"]: row["state"] for row in given}
