"""A forge's answer as the values that it stands for, or an error that says where it is something else."""

from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from aims_gate.errors import ForgeError
from aims_gate.model.document import Json

_T = TypeVar("_T")


def read_as(kind: TypeAdapter[_T], value: Json, forge: str, path: str) -> _T:
    """A value that a forge gave at a path of its API. Raises ForgeError where it is of another kind."""
    try:
        return kind.validate_python(value)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"]) or "the whole"
        raise ForgeError(
            f"{forge}'s answer to {path} cannot be understood: {where}: {first['msg']}",
            f"run this again; if it stays so, this version does not know that answer of {forge}'s",
        ) from None
