"""Which pull request an event belongs to that does not name one: a merge group, a push, a run by hand."""

from aims_gate.errors import ForgeError
from aims_gate.forges.github.api import Api
from aims_gate.forges.github.event import Event
from aims_gate.forges.github.pull_request import PullRequest, pull_requests_of
from aims_gate.model.change import Change

MOST = 100
"""Commits of which GitHub is asked what brought them."""


def number_of(api: Api, event: Event, change: Change) -> int:
    """The number of the one pull request. Raises ForgeError where there is none, or more than one.

    A merge group's branch name is only a hint: it is used where GitHub knows no pull request of the group's commits.
    """
    if event.number:
        return event.number
    asked = _asked(event, change)
    found = {pull.number for commit in asked for pull in pull_requests_of(api, commit) if _meant(pull, event)}
    found = found or set(event.hinted)
    if not found:
        raise ForgeError(
            "no pull request brings this change, so there are no reviews to ask for", "bring it in a pull request"
        )
    if len(found) > 1:
        raise _several(event, sorted(found))
    return found.pop()


def _asked(event: Event, change: Change) -> list[str]:
    """The commits to ask about: all that are about to land, or have; of a branch its tip, which its pull request has."""
    if event.kind != "merge_group" and not event.lands:
        return [change.head]
    if len(change.commits) > MOST:
        raise ForgeError(
            f"{len(change.commits)} commits land at once: which pull requests brought them was not asked",
            f"land at most {MOST} commits at once",
        )
    return [commit.id for commit in change.commits]


def _meant(pull: PullRequest, event: Event) -> bool:
    if event.kind == "merge_group":
        return pull.state == "open" and pull.base.ref == event.base_ref
    if event.lands:
        return bool(pull.merged_at) and pull.base.ref == event.default_branch
    return pull.state == "open"


def _several(event: Event, numbers: list[int]) -> ForgeError:
    listed = ", ".join(f"#{number}" for number in numbers)
    if event.kind == "merge_group":
        hint = "let the merge queue build groups of one: its `Maximum pull requests to merge` is 1"
    elif event.lands:
        hint = "merge one pull request at a time; each was judged in its own run"
    else:
        hint = "run this on `pull_request`, which names the one to judge"
    return ForgeError(f"this change belongs to several pull requests ({listed}), each with its own reviews", hint)
