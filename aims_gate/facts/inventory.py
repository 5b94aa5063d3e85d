"""The inventory of a tree: whose each use of AI is, what the register says otherwise, what it lacks. Pure."""

from collections import Counter
from collections.abc import Iterable

from aims_gate.facts.attribution import attribute
from aims_gate.facts.differences import differences
from aims_gate.facts.mutes import Mutes
from aims_gate.facts.ownership import Entries, Ownership
from aims_gate.facts.proposals import proposals
from aims_gate.facts.touched import entries, entry_paths
from aims_gate.model.collected import Register
from aims_gate.model.document import Json
from aims_gate.model.inventory import Found, Inventory, Looked, Owned
from aims_gate.model.signal import Found as FoundSignals
from aims_gate.model.signal import Signal


def inventory(
    looked: Looked,
    register: Register,
    now: str,
    place: tuple[str, str, str],
    cards: dict[str, dict[str, Json]],
    tool: dict[str, Json],
    signals_from: str = "",
    trusted: Register | None = None,
) -> Inventory:
    """`place` is ref, commit and tree; `cards` system → what its evidence says of its models; `signals_from` where the
    signals and mutes of `register` are from; `trusted` the register whose word counts beside that of the tree when a file
    is called inert."""
    known = entries(register)
    ownership = Ownership(_with_inert_of(entries(trusted or register), known), known)
    signals = tuple(Signal("added", path, hit) for path, hit in looked.hits)
    given = FoundSignals(signals, looked.unread, looked.files)
    usage = attribute(given, ownership, known, known, (), register.value("signals"), now)
    views = [view for view in usage.signals if view["kind"] != "unread"]
    missed = {view["path"] for view in usage.signals if view["kind"] == "unread"}
    unread = tuple(one for one in looked.unread if one.path in missed)
    seen = tuple(sorted((_found(view) for view in views), key=lambda use: (use.path, use.line, use.kind, use.name)))
    owners = {path: ownership.owners(path) for path in looked.paths} if known else {}
    files = Counter(owner for found in owners.values() for owner in found)
    at = entry_paths(register, register)
    counts = _counts(looked, seen, usage.muted, len(unread))
    return Inventory(
        *(now, *place, _summary(counts), counts),
        tuple(_owned(key, entry, at.get(key, ""), files[key], seen) for key, entry in sorted(known.items())),
        _counted(use.vendor for use in seen),
        _counted(use.model for use in seen),
        differences(known, at, files, seen, looked.files),
        proposals([use for use in seen if not use.systems and use.confidence == "certain"], known, looked.paths),
        *(seen, tuple(Mutes(register.value("signals"), now).told(usage.muted)), unread, cards, tool, signals_from),
    )


def _with_inert_of(trusted: Entries, known: Entries) -> Entries:
    """The entries of the tree with what those of the trusted ref call inert: files are whose the tree says they are."""
    return {
        key: {**{name: said for name, said in entry.items() if name != "inert"}, **_inert(trusted[key])}
        for key, entry in known.items()
        if key in trusted
    }


def _inert(entry: dict[str, Json]) -> dict[str, Json]:
    return {"inert": entry["inert"]} if "inert" in entry else {}


def _found(view: dict[str, Json]) -> Found:
    return Found(
        path=view["path"],
        line=view["line"],
        kind=view["kind"],
        name=view["name"],
        vendor=str(view.get("vendor", "")),
        model=str(view.get("model", "")),
        version=str(view.get("version", "")),
        text=view["text"],
        confidence=view["confidence"],
        systems=tuple(view["systems"]),
        attributed=view["attributed"],
        candidates=tuple(view["candidates"]),
    )


def _owned(key: str, entry: dict[str, Json], path: str, files: int, seen: tuple[Found, ...]) -> Owned:
    mine = [use for use in seen if key in use.systems]
    vendors = tuple(sorted({use.vendor for use in mine if use.vendor}))
    models = tuple(sorted({use.model for use in mine if use.model}))
    name, lifecycle = str(entry.get("name", "")), str(entry.get("lifecycle", ""))
    return Owned(key, name, lifecycle, path, files, len(mine), vendors, models)


def _counts(looked: Looked, seen: tuple[Found, ...], muted: dict[int, int], unread: int) -> dict[str, int]:
    certain = [use for use in seen if use.confidence == "certain"]
    return {
        "files": len(looked.paths),
        "searched": looked.files,
        "unread": unread,
        "uses": len(seen),
        "certain": len(certain),
        "owned": sum(bool(use.systems) for use in certain),
        "unowned": sum(not use.systems for use in certain),
        "muted": sum(muted.values()),
        "inert": len(looked.hits) - len(seen) - sum(muted.values()),
    }


def _counted(names: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(name for name in names if name).items()))


def _summary(counts: dict[str, int]) -> str:
    searched = f"{counts['searched']:,} {'file' if counts['searched'] == 1 else 'files'}"
    if not counts["uses"]:
        return f"No known signal in {searched}."
    left = f"; {counts['unowned']:,} that no system owns" if counts["unowned"] else ""
    return (
        f"{counts['certain']:,} certain and {counts['uses'] - counts['certain']:,} likely signals in {searched}{left}."
    )
