"""A requirement that was not met, and what was done about it (10.2)."""

from typing import ClassVar, Literal

from aims_gate.model.evidence.base import Case
from aims_gate.model.evidence.parts import Action, EffectivenessReview
from aims_gate.model.fields import Date, Path, Text


class Nonconformity(Case):
    """Nonconformity: requirement, cause, correction, corrective action (10.2)."""

    required_of_documents: ClassVar[tuple[str, ...]] = ("kind", "id")

    kind: Literal["nonconformity"] | None = None
    """The kind of evidence this is."""
    opened: Date | None = None
    """The day it was found."""
    closed: Date | None = None
    """The day it was closed."""
    source: Literal["audit", "incident", "break-glass", "review", "monitoring", "other"] | None = None
    """How it came to light."""
    requirements: tuple[Text, ...] | None = None
    """Clauses and controls that were not met."""
    description: Text | None = None
    """What was not as it should be."""
    record: Path | None = None
    """The change record that it follows from, as after a break-glass."""
    incident: Path | None = None
    """The incident that it follows from."""
    audit: Path | None = None
    """The audit that found it."""
    correction: Text | None = None
    """What was done at once."""
    cause: Text | None = None
    """Why it happened."""
    actions: tuple[Action, ...] | None = None
    """What is done so that it does not happen again."""
    effectiveness: EffectivenessReview | None = None
    """Whether that has helped."""
