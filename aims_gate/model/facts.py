"""The variables of every subject and what each holds: which paths a rule may read.

The facts themselves are plain JSON, made by `aims_gate.facts`. Imports pydantic: what judges a change reads the table
that is generated from here (`schemas/views.json`).
"""

from typing import Any

from aims_gate.model.register.programme import Programme
from aims_gate.model.register.risk_method import RiskMethod
from aims_gate.model.register.roles import Person
from aims_gate.model.register.soa import StatementOfApplicability
from aims_gate.model.register.system import System
from aims_gate.model.view_of_cases import CasesView, IncidentRoute, Reference
from aims_gate.model.view_of_change import ChangeView, DocumentView, ProposedView, ReviewView, SignalView
from aims_gate.model.view_of_programme import OF_CONTROL, OF_PROGRAMME
from aims_gate.model.view_of_record import RecordView
from aims_gate.model.view_of_system import (
    DriftView,
    EvidenceView,
    MergedRecord,
    RiskView,
    SignOffView,
    SystemView,
)

VARIABLE_TYPES: dict[str, Any] = {
    "change": ChangeView,
    "signals": tuple[SignalView, ...],
    "records": tuple[RecordView, ...],
    "systems": tuple[SystemView, ...],
    "proposed": ProposedView,
    "approvals": tuple[ReviewView, ...],
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
    "cases": CasesView,
    "document": DocumentView,
    "owner": Person,
    "control": Any,
    "roles": Any,
    "waivers": Any,
    "levels": Any,
    "documents": Any,
    "incidents": Any,
    "nonconformities": Any,
    "audits": Any,
    "results": Any,
    "datasheets": Any,
    "suppliers": Any,
    "treatments": Any,
    "latest_review": Any,
    "audited": Any,
    "controls": Any,
    "files": tuple[str, ...],
}
"""Variable → what it holds. See `BY_SUBJECT` for those that differ."""

BY_SUBJECT: dict[str, dict[str, Any]] = {
    "system": {"record": MergedRecord, "history": DriftView},
    "programme": OF_PROGRAMME,
    "control": OF_CONTROL,
}
"""Subject → variables that hold something else in its rules."""
