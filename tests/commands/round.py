"""A scheduled job that rechecks, over the two pull requests of a queue. Knows nothing of what should come of it."""

from pathlib import Path

from tests.e2e.command import Said, called
from tests.e2e.example import TODAY
from tests.forges.github.events import of_pull, written
from tests.forges.github.queue import BRANCHES, OTHER, Queue
from tests.forges.github.stand_in import TOKEN, StandIn
from tests.forges.github.story import NUMBER, Story


class Round:
    """A scheduled job in a fresh clone of the default branch. `served` is the repository as GitHub keeps it."""

    def __init__(self, folder: Path, github: StandIn) -> None:
        self.folder = folder
        self.github = github
        self.world = github.world
        self.queue = Queue(Story(folder, github))
        self.served = self.queue.repo.clone(folder / "served.git", "--bare")
        for branch in (*BRANCHES.values(), "fixed", "refused"):
            self.served.git("update-ref", "-d", f"refs/heads/{branch}")
        for number in BRANCHES:
            self.pushed(number)
        self.job = self.served.clone(folder / "job")

    def pushed(self, number: int) -> str:
        """Let GitHub keep what the branch of a pull request is now."""
        branch = BRANCHES[number]
        self.served.git("fetch", "-q", str(self.queue.repo.folder), f"+{branch}:refs/pull/{number}/head")
        return self.queue.at(number, self.queue.repo.id(branch))

    @property
    def environment(self) -> dict[str, str]:
        return {
            "CI": "true",
            "GITHUB_REPOSITORY": "octo/shop",
            "GITHUB_API_URL": self.github.url,
            "GITHUB_TOKEN": TOKEN,
            "NO_PROXY": "127.0.0.1",
        }

    def recheck(self, *args: str, **more: str) -> Said:
        """`aims-gate recheck` as a step; the token is never said."""
        said = called(self.job.folder, "recheck", "--as-of", TODAY, *args, **{**self.environment, **more})
        assert TOKEN not in said.words
        return said

    def check(self, number: int) -> Said:
        """`aims-gate check` in the job of a pull request's own event."""
        head = self.queue.repo.id(BRANCHES[number])
        self.job.git("fetch", "-q", "origin", f"refs/pull/{number}/head")
        event = written(self.folder, of_pull(head, self.queue.base, number))
        of_event = {"GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": "pull_request", "GITHUB_EVENT_PATH": event}
        return called(self.job.folder, "check", "--as-of", TODAY, **{**self.environment, **of_event})

    @property
    def runs(self) -> dict[str, str]:
        """Head commit → conclusion. There is only one run of each."""
        found = {one["head_sha"]: one["conclusion"] for one in self.world.check_runs.values()}
        assert len(found) == len(self.world.check_runs)
        return found

    def of(self, five: str, six: str) -> dict[str, str]:
        heads = self.queue.pulls
        return {heads[NUMBER]["head"]["sha"]: five, heads[OTHER]["head"]["sha"]: six}
