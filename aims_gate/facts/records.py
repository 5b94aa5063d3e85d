"""What the author says of the change: each record as rules see it, and the records of one system taken together."""

from collections.abc import Iterable

from aims_gate.model.collected import StatedRecord
from aims_gate.model.document import Json
from aims_gate.model.spelling import nearest
from aims_gate.model.vocabulary import LISTED_EVIDENCE, RECORD_EVIDENCE, TIERS, tier_rank

ChangeTypes = dict[str, dict[str, Json]]
"""Change type → `refreshes` (evidence kinds), `shows_in` (keys of the system entry), `needs` (controls), `behaviour`."""

ALONE = ("none-material", "rollback")
"""Change types that stand alone in a record."""


def texts(value: Json) -> list[str]:
    """The texts of a list; empty for anything else."""
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def naming(system: str, records: Iterable[StatedRecord]) -> list[StatedRecord]:
    """The records that name a system."""
    return [record for record in records if system in texts(record.value.get("systems"))]


def record_view(record: StatedRecord, types: ChangeTypes, known: Iterable[str]) -> dict[str, Json]:
    """One record as a rule of subject `record` sees it."""
    named, stated = texts(record.value.get("systems")), texts(record.value.get("change"))
    inventory = sorted(known)
    view: dict[str, Json] = {
        "path": record.path,
        "source": record.source,
        "systems": named,
        "change": stated,
        "ai": record.value.get("ai") is not False,
        "material": "none-material" not in stated,
        "edited": record.edited,
        "unknown_types": [item for item in stated if item not in types],
        "standing_alone": [item for item in stated if item in ALONE and len(stated) > 1],
        "outside_inventory": [item for item in named if item not in inventory],
        "meant": [
            {"name": item, "id": near} for item in named if item not in inventory and (near := nearest(item, inventory))
        ],
    }
    view.update({key: record.value[key] for key in ("summary", "tier", "reason") if key in record.value})
    return view


def merged(system: str, records: Iterable[StatedRecord], types: ChangeTypes) -> dict[str, Json]:
    """The records of one system as one: change types add up, evidence is the first one's.

    Two records that bring different evidence of one kind are named in `conflicts`. Without any record the lists are
    empty and everything else is absent.
    """
    mine = naming(system, records)
    stated = list(dict.fromkeys(item for record in mine for item in texts(record.value.get("change"))))
    view: dict[str, Json] = {
        "paths": [record.path for record in mine],
        "change": stated,
        "material": not mine or any("none-material" not in texts(r.value.get("change")) for r in mine),
        "refreshes": _collect(types, stated, "refreshes"),
        "shows_in": _collect(types, stated, "shows_in"),
        "needs": _collect(types, stated, "needs"),
        "behaviour": any(types.get(item, {}).get("behaviour") is not False for item in stated),
        "conflicts": [],
    }
    for record in mine:
        _add(view, record)
    return view


def first_bringing(key: str, system: str, records: Iterable[StatedRecord]) -> StatedRecord | None:
    """The record whose `key` counts for a system."""
    return next((record for record in naming(system, records) if key in record.value), None)


def _add(view: dict[str, Json], record: StatedRecord) -> None:
    value = record.value
    for key in (*RECORD_EVIDENCE, "still_valid", "break_glass", "customer_terms", "customer_notice", "summary"):
        if key not in value:
            continue
        if key in RECORD_EVIDENCE and key in view and view[key] != value[key]:
            view["conflicts"].append(key)
        view.setdefault(key, value[key])
    for key in ("sign_off", *LISTED_EVIDENCE):
        if isinstance(value.get(key), list):
            view[key] = view.get(key, []) + value[key]
    if value.get("tier") in TIERS:
        view["tier"] = max(view.get("tier", "minimal"), value["tier"], key=tier_rank)


def _collect(types: ChangeTypes, stated: list[str], key: str) -> list[str]:
    return list(dict.fromkeys(kind for item in stated for kind in texts(types.get(item, {}).get(key))))
