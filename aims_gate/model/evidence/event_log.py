"""What an AI system records of its work (A.6.2.8)."""

from typing import Literal

from aims_gate.model.evidence.base import Evidence
from aims_gate.model.fields import Date, Duration, Text


class EventLog(Evidence):
    """Event log design: events, fields, retention, access (A.6.2.8)."""

    kind: Literal["event_log"] | None = None
    """The kind of evidence this is."""
    updated: Date | None = None
    """The day the design was last changed."""
    events: tuple[Text, ...] | None = None
    """What is recorded."""
    fields: tuple[Text, ...] | None = None
    """What is recorded of each event: time, model version, outcome, override."""
    retention: Duration | None = None
    """How long it is kept."""
    access: tuple[Text, ...] | None = None
    """Who may read it."""
    location: Text | None = None
    """Where it is kept."""
