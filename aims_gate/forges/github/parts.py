"""Which pull requests a change is made of, and which commits each brings: one as a rule, several in a merge queue's
group, and where several pull requests have one head commit.

Knows nothing of what they bring. A commit that no pull request brings, or of which that cannot be told, is an error:
whoever asks leaves the change open.
"""

import re
from typing import NamedTuple

from aims_gate.errors import ForgeError
from aims_gate.forges.github.api import Api
from aims_gate.forges.github.commits import Commits
from aims_gate.forges.github.event import Event
from aims_gate.forges.github.pull_request import (
    NOT_FOUND,
    NOT_PROCESSED,
    PullRequest,
    pull_requests_of,
    read_pull_request,
)
from aims_gate.sources.git import Repository
from aims_gate.sources.git_log import Landed

MOST = 100
"""Commits of which GitHub is asked what brought them."""

# The titles that GitHub gives what a queue merges or squashes. A commit that is rebased keeps its author's.
_TITLE = re.compile(r"Merge pull request #(\d{1,9}) from |.*\(#(\d{1,9})\)$")


class Part(NamedTuple):
    """The commits after `base` up to `head` that one pull request brings.

    `tip` is what its own commits are told from: the branch as it was, with what lands before it.
    """

    number: int
    tip: str
    base: str
    head: str


def parts_of(api: Api, repository: Repository, event: Event, commits: Commits) -> tuple[Part, ...]:
    """The parts of a change, in the order they land; at least one. Raises ForgeError, or SourceError from git."""
    if event.kind == "merge_group" or event.lands:
        return _landing(api, repository, event, commits)
    return tuple(Part(number, commits.tip, commits.base, commits.head) for number in _of_head(api, event, commits.head))


def _of_head(api: Api, event: Event, head: str) -> list[int]:
    """The open pull requests of one head commit into one branch: each with its own description and reviews."""
    known = {event.number, *event.hinted} - {0}
    try:
        brought = pull_requests_of(api, head)
    except ForgeError as error:
        # GitHub does not find the commit in this repository, so no other pull request of the repository has it either.
        if error.status != NOT_PROCESSED or not known:
            raise
        brought = ()
    listed = [pull for pull in brought if pull.state == "open" and pull.base.ref == event.base_ref]
    exactly = [pull for pull in listed if pull.head.sha == head]
    found = {pull.number for pull in exactly or listed} | known
    if not found:
        raise _nobodys(event.base_ref)
    return sorted(found)


def _landing(api: Api, repository: Repository, event: Event, commits: Commits) -> tuple[Part, ...]:
    steps = repository.landed(commits.base, commits.head)
    if len(steps) > MOST:
        raise ForgeError(
            f"{len(steps)} commits land at once: which pull requests brought them was not asked",
            f"land at most {MOST} commits at once",
        )
    numbers = [_brought_by(api, event, step) for step in steps]
    if not any(numbers):
        # The branch's name is only a hint, of the last pull request: it speaks where GitHub knows none at all.
        if not event.hinted:
            raise _nobodys(event.base_ref)
        return (Part(event.hinted[-1], commits.tip, commits.base, commits.head),)
    return _sliced(commits, steps, numbers)


def _sliced(commits: Commits, steps: tuple[Landed, ...], numbers: list[int]) -> tuple[Part, ...]:
    """Runs of steps that one pull request brings."""
    parts: list[Part] = []
    before = commits.base
    for step, number in zip(steps, numbers, strict=True):
        if not number:
            raise ForgeError(
                f"no pull request brings {step.id[:12]}, which lands with others, so there are no reviews to ask for",
                "bring it in a pull request",
            )
        if parts and parts[-1].number == number:
            parts[-1] = parts[-1]._replace(head=step.id)
        elif any(part.number == number for part in parts):
            raise ForgeError(
                f"the commits of pull request {number} do not stand together in what lands: what it brings cannot be "
                "told from what others bring",
                "queue them again, one after the other",
            )
        else:
            parts.append(Part(number, before if parts else commits.tip, before, step.id))
        before = step.id
    return tuple(parts)


def _brought_by(api: Api, event: Event, step: Landed) -> int:
    """The number of the one pull request that brings a step; 0 where GitHub knows none."""
    listed = _meant(api, event, step.id)
    merged = step.parents[1] if len(step.parents) == 2 else ""
    if not listed and merged:
        listed = _meant(api, event, merged)
    exactly = [pull for pull in listed if pull.head.sha in (step.id, merged)]
    found = sorted({pull.number for pull in exactly or listed})
    if len(found) > 1:
        raise _several(event, step, found)
    return found[0] if found else _titled(api, event, step)


def _titled(api: Api, event: Event, step: Landed) -> int:
    """The pull request that a queue's commit is titled after, where it is one of this group's branch.

    GitHub lists no pull request of what a queue squashed. A wrong title gains nothing: reviews count for their content.
    """
    found = _TITLE.match(step.title) if event.kind == "merge_group" else None
    if found is None:
        return 0
    number = int(found[1] or found[2])
    try:
        pull = read_pull_request(api, number) if number else None
    except ForgeError as error:
        if error.status != NOT_FOUND:
            raise
        return 0
    return number if pull is not None and _is_meant(pull, event) else 0


def _meant(api: Api, event: Event, commit: str) -> list[PullRequest]:
    return [pull for pull in pull_requests_of(api, commit) if _is_meant(pull, event)]


def _is_meant(pull: PullRequest, event: Event) -> bool:
    if event.kind == "merge_group":
        return pull.state == "open" and pull.base.ref == event.base_ref
    return bool(pull.merged_at) and pull.base.ref == event.default_branch


def _nobodys(branch: str) -> ForgeError:
    return ForgeError(
        f"no pull request brings this change into {branch}, so there are no reviews to ask for",
        "bring it in a pull request",
    )


def _several(event: Event, step: Landed, numbers: list[int]) -> ForgeError:
    listed = ", ".join(f"#{number}" for number in numbers)
    if event.kind == "merge_group":
        hint = "let the merge queue build groups of one: its `Maximum pull requests to merge` is 1"
    else:
        hint = "merge one pull request at a time; each was judged in its own run"
    return ForgeError(f"{step.id[:12]} belongs to several pull requests ({listed}), each with its own reviews", hint)
