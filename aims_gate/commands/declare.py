"""`aims-gate declare`: write the change record of a change that has no PRD."""

import re
from typing import NamedTuple

from aims_gate.errors import UsageError
from aims_gate.facts.build import Facts
from aims_gate.facts.records import texts
from aims_gate.model.spelling import nearest
from aims_gate.sources import pack
from aims_gate.sources.entry_files import SYSTEMS, systems_in
from aims_gate.sources.new_file import is_there, write_new
from aims_gate.sources.records import CHANGES
from aims_gate.sources.strict_yaml import read_yaml

_WORD = re.compile(r"[a-z0-9]+")
_WORDS_AT_MOST = 6
_LETTERS_AT_MOST = 60


class Declaration(NamedTuple):
    """A record that was written: `path` from the repository's root, its text, and what to do next."""

    path: str
    text: str
    next_steps: tuple[str, ...]


def checked_types(stated: tuple[str, ...]) -> dict[str, dict[str, object]]:
    """The change types that were stated, with what each asks for. Raises UsageError for one that does not exist."""
    table = pack.change_types()
    for name in stated:
        if name not in table:
            meant = nearest(name, tuple(table))
            hint = f"did you mean `{meant}`?" if meant else f"the types are {', '.join(table)}"
            raise UsageError(f"`{name}` is no change type", hint)
    if not stated:
        raise UsageError("a change record needs a type and a summary", f"the types are {', '.join(table)}")
    return {name: table[name] for name in stated}


def declare(folder: str, stated: tuple[str, ...], summary: str, systems: tuple[str, ...], facts: Facts) -> Declaration:
    """Write `.aims/changes/<slug>.yaml` for the change that `facts` describe. Never overwrites a file.

    Without `systems` the record names those whose files the change touches. Raises UsageError when there are none, for
    an unknown one, and when the file is there already.
    """
    types = checked_types(stated)
    if not summary.strip():
        raise UsageError("the summary is empty", 'say what changes: aims-gate declare prompt "Shorter greeting."')
    named = _known(folder, systems) or tuple(facts["change"]["systems"])
    if not named:
        raise UsageError(
            "this change touches no system of the register",
            "name one with --system ID, as its entry in .aims/systems/ is called",
        )
    path = f"{CHANGES}{_slug(summary)}.yaml"
    text = record_text(named, stated, summary)
    hint = "edit it, or give this record another summary" if is_there(folder, path) else f"make {CHANGES} a folder"
    write_new(folder, path, text, hint)
    return Declaration(path, text, _next_steps(types))


def record_text(systems: tuple[str, ...], types: tuple[str, ...], summary: str) -> str:
    """A change record as YAML."""
    import yaml

    record = {"systems": list(systems), "change": list(types), "summary": " ".join(summary.split())}
    dumped: str = yaml.safe_dump(record, sort_keys=False, allow_unicode=True, width=100, default_flow_style=None)
    problems = read_yaml(dumped, "the record").problems
    if problems:
        raise UsageError(f"the summary cannot be written down: {problems[0].message}", "say it in plain text")
    return dumped


def _slug(summary: str) -> str:
    words = _WORD.findall(summary.lower())[:_WORDS_AT_MOST]
    if not words:
        raise UsageError("the summary has no letters to name a file by", "say in words what changes")
    return "-".join(words)[:_LETTERS_AT_MOST].rstrip("-")


def _known(folder: str, systems: tuple[str, ...]) -> tuple[str, ...]:
    """The systems that were named, each of which must have an entry in the working tree."""
    known = systems_in(folder)
    for name in systems:
        if name not in known:
            meant = nearest(name, known)
            hint = f"did you mean `{meant}`?" if meant else f"add {SYSTEMS}{name}.yaml first"
            raise UsageError(f"`{name}` is no system of the register", hint)
    return systems


def _next_steps(types: dict[str, dict[str, object]]) -> tuple[str, ...]:
    kinds = dict.fromkeys(kind for entry in types.values() for kind in texts(entry.get("refreshes")))
    keys = dict.fromkeys(key for entry in types.values() for key in texts(entry.get("shows_in")))
    steps = []
    if kinds:
        steps.append(f"Bring up to date: {', '.join(kinds)} (inline in the record, or as the linked documents).")
    if keys:
        steps.append(f"Show it in the system's entry: {', '.join(keys)}.")
    return (*steps, "See what is missing: aims-gate check")
