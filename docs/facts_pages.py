"""The pages on what a condition may read and call: one for each variable, and one for the functions.

Made from the types of the views and from docstrings. Knows nothing of the other pages.
"""

import inspect
from collections.abc import Iterator
from typing import Any

from pydantic import TypeAdapter

from aims_gate.engine.functions import FUNCTIONS
from aims_gate.engine.views import VARIABLES
from aims_gate.model.document import Json
from aims_gate.model.facts import BY_SUBJECT, VARIABLE_TYPES
from aims_gate.reports.markdown_escape import inline
from docs.schema_words import WORDS, Definitions, holds


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
    rows = _rows(name, schema, Definitions(schema.get("$defs", {})), ())
    return [
        "| path | holds | what it is |",
        "|---|---|---|",
        *(f"| `{p}` | {holds} | {said} |" for p, holds, said in rows),
    ]


def _rows(path: str, schema: Json, definitions: Definitions, within: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """Path, what it holds and what it is: of the value itself, then of all that is in it."""
    found, name = definitions.meant(schema)
    element, _ = definitions.meant(found.get("items"))
    own = schema.get("description", "") if isinstance(schema, dict) else ""
    said = own or found.get("description", "") or element.get("description", "")
    yield path, holds(schema, definitions), inline(said, True)
    if name and name in within:
        return
    inside = (*within, name) if name else within
    for below, part in _parts(found, definitions):
        yield from _rows(f"{path}{below}", part, definitions, inside)


def _parts(schema: dict[str, Json], definitions: Definitions) -> Iterator[tuple[str, Json]]:
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


def _functions() -> str:
    lines = ["# Functions", ""]
    for name, function in FUNCTIONS.items():
        parameters = list(inspect.signature(function.compute).parameters)
        lines += [f"## {name}", ""]
        for form in function.parameters:
            taken = ", ".join(
                f"{parameter}: {WORDS.get(kind, kind)}" for parameter, kind in zip(parameters, form, strict=False)
            )
            lines.append(f"* `{name}({taken})` gives {WORDS.get(function.returns, function.returns)}")
        said = inspect.getdoc(function.compute) or ""
        lines += ["", *(f"{inline(' '.join(part.split()))}\n" for part in said.split("\n\n"))]
    return "\n".join(lines)
