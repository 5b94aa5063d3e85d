"""The part of the facts that a rule of each subject sees: the published table of variables."""

from collections.abc import Callable, Iterator

from aims_gate.model.document import Json
from aims_gate.model.values import NamedTuple
from aims_gate.model.vocabulary import highest_tier

Facts = dict[str, Json]

_OF_FILES = ("documents", "incidents", "nonconformities", "audits", "results", "datasheets", "suppliers", "treatments")
"""Lists of which each element is written in a file of its own."""

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
        "cases",
        "now",
    ),
    "record": ("change", "record", "signals", "systems", "now"),
    "document": ("change", "document", "owner", "now"),
    "control": ("control", "soa", "evidence", "programme", "people", "now"),
    "programme": (
        "programme",
        "systems",
        "roles",
        "waivers",
        "levels",
        "soa",
        *_OF_FILES,
        "latest_review",
        "audited",
        "history",
        "method",
        "controls",
        "files",
        "now",
    ),
}
"""Subject → the variables that its rules may name."""

_LISTS = (
    "signals",
    "records",
    "systems",
    "approvals",
    "references",
    "waivers",
    "levels",
    *_OF_FILES,
    "controls",
    "files",
)


class View(NamedTuple):
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
    elif kind in _EACH:
        listed, view_of = _EACH[kind]
        shared, tiers = _shared(facts), {s["system"]["id"]: s["system"]["tier"] for s in facts["systems"]}
        for item in facts[listed]:
            yield view_of(item, shared, tiers)
    elif kind == "programme" and "programme" in facts:
        yield programme_view(facts)
    elif kind == "control" and "programme" in facts:
        shared = _shared(facts)
        for entry in facts["programme"]["controls"]:
            yield control_view(facts, entry, shared)


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
        "people": _mapping(roles, "people"),
        "method": register.get("risk_method", {}),
        "programme": register.get("programme", {}),
        "soa": register.get("soa", {}),
    }


def _mapping(value: Json, key: str) -> dict[str, Json]:
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, dict) else {}


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
    records = [item["record"] for item in facts["records"]]
    given = {
        **_shared(facts),
        "proposed": facts["proposed"],
        "records": records,
        "approvals": facts.get("approvals", []),
    }
    key = facts["change"]["head"][:12] or "working-tree"
    # Facts that an earlier version saved have no list of approvals, which is not an empty one.
    older = (
        [] if "approvals" in facts else [{"path": "approvals", "reason": "these facts do not tell", "waiting": False}]
    )
    listed = [*_listed(facts["records"], "record"), *_listed(facts["systems"], "system")]
    item: dict[str, Json] = {
        "unknown": [*facts["unknown"], *older, *(fact for part in listed for fact in part["unknown"])],
        "anchors": {path: anchor for part in listed for path, anchor in part["anchors"].items()},
    }
    return _view("change", key, facts["change"]["tier"], item, given, material=True)


def _listed(items: list[dict[str, Json]], name: str) -> Iterator[dict[str, Json]]:
    """What is unknown of each subject, and where it was written, by its path in the list of all (`records[0]…`)."""
    for index, item in enumerate(items):
        place = f"{name}s[{index}]"
        unknown = [fact for fact in item["unknown"] if _is_part(fact["path"], name)]
        yield {
            "unknown": [{**fact, "path": place + fact["path"].removeprefix(name)} for fact in unknown],
            "anchors": {place: item["anchors"][name]} if name in item["anchors"] else {},
        }


def _is_part(path: str, name: str) -> bool:
    return path == name or path.startswith((f"{name}.", f"{name}["))


def _system(item: dict[str, Json], shared: dict[str, Json], tiers: dict[str, str]) -> View:
    del tiers
    entry = item["system"]
    return _view("system", entry["id"], entry["tier"], item, {**shared, **item}, material=item["record"]["material"])


def _record(item: dict[str, Json], shared: dict[str, Json], tiers: dict[str, str]) -> View:
    named = [tiers[key] for key in item["record"]["systems"] if key in tiers]
    material = item["record"]["material"]
    return _view("record", item["record"]["path"], highest_tier(named), item, {**shared, **item}, material)


def _document(item: dict[str, Json], shared: dict[str, Json], tiers: dict[str, str]) -> View:
    document = item["document"]
    named = [tiers[key] for key in document["systems"] if key in tiers]
    owner = document.get("owner")
    given = {**shared, **item, "owner": shared["people"].get(owner, {}) if isinstance(owner, str) else {}}
    return _view("document", document["path"], highest_tier(named), item, given, material=True)


