"""A change record: the `aims:` block of a PRD, or `.aims/changes/<slug>.yaml` (6.3, 8.1)."""

from typing import Literal

from aims_gate.model.evidence.datasheet import Datasheet
from aims_gate.model.evidence.deployment_plan import DeploymentPlan
from aims_gate.model.evidence.event_log import EventLog
from aims_gate.model.evidence.impact_assessment import ImpactAssessment
from aims_gate.model.evidence.monitoring_plan import MonitoringPlan
from aims_gate.model.evidence.risk_assessment import RiskAssessment
from aims_gate.model.evidence.supplier import Supplier
from aims_gate.model.evidence.technical_documentation import TechnicalDocumentation
from aims_gate.model.evidence.user_information import UserInformation
from aims_gate.model.evidence.verification import Verification
from aims_gate.model.fields import Date, Entry, Flag, Path, SystemId, Text
from aims_gate.model.vocabulary import RecordEvidence, Tier

ChangeType = Literal[
    "new-system",
    "new-use",
    "new-model",
    "model-version",
    "prompt",
    "logic",
    "tools",
    "guardrail",
    "dependency",
    "data",
    "threshold",
    "user-group",
    "region",
    "autonomy",
    "supplier",
    "monitoring",
    "reclassification",
    "retirement",
    "rollback",
    "none-material",
]


class SignOff(Entry):
    """Somebody's decision on this change. A claim, until a review bears it out."""

    role: Text
    """The role in which they decide."""
    by: Text
    """The person, by id in roles.yaml."""
    decision: Literal["accept", "reject"]
    """What they decided."""
    residual: Text | None = None
    """Level of the residual risk that they accept."""
    date: Date | None = None
    """The day of the decision."""
    expires: Date | None = None
    """The day from which it no longer holds."""
    note: Text | None = None
    """What they said to it."""


class StillValid(Entry):
    """Somebody's word that an older assessment still holds (8.2, 8.4)."""

    by: Text
    """The person, by id in roles.yaml."""
    date: Date
    """The day they looked."""
    reason: Text
    """Why it still holds."""


class BreakGlassUse(Entry):
    """An emergency: the change passes now and everything is made up for."""

    reason: Text
    """Why it cannot wait."""
    incident: Path
    """The incident document."""
    until: Date
    """The day by which everything is made up for."""


class ChangeRecord(Entry):
    """Change record: which systems change, in what way, and the evidence for it."""

    systems: tuple[SystemId, ...] | None = None
    """Ids of the systems that change."""
    change: tuple[ChangeType, ...] | None = None
    """What kinds of change this is."""
    summary: Text | None = None
    """What changes, in a sentence."""
    tier: Tier | None = None
    """Tier of the systems, which must agree with their entries."""
    ai: Flag | None = None
    """`false` for a change that looks like AI and is not; needs a reason."""
    reason: Text | None = None
    """Why `ai` is false."""
    impact_assessment: Path | ImpactAssessment | None = None
    """The impact assessment, here or as a path (6.1.4)."""
    risk_assessment: Path | RiskAssessment | None = None
    """The risk assessment, here or as a path (6.1.2)."""
    sign_off: tuple[SignOff, ...] | None = None
    """Who decided (5.3, 6.1.3)."""
    monitoring_plan: Path | MonitoringPlan | None = None
    """The monitoring plan, here or as a path (9.1, A.6.2.6)."""
    verification: Path | Verification | None = None
    """The verification and validation, here or as a path (A.6.2.4)."""
    deployment_plan: Path | DeploymentPlan | None = None
    """The deployment plan, here or as a path (A.6.2.5)."""
    datasets: tuple[Path | Datasheet, ...] | None = None
    """Datasheets, each here or as a path (A.7)."""
    suppliers: tuple[Path | Supplier, ...] | None = None
    """Supplier records, each here or as a path (A.10.3)."""
    user_information: Path | UserInformation | None = None
    """What users are told, here or as a path (A.8.2)."""
    event_log: Path | EventLog | None = None
    """The event log design, here or as a path (A.6.2.8)."""
    technical_documentation: Path | TechnicalDocumentation | None = None
    """The system card, here or as a path (A.6.2.7)."""
    still_valid: dict[RecordEvidence, StillValid] | None = None
    """Kind of evidence → somebody's word that the one there is still holds."""
    customer_terms: Literal["changed", "unchanged"] | None = None
    """Whether what customers were promised changes (A.10.4)."""
    customer_notice: Path | None = None
    """What customers are told of it (A.10.4)."""
    closes: tuple[Path, ...] | None = None
    """Incidents and nonconformities that this change closes (10.2)."""
    break_glass: BreakGlassUse | None = None
    """An emergency: pass now, make up for it later."""
