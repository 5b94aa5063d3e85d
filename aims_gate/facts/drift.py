"""How often a system was materially changed since each of its assessments, where the risk method counts that (8.2, 8.4)."""

from collections.abc import Iterable

from aims_gate.facts.dates import iso_date
from aims_gate.facts.evidence import content, sources
from aims_gate.facts.history import SystemChange, by_system, material_since, system_changes
from aims_gate.facts.ownership import Ownership
from aims_gate.facts.risk import Method
from aims_gate.facts.tiers import tiers
from aims_gate.facts.touched import entries
from aims_gate.model.collected import Collected, Landed
from aims_gate.model.document import Json
from aims_gate.model.values import NamedTuple
from aims_gate.model.vocabulary import EVIDENCE_DATES

ASSESSMENTS = ("impact_assessment", "risk_assessment")
"""Kinds of evidence that a method's `drift` ends."""


def counted_since(side: Collected, touched: Iterable[str]) -> str:
    """The oldest date of an assessment since which a touched system's changes count; empty where none are counted."""
    method = Method(side.trusted.value("risk-method"))
    if not isinstance(method.value.get("drift"), dict):
        return ""
    head, trusted = entries(side.head), entries(side.trusted)
    found: list[str] = []
    for key in touched:
        versions = (head.get(key, {}), trusted.get(key, {}))
        if counts(method, tiers(key, *versions, side, method)[1]):
            found += _assessed(key, versions[0] or versions[1], side)
    return min(found, default="")


def counts(method: Method, tier: str) -> bool:
    """Whether the method counts changes at a tier."""
    table = method.value.get("drift")
    return isinstance(table, dict) and tier in table


def _assessed(system: str, entry: dict[str, Json], side: Collected) -> list[str]:
    """Own dates of a system's assessments."""
    found = []
    for source in sources(system, entry, side.records):
        if source.kind in ASSESSMENTS:
            linked = content(side.head_tree.documents.get(source.value)) if isinstance(source.value, str) else None
            piece = source.value if isinstance(source.value, dict) else linked or {}
            found.append(iso_date(piece.get(EVIDENCE_DATES[source.kind])))
    return [date for date in found if date]


class Drift(NamedTuple):
    """What landed before this change, by system, and the systems that this change alters as the history will count it."""

    before: dict[str, tuple[SystemChange, ...]]
    altered: frozenset[str]


def drifts(side: Collected, ownership: Ownership) -> Drift:
    """The drift of every system."""
    change = side.change
    own = Landed(change.head, side.now, change.author, tuple(sorted(side.changed)), side.records)
    here = system_changes((own,), ownership)
    before = system_changes(_without(side.landed, change.base, change.head), ownership)
    return Drift(by_system(before), frozenset(step.system for step in here if material_since(here, step.system, "")))


def _without(landed: tuple[Landed, ...], base: str, head: str) -> tuple[Landed, ...]:
    """The steps other than the change's own, which are among them once it has landed."""
    places = {step.commit: place for place, step in enumerate(landed)}
    return landed[: places[head]] + landed[places[base] :] if base in places and head in places else landed


def history_since(
    system: dict[str, Json],
    evidence: dict[str, Json],
    side: Collected,
    method: Method,
    drift: Drift,
) -> tuple[dict[str, Json], list[dict[str, Json]]]:
    """Assessment → material changes since its own date, this one included unless the assessment was made for it.

    And what is unknown of that. Nothing where the method counts no changes at the system's tier.
    """
    view: dict[str, Json] = {}
    unknown: list[dict[str, Json]] = []
    mine = drift.before.get(system["id"], ())
    for kind in ASSESSMENTS if counts(method, str(system["tier"])) else ():
        piece = evidence.get(kind)
        day = piece.get("date") if isinstance(piece, dict) else None
        if not isinstance(piece, dict) or not day:
            continue
        if day < side.landed_after:
            reason = f"the changes of {system['id']} since {day} cannot be counted: {side.landed_lack}"
            unknown.append({"path": f"history.{kind}", "reason": reason, "waiting": False})
            continue
        here = system["id"] in drift.altered and not piece["fresh"]
        view[kind] = material_since(mine, system["id"], day) + here
    return view, unknown
