"""Files that evidence and records lead to and that are no evidence themselves: they only have to be there."""

from aims_gate.facts.measured import measured_files
from aims_gate.facts.placeholder import is_placeholder
from aims_gate.model.document import Json


def files_of_evidence(evidence: Json) -> list[tuple[str, str]]:
    """Key and path of every such file: a datasheet's code (A.7.6), and results as a machine wrote them (A.6.2.4)."""
    steps = evidence.get("preparation") if isinstance(evidence, dict) else None
    paths = [step.get("code") for step in (steps if isinstance(steps, list) else ()) if isinstance(step, dict)]
    code = [("preparation", path) for path in paths if isinstance(path, str) and not is_placeholder(path)]
    return code + [("results", path) for path in measured_files(evidence)]


def files_of_record(record: Json) -> list[tuple[str, str]]:
    """Key and path of every such file: what customers are told (A.10.4)."""
    path = record.get("customer_notice") if isinstance(record, dict) else None
    return [("customer_notice", path)] if isinstance(path, str) and not is_placeholder(path) else []
