"""Where a dataset comes from, what it may be used for and how good it is (A.4.3, A.7.2–A.7.6)."""

from typing import Literal

from aims_gate.model.evidence.base import Evidence
from aims_gate.model.evidence.parts import Criterion
from aims_gate.model.fields import Date, Duration, Extensible, Flag, Path, Text


class Preparation(Extensible):
    """One step from the raw data to what is used (A.7.6)."""

    step: Text | None = None
    """What is done."""
    criteria: Text | None = None
    """By which rule it is done."""
    code: Path | None = None
    """The code that does it."""


class Datasheet(Evidence):
    """Datasheet: source, licence, version and quality of a dataset (A.4.3, A.7)."""

    kind: Literal["datasheet"] | None = None
    """The kind of evidence this is."""
    updated: Date | None = None
    """The day the datasheet was last changed."""
    dataset: Text | None = None
    """The dataset's name, as the system entry has it."""
    dataset_version: Text | None = None
    """Version of the data (A.7.5)."""
    digest: Text | None = None
    """Digest of the data, where it is kept by content (A.7.5)."""
    purpose: Text | None = None
    """What the data is for: training, tuning, retrieval, evaluation."""
    source: Text | None = None
    """Where the data comes from (A.7.3)."""
    collection: Text | None = None
    """How it was collected (A.7.3)."""
    licence: Text | None = None
    """Licence or contract under which it may be used (A.7.3)."""
    legal_basis: Text | None = None
    """Legal basis, where it is not a licence (A.7.3)."""
    personal_data: Flag | None = None
    """Whether it holds personal data."""
    personal_data_measures: Text | None = None
    """How personal data in it is protected."""
    derived_from: tuple[Text, ...] | None = None
    """Datasets that it was made from (A.7.5)."""
    quality: tuple[Criterion, ...] | None = None
    """Quality criteria with targets and results (A.7.4)."""
    results: Path | None = None
    """The file in which a machine wrote these results, JSON or JUnit XML: it is read, and its numbers count."""
    representativeness: Text | None = None
    """Whom and what the data stands for, and whom not (A.7.4)."""
    bias: Text | None = None
    """Known bias and what was done about it (A.7.4)."""
    preparation: tuple[Preparation, ...] | None = None
    """How it was prepared (A.7.6)."""
    retention: Duration | None = None
    """How long it is kept."""
