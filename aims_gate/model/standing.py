"""The management system as one commit holds it, and how it came to that: what `readiness` is judged from."""

from typing import NamedTuple

from aims_gate.model.change import Identity
from aims_gate.model.collected import Collected, StatedRecord


class Landed(NamedTuple):
    """One step of the default branch: a merge or a commit on its first-parent line.

    `at` is ISO 8601 with offset. `files` are the paths that differ from the step before. `records` are the change records
    that it brought or edited, as they were then.
    """

    commit: str
    at: str
    author: Identity
    files: tuple[str, ...]
    records: tuple[StatedRecord, ...] = ()


class Standing(NamedTuple):
    """What stands at one commit.

    `side` holds register and documents as both the trusted and the judged side of a change that changes nothing.
    `files` are all paths of the tree. `landed` is the first-parent history, newest first; `whole` is false where a shallow
    clone cut it off.
    """

    side: Collected
    files: tuple[str, ...]
    landed: tuple[Landed, ...]
    whole: bool = True
