"""Facts in a file: written so that the same facts give the same bytes, read back only when they are whole.

Knows the outline that judging relies on, not what the facts say.
"""

import json
import os
from typing import Any

from aims_gate.errors import UsageError
from aims_gate.facts.build import SCHEMA, Facts
from aims_gate.facts.dates import iso_date
from aims_gate.facts.together import SCHEMA as OF_SEVERAL
from aims_gate.model.document import Json

_SIGN_OFF = {"required": [str], "given": [dict], "missing": [str], "could_sign": [str]}
_SYSTEM = {"id": str, "tier": str}
_LISTED: dict[str, Json] = {"anchors": dict, "unknown": [dict]}
_OUTLINE: dict[str, Json] = {
    "schema": str,
    "now": str,
    "forge": str,
    "change": {"base": str, "head": str, "title": str, "ai": bool, "systems": [str], "tier": str, "files": [dict]},
    "proposed": {"gate": [{"path": str}], "could_approve": [str]},
    "records": [{**_LISTED, "record": {"path": str, "systems": [str], "material": bool}}],
    "systems": [{**_LISTED, "system": _SYSTEM, "record": {"material": bool}, "sign_off": _SIGN_OFF}],
    "documents": [{**_LISTED, "document": {"path": str, "systems": [str]}, "places": dict}],
    "signals": [dict],
    "searched": int,
    "unread": [{"path": str, "reason": str}],
    "mutes": [{"in_force": bool, "signals": int}],
    "trusted": {"ref": str, "commit": str, "present": bool, "bootstrap": bool, "register": dict, "rules": dict,
                "day": str},
    "unknown": [dict],
    "documents_read": int,
    "spans": dict,
}  # fmt: skip
_OF_SEVERAL: dict[str, Json] = {"schema": str, "pull_requests": [{"number": int, "facts": dict}]}
_WORDS = {str: "text", bool: "true or false", int: "a number"}
_BYTES_AT_MOST = 256 * 1024 * 1024


def write_facts(path: str, facts: Facts) -> None:
    """Save facts, making the folder. Raises UsageError where that cannot be."""
    text = json.dumps(facts, indent=1, sort_keys=True, ensure_ascii=True) + "\n"
    try:
        os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise UsageError(f"the facts cannot be written to {path}: {error.strerror}", "name a file that can") from None


def read_facts(path: str) -> Facts:
    """Facts that a run has saved. Raises UsageError for anything else."""
    way_out = "name a file that --save-facts of this version wrote, as it wrote it"
    try:
        with open(path, encoding="utf-8") as file:
            facts = json.loads(file.read(_BYTES_AT_MOST))
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}", way_out) from None
    except (ValueError, RecursionError):
        raise UsageError(f"{path} is no JSON document", way_out) from None
    if not isinstance(facts, dict) or facts.get("schema") not in (SCHEMA, OF_SEVERAL):
        raise UsageError(f"{path} does not hold {SCHEMA}", way_out)
    wrong = _wrong_several(facts) if facts["schema"] == OF_SEVERAL else _wrong_facts(facts, "facts")
    if wrong:
        raise UsageError(f"{path} does not hold {facts['schema']} as it was saved: {wrong}", way_out)
    return facts


def _wrong_several(document: Facts) -> str:
    """What is wrong with the facts of several pull requests: none may be left out, hold another's place or come twice."""
    wrong = _wrong(document, _OF_SEVERAL, "facts")
    if wrong:
        return wrong
    parts = document["pull_requests"]
    numbers = [part["number"] for part in parts]
    if len(numbers) < 2 or len({*numbers}) < len(numbers) or min(numbers) < 1:
        return "facts.pull_requests does not hold two or more, each with a number of its own"
    found = (_wrong_facts(part["facts"], f"facts.pull_requests[{index}].facts") for index, part in enumerate(parts))
    return next((wrong for wrong in found if wrong), "")


def _wrong_facts(facts: Facts, where: str) -> str:
    """What is wrong with the facts of one change, or with those that it would bring."""
    if facts.get("schema") != SCHEMA:
        return f"{where} does not hold {SCHEMA}"
    for whole in (facts, *([facts["if_merged"]] if "if_merged" in facts else [])):
        wrong = _wrong(whole, _OUTLINE, where) or _wrong_day(whole)
        if wrong:
            return wrong
    return ""


def _wrong(value: Any, outline: Any, where: str) -> str:
    """The first place where a value does not have the outline, in words; empty for none."""
    kind = outline if isinstance(outline, type) else type(outline)
    fits = isinstance(value, kind) and not (kind is int and isinstance(value, bool))
    if not fits:
        return f"{where} is not {_WORDS.get(kind, 'a list' if kind is list else 'a mapping')}"
    if isinstance(outline, list):
        found = (_wrong(item, outline[0], f"{where}[{index}]") for index, item in enumerate(value))
        return next((wrong for wrong in found if wrong), "")
    if isinstance(outline, dict):
        absent = [key for key in outline if key not in value]
        if absent:
            return f"{where} lacks {', '.join(absent)}"
        found = (_wrong(value[key], inner, f"{where}.{key}") for key, inner in outline.items())
        return next((wrong for wrong in found if wrong), "")
    return ""


def _wrong_day(facts: Facts) -> str:
    return "" if iso_date(facts["trusted"]["day"]) else "facts.trusted.day is no date"
