"""Reads a change that GitHub tells of: from git, and what only GitHub knows where a decision depends on it.

What GitHub does not answer is left open with the cause. It is never an exception here, and never an approval.
"""

from dataclasses import replace

from aims_gate.errors import ForgeError, SourceError
from aims_gate.facts.build import Facts, build
from aims_gate.forges.github.api import Api, Fetches
from aims_gate.forges.github.asking import Asking
from aims_gate.forges.github.commits import Commits, commits_of
from aims_gate.forges.github.event import Event
from aims_gate.forges.github.parts import Part, parts_of
from aims_gate.forges.refusals import reason_of
from aims_gate.model.change import Change, Identity
from aims_gate.model.collected import Collected
from aims_gate.model.signal import Found
from aims_gate.sources import pack
from aims_gate.sources.collect import collect
from aims_gate.sources.git import Repository

NAME = "github"

_NO_TOKEN = (
    "GitHub was not asked for the pull request: there is no token",
    "pass `GITHUB_TOKEN: ${{ github.token }}` to this step, with `pull-requests: read` among the permissions",
)


def collect_github(
    repository: Repository, event: Event, api: Api | None, now: str, policy_ref: str = "", remote: Fetches | None = None
) -> tuple[Collected, ...]:
    """All that was read of an event's change: one a pull request, in the order they land.

    GitHub is asked only where git shows that a decision depends on it. `api` is None where there is no token; `remote`
    brings commits that are not here, where one is to be asked. Raises SourceError where this clone lacks the commits.
    """
    commits = commits_of(repository, event, policy_ref)
    reading = _Reading(repository, event, commits, now)
    whole = reading.from_git(Part(event.number, commits.tip, commits.base, commits.head))
    if not _concerns_the_gate(whole):
        return (whole,)
    try:
        asked = _given(api)
        parts = parts_of(asked, repository, event, commits)
    except SourceError as error:
        return (_left_open(whole, error),)
    return tuple(reading.asked(asked, part, whole, remote) for part in parts)


class _Reading:
    """What is read of one event's change."""

    def __init__(self, repository: Repository, event: Event, commits: Commits, now: str) -> None:
        self._repository = repository
        self._event = event
        self._commits = commits
        self._now = now

    def from_git(self, part: Part) -> Collected:
        """A part as git alone shows it. Nobody has reviewed it as far as git knows.

        Its documents are read where all of the change has landed: evidence that a later part takes away is not there.
        """
        repository = self._repository
        listed = repository.commits(part.base, part.head)
        change = Change(
            base=part.base,
            head=part.head,
            head_tree=repository.tree_of(self._commits.head),
            files=repository.changed_files(repository.tree_of(part.base), repository.tree_of(part.head)),
            commits=listed,
            title=listed[0].message.partition("\n")[0] if listed else "",
            author=listed[0].author if listed else Identity("", ""),
            reviews=(),
            number=part.number,
        )
        return self._collect(change)

    def asked(self, api: Api, part: Part, whole: Collected, remote: Fetches | None) -> Collected:
        """A part with what GitHub says of it; `whole` is all of the change, which most parts are."""
        is_all = (part.base, part.head) == (whole.change.base, whole.change.head)
        side = replace(whole, change=replace(whole.change, number=part.number)) if is_all else self.from_git(part)
        if not _concerns_the_gate(side):
            return side
        asking = Asking(self._repository, self._event, part, api, remote)
        try:
            change, notes = asking.described(side.change)
        except ForgeError as error:
            return _left_open(side, error)
        side = replace(self._collect(change, side.found), notes=notes)
        return asking.reviewed(asking.dated(side), _facts)

    def _collect(self, change: Change, found: Found | None = None) -> Collected:
        return collect(self._repository, change, self._commits.trust, self._now, NAME, found)


def _left_open(side: Collected, error: SourceError) -> Collected:
    reason = reason_of(error)
    return replace(side, change=replace(side.change, reviews=None), unavailable=reason, undescribed=reason)


def _facts(side: Collected) -> Facts:
    return build(side, pack.change_types())


def _concerns_the_gate(side: Collected) -> bool:
    """Whether anything that needs an approval, or could be described elsewhere, changes."""
    facts = _facts(side)
    return bool(facts["change"]["ai"] or facts["proposed"]["gate"])


def _given(api: Api | None) -> Api:
    if api is None:
        raise ForgeError(*_NO_TOKEN)
    return api
