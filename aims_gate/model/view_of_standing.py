"""The documents of the default branch as rules of subjects `programme` and `control` see them."""

from aims_gate.model.evidence.audit import Audit
from aims_gate.model.evidence.datasheet import Datasheet
from aims_gate.model.evidence.incident import Incident
from aims_gate.model.evidence.monitoring_result import MonitoringResult
from aims_gate.model.evidence.nonconformity import Nonconformity
from aims_gate.model.evidence.supplier import Supplier
from aims_gate.model.view import View


class LastChange(View):
    """The step that last changed a file."""

    commit: str
    """Of the default branch."""
    at: str
    """ISO 8601 with offset."""
    by: str
    """Who made it, as git has it."""


class StandingDocument(View):
    """An evidence document."""

    path: str
    """Of the default branch."""
    kind: str
    """Of evidence."""
    id: str
    """As it states it."""
    owner: str
    """As it states it."""
    status: str
    """As it states it."""
    version: str
    """As it states it."""
    date: str
    """Its own."""
    review_due: str
    """As it states it."""
    systems: tuple[str, ...]
    """Ids of the systems that it is about."""
    problems: int
    """How many things are wrong with it."""
    same_id: int
    """How many other documents have its id."""
    changed: LastChange


class StandingIncident(Incident):
    """An incident and where it is written."""

    path: str
    """Of the default branch."""


class StandingNonconformity(Nonconformity):
    """A nonconformity and where it is written."""

    path: str
    """Of the default branch."""


class StandingAudit(Audit):
    """An audit and where it is written."""

    path: str
    """Of the default branch."""


class StandingResult(MonitoringResult):
    """A monitoring result and where it is written."""

    path: str
    """Of the default branch."""


class StandingDatasheet(Datasheet):
    """A datasheet and where it is written."""

    path: str
    """Of the default branch."""


class StandingSupplier(Supplier):
    """A supplier record and where it is written."""

    path: str
    """Of the default branch."""


class StandingTreatment(View):
    """The treatment of one risk, as its row states it."""

    system: str
    """Its id."""
    risk: str
    """Id of the row."""
    path: str
    """The document in which the row stands."""
    treatment: str
    """As the row states it."""
    owner: str
    """As the row states it."""
    due: str
    """As the row states it."""
    status: str
    """As the row states it."""
    evidence: str
    """As the row states it."""
    level: str
    """What the method makes of the row."""
