"""Two pull requests over the example in one merge queue: 5 shortens the greeting, 6 the farewell.

Knows nothing of what should come of them.
"""

from typing import Any

from tests.e2e.example import RECORD, commit
from tests.forges.github.events import of_group
from tests.forges.github.story import NUMBER, Story
from tests.tree import EXAMPLE

OTHER = 6
BRANCHES = {NUMBER: "greeting", OTHER: "farewell"}


class Queue:
    """The group of both. `heads` maps a number to its head commit; the clone stands on the group, as a checkout does."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.world = story.world
        self.repo = story.repo
        self.base = self.repo.id("main")
        self.other = self.world.pull(OTHER, self.base)
        self.other |= {"body": None, "labels": []}
        self.other["base"]["ref"] = "main"
        self.pulls = {NUMBER: story.pull, OTHER: self.other}
        self.heads = {number: self._opened(number) for number in BRANCHES}
        self.repo.git("checkout", "-q", "--detach", "main")

    def _opened(self, number: int) -> str:
        """Makes the branch of a pull request: a sound change of a prompt, with a record of its own."""
        branch = BRANCHES[number]
        self.repo.checkout("main")
        self.repo.checkout(branch, new=True)
        self.repo.write(f"prompts/assistant/{branch}.md", "One line.\n")
        record = (EXAMPLE / "records" / "shorter-greeting.yaml").read_bytes()
        self.repo.write(RECORD.replace("greeting", branch), record.replace(b"greeting", branch.encode()))
        self.pulls[number]["title"] = f"Shorten the {branch}"
        return self.at(number, commit(self.repo, f"Shorten the {branch}"))

    def at(self, number: int, head: str) -> str:
        """Let a pull request's head be this commit."""
        self.pulls[number]["head"]["sha"] = head
        return head

    def merged(self) -> dict[str, Any]:
        """The event of the group as a queue that merges builds it."""
        for number, branch in BRANCHES.items():
            self.repo.merge(branch, f"Merge pull request #{number} from octo/{branch}")
        return self.event()

    def squashed(self, *, titled: bool = True) -> dict[str, Any]:
        """The same of a queue that squashes. GitHub lists no pull request of such commits."""
        for number, branch in BRANCHES.items():
            self.repo.git("merge", "-q", "--squash", branch)
            self.repo.commit(f"What it does (#{number})" if titled else "What it does")
        return self.event()

    def event(self) -> dict[str, Any]:
        """The event of the group that the clone stands on."""
        return of_group(self.repo.id(), self.base, OTHER)

    def approve(self, *numbers: int, login: str = "octo-risk") -> None:
        """Somebody approves the heads of pull requests."""
        for number in numbers:
            self.world.review(number, login, "APPROVED", self.heads[number], "2026-11-20T12:00:00Z")


def by_number(report: dict[str, Any], rule: str) -> dict[int, str]:
    """Pull request → the outcome of a rule, where several are judged together."""
    return {one["subject"]["pull_request"]: one["outcome"] for one in report["results"] if one["rule"] == rule}
