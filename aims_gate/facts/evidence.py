"""The evidence that counts for one system: the record's, inline or linked, else what its entry links.

Says of each piece where it stands, whether it is fresh, and on what its approval rests.
"""

from collections.abc import Iterator
from dataclasses import field

from aims_gate.facts.claims import Claims
from aims_gate.facts.dates import iso_date
from aims_gate.facts.freshness import IN_TREE, Dated
from aims_gate.facts.measured import with_measures
from aims_gate.facts.named_files import files_of_evidence, files_of_record
from aims_gate.facts.placeholder import is_placeholder
from aims_gate.facts.records import first_bringing, naming, texts
from aims_gate.model.collected import Collected, StatedRecord, Tree
from aims_gate.model.document import Json
from aims_gate.model.values import NamedTuple, dataclass
from aims_gate.model.vocabulary import EVIDENCE_DATES, LISTED_EVIDENCE, RECORD_EVIDENCE

Anchor = tuple[str, str]
"""File and pointer: where a part of a view was written."""

_OURS = ("path", "inline", "format", "edited", "basis", "date", "fresh", "why_not_fresh", "approved", "approval")
"""Keys that the gate adds to a piece of evidence: what an author writes there is never read."""


@dataclass()
class Gathered:
    """Evidence of one system. `anchors` and `unknown` use the paths that rules use (`evidence.verification`).

    `references` are the paths named and what is wrong with each (`at`, `path`, `problem`; empty when it resolves).
    """

    evidence: dict[str, Json] = field(default_factory=dict)
    anchors: dict[str, Anchor] = field(default_factory=dict)
    unknown: list[dict[str, Json]] = field(default_factory=list)
    references: list[dict[str, Json]] = field(default_factory=list)


class Source(NamedTuple):
    """Where one piece of evidence is named: `at` as rules write it, the value, and the record (None: the entry).

    `key` is what the record calls it, and `place` its place there where that is a list.
    """

    kind: str
    at: str
    fact: str
    value: Json
    record: StatedRecord | None
    key: str
    place: int | None = None

    @property
    def pointer(self) -> str:
        """Where it stands in its record."""
        prefix = f"{self.record.pointer}." if self.record is not None and self.record.pointer else ""
        return prefix + self.key + ("" if self.place is None else f"[{self.place}]")


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
            yield Source(kind, f"record.{kind}", f"evidence.{kind}", record.value[kind], record, kind)
        elif kind in linked:
            yield Source(kind, f"system.documents.{kind}", f"evidence.{kind}", linked[kind], None, kind)
    for key in LISTED_EVIDENCE:
        yield from _listed(key, naming(system, records))


def _listed(key: str, records: list[StatedRecord]) -> Iterator[Source]:
    """Every element of the lists that the records of one system bring under a key, counted through."""
    count = 0
    for record in records:
        rows = record.value.get(key)
        for index, value in enumerate(rows if isinstance(rows, list) else ()):
            at = f"{key}[{count}]"
            yield Source(LISTED_EVIDENCE[key], f"record.{at}", f"evidence.{at}", value, record, key, index)
            count += 1


def linked_paths(system: str, entry: dict[str, Json], records: tuple[StatedRecord, ...]) -> list[str]:
    """Paths of the documents that count, or would count, for a system."""
    found = [source.value for source in sources(system, entry, records) if isinstance(source.value, str)]
    documents = entry.get("documents")
    linked = documents.values() if isinstance(documents, dict) else ()
    return found + [path for path in linked if isinstance(path, str)]


def linked_kinds(system: str, entry: dict[str, Json], records: tuple[StatedRecord, ...]) -> list[tuple[str, str]]:
    """Kind and path of the documents that count for a system."""
    return [(s.kind, s.value) for s in sources(system, entry, records) if isinstance(s.value, str)]


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
        if "format" in view:
            # No other format knows systems: the link says whose it is, as a record does for what is inline.
            view.setdefault("systems", [str(system["id"])])
        own_date = iso_date(view.get(EVIDENCE_DATES[source.kind]))
        if own_date:
            view["date"] = own_date
        view = with_measures(view, side.results)
        dated = _dated(source, view, trusted, records, side)
        view["fresh"] = dated.fresh
        if why_not := dated.why_not(records):
            view["why_not_fresh"] = why_not
        named = files_of_evidence(view)
        gathered.references += [_reference(f"{source.fact}.{key}", path, side.head_tree) for key, path in named]
        _approve(view, system, claims, source.fact, gathered)
        _place(gathered.evidence, source, view)
    told = [pair for record in records for pair in files_of_record(record.value)]
    gathered.references += [_reference(f"record.{key}", path, side.head_tree) for key, path in told]
    return gathered


