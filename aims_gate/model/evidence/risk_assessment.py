"""Risks of an AI system or a change to it, scored by the organisation's method (6.1.2, 6.1.3, 8.2, 8.3)."""

from typing import Literal

from aims_gate.model.evidence.base import Evidence
from aims_gate.model.fields import Date, Extensible, Name, Number, Path, Text, Whole


class Score(Extensible):
    """A place on the method's scales, or answers to its questions."""

    likelihood: Whole | None = None
    """Place on the likelihood scale, from 1."""
    impact: Whole | None = None
    """Place on the impact scale, from 1."""
    answers: dict[str, Text] | None = None
    """Question of a method that weighs answers → the answer. A residual gives those that differ after the treatment."""
    score: Number | None = None
    """What the method's score function makes of them. It is computed again."""


class Risk(Score):
    """One risk: how likely, how bad, what is done about it, what is left (6.1.2, 6.1.3)."""

    id: Name
    """The row's own name, to which harms refer."""
    description: Text | None = None
    """What may happen, through what, to whom."""
    treatment: Literal["avoid", "modify", "share", "retain"] | None = None
    """What is done about it (6.1.3)."""
    controls: tuple[Text, ...] | None = None
    """Annex A controls, or the organisation's own, that treat it (6.1.3)."""
    residual: Score | None = None
    """What is left after the treatment; no higher than before."""
    owner: Text | None = None
    """The person who answers for the treatment, by id in roles.yaml."""
    due: Date | None = None
    """The day by which the treatment is in place (8.3)."""
    status: Literal["open", "in progress", "done"] | None = None
    """Where the treatment stands."""
    evidence: Path | None = None
    """What shows that the treatment is in place."""
    accepted_by: Text | None = None
    """The person who accepts what is left, by id in roles.yaml. A claim, until a review bears it out."""
    accepted_on: Date | None = None
    """The day of the acceptance."""
    accepted_until: Date | None = None
    """The day on which the acceptance ends."""


class RiskAssessment(Evidence):
    """Risk assessment: risk rows with their treatment and what is left (6.1.2, 8.2)."""

    kind: Literal["risk_assessment"] | None = None
    """The kind of evidence this is."""
    method: Text | None = None
    """Version of the risk method that was used."""
    assessed: Date | None = None
    """The day of the assessment (8.2)."""
    assessors: tuple[Text, ...] | None = None
    """Who took part."""
    risks: tuple[Risk, ...] | None = None
    """The risks found."""
