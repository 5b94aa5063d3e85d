"""The closed lists that evidence, register and rules share, in their own order."""

from typing import Literal, get_args

SignableTier = Literal["minimal", "limited", "high"]
"""The tiers that somebody can sign for."""

Tier = Literal[SignableTier, "prohibited"]

TIERS: tuple[Tier, ...] = get_args(Tier)

Severity = Literal["error", "warning", "notice"]

SEVERITIES: tuple[Severity, ...] = get_args(Severity)

EVIDENCE_DATES = {
    "impact_assessment": "assessed",
    "risk_assessment": "assessed",
    "monitoring_plan": "last_reviewed",
    "monitoring_result": "measured",
    "verification": "verified",
    "deployment_plan": "updated",
    "datasheet": "updated",
    "supplier": "assessed",
    "user_information": "updated",
    "event_log": "updated",
    "technical_documentation": "updated",
    "incident": "opened",
    "nonconformity": "opened",
    "audit": "audited",
}
"""Kind of evidence document → the field that holds its own date, by which freshness is told."""

RecordEvidence = Literal[
    "impact_assessment",
    "risk_assessment",
    "monitoring_plan",
    "verification",
    "deployment_plan",
    "user_information",
    "event_log",
    "technical_documentation",
]
"""Kinds that a change record or a system entry brings as one value, inline or as a path."""

RECORD_EVIDENCE: tuple[RecordEvidence, ...] = get_args(RecordEvidence)

LISTED_EVIDENCE = {"datasets": "datasheet", "suppliers": "supplier"}
"""Keys of a change record that bring a list of evidence, and the kind of each element."""


def tier_rank(tier: str) -> int:
    """The place of a tier in `TIERS`; an unknown one ranks as prohibited, never as less."""
    return TIERS.index(tier) if tier in TIERS else len(TIERS) - 1


def highest_tier(tiers: list[str]) -> str:
    """The highest of some tiers; `minimal` when there is none."""
    return TIERS[max((tier_rank(tier) for tier in tiers), default=0)]
