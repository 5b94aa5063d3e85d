"""Whether a piece of evidence was made for this change, by its own date. Knows no documents: they are handed in as dates."""

from collections.abc import Iterable

from aims_gate.model.collected import StatedRecord
from aims_gate.model.values import NamedTuple

IN_TREE = ("prd", "change")
"""Where a record stands that a document can name as one that it covers."""


class Dated(NamedTuple):
    """A piece of evidence as its date tells of it. Days are ISO dates, empty where there is none.

    `own` is its own day, `asked` whether its kind has one or it says one, `before` the days of those at the trusted ref.
    `covers` is whether the trusted ref holds it as covering a record that is new here.
    """

    own: str
    asked: bool
    edited: bool
    before: tuple[str, ...]
    covers: bool
    today: str

    @property
    def fresh(self) -> bool:
        """Changed here with its own date moved on, or at the trusted ref for this change. Never of a day to come."""
        if self.asked and not "" < self.own <= self.today:
            return False
        if not self.edited:
            return self.covers
        return bool(self.own) and all(self.own > day for day in self.before)

    def why_not(self, records: Iterable[StatedRecord]) -> str:
        """What keeps a piece from being fresh, and what to do; empty where its date tells it all."""
        if self.fresh or not "" < self.own <= self.today:
            return ""
        if self.own < self.today:
            return "it is edited, and its own date is not moved on" if self.edited else ""
        record = next((one.path for one in records if one.source in IN_TREE), "a change record in a file")
        return (
            f"the default branch has one of that day; wait for the next, or merge the document ahead by itself, "
            f"with {record} under `covers`"
        )
