"""Which commits of this clone an event means: what is judged, against what, and whose rules bind.

Nothing is fetched: a commit that is not here is an error that says how to get it.
"""

from dataclasses import dataclass

from aims_gate.errors import SourceError
from aims_gate.forges.clone import BRANCHES, Clone, Landing
from aims_gate.forges.github.event import Event
from aims_gate.sources.collect import Trust
from aims_gate.sources.git import Repository

_DEEPEN = "set `fetch-depth: 0` on actions/checkout"


@dataclass(frozen=True, slots=True)
class Commits:
    """`base` is where `head` left `tip`, the branch that it is made against."""

    tip: str
    base: str
    head: str
    trust: Trust


def commits_of(repository: Repository, event: Event, policy_ref: str = "") -> Commits:
    """The commits of an event. Raises SourceError for one that is not in this clone."""
    clone = Clone(repository, _DEEPEN, "pull request")
    landing = Landing(event.default_branch, event.base_sha) if event.lands else None
    tip = clone.before(landing) if landing else _tip(clone, event)
    head = _head(clone, event)
    base = repository.merge_base(tip, head)
    return Commits(tip, base, head, clone.trust(policy_ref, landing, lambda: _default(clone, event)))


def _tip(clone: Clone, event: Event) -> str:
    """What the change is made against. A queue has one tip, that of the event."""
    if event.kind == "merge_group":
        return clone.required(event.base_sha, "what the merge group is built on")
    return clone.branch(event.base_ref) or clone.required(event.base_sha, f"the tip of {event.base_ref}")


def _head(clone: Clone, event: Event) -> str:
    if event.head_sha:
        return clone.required(
            event.head_sha, "the commit to judge", f"pull/{event.number}/head" if event.number else ""
        )
    named = event.head_ref
    found = clone.repository.resolve(named) if named.startswith("refs/tags/") else clone.branch(named)
    if found is None:
        raise SourceError(f"the tip of {event.head_ref} is not in this clone", clone.deepen)
    return found


def _default(clone: Clone, event: Event) -> tuple[str, str]:
    """The commit whose rules bind, and its name."""
    branch = event.default_branch
    found = clone.branch(branch)
    if found is None and event.base_ref == branch and event.base_sha:
        found = clone.repository.resolve(event.base_sha)
    if found is None:
        raise SourceError(
            f"the tip of {branch}, whose rules bind, is not in this clone",
            f"{clone.deepen}, or run `git fetch origin {branch}:{BRANCHES}{branch}`",
        )
    return found, f"origin/{branch}"
