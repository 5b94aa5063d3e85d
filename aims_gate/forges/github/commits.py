"""Which commits of this clone an event means: what is judged, against what, and whose rules bind.

Nothing is fetched: a commit that is not here is an error that says how to get it.
"""

from dataclasses import dataclass

from aims_gate.errors import SourceError
from aims_gate.forges.github.event import Event
from aims_gate.sources.collect import Trust
from aims_gate.sources.git import Repository

_REMOTE = "refs/remotes/origin/"
_DEPTH = "set `fetch-depth: 0` on actions/checkout"


@dataclass(frozen=True, slots=True)
class Commits:
    """`base` is where `head` left `tip`, the branch that it is made against."""

    tip: str
    base: str
    head: str
    trust: Trust


def commits_of(repository: Repository, event: Event, policy_ref: str = "") -> Commits:
    """The commits of an event. Raises SourceError for one that is not in this clone."""
    tip = _tip(repository, event)
    head = _head(repository, event)
    return Commits(tip, repository.merge_base(tip, head), head, _trust(repository, event, policy_ref))


def _tip(repository: Repository, event: Event) -> str:
    """What the change is made against. A queue and a push to the default branch have one tip, that of the event."""
    if event.kind == "merge_group":
        return _required(repository, event.base_sha, "what the merge group is built on")
    if event.lands:
        return _before(repository, event)
    return _branch(repository, event.base_ref) or _required(repository, event.base_sha, f"the tip of {event.base_ref}")


def _head(repository: Repository, event: Event) -> str:
    if event.head_sha:
        return _required(repository, event.head_sha, "the commit to judge", event.number)
    named = event.head_ref
    found = repository.resolve(named) if named.startswith("refs/tags/") else _branch(repository, named)
    if found is None:
        raise SourceError(f"the tip of {event.head_ref} is not in this clone", _DEPTH)
    return found


def _trust(repository: Repository, event: Event, policy_ref: str) -> Trust:
    """The tip of the default branch, and never the branch that the change goes into.

    A push to the default branch is judged by what bound before it.
    """
    if policy_ref:
        commit, shown = repository.require(policy_ref), policy_ref
    elif event.lands:
        commit, shown = _before(repository, event), f"{event.default_branch} before this push"
    else:
        commit, shown = _default(repository, event), f"origin/{event.default_branch}"
    return Trust(shown, commit, repository.tree_of(commit))


def _default(repository: Repository, event: Event) -> str:
    found = _branch(repository, event.default_branch)
    if found is None and event.base_ref == event.default_branch and event.base_sha:
        found = repository.resolve(event.base_sha)
    if found is None:
        branch = event.default_branch
        raise SourceError(
            f"the tip of {branch}, whose rules bind, is not in this clone",
            f"{_DEPTH}, or run `git fetch origin {branch}:{_REMOTE}{branch}`",
        )
    return found


def _before(repository: Repository, event: Event) -> str:
    if not event.base_sha:
        raise SourceError(
            f"this push makes {event.default_branch}, so there is nothing before it to judge against",
            "leave it: the next push and every pull request is judged",
        )
    return _required(repository, event.base_sha, f"the tip of {event.default_branch} before this push")


def _branch(repository: Repository, name: str) -> str | None:
    return repository.resolve(_REMOTE + name) if name else None


def _required(repository: Repository, commit: str, what: str, number: int = 0) -> str:
    found = repository.resolve(commit) if commit else None
    if found is None:
        wanted = f"pull/{number}/head" if number else commit
        fetch = f"run `git fetch origin {wanted}`" if wanted else "fetch that branch"
        raise SourceError(f"{what} ({commit[:12] or 'unnamed'}) is not in this clone", f"{_DEPTH}, or {fetch}")
    return found
