"""The management system as a whole, as rules of subjects `programme` and `control` see it."""

from typing import Any

from aims_gate.model.evidence.audit import Audit
from aims_gate.model.evidence.datasheet import Datasheet
from aims_gate.model.evidence.incident import Incident
from aims_gate.model.evidence.monitoring_result import MonitoringResult
from aims_gate.model.evidence.nonconformity import Nonconformity
from aims_gate.model.evidence.supplier import Supplier
from aims_gate.model.register.change_record import BreakGlassUse
from aims_gate.model.register.programme import ManagementReview
from aims_gate.model.register.roles import Person
from aims_gate.model.register.soa import ControlRow
from aims_gate.model.register.waivers import Waiver
from aims_gate.model.view import View
from aims_gate.model.view_of_system import SystemView


class Piece(View):
    """The evidence of one kind that stands for a system. `due` is the day by which it is looked at again."""

    path: str
    id: str
    version: str
    date: str
    due: str
    status: str
    owner: str
    approved_by: str
    approved: bool


class SystemHistory(View):
    """How many steps of the default branch changed a system, by what their records say."""

    changes: int
    material: int
    none_material: int
    not_ai: int
    undeclared: int
    unrecorded: int
    """Those among the undeclared that came after the system's entry."""
    newest_unrecorded: str
    """Commit of the newest of them."""
    last: str
    """The day of the newest."""


class Measured(View):
    """What monitoring last showed of a system. `due` is the day of the next, `missing` are metrics without a figure."""

    path: str
    date: str
    due: str
    missing: tuple[str, ...]
    reviewed_by: str


class StandingSystem(SystemView):
    """A system of the inventory as it stands."""

    path: str
    """Of its entry."""
    live: bool
    """Whether people may be using it: false only for what is planned, in development or retired."""
    owner_known: bool
    backup_known: bool
    in_scope: bool
    excluded: str
    """Why it is not in scope, where the scope says so."""
    files: int
    """How many files it owns."""
    evidence: dict[str, Piece]
    history: SystemHistory
    changes_since: dict[str, int]
    """Assessment → material changes after it."""
    measured: Measured


class AskedRole(View):
    """A role that the risk method asks for, and where."""

    role: str
    by: str
    topic: str


class AskedCompetence(View):
    """A training that holders of a role need."""

    role: str
    topic: str


class Training(AskedCompetence):
    """A holder of a role that needs a training. `ended` is the last day that any record of theirs gives."""

    person: str
    current: bool
    ended: str


class KnownPerson(Person):
    """A person of the register."""

    id: str


class RolesView(View):
    """Who holds which role today, and what is asked of them."""

    held: dict[str, tuple[str, ...]]
    asked: tuple[AskedRole, ...]
    people: tuple[KnownPerson, ...]
    competences: tuple[AskedCompetence, ...]
    trainings: tuple[Training, ...]
    escalation: str


class LastChange(View):
    """The step that last changed a file."""

    commit: str
    at: str
    by: str


class StandingDocument(View):
    """An evidence document."""

    path: str
    kind: str
    id: str
    owner: str
    status: str
    version: str
    date: str
    review_due: str
    systems: tuple[str, ...]
    problems: int
    same_id: int
    """How many other documents have its id."""
    changed: LastChange


class StandingIncident(Incident):
    """An incident and where it is written."""

    path: str


class StandingNonconformity(Nonconformity):
    """A nonconformity and where it is written."""

    path: str


class StandingAudit(Audit):
    """An audit and where it is written."""

    path: str


class StandingResult(MonitoringResult):
    """A monitoring result and where it is written."""

    path: str


class StandingDatasheet(Datasheet):
    """A datasheet and where it is written."""

    path: str


class StandingSupplier(Supplier):
    """A supplier record and where it is written."""

    path: str


class StandingTreatment(View):
    """The treatment of one risk, as its row states it."""

    system: str
    risk: str
    path: str
    treatment: str
    owner: str
    due: str
    status: str
    evidence: str
    level: str


class LatestReview(ManagementReview):
    """The management review that was held last, and its place in the list."""

    index: int


class BrokenGlass(BreakGlassUse):
    """A use of break-glass: the record that says so, the day it landed, and the systems that it names."""

    record: str
    landed: str
    systems: tuple[str, ...]


class HistoryView(View):
    """What the default branch's first-parent history shows. `whole` is false where a shallow clone cut it off."""

    whole: bool
    steps: int
    changes: int
    undeclared: int
    none_material: int
    not_ai: int
    systems: dict[str, SystemHistory]
    break_glass: tuple[BrokenGlass, ...]


class RuleLevel(View):
    """A rule that the configuration gives a level of its own."""

    rule: str
    level: str
    reason: str
    owner: str
    review_by: str


class CatalogueEntry(View):
    """A clause or control of the catalogue, and whether somebody attests what no machine can judge."""

    id: str
    title: str
    kind: str
    group: str
    when: str
    automation: str


class CitedEvidence(View):
    """Something that a Statement of Applicability row, an audit or a nonconformity names for a control."""

    path: str
    present: bool
    kind: str
    date: str
    owner: str


OF_PROGRAMME: dict[str, Any] = {
    "systems": tuple[StandingSystem, ...],
    "roles": RolesView,
    "waivers": tuple[Waiver, ...],
    "levels": tuple[RuleLevel, ...],
    "documents": tuple[StandingDocument, ...],
    "incidents": tuple[StandingIncident, ...],
    "nonconformities": tuple[StandingNonconformity, ...],
    "audits": tuple[StandingAudit, ...],
    "results": tuple[StandingResult, ...],
    "datasheets": tuple[StandingDatasheet, ...],
    "suppliers": tuple[StandingSupplier, ...],
    "treatments": tuple[StandingTreatment, ...],
    "latest_review": LatestReview,
    "audited": dict[str, str],
    "history": HistoryView,
    "controls": tuple[CatalogueEntry, ...],
    "files": tuple[str, ...],
}
"""What these variables are in rules of subject `programme`."""

OF_CONTROL: dict[str, Any] = {"control": CatalogueEntry, "soa": ControlRow, "evidence": tuple[CitedEvidence, ...]}
"""What these variables are in rules of subject `control`."""
