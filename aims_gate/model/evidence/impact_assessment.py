"""What an AI system may do to people and society (6.1.4, 8.4, A.5.2–A.5.5)."""

from typing import Literal

from aims_gate.model.evidence.base import Evidence
from aims_gate.model.fields import Date, Extensible, Flag, Text


class Harm(Extensible):
    """One way in which somebody may be worse off (A.5.4)."""

    who: Text | None = None
    """Who is affected."""
    harm: Text | None = None
    """What may happen to them."""
    severity: Text | None = None
    """How bad it would be, a word of the risk method's impact scale."""
    reversible: Flag | None = None
    """Whether it can be undone."""
    duration: Text | None = None
    """How long it lasts."""
    mitigation: Text | None = None
    """What is done against it."""
    risk: Text | None = None
    """Id of the risk row that treats it (6.1.2); due from moderate severity."""
    accepted_by: Text | None = None
    """The person who accepts it where nothing is done against it, by id in roles.yaml."""
    acceptance: Text | None = None
    """Why it is accepted."""


class VulnerableGroups(Extensible):
    """Children, patients, people in need: whether they are among those affected (A.5.4)."""

    present: Flag | None = None
    """Whether vulnerable people are affected."""
    who: tuple[Text, ...] | None = None
    """Which ones, if so."""
    reason: Text | None = None
    """Why not, if not; what protects them, if so."""


class WiderEffects(Extensible):
    """Effects beyond those who use the system or are judged by it (A.5.5)."""

    applicable: Flag | None = None
    """Whether there are such effects."""
    reason: Text | None = None
    """Why not, if not."""
    effects: tuple[Harm, ...] | None = None
    """What they are, if so."""


class ImpactAssessment(Evidence):
    """Impact assessment: what the system may do to individuals, groups and society (6.1.4, A.5)."""

    kind: Literal["impact_assessment"] | None = None
    """The kind of evidence this is."""
    method: Text | None = None
    """Name or version of the assessment method (A.5.2)."""
    assessed: Date | None = None
    """The day of the assessment (8.4)."""
    assessors: tuple[Text, ...] | None = None
    """Who took part."""
    benefits: Text | None = None
    """What people gain from the system."""
    individuals: tuple[Harm, ...] | None = None
    """Harms to single people (A.5.4)."""
    groups: tuple[Harm, ...] | None = None
    """Harms to groups of people (A.5.4)."""
    vulnerable_groups: VulnerableGroups | None = None
    """Whether vulnerable people are affected (A.5.4)."""
    society: WiderEffects | None = None
    """Effects on society (A.5.5)."""
    environment: WiderEffects | None = None
    """Effects on the environment (A.5.5)."""
    misuse: tuple[Text, ...] | None = None
    """Ways in which the system may be misused."""
    failures: tuple[Text, ...] | None = None
    """Ways in which the system may fail."""
    human_oversight: Text | None = None
    """Who can step in, and how."""
