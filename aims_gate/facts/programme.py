"""What rules of subject `programme` see of systems, roles, documents and cases, each as a list of plain mappings."""

from collections import Counter
from collections.abc import Iterable

from aims_gate.facts.dates import days_after, days_of, iso_date
from aims_gate.facts.evidence import content
from aims_gate.facts.history import SystemChange, history_of, material_since
from aims_gate.facts.people import People
from aims_gate.facts.records import texts
from aims_gate.facts.recurring import measured
from aims_gate.facts.touched import entries
from aims_gate.model.collected import Collected
from aims_gate.model.document import Json
from aims_gate.model.standing import Landed
from aims_gate.model.vocabulary import EVIDENCE_DATES

_ASSESSMENTS = ("impact_assessment", "risk_assessment")
_CASES = {
    "incident": "incidents",
    "nonconformity": "nonconformities",
    "audit": "audits",
    "monitoring_result": "results",
    "datasheet": "datasheets",
    "supplier": "suppliers",
}
_HEAD = ("id", "owner", "status", "version")
_NOT_LIVE = ("planned", "development", "retired")


def standing_system(
    item: dict[str, Json],
    side: Collected,
    owned: dict[str, int],
    changes: tuple[SystemChange, ...],
    began: dict[str, int],
    results: tuple[dict[str, Json], ...],
) -> dict[str, Json]:
    """One system: its entry as judged, `live`, `in_scope`, `files`, `evidence`, `history` and `changes_since`.

    `changes` are the steps that altered it, `began` what `first_landed` tells, `results` those of monitoring that name it.
    `live` is false only for a life cycle that says so. `measured` is what monitoring last showed of it. `evidence` maps
    a kind to its document's path, own date, status and, for assessments, the day it is `due` again.
    `changes_since` maps an assessment to the material changes after it.
    """
    entry = item["system"]
    key = str(entry["id"])
    evidence = {
        kind: _piece(kind, found, entry, side) for kind, found in item["evidence"].items() if isinstance(found, dict)
    }
    since = {
        kind: material_since(changes, key, evidence[kind].get("date", "")) for kind in _ASSESSMENTS if kind in evidence
    }
    people = side.trusted.value("roles").get("people")
    known = people if isinstance(people, dict) else {}
    path = item["anchors"]["system"][0]
    plan = item["evidence"].get("monitoring_plan")
    return {
        **entry,
        "path": path,
        "live": entry.get("lifecycle") not in _NOT_LIVE,
        "owner_known": entry.get("owner") in known,
        "backup_known": entry.get("backup") in known,
        **_scope(key, side.trusted.value("programme")),
        "files": owned.get(key, 0),
        "evidence": evidence,
        "history": history_of(changes, key, began.get(path)),
        "changes_since": since,
        "measured": measured(key, plan if isinstance(plan, dict) else {}, results, iso_date(side.now)),
    }


def _piece(kind: str, found: dict[str, Json], entry: dict[str, Json], side: Collected) -> dict[str, Json]:
    kept = ("path", "date", "status", "owner", "approved_by", "approved", "id", "version")
    view: dict[str, Json] = {key: found[key] for key in kept if key in found}
    days = _interval(kind, found, entry, side)
    ends = [iso_date(found.get("review_due"))]
    if days is not None and view.get("date"):
        ends.append(days_after(view["date"], days))
    if any(ends):
        view["due"] = min(end for end in ends if end)
    return view


def _interval(kind: str, found: dict[str, Json], entry: dict[str, Json], side: Collected) -> int | None:
    """How many days a piece of evidence lasts: what the method says of assessments, else what it says itself."""
    if kind in _ASSESSMENTS:
        table = side.trusted.value("risk-method").get("reassess_every")
        return days_of(table.get(entry.get("tier"))) if isinstance(table, dict) else None
    return days_of(found.get("review_every"))


def _scope(key: str, programme: Json) -> dict[str, Json]:
    """Whether the scope covers a system, and why not where it is excluded."""
    from fnmatch import fnmatchcase

    scope = programme.get("scope") if isinstance(programme, dict) else None
    if not isinstance(scope, dict):
        return {"in_scope": False}
    rows = scope.get("excluded")
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, dict) and row.get("system") == key:
            return {"in_scope": False, "excluded": str(row.get("reason", ""))}
    globs = texts(scope.get("systems"))
    return {"in_scope": "systems" not in scope or any(fnmatchcase(key, glob) for glob in globs)}


