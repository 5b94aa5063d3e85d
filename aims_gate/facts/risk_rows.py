"""The risk rows that bear on one system's change: which count, which this change brings, and the tier they make."""

from dataclasses import field

from aims_gate.facts.acceptance import accept
from aims_gate.facts.claims import Claims
from aims_gate.facts.evidence import Anchor, content, earlier_paths, stated_before
from aims_gate.facts.records import naming
from aims_gate.facts.risk import Method, highest_level, row_view
from aims_gate.model.collected import Collected, StatedRecord
from aims_gate.model.document import Json, Parsed
from aims_gate.model.values import NamedTuple, dataclass
from aims_gate.model.vocabulary import highest_tier


@dataclass()
class RiskRows:
    """`view` is `risk` as rules see it; anchors and unknown facts use the paths that rules use."""

    view: dict[str, Json] = field(default_factory=dict)
    anchors: dict[str, Anchor] = field(default_factory=dict)
    unknown: list[dict[str, Json]] = field(default_factory=list)


class _Row(NamedTuple):
    value: dict[str, Json]
    path: str
    pointer: str


def inherent_tier(
    system: dict[str, Json],
    trusted: dict[str, Json],
    records: tuple[StatedRecord, ...],
    side: Collected,
    method: Method,
) -> str:
    """The lowest tier that any risk row makes of a system: inline, linked, and as the trusted ref holds them."""
    mine = naming(str(system["id"]), records)
    rows = _stated(mine) + _record_linked(mine, side.head_tree.documents)
    rows += _entry_rows(system, side.head_tree.documents) + _held(system, trusted, mine, side)
    levels = [method.level(method.score(row.value)) for row in rows]
    return highest_tier([method.tier_of_level(level) for level in levels])


def risk_rows(
    system: dict[str, Json],
    trusted: dict[str, Json],
    records: tuple[StatedRecord, ...],
    side: Collected,
    claims: Claims,
) -> RiskRows:
    """The rows that count: the record's first, then the linked document's rows of other ids."""
    found = RiskRows()
    mine = naming(str(system["id"]), records)
    before = [row.value for row in _held(system, trusted, mine, side)]
    rows: list[dict[str, Json]] = []
    for row in _counting(system, mine, side):
        view = row_view(claims.method, row.value, row.path)
        view["changed"] = row.value not in before
        found.unknown += accept(view, f"risk.rows[{len(rows)}]", claims, system)
        found.anchors[f"risk.rows[{len(rows)}]"] = (row.path, row.pointer)
        rows.append(view)
    found.view = {"rows": rows, "tier": inherent_tier(system, trusted, records, side, claims.method)}
    for name, key in (("inherent", "level"), ("residual", "residual_level")):
        level = highest_level(claims.method, (row[key] for row in rows if key in row))
        if level:
            found.view[name] = level
    return found


def _counting(system: dict[str, Json], records: list[StatedRecord], side: Collected) -> list[_Row]:
    stated = _stated(records) + _record_linked(records, side.head_tree.documents)
    taken = [row.value["id"] for row in stated if "id" in row.value]
    linked = _entry_rows(system, side.head_tree.documents)
    known = {(row.path, row.pointer) for row in stated}
    others = [r for r in linked if (r.path, r.pointer) not in known and r.value.get("id") not in taken]
    return stated + others


def _stated(records: list[StatedRecord]) -> list[_Row]:
    """Rows that records bring inline."""
    rows = []
    for record in records:
        assessment = record.value.get("risk_assessment")
        if isinstance(assessment, dict):
            pointer = f"{record.pointer}.risk_assessment".lstrip(".")
            rows += _rows(assessment, record.path, pointer)
    return rows


def _record_linked(records: list[StatedRecord], documents: dict[str, Parsed]) -> list[_Row]:
    """Rows of the documents that records link as their risk assessment."""
    paths = dict.fromkeys(p for r in records if isinstance(p := r.value.get("risk_assessment"), str))
    return [row for path in paths for row in _rows(content(documents.get(path)), path, "aims")]


def _entry_rows(entry: dict[str, Json], documents: dict[str, Parsed]) -> list[_Row]:
    """Rows of the document that an entry links as its risk assessment."""
    path = _linked(entry)
    return _rows(content(documents.get(path)), path, "aims") if isinstance(path, str) else []


def _linked(entry: dict[str, Json]) -> Json:
    linked = entry.get("documents")
    return linked.get("risk_assessment") if isinstance(linked, dict) else None


def _rows(assessment: Json, path: str, pointer: str) -> list[_Row]:
    listed = assessment.get("risks") if isinstance(assessment, dict) else None
    rows = listed if isinstance(listed, list) else []
    return [_Row(row, path, f"{pointer}.risks[{index}]") for index, row in enumerate(rows) if isinstance(row, dict)]


def _held(
    system: dict[str, Json], trusted: dict[str, Json], records: list[StatedRecord], side: Collected
) -> list[_Row]:
    """Rows that the trusted ref already holds: in what its entry links, and in what the same documents said there."""
    documents = side.trusted_tree.documents
    linked = [_linked(trusted), _linked(system), *(record.value.get("risk_assessment") for record in records)]
    paths = dict.fromkeys(p for path in linked if isinstance(path, str) for p in earlier_paths(path, side))
    rows = [row for path in paths for row in _rows(content(documents.get(path)), path, "aims")]
    for record in records:
        rows += _rows(stated_before(record, "risk_assessment", side), record.path, record.pointer)
    return rows
