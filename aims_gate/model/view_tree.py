"""The paths that rules may read, as one compact table: `schemas/views.json`, generated from `model.facts`.

A mapping is its keys, a list has the one key `[]`, a mapping with any keys the one key `*`; `x-…` keys are allowed
where an organisation may extend. `true` stands for a single value, or for anything at all.
"""

import json
import sys
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from aims_gate.model.facts import BY_SUBJECT, VARIABLE_TYPES

Tree = Any

SHIPPED = Path(__file__).parent.parent / "schemas" / "views.json"


def view_trees() -> dict[str, dict[str, Tree]]:
    """`all`: variable → tree; and for some subjects the variables that differ in their rules."""
    differing = {subject: {k: tree_of(v) for k, v in table.items()} for subject, table in BY_SUBJECT.items()}
    return {"all": {name: tree_of(kind) for name, kind in VARIABLE_TYPES.items()}, **differing}


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


def main(arguments: list[str]) -> int:
    """Write the table, or with `--check` only say whether it is out of date: 1 if it is."""
    current = SHIPPED.exists() and SHIPPED.read_text(encoding="utf-8") == views_text()
    if arguments == ["--check"]:
        if not current:
            sys.stderr.write(f"schemas/{SHIPPED.name} is not what the models say\n")
        return 0 if current else 1
    SHIPPED.write_text(views_text(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
