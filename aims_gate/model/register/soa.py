"""`.aims/soa.yaml`: the Statement of Applicability (6.1.3)."""

from typing import Literal

from aims_gate.model.fields import Date, Entry, Flag, Path, Paths, Text


class ControlRow(Entry):
    """Whether a control applies, why, and what shows it."""

    title: Text | None = None
    """What it asks, for a control of the organisation's own."""
    applicable: Flag | None = None
    """Whether it applies. Without it, nobody has decided yet."""
    justification: Text | None = None
    """Why it applies, or why not."""
    status: Literal["planned", "in progress", "implemented", "not implemented"] | None = None
    """How far it is in place."""
    owner: Text | None = None
    """The person who answers for it, by id in roles.yaml."""
    evidence: Paths | None = None
    """What shows that it is in place."""


class StatementOfApplicability(Entry):
    """Statement of Applicability: a row for each Annex A control and each of the organisation's own."""

    version: Text | None = None
    """Moves on when the content does."""
    owner: Text | None = None
    """The person who keeps it current, by id in roles.yaml."""
    approved_by: Text | None = None
    """The person who approved it, by id in roles.yaml."""
    approved: Date | None = None
    """The day of the approval."""
    last_reviewed: Date | None = None
    """The day it was last reviewed."""
    document: Path | None = None
    """The signed document, where there is one."""
    controls: dict[str, ControlRow]
    """Id of a control, as in `A.6.2.6` → its row."""
