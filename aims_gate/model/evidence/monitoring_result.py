"""What monitoring has shown over a time (9.1)."""

from typing import Literal

from aims_gate.model.evidence.base import Evidence
from aims_gate.model.fields import Date, Extensible, Flag, Path, Text


class Measurement(Extensible):
    """One figure of the monitoring plan, as measured."""

    metric: Text | None = None
    """Name of the metric in the plan."""
    value: Text | None = None
    """The figure."""
    breached: Flag | None = None
    """Whether it went past its threshold."""
    action: Text | None = None
    """What was done about a breach."""
    incident: Path | None = None
    """The incident that was opened for a breach."""


class MonitoringResult(Evidence):
    """Monitoring result: what was measured, and what follows from it (9.1)."""

    kind: Literal["monitoring_result"] | None = None
    """The kind of evidence this is."""
    measured: Date | None = None
    """The day up to which was measured."""
    since: Date | None = None
    """The day from which was measured."""
    plan: Path | None = None
    """The monitoring plan that was followed."""
    results: tuple[Measurement, ...] | None = None
    """The figures."""
    reviewed_by: Text | None = None
    """The person who looked at them, by id in roles.yaml."""
    conclusion: Text | None = None
    """What follows from them."""
