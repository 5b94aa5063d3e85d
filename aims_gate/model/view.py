"""What every part of a rule's view of the facts is. Imports pydantic: nothing that judges a change does."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Basis = Literal["verified", "recorded", "claimed"]


class View(BaseModel):
    """A part of what a rule sees."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


def said(kind: Any, what: str) -> Any:
    """A field of a model that is made by `create_model`: of which kind, and what it is."""
    return kind, Field(description=what)
