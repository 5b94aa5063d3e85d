"""What is watched once a system runs, and who acts on it (9.1, A.6.2.6)."""

from typing import Literal

from aims_gate.model.evidence.base import Evidence
from aims_gate.model.evidence.parts import Rollback
from aims_gate.model.fields import Date, Duration, Extensible, Path, Text


class Metric(Extensible):
    """One thing that is measured while the system runs (A.6.2.6)."""

    name: Text | None = None
    """What is measured."""
    kind: (
        Literal[
            "quality",
            "drift",
            "safety",
            "harm",
            "fairness",
            "override",
            "cost",
            "latency",
            "availability",
            "usage",
        ]
        | None
    ) = None
    """What it tells of: `override` counts how often people overrule the system."""
    source: Text | None = None
    """Where the figure comes from: a dashboard, a query, a table."""
    threshold: Text | None = None
    """Operator and number beyond which it is a breach, in quotes: "> 0.35"."""
    window: Duration | None = None
    """The time over which it is taken."""
    cadence: Text | None = None
    """How often it is looked at."""
    owner: Text | None = None
    """The person who looks, by id in roles.yaml."""
    alert: Text | None = None
    """Where a breach is announced."""
    on_breach: Text | None = None
    """What is done on a breach."""


class MonitoringPlan(Evidence):
    """Monitoring plan: measures, thresholds and who acts on them (9.1, A.6.2.6)."""

    kind: Literal["monitoring_plan"] | None = None
    """The kind of evidence this is."""
    metrics: tuple[Metric, ...] | None = None
    """What is measured."""
    incident_route: Path | None = None
    """Path of the incident plan that a breach leads to (A.8.4)."""
    rollback: Rollback | None = None
    """How to take the system back."""
    human_fallback: Text | None = None
    """How the work goes on without the system."""
    review_every: Duration | None = None
    """How often the plan itself is reviewed."""
    last_reviewed: Date | None = None
    """The day the plan was last reviewed."""
    retirement_condition: Text | None = None
    """What would end the use of the system."""
