"""`.aims/risk-method.yaml`: how risks are scored, what tier they make, who may accept and sign (6.1.1–6.1.3)."""

from typing import Literal

from aims_gate.model.fields import Count, Duration, Entry, Text, Whole
from aims_gate.model.vocabulary import SignableTier, Tier


class Entitlement(Entry):
    """Who is asked: one of some roles, or each of them. Several roles take several people."""

    any_of: tuple[Text, ...] | None = None
    """Roles of which any will do."""
    all_of: tuple[Text, ...] | None = None
    """Roles of which each is needed."""
    count: Whole | None = None
    """How many people of `any_of`; 1 where not given."""
    competence: Text | None = None
    """Topic of the training record that each of them needs (7.2)."""


class BreakGlass(Entry):
    """Who may let a change pass in an emergency, and for how long."""

    any_of: tuple[Text, ...]
    """Roles of which any will do."""
    at_most: Duration
    """The longest time until everything is made up for."""


class TierFloor(Entry):
    """The lowest tier that something makes of a system."""

    levels: dict[str, Tier] | None = None
    """Level of the highest inherent risk → tier."""
    screening: dict[str, Tier] | None = None
    """Screening question answered with true → tier."""


class Question(Entry):
    """A question that a risk row answers."""

    text: Text | None = None
    """The question in words."""
    weight: Whole | None = None
    """By what the answer's score is multiplied; 1 where not given."""
    answers: dict[str, Count]
    """Answer → its score."""


class Weighted(Entry):
    """Questions whose scores are added up, and what mitigation takes off.

    The defaults are those of Canada's Algorithmic Impact Assessment (canada-ca/aia-eia-js).
    """

    questions: dict[str, Question]
    """Questions that raise the score: together the raw sum."""
    mitigation: dict[str, Question] | None = None
    """Questions on what is done about it. One without an answer counts for nothing."""
    mitigation_maximum: Whole | None = None
    """The highest mitigation, where not all of these questions can be answered for one system; else their sum."""
    reduce_from: Whole | None = None
    """Percent of the mitigation maximum from which the raw sum is reduced; 80 where not given."""
    reduce_to: Whole | None = None
    """Percent of the raw sum that is then left, rounded to a whole number; 85 where not given."""


class RiskMethod(Entry):
    """Risk method: scales, score, levels, tiers, and who decides."""

    version: Text
    """Version of the method, to which assessments refer."""
    likelihood: tuple[Text, ...] | None = None
    """Words of the likelihood scale, from 1 upwards. Needed unless answers are weighted."""
    impact: tuple[Text, ...] | None = None
    """Words of the impact scale, from 1 upwards. Needed unless answers are weighted."""
    score: Literal["product", "matrix", "weighted"]
    """How a score comes about: likelihood × impact, their cell in `matrix`, or the answers to the questions of `weighted`."""
    matrix: tuple[tuple[Text, ...], ...] | None = None
    """A line for each likelihood, a cell for each impact: a score, or the name of a level (which stands for its lowest)."""
    weighted: Weighted | None = None
    """The questions that a risk row answers."""
    levels: dict[str, Count] | None = None
    """Level → the lowest score that belongs to it. Of weighted answers: the percent of the highest raw sum above which it
    begins, I 0, II 25, III 50 and IV 75 where not given."""
    tier_at_least: TierFloor | None = None
    """The lowest tier that risks and screening answers make of a system."""
    treat_from: Text
    """Risks of this inherent level and above need a treatment (6.1.3)."""
    accept: dict[str, Entitlement | Literal["never"]]
    """Level of a residual risk → who may accept it, or `never`."""
    sign_off: dict[SignableTier, Entitlement]
    """Tier → who signs a change off."""
    non_material: Entitlement | None = None
    """Who confirms that a change alters no behaviour."""
    new_system: Entitlement | None = None
    """Who approves a new system entry."""
    independence: dict[SignableTier, Literal["known", "strict"]] | None = None
    """Tier → whether a commit by somebody unknown counts as the author's (`known`) or leaves it open (`strict`)."""
    break_glass: BreakGlass | None = None
    """Who may let a change pass in an emergency."""
    drift: dict[SignableTier, Whole] | None = None
    """Tier → how many material changes since the last assessment force a new one."""
    reassess_every: dict[SignableTier, Duration] | None = None
    """Tier → how long an assessment lasts (8.2, 8.4)."""
    waiver_at_most: dict[SignableTier, Duration] | None = None
    """Tier → how long a waiver may run."""