_EACH: dict[str, tuple[str, Callable[[dict[str, Json], dict[str, Json], dict[str, str]], View]]] = {
    "system": ("systems", _system),
    "record": ("records", _record),
    "document": ("documents", _document),
}
"""Subject → the list of the facts that holds each, and what makes a view of one, of what is shared and tiers by id."""


_ANCHORS: dict[str, list[Json]] = {
    "programme": [".aims/programme.yaml", ""],
    "roles": [".aims/roles.yaml", ""],
    "waivers": [".aims/waivers.yaml", "waivers"],
    "levels": [".aims/config.yaml", "rules"],
    "soa": [".aims/soa.yaml", ""],
    "method": [".aims/risk-method.yaml", ""],
}
"""Where the parts of the management system that have a file of their own are written."""


def programme_view(facts: Facts) -> View:
    """The management system as a whole, where the facts are of one."""
    standing, shared = facts["programme"], _shared(facts)
    given = {**shared, **standing, "waivers": _rows(facts["trusted"]["register"].get("waivers"), "waivers")}
    newest = standing["latest_review"].get("index")
    review = [".aims/programme.yaml", "management_reviews" if newest is None else f"management_reviews[{newest}]"]
    anchors = {**_ANCHORS, **_of_files(standing), "latest_review": review}
    item: dict[str, Json] = {"anchors": anchors, "unknown": _cut_off(standing)}
    return _view("programme", "programme", _highest(standing), item, given, material=True)


def _of_files(standing: dict[str, Json]) -> dict[str, list[Json]]:
    """Where each element of a list is written that has a file of its own: entries whole, documents in front matter."""
    found: dict[str, list[Json]] = {}
    for name, pointer in (("systems", ""), *((name, "aims") for name in _OF_FILES)):
        found.update({f"{name}[{i}]": [row["path"], pointer] for i, row in enumerate(standing[name])})
    glass = standing["history"]["break_glass"]
    found.update({f"history.break_glass[{i}]": [row["record"], ""] for i, row in enumerate(glass)})
    return found


_OF_HISTORY = ("history", "systems[].history", "systems[].changes_since")


def _cut_off(standing: dict[str, Json]) -> list[dict[str, Json]]:
    """What a shallow clone hides: a count of the part that is here says nothing of the rest."""
    if standing["history"]["whole"]:
        return []
    reason = "the clone is shallow, so its history is cut off: run `git fetch --unshallow`"
    return [{"path": path, "reason": reason, "waiting": False} for path in _OF_HISTORY]


def control_view(facts: Facts, entry: dict[str, Json], shared: dict[str, Json]) -> View:
    """One clause or control, with its row of the Statement of Applicability and what is named as evidence for it."""
    standing, key = facts["programme"], str(entry["id"])
    row = _mapping(shared["soa"], "controls").get(key)
    given = {
        **shared,
        "control": entry,
        "soa": row if isinstance(row, dict) else {},
        "evidence": _cited(standing, key, row),
    }
    item: dict[str, Json] = {
        "anchors": {"soa": [".aims/soa.yaml", f'controls["{key}"]'], "programme": _ANCHORS["programme"]}
    }
    return _view("control", key, _highest(standing), item, given, material=True)


def _cited(standing: dict[str, Json], key: str, row: Json) -> list[dict[str, Json]]:
    """What the row names, and the audits and nonconformities that name the control."""
    stated = row.get("evidence") if isinstance(row, dict) else None
    paths = [stated] if isinstance(stated, str) else list(stated or ())
    paths += [case["path"] for case in standing["audits"] if key in (case.get("controls") or ())]
    paths += [case["path"] for case in standing["nonconformities"] if key in (case.get("requirements") or ())]
    known = {document["path"]: document for document in standing["documents"]}
    kept = ("kind", "date", "owner")
    return [
        {
            "path": path,
            "present": path in known or path in standing["files"],
            **{name: known[path][name] for name in kept if path in known and name in known[path]},
        }
        for path in dict.fromkeys(paths)
    ]


def _highest(standing: dict[str, Json]) -> str:
    return highest_tier([system["tier"] for system in standing["systems"]])


def _rows(value: Json, key: str) -> list[Json]:
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, list) else []
