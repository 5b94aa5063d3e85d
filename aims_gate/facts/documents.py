"""Every file of the gate's own that matters to a change, as rules of subject `document` see it."""

from collections.abc import Iterable

from aims_gate.facts.evidence import content
from aims_gate.facts.records import texts
from aims_gate.model.collected import Collected
from aims_gate.model.document import Json, Parsed

_REGISTER_KINDS = {
    ".aims/config.yaml": "config",
    ".aims/roles.yaml": "roles",
    ".aims/risk-method.yaml": "risk_method",
    ".aims/soa.yaml": "soa",
    ".aims/waivers.yaml": "waivers",
    ".aims/programme.yaml": "programme",
    ".aims/signals.yaml": "signals",
}


def document_facts(side: Collected, linked: Iterable[str]) -> list[dict[str, Json]]:
    """One element for each document that is linked for a touched system, or that the change edits and carries `aims:`.

    Each has `document`, `anchors` and `unknown`; the spans of a problem are its own.
    """
    parsed = _matter(side, linked)
    twice = _ids_used_twice(parsed)
    return [_facts(parsed[path], side, twice) for path in sorted(parsed)]


def _matter(side: Collected, linked: Iterable[str]) -> dict[str, Parsed]:
    found = {path: side.head_tree.documents[path] for path in linked if path in side.head_tree.documents}
    found.update({path: side.head_tree.documents[path] for path in side.changed_documents})
    found.update({record.path: record.parsed for record in side.records})
    register = {**side.head.systems, **{p.path: p for p in side.head.single.values()}}
    found.update({path: parsed for path, parsed in register.items() if path in side.changed})
    return found


def _facts(parsed: Parsed, side: Collected, twice: dict[str, list[str]]) -> dict[str, Json]:
    aims = content(parsed) or {}
    view: dict[str, Json] = {
        "path": parsed.path,
        "kind": _kind(parsed.path, aims),
        "systems": texts(aims.get("systems")),
        "edited": parsed.path in side.changed,
        "readable": parsed.value is not None,
        "problems": [
            {
                "message": problem.message,
                "cause": problem.cause,
                "pointer": problem.pointer,
                **({"hint": problem.hint} if problem.hint else {}),
            }
            for problem in parsed.problems
        ],
        "same_id": [path for path in twice.get(str(aims.get("id")), ()) if path != parsed.path],
    }
    view.update({key: aims[key] for key in ("id", "status", "owner") if isinstance(aims.get(key), str)})
    places = {f"document.problems[{n}]": [p.line, p.column] for n, p in enumerate(parsed.problems)}
    return {"document": view, "anchors": {"document": [parsed.path, _pointer(view)]}, "places": places, "unknown": []}


def _kind(path: str, aims: dict[str, Json]) -> str:
    if path.startswith(".aims/systems/"):
        return "system"
    if path in _REGISTER_KINDS:
        return _REGISTER_KINDS[path]
    return str(aims.get("kind", "change_record"))


def _pointer(view: dict[str, Json]) -> str:
    return "" if str(view["path"]).startswith(".aims/") else "aims"


def _ids_used_twice(parsed: dict[str, Parsed]) -> dict[str, list[str]]:
    """Document ids that more than one of the documents bears → their paths."""
    found: dict[str, list[str]] = {}
    for path in sorted(parsed):
        aims = content(parsed[path])
        if aims and isinstance(aims.get("id"), str) and "kind" in aims:
            found.setdefault(aims["id"], []).append(path)
    return {key: paths for key, paths in found.items() if len(paths) > 1}
