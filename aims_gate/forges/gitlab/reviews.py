"""What approvals on GitLab say as reviews, with the commit that each was given for.

GitLab keeps no commit with an approval. It is told from the versions of the merge request and the time: the newest
version that was there. Where a version was so new that the page may still have shown the one before, both may have been
meant; where the time is not known, nothing is told.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from aims_gate.forges.gitlab.api import Api
from aims_gate.forges.gitlab.merge_request import (
    Account,
    Approval,
    Note,
    Version,
    approvals,
    approved_at,
    is_bot,
    notes,
    reviewers,
    versions,
)
from aims_gate.model.review import Review, ReviewState

RELOAD = timedelta(seconds=60)
"""How long a page of a merge request may go on showing the version before a push."""

_OBJECTIONS: dict[str, ReviewState] = {"requested_changes": "changes_requested", "unapproved": "dismissed"}
"""State of a reviewer on GitLab → what takes an approval away. The others add nothing to the approvals."""


@dataclass(frozen=True, slots=True)
class Given:
    """A review. `meant` are the commits that it may have been given for: none where that cannot be told."""

    review: Review
    meant: tuple[str, ...]


def reviews(api: Api, iid: int) -> tuple[Given, ...]:
    """What everybody last said of a merge request. Raises ForgeError: a part of it is never enough."""
    approving = approvals(api, iid)
    asked = reviewers(api, iid)
    objecting = {one.user.id: one for one in asked if one.state in _OBJECTIONS}
    pushed = versions(api, iid) if approving else ()
    untimed = any(not one.at for one in approving)
    activity = notes(api, iid, "only_activity") if untimed else ()
    bots = {one.user.id: is_bot(api, one.user) for one in approving}
    found = [_approval(one, pushed, activity, bots[one.user.id]) for one in approving if one.user.id not in objecting]
    found += [Given(_review(one.user, _OBJECTIONS[one.state], "", "", False), ()) for one in objecting.values()]
    return tuple(found)


def meant(pushed: Iterable[Version], at: str) -> tuple[str, ...]:
    """The heads that somebody who approved at this time may have seen, newest first; `pushed` is oldest first."""
    before = [version for version in pushed if version.head and version.created <= at] if at else []
    if not before:
        return ()
    heads = [before[-1].head]
    for version, earlier in zip(reversed(before), reversed(before[:-1]), strict=False):
        if _moment(at) - _moment(version.created) > RELOAD:
            break
        heads.append(earlier.head)
    return tuple(dict.fromkeys(heads))


def _approval(one: Approval, pushed: tuple[Version, ...], activity: tuple[Note, ...], bot: bool) -> Given:
    at = one.at or approved_at(tuple(note for note in activity if note.system), one.user)
    seen = meant(pushed, at)
    return Given(_review(one.user, "approved", seen[0] if seen else "", at, bot), seen)


def _review(user: Account, state: ReviewState, commit: str, at: str, bot: bool) -> Review:
    return Review(user.username, str(user.id), bot, state, commit, at)


def _moment(at: str) -> datetime:
    return datetime.fromisoformat(at)
