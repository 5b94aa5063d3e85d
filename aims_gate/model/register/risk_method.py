"""`.aims/risk-method.yaml`: how risks are scored, what tier they make, who may accept and sign (6.1.1–6.1.3)."""

from typing import Literal

from aims_gate.model.fields import Duration, Entry, SignableTier, Text, Tier, Whole


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


class RiskMethod(Entry):
    """Risk method: scales, score, levels, tiers, and who decides."""

    version: Text
    """Version of the method, to which assessments refer."""
    likelihood: tuple[Text, ...]
    """Words of the likelihood scale, from 1 upwards."""
    impact: tuple[Text, ...]
    """Words of the impact scale, from 1 upwards."""
    score: Literal["product"]
    """How a score comes of the two places."""
    levels: dict[str, Whole]
    """Level → the lowest score that belongs to it."""
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
