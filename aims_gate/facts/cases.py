"""Incidents and nonconformities of one system: those that this change closes, and those owed since a broken glass."""

from collections.abc import Iterable, Iterator

from aims_gate.facts.dates import iso_date
from aims_gate.facts.evidence import content, earlier_paths, reference_problem
from aims_gate.facts.placeholder import is_placeholder
from aims_gate.facts.records import naming, texts
from aims_gate.model.collected import Collected, StatedRecord
from aims_gate.model.document import Json

CASES = ("incident", "nonconformity")

_CLOSED_WITH = ("closed", "correction", "cause")
"""What a nonconformity has to say before it makes up for a broken glass (10.2)."""


def cases_named(records: Iterable[StatedRecord]) -> list[str]:
    """Paths of the incidents and nonconformities that records name."""
    found = [path for record in records for path in texts(record.value.get("closes"))]
    stated = [record.value.get("break_glass") for record in records]
    paths = [row.get("incident") for row in stated if isinstance(row, dict)]
    return found + [path for path in paths if isinstance(path, str)]


def cases_of(system: str, side: Collected) -> tuple[dict[str, Json], list[dict[str, Json]]]:
    """`closed`, `closes` and `glass` as rules of subject `system` see them, and what is unknown of them."""
    records = naming(system, side.records)
    named = list(dict.fromkeys(path for record in records for path in texts(record.value.get("closes"))))
    view: dict[str, Json] = {
        "closed": [{**case, "linked": case["path"] in named} for case in _closed_here(system, side)],
        "closes": [{"path": path, "at": "record.closes", "problem": _closing_problem(path, side)} for path in named],
        "glass": [_standing(system, record, side) for record in naming(system, side.standing_glass)],
    }
    unknown = [{"path": "cases.glass", "reason": reason, "waiting": False} for reason in side.unread_glass]
    return view, unknown


def incident_references(system: str, side: Collected) -> list[dict[str, Json]]:
    """The incidents for which records of a system break the glass, as other paths that are named as evidence."""
    stated = [record.value.get("break_glass") for record in naming(system, side.records)]
    paths = [row["incident"] for row in stated if isinstance(row, dict) and _filled(row.get("incident"))]
    place = {"at": "record.break_glass.incident", "kind": "incident"}
    return [{**place, "path": p, "problem": reference_problem(p, "incident", side.head_tree)} for p in paths]


def nonconformities(system: str, record: str, side: Collected) -> list[tuple[str, dict[str, Json]]]:
    """The nonconformities of a system that follow from a record: path and content, those with least lacking first.

    One that the change leaves alone counts wherever it stands: the branch may be older than its closing.
    """
    found: dict[str, dict[str, Json]] = {}
    for tree in (side.trusted_tree, side.head_tree):
        for path, parsed in tree.documents.items():
            value = content(parsed)
            if value is None or value.get("kind") != "nonconformity" or value.get("record") != record:
                continue
            if system in texts(value.get("systems")) and (tree is side.head_tree or path not in side.changed):
                found[path] = value
    return sorted(found.items(), key=lambda item: (len(lacking(item[1], side.now)), item[0]))


def lacking(case: dict[str, Json], now: str) -> list[str]:
    """What a nonconformity still lacks before it is closed."""
    lacks = [key for key in _CLOSED_WITH if not _filled(case.get(key))]
    if "closed" not in lacks and not "" < iso_date(case.get("closed")) <= iso_date(now):
        lacks.append("closed")
    return lacks if case.get("status") == "closed" else ["status: closed", *lacks]


def _standing(system: str, record: StatedRecord, side: Collected) -> dict[str, Json]:
    """A record that broke the glass, as the trusted ref has it, and what became of its nonconformity."""
    row = record.value.get("break_glass")
    stated = row if isinstance(row, dict) else {}
    until = iso_date(stated.get("until"))
    view: dict[str, Json] = {
        "path": record.path,
        "until": until or "no day that can be read",
        "overdue": not until or until < iso_date(side.now),
        "taken_back": record.path in side.changed and not _stands_as_it_was(system, record, side),
        "settled": False,
    }
    view.update({key: stated[key] for key in ("reason", "incident") if isinstance(stated.get(key), str)})
    for path, case in nonconformities(system, record.path, side)[:1]:
        lacks = lacking(case, side.now)
        view.update(nonconformity=path, lacks=lacks, settled=not lacks)
    return view


def _stands_as_it_was(system: str, record: StatedRecord, side: Collected) -> bool:
    """Whether the change edits the file and leaves what it says of the broken glass alone."""
    now = next((r for r in side.records if r.path == record.path), None)
    if now is None or system not in texts(now.value.get("systems")):
        return False
    return bool(now.value.get("break_glass") == record.value.get("break_glass"))


def _closed_here(system: str, side: Collected) -> Iterator[dict[str, Json]]:
    """The system's incidents and nonconformities that are closed at the head and were not at the trusted ref."""
    # Of what stands, thousands of documents would be looked at for each system, and none is changed.
    for path in side.changed_documents if side.changed else ():
        if path not in side.changed:
            continue
        case = content(side.head_tree.documents.get(path))
        if case is None or case.get("kind") not in CASES:
            continue
        before = [content(side.trusted_tree.documents.get(p)) for p in earlier_paths(path, side)]
        if system in texts(case.get("systems")) and _is_closed(case) and not any(map(_is_closed, before)):
            yield {"path": path, "kind": case["kind"]}


def _is_closed(case: dict[str, Json] | None) -> bool:
    return case is not None and (case.get("status") == "closed" or bool(iso_date(case.get("closed"))))


def _closing_problem(path: str, side: Collected) -> str:
    """Why a case that a record says it closes is not closed by it; empty when it is."""
    problem = reference_problem(path, "", side.head_tree)
    case = content(side.head_tree.documents.get(path))
    if problem:
        return problem
    if case is None or case.get("kind") not in CASES:
        return "is no incident or nonconformity that can be read"
    if case.get("status") != "closed":
        return f"is `status: {case.get('status', 'absent')}`"
    return ""


def _filled(value: Json) -> bool:
    return isinstance(value, str) and bool(value.strip()) and not is_placeholder(value)
