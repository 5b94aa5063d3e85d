"""The pages on what a condition may read and call: one for each variable, and one for the functions.

Made from the types of the views and from docstrings. Knows nothing of the other pages.
"""

import inspect
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import TypeAdapter

from aims_gate.engine.functions import FUNCTIONS
from aims_gate.engine.views import VARIABLES
from aims_gate.model.document import Json
from aims_gate.model.facts import BY_SUBJECT, VARIABLE_TYPES
from aims_gate.reports.markdown_escape import inline

_WORDS = {
    "object": "mapping",
    "string": "text",
    "boolean": "yes or no",
    "integer": "whole number",
    "null": "nothing",
    "any": "anything",
    "list": "list",
    "texts": "list of text",
    "int": "whole number",
    "bool": "yes or no",
}


def facts_pages() -> dict[str, str]:
    """Path below docs/reference → text."""
    return {f"facts/{name}.md": _variable(name) for name in VARIABLE_TYPES} | {"facts/functions.md": _functions()}


def facts_index() -> list[str]:
    """What rules of each subject may read, with links to the pages."""
    lines = [
        "A condition reads the variables of its rule's subject, and may call [functions](facts/functions.md) beside CEL's own.",
        "",
        "| subject of the rule | variables |",
        "|---|---|",
    ]
    return lines + [
        f"| {subject} | {', '.join(f'[{name}](facts/{name}.md)' for name in names)} |"
        for subject, names in VARIABLES.items()
    ]


def _variable(name: str) -> str:
    readers = [subject for subject, names in VARIABLES.items() if name in names]
    differing = [subject for subject in readers if name in BY_SUBJECT.get(subject, {})]
    lines = [f"# Facts: {name}", ""]
    for subject in differing:
        lines += [f"## In rules of subject {subject}", "", *_table(name, BY_SUBJECT[subject][name]), ""]
    if usual := [subject for subject in readers if subject not in differing]:
        lines += [f"## In rules of subject {', '.join(usual)}", "", *_table(name, VARIABLE_TYPES[name]), ""]
    return "\n".join(lines)


def _table(name: str, kind: Any) -> list[str]:
    schema = TypeAdapter(kind).json_schema()
    rows = _rows(name, schema, _Definitions(schema.get("$defs", {})), ())
    return [
        "| path | holds | what it is |",
        "|---|---|---|",
        *(f"| `{p}` | {holds} | {said} |" for p, holds, said in rows),
    ]


class _Definitions:
    """The parts of a schema that are named once and used in many places."""

    def __init__(self, definitions: dict[str, Json]) -> None:
        self._definitions = definitions

    def meant(self, schema: Json) -> tuple[dict[str, Json], str]:
        """The schema that a reference leads to, and the name of what it leads to."""
        if not isinstance(schema, dict):
            return {}, ""
        if "$ref" not in schema:
            return schema, ""
        name = schema["$ref"].removeprefix("#/$defs/")
        return self._definitions[name], name


def _rows(
    path: str, schema: Json, definitions: _Definitions, within: tuple[str, ...]
) -> Iterator[tuple[str, str, str]]:
    """Path, what it holds and what it is: of the value itself, then of all that is in it."""
    found, name = definitions.meant(schema)
    element, _ = definitions.meant(found.get("items"))
    own = schema.get("description", "") if isinstance(schema, dict) else ""
    said = own or found.get("description", "") or element.get("description", "")
    yield path, _holds(schema, definitions), inline(said, True)
    if name and name in within:
        return
    inside = (*within, name) if name else within
    for below, part in _parts(found, definitions):
        yield from _rows(f"{path}{below}", part, definitions, inside)


def _parts(schema: dict[str, Json], definitions: _Definitions) -> Iterator[tuple[str, Json]]:
    """What stands in a mapping or a list, each after what a path adds to get there; elements of a list are no row."""
    for name, part in schema.get("properties", {}).items():
        yield f".{name}", part
    if isinstance(schema.get("additionalProperties"), dict):
        yield "['…']", schema["additionalProperties"]
    for branch in schema.get("anyOf", ()):
        yield from _parts(definitions.meant(branch)[0], definitions)
    if schema.get("type") == "array":
        inner = definitions.meant(schema.get("items"))[0]
        yield from ((f"[]{below}", part) for below, part in _parts(inner, definitions))


def _holds(schema: Json, definitions: _Definitions) -> str:
    found, _ = definitions.meant(schema)
    if "enum" in found:
        return ", ".join(f"`{value}`" for value in found["enum"])
    if "const" in found:
        return f"`{found['const']}`"
    if "anyOf" in found:
        return " or ".join(dict.fromkeys(_holds(branch, definitions) for branch in found["anyOf"]))
    kinds = found.get("type", "any")
    if kinds == "array":
        return f"list of {_holds(found.get('items'), definitions)}"
    if found.get("format") == "date":
        return "day"
    return _in_words([kinds] if isinstance(kinds, str) else kinds)


def _in_words(kinds: Iterable[str]) -> str:
    return " or ".join(_WORDS.get(kind, kind) for kind in kinds)


def _functions() -> str:
    lines = ["# Functions", ""]
    for name, function in FUNCTIONS.items():
        parameters = list(inspect.signature(function.compute).parameters)
        lines += [f"## {name}", ""]
        for form in function.parameters:
            taken = ", ".join(
                f"{parameter}: {_WORDS.get(kind, kind)}" for parameter, kind in zip(parameters, form, strict=False)
            )
            lines.append(f"* `{name}({taken})` gives {_WORDS.get(function.returns, function.returns)}")
        said = inspect.getdoc(function.compute) or ""
        lines += ["", *(f"{inline(' '.join(part.split()))}\n" for part in said.split("\n\n"))]
    return "\n".join(lines)