def _reference(at: str, path: str, tree: Tree) -> dict[str, Json]:
    return {"at": at, "path": path, "kind": "", "problem": reference_problem(path, "", tree)}


def _place(evidence: dict[str, Json], source: Source, view: dict[str, Json]) -> None:
    key = source.fact.removeprefix("evidence.").partition("[")[0]
    if key in LISTED_EVIDENCE:
        evidence.setdefault(key, []).append(view)
    else:
        evidence[key] = view


def _one(source: Source, side: Collected, gathered: Gathered) -> dict[str, Json] | None:
    """One piece of evidence as a view, its anchor noted; None, with the reason noted, when it cannot be had."""
    if isinstance(source.value, dict) and source.record is not None:
        gathered.anchors[source.fact] = (source.record.path, source.pointer)
        named = texts(source.record.value.get("systems"))
        edited = source.record.edited and source.value not in _inline_before(source, side)
        return {
            "systems": named,
            **_written(source.value),
            "path": source.record.path,
            "inline": True,
            "edited": edited,
        }
    if not isinstance(source.value, str) or is_placeholder(source.value):
        return None
    return _linked(source, side, gathered)


def _written(value: dict[str, Json]) -> dict[str, Json]:
    return {key: part for key, part in value.items() if key not in _OURS}


def stated_before(record: StatedRecord, key: str, side: Collected) -> Json:
    """What the same record said under a key at the trusted ref; None when it said nothing or was not there."""
    for path in earlier_paths(record.path, side):
        parsed = side.trusted_tree.documents.get(path)
        value = content(parsed) if record.pointer == "aims" else getattr(parsed, "value", None)
        if isinstance(value, dict) and key in value:
            return value[key]
    return None


def earlier_paths(path: str, side: Collected) -> list[str]:
    """Where a file of the head may stand at the trusted ref: at its path, and at the one that it was renamed from."""
    return [path, *(file.old_path for file in side.change.files if file.path == path and file.old_path)]


def _inline_before(source: Source, side: Collected) -> list[Json]:
    """What the same record brought as this evidence at the trusted ref: all of it, for a list."""
    before = stated_before(source.record, source.key, side) if source.record is not None else None
    if source.place is None:
        return [before]
    return before if isinstance(before, list) else []


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
    form = {"format": parsed.format} if parsed is not None and parsed.format else {}
    return {**_written(found), **form, "path": path, "inline": False, "edited": path in side.changed}


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


def _dated(
    source: Source,
    view: dict[str, Json],
    trusted: dict[str, Json],
    records: tuple[StatedRecord, ...],
    side: Collected,
) -> Dated:
    own = str(view.get("date", ""))
    covers = texts(view.get("covers"))
    return Dated(
        own,
        bool(own) or EVIDENCE_DATES[source.kind] in view,
        view["edited"],
        tuple(_dates_before(source, trusted, side)) if view["edited"] else (),
        not view["inline"] and any(record.path in covers and _is_new(record, side) for record in records),
        iso_date(side.now),
    )


def _is_new(record: StatedRecord, side: Collected) -> bool:
    """Whether a record is stated for the first time: one that an earlier change used is covered no second time."""
    stated = [stated_before(record, key, side) for key in ("systems", "change")]
    return record.source in IN_TREE and record.edited and stated == [None, None]


def _dates_before(source: Source, trusted: dict[str, Json], side: Collected) -> list[str]:
    """Own dates, at the trusted ref, of what the trusted entry links for the kind and of this very evidence."""
    documents = trusted.get("documents")
    linked = documents.get(source.kind) if isinstance(documents, dict) else None
    paths = [linked, *(earlier_paths(source.value, side) if isinstance(source.value, str) else ())]
    versions = [content(side.trusted_tree.documents.get(path)) for path in paths if isinstance(path, str)]
    if isinstance(source.value, dict):
        versions += [v for v in _inline_before(source, side) if source.place is None or _same_id(v, source.value)]
    dates = [iso_date(version.get(EVIDENCE_DATES[source.kind])) for version in versions if isinstance(version, dict)]
    return [date for date in dates if date]


def _same_id(one: Json, other: dict[str, Json]) -> bool:
    return isinstance(one, dict) and one.get("id") == other.get("id")


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
        reason = f"the approval that names {person} waits for their approving review"
        unsure = claim.state == "unknown"
        gathered.unknown.append(claims.open_fact(f"{fact}.approved", reason, unsure=unsure))
