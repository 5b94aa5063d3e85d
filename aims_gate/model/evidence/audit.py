"""An internal audit of the management system or a part of it (9.2)."""

from typing import ClassVar, Literal

from aims_gate.model.evidence.base import Evidence
from aims_gate.model.fields import Date, Extensible, Path, Text


class AuditFinding(Extensible):
    """One thing that an audit found (9.2.1)."""

    id: Text | None = None
    """The finding's own name."""
    finding: Text | None = None
    """What was found."""
    grade: Literal["major", "minor", "observation"] | None = None
    """How much it weighs."""
    control: Text | None = None
    """The clause or control concerned."""
    owner: Text | None = None
    """The person who answers for it, by id in roles.yaml."""
    due: Date | None = None
    """The day by which it is settled."""
    status: Literal["open", "closed"] | None = None
    """Whether it is settled."""
    nonconformity: Path | None = None
    """The nonconformity that follows it up."""


class Audit(Evidence):
    """Internal audit: scope, auditor, findings (9.2)."""

    required_of_documents: ClassVar[tuple[str, ...]] = ("kind", "id")

    kind: Literal["audit"] | None = None
    """The kind of evidence this is."""
    audited: Date | None = None
    """The day the audit ended."""
    auditor: Text | None = None
    """Who audited: not the owner of what is audited (9.2.2)."""
    scope: Text | None = None
    """What was audited."""
    controls: tuple[Text, ...] | None = None
    """Clauses and controls that were audited."""
    findings: tuple[AuditFinding, ...] | None = None
    """What was found."""
    conclusion: Text | None = None
    """What the audit came to."""
    report: Path | None = None
    """The audit report."""
