"""The facts as rules see them: one class for each variable of a subject.

Says which paths a rule may read; the facts themselves are plain JSON, made by `aims_gate.facts`. Imports pydantic:
what judges a change reads the table that is generated from here (`schemas/views.json`).
"""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, create_model

from aims_gate.model.evidence import KINDS
from aims_gate.model.evidence.risk_assessment import Risk
from aims_gate.model.register.change_record import BreakGlassUse, SignOff, StillValid
from aims_gate.model.register.programme import Programme
from aims_gate.model.register.risk_method import RiskMethod
from aims_gate.model.register.roles import Person
from aims_gate.model.register.soa import StatementOfApplicability
from aims_gate.model.register.system import System
from aims_gate.model.vocabulary import LISTED_EVIDENCE, RECORD_EVIDENCE

Basis = Literal["verified", "recorded", "claimed"]


class View(BaseModel):
    """A part of what a rule sees."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class AuthorView(View):
    """Who git or the forge says made the change."""

    name: str
    email: str
    login: str


class FileView(View):
    """A changed file; `old_path` where it was renamed or copied."""

    path: str
    status: str
    old_path: str


class CommitView(View):
    """A commit of the change."""

    id: str
    title: str


class RelevantFile(View):
    """A changed file that some system owns and that is not inert."""

    path: str
    systems: tuple[str, ...]
    undeclared: tuple[str, ...]
    """Owning systems that no record names."""


class MovedFile(View):
    """A file that the change moves out of the paths of a system."""

    path: str
    old_path: str
    systems: tuple[str, ...]


class ChangeView(View):
    """The change as a whole."""

    ai: bool
    """Whether it touches an AI system, brings a record, or edits a document that speaks to the gate."""
    base: str
    head: str
    head_tree: str
    title: str
    body: str
    author: AuthorView
    contributors: tuple[str, ...]
    """People of the register who wrote, committed or co-wrote it."""
    labels: tuple[str, ...]
    files: tuple[FileView, ...]
    commits: tuple[CommitView, ...]
    systems: tuple[str, ...]
    """Ids of the systems it touches."""
    types: tuple[str, ...]
    """Every change type that its records state."""
    relevant: tuple[RelevantFile, ...]
    moved_out: tuple[MovedFile, ...]
    tier: str
    """The highest tier of the systems it touches."""


class GateEdit(View):
    """A part of the gate that the change edits."""

    path: str
    what: str


class ProposedView(View):
    """What the change would do to the gate itself."""

    gate: tuple[GateEdit, ...]
    bootstrap: bool
    approved: bool
    could_approve: tuple[str, ...]
    basis: Basis


class RecordView(View):
    """One change record."""

    path: str
    source: Literal["prd", "change", "description", "label"]
    systems: tuple[str, ...]
    change: tuple[str, ...]
    summary: str
    tier: str
    reason: str
    ai: bool
    material: bool
    edited: bool
    unknown_types: tuple[str, ...]
    standing_alone: tuple[str, ...]
    """Types that stand alone and here do not."""
    outside_inventory: tuple[str, ...]
    """Named systems without an entry."""
    implied: tuple[str, ...]
    """Types that the entries' edits imply."""
    retired: tuple[str, ...]
    """Named systems that are already retired."""
    could_confirm: tuple[str, ...]
    """Who could confirm that nothing material changed."""
    confirmed: bool
    """Whether an entitled review bears out that nothing material changed."""
    basis: Basis


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
    edited: bool
    basis: Basis
    date: str
    """Its own date."""
    fresh: bool
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
    behaviour=(bool, ...),
    conflicts=(tuple[str, ...], ...),
    summary=(str, ...),
    tier=(str, ...),
    sign_off=(tuple[SignOff, ...], ...),
    still_valid=(dict[str, StillValidView], ...),
    break_glass=(BreakGlassUse, ...),
    customer_terms=(str, ...),
    datasets=(tuple[Any, ...], ...),
    suppliers=(tuple[Any, ...], ...),
    **_WRITTEN,
)


def _judged(kind: str) -> Any:
    return create_model(f"{KINDS[kind].__name__}View", __base__=(Judged, KINDS[kind]), __module__=__name__)


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
    level: str
    must_treat: bool
    changed: bool
    residual_on_scale: bool
    residual_expected: int
    residual_level: str
    acceptable: bool
    accepted: bool
    accepted_by: Any
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


class SignOffView(View):
    """Who has to sign, who has, and who still could."""

    required: tuple[str, ...]
    given: tuple[GivenSignOff, ...]
    missing: tuple[str, ...]
    could_sign: tuple[str, ...]
    basis: Basis


class Reference(View):
    """A path named as evidence; `problem` is empty when it resolves."""

    at: str
    path: str
    kind: str
    problem: str


class IncidentRoute(View):
    """Where the monitoring plan says incidents go."""

    named: bool
    resolves: bool
    path: str


class DocumentProblem(View):
    """Something wrong with a document."""

    message: str
    cause: Literal["unreadable", "shape", "missing", "placeholder", "extension"]
    hint: str


class DocumentView(View):
    """A file of the gate's own: evidence, record or register."""

    path: str
    kind: str
    id: str
    status: str
    owner: str
    systems: tuple[str, ...]
    edited: bool
    readable: bool
    problems: tuple[DocumentProblem, ...]
    same_id: tuple[str, ...]


VARIABLE_TYPES: dict[str, Any] = {
    "change": ChangeView,
    "signals": tuple[Any, ...],
    "records": tuple[RecordView, ...],
    "systems": tuple[SystemView, ...],
    "proposed": ProposedView,
    "approvals": tuple[Any, ...],
    "now": str,
    "system": SystemView,
    "record": RecordView,
    "evidence": EvidenceView,
    "trusted": System,
    "risk": RiskView,
    "sign_off": SignOffView,
    "people": dict[str, Person],
    "programme": Programme,
    "history": Any,
    "method": RiskMethod,
    "soa": StatementOfApplicability,
    "references": tuple[Reference, ...],
    "incident_route": IncidentRoute,
    "document": DocumentView,
    "owner": Person,
    "control": Any,
    "roles": Any,
    "waivers": Any,
}
"""Variable → what it holds. In a system's rules `record` is a `MergedRecord`."""

OF_SYSTEM: dict[str, Any] = {"record": MergedRecord}
"""Variables that hold something else in rules of subject `system`."""
