"""`aims-gate new`: an evidence document that the gate refuses until it is filled in."""

import os
import re

from aims_gate.commands.new.template import template
from aims_gate.errors import UsageError
from aims_gate.model.document import Json
from aims_gate.model.spelling import nearest
from aims_gate.model.vocabulary import EVIDENCE_DATES, LISTED_EVIDENCE, RECORD_EVIDENCE
from aims_gate.sources.documents import MARKDOWN
from aims_gate.sources.entry_files import SYSTEMS, systems_in
from aims_gate.sources.new_file import target_of, write_new
from aims_gate.sources.ordinary_file import read_ordinary
from aims_gate.sources.shipped_schemas import shipped_schema
from aims_gate.sources.strict_yaml import read_yaml

_ENTRY_AT_MOST = 262_144  # bytes
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
    entry = _entry(folder, system)
    text = template(kind, system, tier=str(entry.get("tier", "")), owner=str(entry.get("owner", "")))
    return write_new(folder, place, text, _ELSEWHERE)


def next_steps(folder: str, kind: str, system: str, path: str) -> tuple[str, ...]:
    """What to do with a document that was written at `path`: fill it in, and say to whom it belongs."""
    kind = _named(kind)
    fill = "Fill it in: what is left as it is counts as missing. What stands behind a `#` may stay there."
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


def _entry(folder: str, system: str) -> dict[str, Json]:
    """What the system's entry in the working tree says; nothing where it has none that can be read."""
    path = f"{SYSTEMS}{system}.yaml"
    content = read_ordinary(os.path.join(folder, path), _ENTRY_AT_MOST)
    entry = read_yaml(content, path).value if content is not None else None
    return entry if isinstance(entry, dict) else {}


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
