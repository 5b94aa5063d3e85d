"""The facts of one system as rules see them: entry, merged record, evidence, risks and sign-off."""

from typing import Any, Literal

from pydantic import create_model

from aims_gate.model.evidence import KINDS
from aims_gate.model.evidence.parts import Criterion
from aims_gate.model.evidence.risk_assessment import Risk
from aims_gate.model.register.change_record import BreakGlassUse, SignOff, StillValid
from aims_gate.model.register.system import System
from aims_gate.model.view import Basis, View, said
from aims_gate.model.vocabulary import LISTED_EVIDENCE, RECORD_EVIDENCE


class StillValidView(StillValid):
    """A statement that an assessment still holds, and whether it counts."""

    holds: bool
    """Whether it counts: nothing refutes it, and a review bears it out."""
    state: Literal["verified", "claimed", "refuted"]
    """As of an approval: `claimed` still waits for a review."""
    basis: Basis
    why_not: str
    """Why it does not count; empty where it does."""


class ApprovalView(View):
    """Who is named as having approved a piece of evidence."""

    by: str
    """Id in roles.yaml, as the evidence names it."""
    state: Literal["verified", "recorded", "claimed", "refuted"]
    """`recorded` was merged before this change; `claimed` still waits for a review; `refuted` cannot be true."""
    reason: str
    """Why it is claimed or refuted; empty where a review bears it out, absent where it is recorded."""


class Judged(View):
    """What the gate adds to each piece of evidence."""

    path: str
    """The document, or the record in which it stands."""
    inline: bool
    """Whether it stands in a record, not in a document of its own."""
    format: str
    """The other format that it was drawn from: `cyclonedx`, `spdx`, `huggingface`; absent for what is written for the gate."""
    edited: bool
    """Whether this change brings or alters it."""
    basis: Basis
    """`recorded` was merged before, `verified` is borne out by a review, `claimed` is neither."""
    date: str
    """Its own date."""
    fresh: bool
    """Whether it was made or renewed for this change, by its own date or by the record that it covers."""
    why_not_fresh: str
    """Of what this change edits: why its date does not do, and what to do."""
    approved: bool
    """Whether its approval counts: a review bears it out, or it was merged before and names a person of the register."""
    approval: ApprovalView


class SystemView(System):
    """The entry as this change is judged by it."""

    declared_tier: str
    """What the entry says."""
    computed_tier: str
    """What screening and risk rows make of it."""
    unanswered: tuple[str, ...]
    """Questions of the screening without an answer."""
    known: bool
    """Whether the trusted branch has it."""
    new: bool
    """Whether the trusted branch does not have it."""
    removed: bool
    """Whether the change removes its entry."""


_WRITTEN: dict[str, Any] = dict.fromkeys(
    RECORD_EVIDENCE, said(Any, "As the first record that brings it states it: in the record, or a path.")
)

MergedRecord = create_model(
    "MergedRecord",
    __base__=View,
    __doc__="The records of one system taken together.",
    paths=said(tuple[str, ...], "Of the records."),
    change=said(tuple[str, ...], "The change types that they state."),
    material=said(bool, "Whether any states another type than `none-material`; true without a record."),
    refreshes=said(tuple[str, ...], "Kinds of evidence that those types ask to be made or renewed."),
    shows_in=said(tuple[str, ...], "Keys of the system's entry in which those types show."),
    needs=said(tuple[str, ...], "Controls that those types need."),
    behaviour=said(bool, "Whether any of those types alters what the system does."),
    conflicts=said(tuple[str, ...], "Kinds of evidence of which two records bring different ones."),
    summary=said(str, "Of the first record that has one."),
    tier=said(str, "The highest that a record states."),
    sign_off=said(tuple[SignOff, ...], "Sign-offs that the records state."),
    still_valid=said(dict[str, StillValidView], "Assessment → the statement that it still holds."),
    break_glass=said(BreakGlassUse, "That the change goes in as an emergency."),
    customer_terms=said(str, "As the first record that has it states it."),
    customer_notice=said(str, "As the first record that has it states it."),
    datasets=said(tuple[Any, ...], "Datasheets that the records bring or link."),
    suppliers=said(tuple[Any, ...], "Assessments of suppliers that the records bring or link."),
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
    **{kind: said(_judged(kind), "That which counts for this change; absent without any.") for kind in RECORD_EVIDENCE},
    **{key: said(_list_of(_judged(kind)), "All that count for this change.") for key, kind in LISTED_EVIDENCE.items()},
}
EvidenceView = create_model(
    "EvidenceView", __base__=View, __doc__="The evidence that counts for a system.", **_EVIDENCE
)


