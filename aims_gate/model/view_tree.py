"""The paths that rules may read, as one compact table: `schemas/views.json`, generated from `model.facts`.

A mapping is its keys, a list has the one key `[]`, a mapping with any keys the one key `*`; `x-…` keys are allowed
where an organisation may extend. `true` stands for a single value, or for anything at all.
"""

import json
from typing import Any

from pydantic import TypeAdapter

from aims_gate.model.facts import OF_SYSTEM, VARIABLE_TYPES

Tree = Any


def view_trees() -> dict[str, dict[str, Tree]]:
    """`all`: variable → tree; `system`: the variables that differ in rules of that subject."""
    return {
        "all": {name: tree_of(kind) for name, kind in VARIABLE_TYPES.items()},
        "system": {name: tree_of(kind) for name, kind in OF_SYSTEM.items()},
    }


def tree_of(kind: Any) -> Tree:
    """The tree of one type."""
    schema = TypeAdapter(kind).json_schema()
    return _tree(schema, schema.get("$defs", {}))


def views_text() -> str:
    """The text of the shipped table."""
    return json.dumps(view_trees(), separators=(",", ":"), sort_keys=True) + "\n"


def _tree(schema: Any, definitions: dict[str, Any]) -> Tree:
    if not isinstance(schema, dict):
        return True
    if "$ref" in schema:
        return _tree(definitions[schema["$ref"].removeprefix("#/$defs/")], definitions)
    branches = [_tree(branch, definitions) for branch in schema.get("anyOf", ())]
    found: dict[str, Tree] = {}
    for branch in branches:
        found.update(branch if isinstance(branch, dict) else {})
    found.update({key: _tree(part, definitions) for key, part in schema.get("properties", {}).items()})
    if schema.get("type") == "array":
        found["[]"] = _tree(schema.get("items"), definitions)
    if isinstance(schema.get("additionalProperties"), dict):
        found["*"] = _tree(schema["additionalProperties"], definitions)
    if schema.get("patternProperties"):
        found["x-"] = True
    return found or True
