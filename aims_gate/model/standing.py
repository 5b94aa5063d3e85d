"""The management system as one commit holds it, and how it came to that: what `readiness` is judged from."""

from typing import NamedTuple

from aims_gate.model.collected import Collected
from aims_gate.model.collected import Landed as Landed


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
