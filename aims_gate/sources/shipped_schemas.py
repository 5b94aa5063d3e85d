"""The JSON Schemas that the package ships, as text and as values. Knows where they are, not what they mean."""

import os
from functools import cache

from aims_gate.model.document import Json

_FOLDER = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "schemas")
_SUFFIX = ".json"
_NO_SCHEMA = "views"
"""The table of facts that rules may read lies in the same folder."""


def schema_names() -> tuple[str, ...]:
    """Names of all schemas, sorted."""
    names = (name.removesuffix(_SUFFIX) for name in os.listdir(_FOLDER) if name.endswith(_SUFFIX))
    return tuple(sorted(name for name in names if name != _NO_SCHEMA))


def schema_text(name: str) -> str:
    """The schema `name` as it is shipped. Raises KeyError for a name that is none of `schema_names`."""
    if name not in schema_names():
        raise KeyError(name)
    with open(os.path.join(_FOLDER, name + _SUFFIX), encoding="utf-8") as file:
        return file.read()


@cache
def shipped_schema(name: str) -> dict[str, Json]:
    """The schema `name` as a value, not to be altered. Raises KeyError for an unknown name."""
    import json

    schema: dict[str, Json] = json.loads(schema_text(name))
    return schema
