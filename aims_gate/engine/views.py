"""The part of the facts that a rule of each subject sees: the published table of variables."""

from collections.abc import Iterator
from dataclasses import dataclass

from aims_gate.model.document import Json
from aims_gate.model.vocabulary import highest_tier

Facts = dict[str, Json]

VARIABLES: dict[str, tuple[str, ...]] = {
    "change": ("change", "signals", "records", "systems", "proposed", "approvals", "now"),
    "system": (
        "change",
        "system",
        "record",
        "evidence",
        "trusted",
        "risk",
        "sign_off",
        "people",
        "programme",
        "history",
        "signals",
        "method",
        "soa",
        "references",
        "incident_route",
        "now",
    ),
    "record": ("change", "record", "signals", "systems", "now"),
    "document": ("change", "document", "owner", "now"),
    "control": ("control", "soa", "evidence", "programme", "now"),
    "programme": ("programme", "systems", "roles", "waivers", "history", "now"),
}
"""Subject → the variables that its rules may name."""

_LISTS = ("signals", "records", "systems", "approvals", "references")


@dataclass(frozen=True, slots=True)
class View:
    """One subject: what its rules see, where each part was written, and what is not known of it.

    `anchors` maps fact paths to [file, pointer], `places` to an exact [line, column] in the subject's own file.
    `unknown` holds `path`, `reason` and `waiting`. `material` is false when the author says that nothing material
    changed.
    """

    kind: str
    id: str
    tier: str
    variables: dict[str, Json]
    anchors: dict[str, list[Json]]
    places: dict[str, list[int]]
    unknown: tuple[dict[str, Json], ...]
    material: bool = True


def views(facts: Facts, kind: str) -> Iterator[View]:
    """Every subject of a kind, in a stable order. Kinds judged at programme time have none in a change."""
    if kind == "change":
        yield _change(facts)
    elif kind == "system":
        for item in facts["systems"]:
            yield _system(facts, item)
    elif kind == "record":
        for item in facts["records"]:
            yield _record(facts, item)
    elif kind == "document":
        for item in facts["documents"]:
            yield _document(facts, item)


def variables_of(kind: str, given: dict[str, Json]) -> dict[str, Json]:
    """All variables of a subject; those not given are empty."""
    empty: dict[str, Json] = {name: [] if name in _LISTS else {} for name in VARIABLES[kind]}
    return {**empty, **given}


def _shared(facts: Facts) -> dict[str, Json]:
    register = facts["trusted"]["register"]
    roles = register.get("roles", {})
    return {
        "now": facts["trusted"]["day"],
        "change": facts["change"],
        "signals": facts["signals"],
        "systems": [item["system"] for item in facts["systems"]],
        "people": roles.get("people", {}) if isinstance(roles, dict) else {},
        "method": register.get("risk_method", {}),
        "programme": register.get("programme", {}),
        "soa": register.get("soa", {}),
    }


def _view(kind: str, key: str, tier: str, item: dict[str, Json], given: dict[str, Json], material: bool) -> View:
    named = {name: value for name, value in given.items() if name in VARIABLES[kind]}
    return View(
        kind=kind,
        id=key,
        tier=tier,
        variables=variables_of(kind, named),
        anchors=item.get("anchors", {}),
        places=item.get("places", {}),
        unknown=tuple(item.get("unknown", ())),
        material=material,
    )


def _change(facts: Facts) -> View:
    given = {**_shared(facts), "proposed": facts["proposed"], "records": [r["record"] for r in facts["records"]]}
    key = facts["change"]["head"][:12] or "working-tree"
    return _view("change", key, facts["change"]["tier"], facts, given, material=True)


def _system(facts: Facts, item: dict[str, Json]) -> View:
    given = {**_shared(facts), **item}
    entry = item["system"]
    return _view("system", entry["id"], entry["tier"], item, given, material=item["record"]["material"])


def _record(facts: Facts, item: dict[str, Json]) -> View:
    tiers = [s["system"]["tier"] for s in facts["systems"] if s["system"]["id"] in item["record"]["systems"]]
    given = {**_shared(facts), **item}
    material = item["record"]["material"]
    return _view("record", item["record"]["path"], highest_tier(tiers), item, given, material)


def _document(facts: Facts, item: dict[str, Json]) -> View:
    document = item["document"]
    tiers = [s["system"]["tier"] for s in facts["systems"] if s["system"]["id"] in document["systems"]]
    people = _shared(facts)["people"]
    given = {**_shared(facts), **item, "owner": people.get(document.get("owner"), {})}
    return _view("document", document["path"], highest_tier(tiers), item, given, material=True)
