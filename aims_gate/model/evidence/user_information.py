"""What users of an AI system are told (A.8.2)."""

from typing import Literal

from aims_gate.model.evidence.base import Evidence
from aims_gate.model.fields import Date, Text


class UserInformation(Evidence):
    """User information: purpose, limits, human contact, disclosure (A.8.2)."""

    kind: Literal["user_information"] | None = None
    """The kind of evidence this is."""
    updated: Date | None = None
    """The day it was last changed."""
    audience: tuple[Text, ...] | None = None
    """Who is told."""
    purpose: Text | None = None
    """What the system is for."""
    limits: Text | None = None
    """What it cannot do, and where it may be wrong."""
    human_contact: Text | None = None
    """How to reach a person."""
    ai_disclosure: Text | None = None
    """How people learn that they deal with AI."""
    published: Text | None = None
    """Where it can be read."""
