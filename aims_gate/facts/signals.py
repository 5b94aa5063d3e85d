"""The signals of a change in the facts: what the change, each record and each system shows of them."""

from aims_gate.facts.attribution import Attributed, attribute, touching
from aims_gate.facts.mutes import Mutes
from aims_gate.facts.ownership import Ownership
from aims_gate.facts.records import texts
from aims_gate.facts.touched import entries
from aims_gate.model.collected import Collected
from aims_gate.model.document import Json

__all__ = ["signalled", "signals_of", "told", "touching", "with_signals", "with_types"]

_COVERS = {"new-system": None, "new-model": frozenset({"new-model", "model-version"})}
"""Types that say more than themselves → what they cover; None for everything: all of a new system is new."""


def signals_of(side: Collected, ownership: Ownership) -> Attributed:
    """The signals of a change, attributed."""
    trusted, head = entries(side.trusted), entries(side.head)
    return attribute(side.found, ownership, trusted, head, side.records, side.trusted.value("signals"), side.now)


def signalled(change: dict[str, Json], usage: Attributed) -> dict[str, Json]:
    """The change with whether a signal, or a file that may hold one, concerns the gate."""
    concerns = any(signal["certain"] or signal["kind"] == "unread" for signal in usage.signals)
    return {**change, "signalled": concerns, "ai": change["ai"] or concerns}


def told(side: Collected, usage: Attributed) -> dict[str, Json]:
    """What the report says beside the rules: how much was looked through, what was not, and every mute."""
    return {
        "searched": side.found.files,
        "unread": [{"path": unread.path, "reason": unread.reason} for unread in side.found.unread],
        "mutes": Mutes(side.trusted.value("signals"), side.now).told(usage.muted),
    }


def with_signals(item: dict[str, Json], usage: Attributed) -> dict[str, Json]:
    """A system's facts with its signals; those of a file that could not be looked through are unknown."""
    key = item["system"]["id"]
    mine = [signal for signal in usage.signals if key in signal["systems"] and not signal["dismissed"]]
    item["signals"] = mine
    item["unknown"] += _unknown(mine, "signals", usage)
    return item


def with_types(item: dict[str, Json], usage: Attributed, side: Collected) -> dict[str, Json]:
    """A record's facts with the types that the signals of the systems it names imply, and the first signal of each.

    `stated` tells whether this record, or another that names the same system, states the type.
    """
    record = item["record"]
    named = record["systems"] if record["ai"] else []
    listed: dict[tuple[str, str], dict[str, Json]] = {}
    for signal in usage.signals:
        shared = set(named) & set(signal["systems"])
        if not shared or signal["dismissed"]:
            continue
        unread = signal["kind"] == "unread"
        stated = set() if unread else _stated(shared, side)
        for kind in [""] if unread else signal["implies"]:
            key = (kind, signal["path"] if unread else signal["confidence"])
            listed.setdefault(key, _implication(kind, signal, _covered(kind, stated)))
    found = list(listed.values())
    record["signalled"] = found
    item["unknown"] += [*usage.unknown, *_unknown(found, "record.signalled", usage)]
    return item


def _stated(systems: set[str], side: Collected) -> set[str]:
    """Every type that a record states of one of these systems."""
    naming = [r.value for r in side.records if r.value.get("ai") is not False]
    return {t for value in naming if systems & set(texts(value.get("systems"))) for t in texts(value.get("change"))}


def _covered(kind: str, stated: set[str]) -> bool:
    if kind in stated:
        return True
    return any(_COVERS[one] is None or kind in (_COVERS[one] or ()) for one in stated if one in _COVERS)


def _implication(kind: str, signal: dict[str, Json], stated: bool) -> dict[str, Json]:
    return {
        "stated": stated,
        "type": kind,
        "kind": signal["kind"],
        "path": signal["path"],
        "line": signal["line"],
        "seen": signal["seen"],
        "certain": signal["certain"],
    }


def _unknown(listed: list[dict[str, Json]], path: str, usage: Attributed) -> list[dict[str, Json]]:
    """The unknown facts of a list in which some elements stand for files that could not be looked through."""
    reasons = {usage.signals[int(fact["path"][8:-1])]["path"]: fact["reason"] for fact in usage.unknown}
    return [
        {"path": f"{path}[{index}]", "reason": reasons[item["path"]], "waiting": False}
        for index, item in enumerate(listed)
        if item["kind"] == "unread"
    ]