class RiskRowView(Risk):
    """A risk row with what the method makes of it."""

    source: str
    """The document or record in which it stands."""
    on_scale: bool
    """Whether likelihood and impact are on the method's scales."""
    expected: int
    """The score by the method."""
    arithmetic: str
    """How the score comes about, in words."""
    gaps: tuple[str, ...]
    """What method or row leave open, so that it counts as the highest."""
    level: str
    """By the method: what the expected score makes."""
    must_treat: bool
    """Whether the method asks for a treatment at its level."""
    changed: bool
    """Whether this change brings or alters it."""
    residual_on_scale: bool
    """As `on_scale`, of what is left after treatment."""
    residual_expected: int
    """As `expected`, of what is left after treatment."""
    residual_arithmetic: str
    """As `arithmetic`, of what is left after treatment."""
    residual_gaps: tuple[str, ...]
    """As `gaps`, of what is left after treatment."""
    residual_level: str
    """As `level`, of what is left after treatment."""
    acceptable: bool
    """Whether the method lets anybody accept what is left."""
    accepted: bool
    """Whether somebody entitled has accepted what is left."""
    accepted_by: Any
    """Whom the row names; of a row that the change brings, what the method asks for."""
    refused: str
    """Why the person whom the row names cannot have accepted it."""
    basis: Basis
    """As of evidence."""


class RiskView(View):
    """The risks of a system."""

    rows: tuple[RiskRowView, ...]
    tier: str
    """The lowest tier that the rows allow."""
    inherent: str
    """The highest level of the rows; absent without any."""
    residual: str
    """The highest level of what is left after treatment; absent where no row says."""


class GivenSignOff(View):
    """A sign-off that was given or claimed."""

    role: str
    """In which it is given; empty of somebody who holds none that is asked for."""
    person: str
    """Id in roles.yaml; a login of somebody who is not there."""
    state: str
    """`verified` counts; `claimed` is stated by the record and waits for a review. `refuted`, `stale`, `self`, `dismissed`,
    `withdrawn`, `bot`, `not-entitled`, `untrained` and `unknown` do not count."""
    reason: str
    """Why it does not count, or what it waits for."""
    commit: str
    """That the review was given for; absent of what is only stated."""
    at: str
    """When the review was given, ISO 8601 in UTC."""
    date: str
    """As the record states it."""
    expires: str
    """As the record states it."""
    residual: str
    """As the record states it."""
    decision: str
    """As the record states it."""
    training: str
    """What a signer's training lacks; empty where it is current, absent of those who sign nothing."""


class SignOffView(View):
    """Who has to sign, who has, and who still could."""

    required: tuple[str, ...]
    """What the risk method asks for: roles, or how many of which."""
    given: tuple[GivenSignOff, ...]
    missing: tuple[str, ...]
    """What no verified review has given yet."""
    could_sign: tuple[str, ...]
    """Ids of those who may give some of it: they hold a role, are trained, and took no part in the change."""
    hindered: tuple[str, ...]
    """Why nobody could give all that is required; absent where somebody could."""
    basis: Basis
    """`verified` where nothing is missing, else `claimed`."""


class DriftView(View):
    """Material changes since each assessment's own date; only where the method has a `drift` at the system's tier.

    Of the first-parent history that led to the trusted commit, and this change, unless the assessment is made for it.
    """

    impact_assessment: int
    """Material changes since its date."""
    risk_assessment: int
    """Material changes since its date."""
