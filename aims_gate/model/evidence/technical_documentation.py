"""What a system is made of and what it can do (A.6.2.3, A.6.2.7)."""

from typing import Literal

from aims_gate.model.evidence.base import Evidence
from aims_gate.model.fields import Date, Path, Text


class TechnicalDocumentation(Evidence):
    """System card: model, capabilities, limits, design (A.6.2.3, A.6.2.7)."""

    kind: Literal["technical_documentation"] | None = None
    """The kind of evidence this is."""
    updated: Date | None = None
    """The day it was last changed."""
    model: Text | None = None
    """Model and version in use."""
    capabilities: tuple[Text, ...] | None = None
    """What the system can do."""
    limits: tuple[Text, ...] | None = None
    """What it cannot do, and where it may be wrong."""
    architecture: Text | None = None
    """How it is built."""
    design: Path | None = None
    """The design document (A.6.2.3)."""
    interfaces: tuple[Text, ...] | None = None
    """What it is connected to."""
    human_oversight: Text | None = None
    """Who can step in, and how."""
    performance: Text | None = None
    """How well it does, and on what this was measured."""
