"""Which commits of a clone a forge's event names, and whose rules bind. What an event is, each forge knows.

Nothing is fetched: a commit that is not here is an error that says how to get it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from aims_gate.errors import SourceError
from aims_gate.sources.collect import Trust
from aims_gate.sources.git import Repository

BRANCHES = "refs/remotes/origin/"
"""Where a clone keeps the tips of the forge's branches."""


class Landing(NamedTuple):
    """A push to the default branch: its name, and the tip that it had before, empty for a push that makes it."""

    branch: str
    before: str


@dataclass(frozen=True, slots=True)
class Clone:
    """A repository in a job. `deepen` is how the job gets all of it, `change` what the forge calls a proposed change."""

    repository: Repository
    deepen: str
    change: str

    def branch(self, name: str) -> str | None:
        """The tip of a branch of the forge, where it is here."""
        return self.repository.resolve(BRANCHES + name) if name else None

    def required(self, commit: str, what: str, fetched_as: str = "") -> str:
        """A commit that must be here; `fetched_as` is its name at the forge, else its id. Raises SourceError."""
        found = self.repository.resolve(commit) if commit else None
        if found is None:
            wanted = fetched_as or commit
            fetch = f"run `git fetch origin {wanted}`" if wanted else "fetch that branch"
            raise SourceError(f"{what} ({commit[:12] or 'unnamed'}) is not in this clone", f"{self.deepen}, or {fetch}")
        return found

    def before(self, landing: Landing) -> str:
        """What a push to the default branch is judged against. Raises SourceError."""
        if not landing.before:
            raise SourceError(
                f"this push makes {landing.branch}, so there is nothing before it to judge against",
                f"leave it: the next push and every {self.change} is judged",
            )
        return self.required(landing.before, f"the tip of {landing.branch} before this push")

    def trust(self, policy_ref: str, landing: Landing | None, default: Callable[[], tuple[str, str]]) -> Trust:
        """The tip of the default branch, and never the branch that the change goes into.

        A push to the default branch is judged by what bound before it. `default` gives the tip and its name.
        """
        if policy_ref:
            commit, shown = self.repository.require(policy_ref), policy_ref
        elif landing:
            commit, shown = self.before(landing), f"{landing.branch} before this push"
        else:
            commit, shown = default()
        return Trust(shown, commit, self.repository.tree_of(commit))
