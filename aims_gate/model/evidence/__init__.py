"""The kinds of evidence: one file and one class each.

Imports pydantic. What judges a change reads the generated schemas instead.
"""

from aims_gate.model.evidence.audit import Audit
from aims_gate.model.evidence.base import Head
from aims_gate.model.evidence.datasheet import Datasheet
from aims_gate.model.evidence.deployment_plan import DeploymentPlan
from aims_gate.model.evidence.event_log import EventLog
from aims_gate.model.evidence.impact_assessment import ImpactAssessment
from aims_gate.model.evidence.incident import Incident
from aims_gate.model.evidence.monitoring_plan import MonitoringPlan
from aims_gate.model.evidence.monitoring_result import MonitoringResult
from aims_gate.model.evidence.nonconformity import Nonconformity
from aims_gate.model.evidence.risk_assessment import RiskAssessment
from aims_gate.model.evidence.supplier import Supplier
from aims_gate.model.evidence.technical_documentation import TechnicalDocumentation
from aims_gate.model.evidence.user_information import UserInformation
from aims_gate.model.evidence.verification import Verification

KINDS: dict[str, type[Head]] = {
    "impact_assessment": ImpactAssessment,
    "risk_assessment": RiskAssessment,
    "monitoring_plan": MonitoringPlan,
    "monitoring_result": MonitoringResult,
    "verification": Verification,
    "deployment_plan": DeploymentPlan,
    "datasheet": Datasheet,
    "supplier": Supplier,
    "user_information": UserInformation,
    "event_log": EventLog,
    "technical_documentation": TechnicalDocumentation,
    "incident": Incident,
    "nonconformity": Nonconformity,
    "audit": Audit,
}
"""Kind of evidence → the class that says what it may hold."""
