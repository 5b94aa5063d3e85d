"""One change record as rules see it: what the author says of the change."""

from typing import Literal

from aims_gate.model.view import Basis, View


class Implication(View):
    """A change type that a signal implies, and the place of the first signal that does."""

    type: str
    """A change type."""
    kind: str
    """Of the signal."""
    path: str
    """Of the signal."""
    line: int
    """Of the signal."""
    seen: str
    """What happens there."""
    certain: bool
    """Whether the signal blocks."""
    stated: bool
    """Whether a record of the same system states the type."""


class Meant(View):
    """A system's id as it was written, and the one that was probably meant."""

    name: str
    """As it was written."""
    id: str
    """Of the system that was probably meant."""


class RecordView(View):
    """One change record."""

    path: str
    """Of the PRD or the file under .aims/changes; of others, what they are called in reports."""
    source: Literal["prd", "change", "description", "label"]
    """Where it stands."""
    systems: tuple[str, ...]
    """As it names them."""
    change: tuple[str, ...]
    """The change types that it states."""
    summary: str
    """As it states it."""
    tier: str
    """As it states it."""
    reason: str
    """As it states it."""
    ai: bool
    """False only where it says `ai: false`."""
    material: bool
    """Whether it does not state `none-material`."""
    edited: bool
    """Whether this change brings or alters it."""
    unknown_types: tuple[str, ...]
    """Types that nobody defines."""
    standing_alone: tuple[str, ...]
    """Types that stand alone and here do not."""
    outside_inventory: tuple[str, ...]
    """Named systems without an entry."""
    meant: tuple[Meant, ...]
    """Of those, the ones that are nearly called like a system that has an entry."""
    implied: tuple[str, ...]
    """Types that the entries' edits imply."""
    signalled: tuple[Implication, ...]
    """Types that signals of the named systems imply."""
    retired: tuple[str, ...]
    """Named systems that are already retired."""
    could_confirm: tuple[str, ...]
    """Who could confirm that nothing material changed."""
    confirmed: bool
    """Whether an entitled review bears out that nothing material changed."""
    basis: Basis
    """`verified` where a review bears out that nothing material changed, else `claimed`."""
