"""From the management system as it stands to the facts that `readiness` is judged by.

The same document as for a change, of a change that changes nothing and touches every system, with what only the whole
shows beside it: `programme`.
"""

from collections.abc import Iterable, Iterator

from aims_gate.facts.build import Facts, Whole, build
from aims_gate.facts.dates import iso_date
from aims_gate.facts.drift import drifts
from aims_gate.facts.history import SystemChange, first_landed, history_of
from aims_gate.facts.ownership import Ownership
from aims_gate.facts.programme import cases, held_roles, last_changes, standing_documents, standing_system
from aims_gate.facts.records import ChangeTypes, texts
from aims_gate.facts.recurring import audited, latest_review
from aims_gate.facts.touched import entries
from aims_gate.model.document import Json
from aims_gate.model.standing import Standing


def standing_facts(standing: Standing, types: ChangeTypes, controls: list[dict[str, Json]]) -> Facts:
    """The facts of everything at one commit. `types` are the change types, `controls` the catalogue's entries."""
    side = standing.side
    inventory = entries(side.trusted)
    ownership = Ownership(inventory, inventory)
    drift = drifts(side, ownership)
    facts = build(side, types, Whole({key: ["stands in the inventory"] for key in inventory}, ownership, drift))
    changed, began = last_changes(standing.landed), first_landed(standing.landed)
    owned = _owned(standing.files, ownership)
    documents = standing_documents(side, changed)
    found, today = cases(side), iso_date(side.now)
    altered, measured = drift.before, _by_system(_named(found["results"]))
    facts["programme"] = {
        "systems": [
            standing_system(item, side, owned, altered.get(key, ()), began, measured.get(key, ()))
            for item in facts["systems"]
            for key in [str(item["system"]["id"])]
        ],
        "roles": held_roles(side),
        "documents": documents,
        **found,
        "treatments": _treatments(facts["systems"]),
        "latest_review": latest_review(side.trusted.value("programme"), today),
        "audited": audited(found["audits"], today),
        "history": _history(standing, altered),
        "changed": changed,
        "levels": _levels(side.trusted.value("config")),
        "files": [path for path, entry in side.head_tree.entries.items() if entry[0].startswith("100")],
        "controls": controls,
    }
    # A retired system stays in the inventory, and nothing more is asked of it.
    facts["systems"] = [item for item in facts["systems"] if item["system"].get("lifecycle") != "retired"]
    return facts


def _by_system(rows: Iterable[tuple[str, dict[str, Json]]]) -> dict[str, tuple[dict[str, Json], ...]]:
    """Rows put together by the system of each, in their order."""
    found: dict[str, list[dict[str, Json]]] = {}
    for key, row in rows:
        found.setdefault(key, []).append(row)
    return {key: tuple(mine) for key, mine in found.items()}


def _named(results: Iterable[dict[str, Json]]) -> Iterator[tuple[str, dict[str, Json]]]:
    """Results of monitoring with each system that they name."""
    return ((key, row) for row in results for key in texts(row.get("systems")))


def _treatments(systems: list[dict[str, Json]]) -> list[dict[str, Json]]:
    """Every risk row that names a treatment or a day for one, with its `system` and the file it stands in (`path`)."""
    kept = ("treatment", "owner", "due", "status", "evidence", "level")
    return [
        {
            "system": item["system"]["id"],
            "risk": str(row.get("id", "")),
            "path": str(row.get("source") or item["anchors"]["system"][0]),
            **{key: row[key] for key in kept if key in row},
        }
        for item in systems
        if item["system"].get("lifecycle") != "retired"
        for row in item["risk"].get("rows", ())
        if "treatment" in row or "due" in row
    ]


def _owned(files: tuple[str, ...], ownership: Ownership) -> dict[str, int]:
    """System id → how many files of the tree it owns."""
    found: dict[str, int] = {}
    for path in files:
        for owner in ownership.owned_at_head(path):
            found[owner] = found.get(owner, 0) + 1
    return found


def _history(standing: Standing, altered: dict[str, tuple[SystemChange, ...]]) -> dict[str, Json]:
    """What the history shows of all systems together, and every use of break-glass."""
    said = [change.said for mine in altered.values() for change in mine]
    view: dict[str, Json] = {
        "whole": standing.whole,
        "steps": len(standing.landed),
        "changes": len(said),
        "undeclared": said.count("undeclared"),
        "none_material": said.count("none-material"),
        "not_ai": said.count("not-ai"),
        "systems": {key: history_of(mine, key) for key, mine in altered.items()},
        "break_glass": _break_glass(standing),
    }
    return view


def _break_glass(standing: Standing) -> list[dict[str, Json]]:
    """Each record that broke the glass, once, as it stands in the newest step that brought it."""
    found: dict[str, dict[str, Json]] = {}
    for step in standing.landed:
        for record in step.records:
            stated = record.value.get("break_glass")
            if isinstance(stated, dict) and record.path not in found:
                systems = texts(record.value.get("systems"))
                found[record.path] = {**stated, "record": record.path, "landed": step.at[:10], "systems": systems}
    return list(found.values())


def _levels(config: Json) -> list[dict[str, Json]]:
    """Rules that the configuration gives a level of its own."""
    table = config.get("rules") if isinstance(config, dict) else None
    rows = table.items() if isinstance(table, dict) else ()
    return [{"rule": key, **(row if isinstance(row, dict) else {"level": row})} for key, row in rows]