def held_roles(side: Collected) -> dict[str, Json]:
    """`held` maps every role that is held or asked for to its holders on this day; `asked` lists who asks for a role.

    `people` are all people with their training; `competences` are the topics that programme and method ask of a role,
    `trainings` who holds such a role and whether their record in the topic is `current`.
    """
    value = side.trusted.value("roles")
    people = People(value, side.now)
    method, programme = side.trusted.value("risk-method"), side.trusted.value("programme")
    asked = _asked(method)
    stated = value.get("roles") if isinstance(value, dict) else None
    names = [*(stated if isinstance(stated, dict) else ()), *(row["role"] for row in asked)]
    known = value.get("people") if isinstance(value, dict) else None
    topics = programme.get("competences") if isinstance(programme, dict) else None
    return {
        "held": {role: list(people.holders(role, {})) for role in dict.fromkeys(names) if role != "system-owner"},
        "asked": [row for row in asked if row["role"] != "system-owner"],
        "people": [{"id": key, **entry} for key, entry in (known or {}).items() if isinstance(entry, dict)],
        "competences": _competences(topics, asked),
        "trainings": _trainings(_competences(topics, asked), people, _owners(side)),
        **({"escalation": value["escalation"]} if isinstance(value, dict) and value.get("escalation") else {}),
    }


def _asked(method: Json) -> list[dict[str, Json]]:
    """Every role that the risk method asks for, where, and the training that it asks of its holders."""
    found: list[dict[str, Json]] = []
    tables = method if isinstance(method, dict) else {}
    demands = [(f"sign_off.{tier}", row) for tier, row in _rows(tables.get("sign_off"))]
    demands += [(f"accept.{level}", row) for level, row in _rows(tables.get("accept"))]
    demands += [(key, tables[key]) for key in ("non_material", "new_system", "break_glass") if key in tables]
    for place, row in demands:
        if isinstance(row, dict):
            topic = row.get("competence")
            more = {"topic": topic} if isinstance(topic, str) else {}
            found += [{"role": r, "by": place, **more} for r in texts(row.get("any_of")) + texts(row.get("all_of"))]
    return found


def _rows(value: Json) -> Iterable[tuple[str, Json]]:
    return value.items() if isinstance(value, dict) else ()


def _competences(stated: Json, asked: list[dict[str, Json]]) -> list[dict[str, Json]]:
    rows = [{"role": role, "topic": topic} for role, topics in _rows(stated) for topic in texts(topics)]
    rows += [{"role": row["role"], "topic": row["topic"]} for row in asked if "topic" in row]
    return [row for index, row in enumerate(rows) if row not in rows[:index]]


def _owners(side: Collected) -> tuple[str, ...]:
    """Owners and backups of all systems: the holders of the role `system-owner`."""
    listed = [entry.get(key) for entry in entries(side.trusted).values() for key in ("owner", "backup")]
    return tuple(dict.fromkeys(person for person in listed if isinstance(person, str)))


def _trainings(competences: list[dict[str, Json]], people: People, owners: tuple[str, ...]) -> list[dict[str, Json]]:
    return [
        {**row, "person": person, "current": people.competent(person, row["topic"]), **_ended(people, person, row)}
        for row in competences
        for person in (owners if row["role"] == "system-owner" else people.holders(row["role"]))
    ]


def _ended(people: People, person: str, row: dict[str, Json]) -> dict[str, Json]:
    """The last day that a record in the topic gives, where one does."""
    records = people.people.get(person, {}).get("competence")
    mine = [r for r in records if isinstance(r, dict)] if isinstance(records, list) else []
    ends = [iso_date(r.get("expires")) for r in mine if r.get("topic") == row["topic"]]
    return {"ended": max(ends)} if any(ends) else {}


def last_changes(landed: Iterable[Landed]) -> dict[str, dict[str, Json]]:
    """Path → the last step that changed it: `commit`, `at` (date), `by` (name as git has it)."""
    found: dict[str, dict[str, Json]] = {}
    for step in landed:
        for path in step.files:
            if path not in found:
                found[path] = {"commit": step.commit, "at": iso_date(step.at), "by": step.author.name}
    return found


def standing_documents(side: Collected, changed: dict[str, dict[str, Json]]) -> list[dict[str, Json]]:
    """Every evidence document: path, kind, id, owner, status, own date, problems, and its last change."""
    found = []
    for path, parsed in sorted(side.head_tree.documents.items()):
        aims = content(parsed) or {}
        kind = str(aims.get("kind", ""))
        view: dict[str, Json] = {"path": path, "kind": kind, "problems": len(parsed.problems)}
        view.update({key: str(aims[key]) for key in _HEAD if isinstance(aims.get(key), str | int | float)})
        view.update({key: aims[key] for key in ("systems", "review_due") if key in aims})
        own = iso_date(aims.get(EVIDENCE_DATES.get(kind, "")))
        view.update({"date": own} if own else {})
        view.update({"changed": changed[path]} if path in changed else {})
        found.append(view)
    named = Counter(view.get("id", "") for view in found)
    return [{**view, "same_id": named[view["id"]] - 1 if view.get("id") else 0} for view in found]


def cases(side: Collected) -> dict[str, list[dict[str, Json]]]:
    """Documents by kind, each with its `path`: `incidents`, `nonconformities`, `audits`, `results` (of monitoring),
    `datasheets` and `suppliers`.
    """
    found: dict[str, list[dict[str, Json]]] = {name: [] for name in _CASES.values()}
    for path, parsed in sorted(side.head_tree.documents.items()):
        aims = content(parsed) or {}
        name = _CASES.get(str(aims.get("kind")))
        if name:
            found[name].append({**aims, "path": path})
    return found
