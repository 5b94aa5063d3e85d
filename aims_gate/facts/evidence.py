"""The evidence that counts for one system: the record's, inline or linked, else what its entry links.

Says of each piece where it stands, whether it is fresh, and on what its approval rests.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from aims_gate.facts.claims import Claims
from aims_gate.facts.dates import iso_date
from aims_gate.facts.placeholder import is_placeholder
from aims_gate.facts.records import first_bringing, texts
from aims_gate.model.collected import Collected, StatedRecord, Tree
from aims_gate.model.document import Json
from aims_gate.model.vocabulary import EVIDENCE_DATES, LISTED_EVIDENCE, RECORD_EVIDENCE

Anchor = tuple[str, str]
"""File and pointer: where a part of a view was written."""


@dataclass(slots=True)
class Gathered:
    """Evidence of one system. `anchors` and `unknown` use the paths that rules use (`evidence.verification`).

    `references` are the paths named and what is wrong with each (`at`, `path`, `problem`; empty when it resolves).
    """

    evidence: dict[str, Json] = field(default_factory=dict)
    anchors: dict[str, Anchor] = field(default_factory=dict)
    unknown: list[dict[str, Json]] = field(default_factory=list)
    references: list[dict[str, Json]] = field(default_factory=list)


class Source(NamedTuple):
    """Where one piece of evidence is named: `at` as rules write it, the value, and the record (None: the entry)."""

    kind: str
    at: str
    fact: str
    value: Json
    record: StatedRecord | None


def content(parsed: object) -> dict[str, Json] | None:
    """The `aims` mapping of a document; None when there is none to be had."""
    value = getattr(parsed, "value", None)
    found = value.get("aims") if isinstance(value, dict) else None
    return found if isinstance(found, dict) else None


def sources(system: str, entry: dict[str, Json], records: tuple[StatedRecord, ...]) -> Iterator[Source]:
    """Every piece of evidence that is named for a system, a record's before the entry's."""
    documents = entry.get("documents")
    linked = documents if isinstance(documents, dict) else {}
    for kind in RECORD_EVIDENCE:
        record = first_bringing(kind, system, records)
        if record is not None:
            yield Source(kind, f"record.{kind}", f"evidence.{kind}", record.value[kind], record)
        elif kind in linked:
            yield Source(kind, f"system.documents.{kind}", f"evidence.{kind}", linked[kind], None)
    for key, kind in LISTED_EVIDENCE.items():
        record = first_bringing(key, system, records)
        rows = record.value[key] if record is not None else None
        for index, value in enumerate(rows if isinstance(rows, list) else ()):
            yield Source(kind, f"record.{key}[{index}]", f"evidence.{key}[{index}]", value, record)


def linked_paths(system: str, entry: dict[str, Json], records: tuple[StatedRecord, ...]) -> list[str]:
    """Paths of the documents that count, or would count, for a system."""
    found = [source.value for source in sources(system, entry, records) if isinstance(source.value, str)]
    documents = entry.get("documents")
    return found + [path for path in (documents or {}).values() if isinstance(path, str)]


def gather(
    system: dict[str, Json],
    trusted: dict[str, Json],
    records: tuple[StatedRecord, ...],
    side: Collected,
    claims: Claims,
) -> Gathered:
    """All evidence of one system. `system` is the system as judged (effective `tier`), `trusted` its trusted entry."""
    gathered = Gathered()
    for source in sources(str(system["id"]), system, records):
        view = _one(source, side, gathered)
        if view is None:
            continue
        own_date = iso_date(view.get(EVIDENCE_DATES[source.kind]))
        if own_date:
            view["date"] = own_date
        view["fresh"] = _fresh(source, view, trusted, side)
        _approve(view, system, claims, source.fact, gathered)
        _place(gathered.evidence, source, view)
    return gathered


def _place(evidence: dict[str, Json], source: Source, view: dict[str, Json]) -> None:
    key = source.fact.removeprefix("evidence.").partition("[")[0]
    if key in LISTED_EVIDENCE:
        evidence.setdefault(key, []).append(view)
    else:
        evidence[key] = view


def _one(source: Source, side: Collected, gathered: Gathered) -> dict[str, Json] | None:
    """One piece of evidence as a view, its anchor noted; None, with the reason noted, when it cannot be had."""
    if isinstance(source.value, dict) and source.record is not None:
        pointer = source.at.replace("record", source.record.pointer, 1).lstrip(".")
        gathered.anchors[source.fact] = (source.record.path, pointer)
        named = texts(source.record.value.get("systems"))
        edited = source.record.edited and stated_before(source.record, source.kind, side) != source.value
        return {"systems": named, **source.value, "path": source.record.path, "inline": True, "edited": edited}
    if not isinstance(source.value, str) or is_placeholder(source.value):
        return None
    return _linked(source, side, gathered)


def stated_before(record: StatedRecord, key: str, side: Collected) -> Json:
    """What the same record said under a key at the trusted ref; None when it said nothing or was not there."""
    parsed = side.trusted_tree.documents.get(record.path)
    value = parsed.value if parsed is not None else None
    if record.pointer == "aims":
        value = content(parsed)
    return value.get(key) if isinstance(value, dict) else None


def _linked(source: Source, side: Collected, gathered: Gathered) -> dict[str, Json] | None:
    path = source.value
    problem = reference_problem(path, source.kind, side.head_tree)
    gathered.references.append({"at": source.at, "path": path, "kind": source.kind, "problem": problem})
    parsed = side.head_tree.documents.get(path)
    if problem:
        return None
    gathered.anchors[source.fact] = (path, "aims")
    found = content(parsed)
    if found is None:
        first = parsed.problems[0].message if parsed is not None and parsed.problems else "it could not be read"
        gathered.unknown.append({"path": source.fact, "reason": f"{path} cannot be read: {first}", "waiting": False})
        return None
    edited = path in side.changed
    return {**found, "path": path, "inline": False, "edited": edited}


def reference_problem(path: str, kind: str, tree: Tree) -> str:
    """Why a path named as evidence leads to no document of that kind in a tree; empty when it does.

    A document that is there and cannot be read is no problem of the reference.
    """
    mode = tree.entries.get(path, ("", ""))[0]
    if not mode:
        return "is not in the tree"
    if not tree.has_file(path):
        return {"120000": "is a link, which is not followed", "160000": "is a submodule"}.get(mode, "is no file")
    if not kind or path not in tree.documents:
        return "" if not kind else "has no `aims` front matter"
    parsed = tree.documents[path]
    if parsed.value is None:
        return ""
    found = content(parsed)
    if found is None:
        return "has no `aims` front matter"
    if found.get("kind") != kind:
        return f"is of kind `{found.get('kind', 'absent')}`, not `{kind}`"
    return ""


def _fresh(source: Source, view: dict[str, Json], trusted: dict[str, Json], side: Collected) -> bool:
    """Changed here with its own date moved on, or recorded at the trusted ref as covering this change's record."""
    if not view["edited"]:
        covers = texts(view.get("covers"))
        return not view["inline"] and any(record.path in covers for record in side.records)
    own = view.get("date")
    if not isinstance(own, str) or own > iso_date(side.now):
        return False
    before = _date_before(source.kind, trusted, side)
    return not before or own > before


