"""The catalogue of what AI usage looks like, indexed for looking up. Knows no file and no format of the catalogue's own."""

from collections.abc import Iterable

from aims_gate.model.signal import Confidence, Hit, SignalKind
from aims_gate.model.values import NamedTuple


class Row(NamedTuple):
    """One way of recognising AI usage; see policies/signals.yaml for the words.

    `pattern` is an exact name in the ecosystem's own spelling rules, or a glob where the kind says so. `implies` are
    the change types that bringing it in, or changing it, suggests; `source` says where the fact is from.
    """

    id: str
    kind: SignalKind
    ecosystem: str
    pattern: str
    vendor: str = ""
    implies: tuple[str, ...] = ()
    confidence: Confidence = "certain"
    source: str = ""

    def hit(self, line: int, text: str, name: str, *, model: str = "", version: str = "") -> Hit:
        """What this row recognises at one place."""
        return Hit(self.id, self.kind, line, text, name, self.vendor, model, version, self.implies, self.confidence)


class Catalogue:
    """Rows by kind and ecosystem."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows = tuple(rows)
        self._of: dict[tuple[str, str], dict[str, Row]] = {}
        for row in self.rows:
            self._of.setdefault((row.kind, row.ecosystem), {})[row.pattern] = row

    def of(self, kind: SignalKind, ecosystem: str) -> dict[str, Row]:
        """Pattern → row, of one kind in one ecosystem; empty where there is none."""
        return self._of.get((kind, ecosystem), {})
