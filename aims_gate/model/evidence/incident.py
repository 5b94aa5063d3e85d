"""Something that went wrong, and what was learned from it (10.2, A.8.4)."""

from typing import Literal

from aims_gate.model.evidence.base import Case
from aims_gate.model.evidence.parts import Action, EffectivenessReview
from aims_gate.model.fields import Date, Extensible, Path, Text


class Notice(Extensible):
    """Somebody who was told (A.8.4)."""

    to: Text | None = None
    """Who was told: customers, an authority."""
    date: Date | None = None
    """The day they were told."""
    evidence: Path | None = None
    """What they were told."""


class Incident(Case):
    """Incident: what happened, its cause, what was done, what was learned (10.2, A.8.4)."""

    kind: Literal["incident"] | None = None
    """The kind of evidence this is."""
    opened: Date | None = None
    """The day it began or was noticed."""
    closed: Date | None = None
    """The day it was closed."""
    severity: Text | None = None
    """How bad it was, a word of the risk method's impact scale."""
    description: Text | None = None
    """What happened."""
    detected_by: Text | None = None
    """Who or what noticed."""
    affected: tuple[Text, ...] | None = None
    """Who was affected."""
    record: Path | None = None
    """The change record that it follows from, as after a break-glass."""
    correction: Text | None = None
    """What was done at once."""
    cause: Text | None = None
    """Why it happened."""
    actions: tuple[Action, ...] | None = None
    """What is done so that it does not happen again."""
    effectiveness: EffectivenessReview | None = None
    """Whether that has helped."""
    assessments: tuple[Path, ...] | None = None
    """Impact and risk assessments that take it up."""
    notices: tuple[Notice, ...] | None = None
    """Who was told."""
