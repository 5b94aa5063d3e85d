"""How a system goes live and how it is taken back (A.6.2.5)."""

from typing import Literal

from aims_gate.model.evidence.base import Evidence
from aims_gate.model.evidence.parts import Rollback
from aims_gate.model.fields import Date, Text


class DeploymentPlan(Evidence):
    """Deployment plan: release criteria, steps, and the way back (A.6.2.5)."""

    kind: Literal["deployment_plan"] | None = None
    """The kind of evidence this is."""
    updated: Date | None = None
    """The day the plan was last changed."""
    environments: tuple[Text, ...] | None = None
    """Where it is released to."""
    release_criteria: tuple[Text, ...] | None = None
    """What must hold before the release."""
    steps: tuple[Text, ...] | None = None
    """What is done, in order."""
    rollback: Rollback | None = None
    """How to take the release back."""
    communication: Text | None = None
    """Who is told, and when."""
