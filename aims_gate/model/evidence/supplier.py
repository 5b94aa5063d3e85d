"""Who supplies a part of an AI system, and who answers for what (A.10.2, A.10.3)."""

from typing import Literal

from aims_gate.model.evidence.base import Evidence
from aims_gate.model.fields import Date, Extensible, Path, Text


class Responsibilities(Extensible):
    """Who does what across the life cycle (A.10.2)."""

    ours: tuple[Text, ...] | None = None
    """What we do."""
    theirs: tuple[Text, ...] | None = None
    """What the supplier does."""
    customers: tuple[Text, ...] | None = None
    """What is left to customers."""


class Supplier(Evidence):
    """Supplier record: assessment, terms and split of responsibilities (A.10.2, A.10.3)."""

    kind: Literal["supplier"] | None = None
    """The kind of evidence this is."""
    supplier: Text | None = None
    """The supplier's name, as the system entry has it."""
    services: tuple[Text, ...] | None = None
    """What is used of them: models, interfaces, data."""
    regions: tuple[Text, ...] | None = None
    """Where they process our data."""
    assessed: Date | None = None
    """The day the supplier was assessed (A.10.3)."""
    result: Text | None = None
    """What the assessment came to."""
    responsibilities: Responsibilities | None = None
    """Who does what (A.10.2)."""
    terms: Text | None = None
    """The contract or terms in force."""
    data_use: Text | None = None
    """What the supplier may do with our data."""
    exit_plan: Text | None = None
    """How to leave them."""
    contact: Text | None = None
    """Whom to call."""
    evidence: Path | None = None
    """Certificates, reports, questionnaires."""
