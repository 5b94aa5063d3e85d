"""The management system as a whole, as rules of subjects `programme` and `control` see it."""

from typing import Any

from aims_gate.model.register.change_record import BreakGlassUse
from aims_gate.model.register.programme import ManagementReview
from aims_gate.model.register.roles import Person
from aims_gate.model.register.soa import ControlRow
from aims_gate.model.register.waivers import Waiver
from aims_gate.model.view import View
from aims_gate.model.view_of_standing import (
    StandingAudit,
    StandingDatasheet,
    StandingDocument,
    StandingIncident,
    StandingNonconformity,
    StandingResult,
    StandingSupplier,
    StandingTreatment,
)
from aims_gate.model.view_of_system import SystemView


class Piece(View):
    """The evidence of one kind that stands for a system. `due` is the day by which it is looked at again."""

    path: str
    """The document."""
    id: str
    """As it states it."""
    version: str
    """As it states it."""
    date: str
    """Its own."""
    due: str
    """The day by which it is looked at again; absent where nothing asks for it."""
    status: str
    """As it states it."""
    owner: str
    """As it states it."""
    approved_by: str
    """As it states it."""
    approved: bool
    """Whether its approval counts."""


class SystemHistory(View):
    """How many steps of the default branch changed a system, by what their records say."""

    changes: int
    """Those that altered it, or brought a record that names it."""
    material: int
    """Of those, by a record that states more than `none-material`."""
    none_material: int
    """Of those, by records that state `none-material` alone."""
    not_ai: int
    """Of those, by records that say `ai: false`."""
    undeclared: int
    """Of those, by no record."""
    unrecorded: int
    """Those among the undeclared that came after the system's entry."""
    newest_unrecorded: str
    """Commit of the newest of them."""
    last: str
    """The day of the newest."""


class Measured(View):
    """What monitoring last showed of a system. `due` is the day of the next, `missing` are metrics without a figure."""

    path: str
    """The newest result."""
    date: str
    """The day of it."""
    due: str
    """The day of the next."""
    missing: tuple[str, ...]
    """Metrics of the plan without a figure."""
    reviewed_by: str
    """As the result states it."""


class StandingSystem(SystemView):
    """A system of the inventory as it stands."""

    path: str
    """Of its entry."""
    live: bool
    """Whether people may be using it: false only for what is planned, in development or retired."""
    owner_known: bool
    """Whether the owner is a person of roles.yaml."""
    backup_known: bool
    """Whether the backup is a person of roles.yaml."""
    in_scope: bool
    """Whether the scope of the management system takes it in."""
    excluded: str
    """Why it is not in scope, where the scope says so."""
    files: int
    """How many files it owns."""
    evidence: dict[str, Piece]
    """Kind → the evidence of that kind that stands for it."""
    history: SystemHistory
    changes_since: dict[str, int]
    """Assessment → material changes after it."""
    measured: Measured


class AskedRole(View):
    """A role that the risk method asks for, and where."""

    role: str
    """By its name in roles.yaml."""
    by: str
    """What of the risk method asks for it, as in `sign_off.high`."""
    topic: str
    """The training that it asks of them; absent where it asks for none."""


class AskedCompetence(View):
    """A training that holders of a role need."""

    role: str
    """By its name in roles.yaml."""
    topic: str
    """Of the training."""


class Training(AskedCompetence):
    """A holder of a role that needs a training. `ended` is the last day that any record of theirs gives."""

    person: str
    """Id in roles.yaml."""
    current: bool
    """Whether a record on the topic is complete and has not ended."""
    ended: str
    """The last day that a record on the topic gives; absent where none gives one."""


class KnownPerson(Person):
    """A person of the register."""

    id: str
    """By which roles.yaml names them."""


class RolesView(View):
    """Who holds which role today, and what is asked of them."""

    held: dict[str, tuple[str, ...]]
    """Role → ids of those who hold it today."""
    asked: tuple[AskedRole, ...]
    """Roles that the risk method asks for."""
    people: tuple[KnownPerson, ...]
    """Everybody in roles.yaml."""
    competences: tuple[AskedCompetence, ...]
    """Trainings that the programme or the risk method asks of holders."""
    trainings: tuple[Training, ...]
    """Holders of such roles, and how their training stands."""
    escalation: str
    """Where to turn when nobody who can sign answers."""


class LatestReview(ManagementReview):
    """The management review that was held last, and its place in the list."""

    index: int
    """Its place in the list, from 0."""


class BrokenGlass(BreakGlassUse):
    """A use of break-glass: the record that says so, the day it landed, and the systems that it names."""

    record: str
    """The path of the record."""
    landed: str
    """The day on which it came to the default branch."""
    systems: tuple[str, ...]
    """Ids of the systems that it names."""


class HistoryView(View):
    """What the default branch's first-parent history shows. `whole` is false where a shallow clone cut it off."""

    whole: bool
    """Whether nothing of it is cut off."""
    steps: int
    """Merges and commits of the first-parent line."""
    changes: int
    """Those that concern a system, counted once for each."""
    undeclared: int
    """Of those, by no record."""
    none_material: int
    """Of those, by records that state `none-material` alone."""
    not_ai: int
    """Of those, by records that say `ai: false`."""
    systems: dict[str, SystemHistory]
    """Id → the history of that system."""
    break_glass: tuple[BrokenGlass, ...]
    """Each record that broke the glass, once."""


class RuleLevel(View):
    """A rule that the configuration gives a level of its own."""

    rule: str
    """Its id."""
    level: str
    """That the configuration gives it."""
    reason: str
    """As it states it."""
    owner: str
    """As it states it."""
    review_by: str
    """As it states it."""


class CatalogueEntry(View):
    """A clause or control of the catalogue, and whether somebody attests what no machine can judge."""

    id: str
    """As in `A.6.2.4`."""
    title: str
    """Its short title."""
    kind: str
    """`clause` or `control`."""
    group: str
    """The part of the standard in which it stands."""
    when: str
    """When it is looked at: `change`, `programme` or `both`."""
    automation: str
    """How far a machine can judge it: `auto`, `assisted` or `judgement`."""


class CitedEvidence(View):
    """Something that a Statement of Applicability row, an audit or a nonconformity names for a control."""

    path: str
    """As it is named."""
    present: bool
    """Whether something lies there."""
    kind: str
    """Of evidence, where it is a document of the gate's."""
    date: str
    """Its own, where it has one."""
    owner: str
    """As it states it."""


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
