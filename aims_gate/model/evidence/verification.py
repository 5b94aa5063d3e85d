"""What was agreed to be good enough, and what was measured (A.6.2.2, A.6.2.4)."""

from typing import Literal

from aims_gate.model.evidence.base import Evidence
from aims_gate.model.evidence.parts import Criterion
from aims_gate.model.fields import Date, Path, Text


class Verification(Evidence):
    """Verification and validation: acceptance criteria and results (A.6.2.2, A.6.2.4)."""

    kind: Literal["verification"] | None = None
    """The kind of evidence this is."""
    verified: Date | None = None
    """The day of the measurement."""
    model: Text | None = None
    """Model and version that was measured."""
    dataset: Text | None = None
    """Dataset and version that it was measured on."""
    criteria: tuple[Criterion, ...] | None = None
    """Each with metric, operator, target and result."""
    method: Text | None = None
    """How it was measured."""
    verified_by: Text | None = None
    """The person who measured, by id in roles.yaml."""
    results: Path | None = None
    """The file in which a machine wrote the results, JSON or JUnit XML: it is read, and its numbers count."""
    evidence: Path | None = None
    """The results themselves, as a machine wrote them."""
