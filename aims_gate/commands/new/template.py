"""The text of an evidence document that is still to be filled in: which fields a tier is asked for, and what to write there."""

import json
import re
from collections.abc import Iterator

from aims_gate.facts.placeholder import is_placeholder
from aims_gate.model.document import Json
from aims_gate.model.vocabulary import TIERS, tier_rank
from aims_gate.sources.core_schema import is_plain_text
from aims_gate.sources.pack import asked_fields, asked_from
from aims_gate.sources.shipped_schemas import shipped_schema

_HEAD = ("kind", "id", "systems", "status")
_FIRST = "1"
"""The version of a document that is only begun."""


def template(kind: str, system: str, tier: str = "", owner: str = "") -> str:
    """The document's text: what a tier is asked for as template text, what it is not behind a `#`.

    An unknown tier is asked for everything, and one below any that is asked for this kind as much as the lowest that is.
    """
    schema = shipped_schema(kind)
    properties = {name: part for name, part in schema["properties"].items() if name not in _HEAD}
    tier = _tier(kind, tier)
    asked = tuple(name for name in asked_fields(kind, tier) if name.partition(".")[0] in properties)
    # An id may look like a number or like `true`, and YAML would then take it for one.
    named = system if is_plain_text(system) else json.dumps(system)
    head = [
        f"  # A key behind a `#` is not asked for at tier {tier}: take the `#` away where it applies.",
        f"  kind: {kind}",
        f"  id: {kind.replace('_', '-')}-{system}",
        f"  systems: [{named}]",
        f"  status: {_status(schema['properties']['status']['enum'])}",
    ]
    known = {"version": _FIRST} | ({"owner": owner} if is_plain_text(owner) and not is_placeholder(owner) else {})
    body = [_known(line, known) for line in _fields(properties, asked, 1)]
    return "\n".join(["---", "aims:", *head, *body, "---", f"# {schema['title']}: {system}", ""])


def _tier(kind: str, tier: str) -> str:
    """The tier whose fields are asked for: a document that no rule wants of the system's own is wanted from some tier on."""
    wanted = max(tier_rank(tier) if tier in TIERS else tier_rank("high"), tier_rank(asked_from(kind)))
    return TIERS[min(wanted, tier_rank("high"))]


def _status(words: list[str]) -> str:
    serves = "counts only once it is `approved`" if "approved" in words else f"then {', '.join(words[1:])}"
    return f"{words[0]} # {serves}"


def _known(line: str, values: dict[str, str]) -> str:
    """A line of the document's own level with its value, where that is known already."""
    key = line.strip().partition(":")[0]
    return f"  {key}: {values[key]}" if line.startswith(f"  {key}: ") and key in values else line


def _fields(properties: dict[str, Json], asked: tuple[str, ...], depth: int) -> Iterator[str]:
    """What is asked for, in its order and with what it is above it, and then all else behind a `#`."""
    first = tuple(dict.fromkeys(name.partition(".")[0] for name in asked))
    for name in first:
        within = tuple(path.partition(".")[2] for path in asked if path.startswith(f"{name}."))
        yield from _field(name, _chosen(properties[name]), within, depth)
    indent = "  " * depth
    for name, part in properties.items():
        if name not in first:
            yield from (f"{indent}# {line}" for line in _plainly(name, _chosen(part), 0))


def _field(name: str, schema: dict[str, Json], asked: tuple[str, ...], depth: int) -> Iterator[str]:
    indent = "  " * depth
    if schema.get("description"):
        yield f"{indent}# {schema['description']}"
    if parts := _parts(schema):
        yield f"{indent}{name}:"
        lines = _fields(parts, asked, depth + 1 + _is_list(schema))
        yield from _item(list(lines), depth + 1) if _is_list(schema) else lines
        return
    if _signs(schema):
        yield f"{indent}# One of {' '.join(_signs(schema))}."
    yield f"{indent}{name}: {_value(schema)}"


def _plainly(name: str, schema: dict[str, Json], depth: int) -> Iterator[str]:
    """A field with all of its parts, what each is behind it."""
    indent = "  " * depth
    told = f" # {schema['description']}" if schema.get("description") else ""
    if not (parts := _parts(schema)):
        yield f"{indent}{name}: {_value(schema)}{told}"
        return
    yield f"{indent}{name}:{told}"
    inner = depth + 1 + _is_list(schema)
    lines = [line for key, part in parts.items() for line in _plainly(key, _chosen(part), inner)]
    yield from _item(lines, depth + 1) if _is_list(schema) else lines


def _parts(schema: dict[str, Json]) -> dict[str, Json]:
    """Key → schema of a mapping, or of each mapping of a list; empty for a single value."""
    inner = _chosen(schema.get("items", {})) if schema.get("type") == "array" else schema
    found: dict[str, Json] = inner.get("properties", {})
    return found


def _is_list(schema: dict[str, Json]) -> bool:
    return schema.get("type") == "array"


def _item(lines: list[str], depth: int) -> Iterator[str]:
    """The lines of a mapping as one item of a list: its first key carries the dash."""
    dash = "  " * depth + "- "
    first = next(index for index, line in enumerate(lines) if not line.lstrip().startswith("#"))
    yield from (line[2:] for line in lines[:first])
    yield dash + lines[first].lstrip()
    yield from lines[first + 1 :]


def _chosen(schema: Json) -> dict[str, Json]:
    """The form of a value that a template shows, where there is a choice: the one that says most."""
    if not isinstance(schema, dict) or "anyOf" not in schema:
        return schema if isinstance(schema, dict) else {}
    fullest: dict[str, Json] = max(schema["anyOf"], key=lambda part: len(part.get("properties", ())))
    return {**fullest, "description": schema.get("description", "")}


def _signs(schema: dict[str, Json]) -> list[str]:
    """The choices of a value whose choices are no words: left side by side they would not be told as template text."""
    choices = [str(value) for value in schema.get("enum", ())]
    return [] if all(choice[:1].isalpha() for choice in choices) else choices


def _value(schema: dict[str, Json]) -> str:
    """Template text for one value, or for a list of them."""
    return f"[{_blank(_chosen(schema.get('items', {})))}]" if _is_list(schema) else _blank(schema)


def _blank(schema: dict[str, Json]) -> str:
    if schema.get("enum") and not _signs(schema):
        return '"' + " | ".join(str(value) for value in schema["enum"]) + '"'
    if schema.get("format") == "date":
        return "yyyy-mm-dd"
    if schema.get("type") == "boolean":
        return "<true or false>"
    if schema.get("type") in ("number", "integer"):
        return "<a number>"
    if schema.get("examples"):
        return f"<such as {schema['examples'][0]}>"
    if re.search(r"by id in roles\.yaml", str(schema.get("description", ""))):
        return "<id in .aims/roles.yaml>"
    return "<to be written>"
