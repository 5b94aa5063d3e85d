"""What every part of a rule's view of the facts is. Imports pydantic: nothing that judges a change does."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

Basis = Literal["verified", "recorded", "claimed"]


class View(BaseModel):
    """A part of what a rule sees."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)
