"""The facts of one system as rules see them: entry, merged record, evidence, risks and sign-off."""

from typing import Any, Literal

from pydantic import create_model

from aims_gate.model.evidence import KINDS
from aims_gate.model.evidence.parts import Criterion
from aims_gate.model.evidence.risk_assessment import Risk
from aims_gate.model.register.change_record import BreakGlassUse, SignOff, StillValid
from aims_gate.model.register.system import System
from aims_gate.model.view import Basis, View
from aims_gate.model.vocabulary import LISTED_EVIDENCE, RECORD_EVIDENCE


class StillValidView(StillValid):
    """A statement that an assessment still holds, and whether it counts."""

    holds: bool
    state: Literal["verified", "claimed", "refuted"]
    basis: Basis
    why_not: str


class ApprovalView(View):
    """Who is named as having approved a piece of evidence."""

    by: str
    state: Literal["verified", "recorded", "claimed", "refuted"]
    reason: str


class Judged(View):
    """What the gate adds to each piece of evidence."""

    path: str
    inline: bool
    format: str
    """The other format that it was drawn from: `cyclonedx`, `spdx`, `huggingface`; absent for what is written for the gate."""
    edited: bool
    basis: Basis
    date: str
    """Its own date."""
    fresh: bool
    why_not_fresh: str
    """Of what this change edits: why its date does not do, and what to do."""
    approved: bool
    approval: ApprovalView


class SystemView(System):
    """The entry as this change is judged by it."""

    declared_tier: str
    computed_tier: str
    unanswered: tuple[str, ...]
    known: bool
    new: bool
    removed: bool


_WRITTEN: dict[str, Any] = dict.fromkeys(RECORD_EVIDENCE, (Any, ...))

MergedRecord = create_model(
    "MergedRecord",
    __base__=View,
    __doc__="The records of one system taken together.",
    paths=(tuple[str, ...], ...),
    change=(tuple[str, ...], ...),
    material=(bool, ...),
    refreshes=(tuple[str, ...], ...),
    shows_in=(tuple[str, ...], ...),
    needs=(tuple[str, ...], ...),
    behaviour=(bool, ...),
    conflicts=(tuple[str, ...], ...),
    summary=(str, ...),
    tier=(str, ...),
    sign_off=(tuple[SignOff, ...], ...),
    still_valid=(dict[str, StillValidView], ...),
    break_glass=(BreakGlassUse, ...),
    customer_terms=(str, ...),
    customer_notice=(str, ...),
    datasets=(tuple[Any, ...], ...),
    suppliers=(tuple[Any, ...], ...),
    **_WRITTEN,
)


class CriterionView(Criterion):
    """A criterion, and what the file of results says of it."""

    measured: Any
    """The number in the file; absent where none is named, or it has none."""
    measured_in: str
    """The file's path."""
    unmeasured: str
    """Why a file that is named has no number for it."""


_CRITERIA: dict[str, Any] = {
    "verification": {"criteria": (tuple[CriterionView, ...], ...)},
    "datasheet": {"quality": (tuple[CriterionView, ...], ...)},
}


def _judged(kind: str) -> Any:
    return create_model(
        f"{KINDS[kind].__name__}View", __base__=(Judged, KINDS[kind]), __module__=__name__, **_CRITERIA.get(kind, {})
    )


def _list_of(kind: Any) -> Any:
    return tuple[kind, ...]


_EVIDENCE: dict[str, Any] = {
    **{kind: (_judged(kind), ...) for kind in RECORD_EVIDENCE},
    **{key: (_list_of(_judged(kind)), ...) for key, kind in LISTED_EVIDENCE.items()},
}
EvidenceView = create_model(
    "EvidenceView", __base__=View, __doc__="The evidence that counts for a system.", **_EVIDENCE
)


class RiskRowView(Risk):
    """A risk row with what the method makes of it."""

    source: str
    on_scale: bool
    expected: int
    arithmetic: str
    """How the score comes about, in words."""
    gaps: tuple[str, ...]
    """What method or row leave open, so that it counts as the highest."""
    level: str
    must_treat: bool
    changed: bool
    residual_on_scale: bool
    residual_expected: int
    residual_arithmetic: str
    residual_gaps: tuple[str, ...]
    residual_level: str
    acceptable: bool
    accepted: bool
    accepted_by: Any
    refused: str
    """Why the person whom the row names cannot have accepted it."""
    basis: Basis


class RiskView(View):
    """The risks of a system."""

    rows: tuple[RiskRowView, ...]
    tier: str
    inherent: str
    residual: str


class GivenSignOff(View):
    """A sign-off that was given or claimed."""

    role: str
    person: str
    state: str
    reason: str
    commit: str
    at: str
    date: str
    expires: str
    residual: str
    decision: str
    training: str
    """What a signer's training lacks; empty where it is current, absent of those who sign nothing."""


class SignOffView(View):
    """Who has to sign, who has, and who still could."""

    required: tuple[str, ...]
    given: tuple[GivenSignOff, ...]
    missing: tuple[str, ...]
    could_sign: tuple[str, ...]
    hindered: tuple[str, ...]
    """Why nobody could give all that is required; absent where somebody could."""
    basis: Basis


class Reference(View):
    """A path named as evidence; `problem` is empty when it resolves."""

    at: str
    path: str
    kind: str
    problem: str


class ClosedCase(View):
    """An incident or nonconformity that the change closes; `linked` when a record names it in `closes`."""

    path: str
    kind: str
    linked: bool


class StatedClosing(View):
    """A case that a record says it closes; `problem` is empty when it does."""

    path: str
    at: str
    problem: str


class StandingGlass(View):
    """A record of the trusted ref that broke the glass, and what became of it."""

    path: str
    until: str
    reason: str
    incident: str
    overdue: bool
    taken_back: bool
    """Whether this change removes the record or alters what it says of the broken glass."""
    nonconformity: str
    """The nonconformity that names the record, absent without one."""
    lacks: tuple[str, ...]
    """What that one lacks before it is closed."""
    settled: bool
    """Whether a closed nonconformity names the record."""


class CasesView(View):
    """Incidents and nonconformities of a system: closed by this change, and owed since a broken glass."""

    closed: tuple[ClosedCase, ...]
    closes: tuple[StatedClosing, ...]
    glass: tuple[StandingGlass, ...]


class IncidentRoute(View):
    """Where the monitoring plan says incidents go."""

    named: bool
    resolves: bool
    path: str


class DriftView(View):
    """Material changes since each assessment's own date; only where the method has a `drift` at the system's tier.

    Of the first-parent history that led to the trusted commit, and this change, unless the assessment is made for it.
    """

    impact_assessment: int
    risk_assessment: int
