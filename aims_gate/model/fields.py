"""The kinds of value that the files of a register and of evidence hold, and the two bases of everything in them.

Knows what one value may look like, not which file it stands in. Imports pydantic: nothing that judges a change does.
"""

import re
from datetime import date
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, Strict, WithJsonSchema, model_validator

DURATION = r"^[1-9][0-9]{0,4}[dh]$"
FILLED = r"^\s*\S[\s\S]*$"
SUBJECT = r"^(change|system|record|document|control|programme):\S+$"
SYSTEM_ID = r"^[A-Za-z0-9][A-Za-z0-9._-]*$"


def _real_day(text: str) -> str:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError("not written YYYY-MM-DD")
    date.fromisoformat(text)
    return text


def _matching(pattern: str) -> AfterValidator:
    def check(value: str | int | float) -> str | int | float:
        if isinstance(value, str) and not re.fullmatch(pattern, value):
            raise ValueError(f"does not match {pattern}")
        return value

    return AfterValidator(check)


_TextOrNumber = Annotated[str, Strict()] | Annotated[int, Strict()] | Annotated[float, Strict()]

Text = Annotated[_TextOrNumber, WithJsonSchema({"type": ["string", "number"]})]
"""Words. A number is taken as it was typed: `version: 4` needs no quotes."""

Name = Annotated[_TextOrNumber, _matching(FILLED), WithJsonSchema({"type": ["string", "number"], "pattern": FILLED})]
"""Text that cannot be blank."""

Path = Annotated[str, Strict()]
"""A path in the repository, from its root."""

Paths = Path | tuple[Path, ...]

Flag = Annotated[bool, Strict()]

Whole = Annotated[int, Strict(), Field(ge=1)]

Count = Annotated[int, Strict(), Field(ge=0)]

Number = Annotated[Annotated[int, Strict()] | Annotated[float, Strict()], WithJsonSchema({"type": "number"})]

Date = Annotated[str, Strict(), AfterValidator(_real_day), WithJsonSchema({"type": "string", "format": "date"})]
"""A day of the calendar, `YYYY-MM-DD`."""

Duration = Annotated[
    str,
    Strict(),
    _matching(DURATION),
    WithJsonSchema({"type": "string", "pattern": DURATION, "examples": ["90d", "72h"]}),
]
"""Days or hours, as in `90d` and `72h`."""

SystemId = Annotated[
    str,
    Strict(),
    _matching(SYSTEM_ID),
    WithJsonSchema({"type": "string", "pattern": SYSTEM_ID, "examples": ["support-assistant"]}),
]

SubjectName = Annotated[
    str,
    Strict(),
    _matching(SUBJECT),
    WithJsonSchema({"type": "string", "pattern": SUBJECT, "examples": ["system:support-assistant"]}),
]

AS_SPELT = ConfigDict(alias_generator=lambda name: name.rstrip("_"))
"""For entries with a key that is a word of Python: `from` is the field `from_`."""


class Entry(BaseModel):
    """A mapping whose keys are all known."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


def _extensions_only(schema: dict[str, Any]) -> None:
    schema["additionalProperties"] = False
    schema["patternProperties"] = {"^x-": {}}


class Extensible(Entry):
    """A mapping to which an organisation may add keys that begin with `x-`; all others are known."""

    model_config = ConfigDict(extra="allow", json_schema_extra=_extensions_only)

    @model_validator(mode="after")
    def _no_other_keys(self) -> Self:
        unknown = sorted(key for key in self.model_extra or {} if not key.startswith("x-"))
        if unknown:
            raise ValueError(f"unknown keys: {', '.join(unknown)}")
        return self
