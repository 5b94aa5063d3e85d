"""`.aims/config.yaml`: which files are evidence and how strictly the gate judges."""

from typing import Literal

from aims_gate.model.fields import Date, Entry, Path, Text
from aims_gate.model.vocabulary import Severity

EvidenceKind = Literal[
    "impact_assessment",
    "risk_assessment",
    "monitoring_plan",
    "monitoring_result",
    "verification",
    "deployment_plan",
    "datasheet",
    "supplier",
    "user_information",
    "event_log",
    "technical_documentation",
    "incident",
    "nonconformity",
    "audit",
]


class RuleSetting(Entry):
    """What this organisation makes of one rule."""

    level: Literal[Severity, "off"]
    """How much a failure weighs. Below the profile's level it needs reason, owner and review_by."""
    reason: Text | None = None
    """Why the level is lowered."""
    owner: Text | None = None
    """The person who answers for lowering it, by id in roles.yaml."""
    review_by: Date | None = None
    """The day on which the lowered level lapses."""


class Config(Entry):
    """Configuration of the gate."""

    version: Literal[1]
    """Version of this file's format."""
    documents: tuple[Path, ...] | None = None
    """Globs of evidence documents; `docs/**/*.md` where not given."""
    policies: tuple[Path, ...] | None = None
    """Folders of the organisation's own rules; `.aims/policies` where not given."""
    schemas: dict[EvidenceKind, Path] | None = None
    """Kind of evidence → the organisation's own JSON Schema for it."""
    profile: Literal["starter", "standard", "strict"] | None = None
    """Which rules are in force; `standard` where not given."""
    mode: Literal["audit", "warn", "enforce"] | None = None
    """Whether a failure blocks; `enforce` where not given."""
    rules: dict[str, RuleSetting] | None = None
    """Rule id → what this organisation makes of it."""
