"""`aims-gate new`: an evidence document that the gate refuses until it is filled in."""

import json
import re
from collections.abc import Iterator

from aims_gate.errors import UsageError
from aims_gate.model.document import Json
from aims_gate.model.spelling import nearest
from aims_gate.model.vocabulary import EVIDENCE_DATES, LISTED_EVIDENCE, RECORD_EVIDENCE
from aims_gate.sources.core_schema import is_plain_text
from aims_gate.sources.documents import MARKDOWN
from aims_gate.sources.entry_files import SYSTEMS, systems_in
from aims_gate.sources.new_file import target_of, write_new
from aims_gate.sources.shipped_schemas import shipped_schema

_HEAD = ("kind", "id", "systems", "status")
_LATER = ("version", "covers", "review_due", "approved_by")
"""Fields of the head that make sense only once there is something to approve."""

_ELSEWHERE = "name another file of the repository with --path"


def new(folder: str, kind: str, system: str, path: str) -> str:
    """Write a document of a kind for a system; returns its path from `folder`. Never overwrites a file.

    The system need not have an entry yet. Raises UsageError for an unknown kind, for a text that can be no system's id
    or is nearly one that is there, and for a path that is taken, leads out of the repository or through a link, or is
    not Markdown.
    """
    kind = _named(kind)
    _check(folder, kind, system)
    place = path or f"docs/ai/{system}/{kind.replace('_', '-')}.md"
    if not target_of(folder, place, _ELSEWHERE).endswith(MARKDOWN):
        raise UsageError(f"{place} is no Markdown file", "name a file that ends in .md with --path")
    return write_new(folder, place, template(kind, system), _ELSEWHERE)


def next_steps(folder: str, kind: str, system: str, path: str) -> tuple[str, ...]:
    """What to do with a document that was written at `path`: fill it in, and say to whom it belongs."""
    kind = _named(kind)
    fill = "Fill it in: what is left as it is counts as missing. Delete what does not apply."
    entry = f"{SYSTEMS}{system}.yaml"
    for key, listed in LISTED_EVIDENCE.items():
        if listed == kind:
            return fill, f"Name it in the record of the change that brings it:\n\n    {key}: [{path}]\n"
    if kind not in RECORD_EVIDENCE:
        return (fill,)
    link = f"Link it in {entry}:\n\n    documents:\n      {kind}: {path}\n"
    if system in systems_in(folder):
        return fill, link
    return fill, link, f"There is no {entry} yet: aims-gate init begins one."


def _named(kind: str) -> str:
    """A kind as it is written in files, where somebody wrote it as paths do."""
    return kind.replace("-", "_")


def _check(folder: str, kind: str, system: str) -> None:
    if kind not in EVIDENCE_DATES:
        meant = nearest(kind, tuple(EVIDENCE_DATES))
        known = f"the kinds are {', '.join(EVIDENCE_DATES)}"
        raise UsageError(f"`{kind}` is no kind of evidence", f"did you mean `{meant}`?" if meant else known)
    if not re.fullmatch(shipped_schema("system")["properties"]["id"]["pattern"], system):
        raise UsageError(f"`{system}` can be no system's id", "write letters, digits, `.`, `_` and `-`")
    entries = systems_in(folder)
    if system not in entries and (meant := nearest(system, entries)):
        raise UsageError(f"`{system}` is no system of the register", f"did you mean `{meant}`?")


def template(kind: str, system: str) -> str:
    """The document's text: every field of the kind with what belongs there, as template text."""
    schema = shipped_schema(kind)
    # An id may look like a number or like `true`, and YAML would then take it for one.
    named = system if is_plain_text(system) else json.dumps(system)
    status = schema["properties"]["status"]["enum"][0]
    head = [
        f"  kind: {kind}",
        f"  id: {kind.replace('_', '-')}-{system}",
        f"  systems: [{named}]",
        f"  status: {status} # then in review, approved",
    ]
    fields = {name: part for name, part in schema["properties"].items() if name not in (*_HEAD, *_LATER)}
    body = [line for name, part in fields.items() for line in _field(name, part, 1)]
    title = f"{schema['title']}: {system}"
    return "\n".join(["---", "aims:", *head, *body, "---", f"# {title}", ""])


def _field(name: str, schema: Json, depth: int) -> Iterator[str]:
    """A field, with its description as a comment above it."""
    indent = "  " * depth
    schema = _chosen(schema)
    if schema.get("description"):
        yield f"{indent}# {schema['description']}"
    if schema.get("type") == "object" and schema.get("properties"):
        yield f"{indent}{name}:"
        for key, part in schema["properties"].items():
            yield from _field(key, part, depth + 1)
    elif schema.get("type") == "array" and _chosen(schema.get("items", {})).get("properties"):
        yield f"{indent}{name}:"
        parts = _chosen(schema["items"])["properties"].items()
        lines = [line for key, part in parts for line in _field(key, part, depth + 2)]
        yield from _item(lines, depth + 1)
    elif schema.get("type") == "array":
        yield f"{indent}{name}: [{_blank(_chosen(schema.get('items', {})))}]"
    else:
        if _signs(schema):
            yield f"{indent}# One of {' '.join(_signs(schema))}."
        yield f"{indent}{name}: {_blank(schema)}"


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


def _blank(schema: dict[str, Json]) -> str:
    """Template text for one value."""
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
    return "<to be written>"