def _date_before(kind: str, trusted: dict[str, Json], side: Collected) -> str:
    """The own date of the version that the trusted entry links for a kind; empty when it links none."""
    documents = trusted.get("documents")
    path = documents.get(kind) if isinstance(documents, dict) else None
    found = content(side.trusted_tree.documents.get(path)) if isinstance(path, str) else None
    return iso_date(found.get(EVIDENCE_DATES[kind])) if found else ""


def _approve(view: dict[str, Json], system: dict[str, Json], claims: Claims, fact: str, gathered: Gathered) -> None:
    """Say who is named as having approved a piece of evidence, and whether that is known yet."""
    person = view.get("approved_by")
    if not view["edited"]:
        view["basis"] = "recorded"
        view["approved"] = claims.people.known(person)
        if person:
            view["approval"] = {"by": str(person), "state": "recorded"}
        return
    view["basis"] = "claimed"
    view["approved"] = False
    if not person:
        return
    claim = claims.of_approver(person, str(system["tier"]), system)
    view["approval"] = {"by": str(person), "state": claim.state, "reason": claim.reason}
    if claim.state == "verified":
        view.update(approved=True, basis="verified")
    elif claim.state != "refuted":
        reason = claims.why_open(f"the approval that names {person} waits for their approving review")
        gathered.unknown.append({"path": f"{fact}.approved", "reason": reason, "waiting": claims.local})
