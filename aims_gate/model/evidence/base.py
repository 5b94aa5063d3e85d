"""What every evidence document has: its head. A kind adds its own fields.

Inline in a change record the head may be left out: the record's own stands for it.
"""

from typing import ClassVar, Literal

from aims_gate.model.fields import Date, Extensible, Name, Path, SystemId, Text


class Head(Extensible):
    """Who a document is for, which version it is and who answers for it (7.5.2)."""

    required_of_documents: ClassVar[tuple[str, ...]] = ("kind", "id", "systems")
    """What a document of its own cannot be without. Inline evidence takes them from its record."""

    id: Name | None = None
    """The document's own name, unique among all evidence documents."""
    systems: tuple[SystemId, ...] | None = None
    """Ids of the AI systems that it is about."""
    version: Text | None = None
    """Moves on when the content does (7.5.2)."""
    owner: Text | None = None
    """The person who keeps it current, by id in roles.yaml."""
    approved_by: Text | None = None
    """The person who approved this version, by id in roles.yaml. A claim, until borne out."""
    review_due: Date | None = None
    """The day by which it must have been looked at again."""
    covers: tuple[Path, ...] | None = None
    """Change records for which this version was made, where it was merged ahead of them."""


class Evidence(Head):
    """A document that is written, reviewed and approved."""

    status: Literal["draft", "in review", "approved", "superseded", "retired"] | None = None
    """Where the document stands. Only `approved` serves as evidence."""


class Case(Head):
    """A document that follows something from its opening to its closing (10.2)."""

    status: Literal["open", "contained", "closed"] | None = None
    """Whether the case still runs."""
