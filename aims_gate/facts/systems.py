"""One system as rules see it: the entry as judged, its evidence, its risks and its sign-off.

For a system that the trusted ref knows, owner, backup and lifecycle are the trusted ones, and the tier is the highest
of every version and of what the risk method computes: a change cannot soften its own judgement.
"""

from aims_gate.facts.cases import cases_of, incident_references
from aims_gate.facts.claims import Claims
from aims_gate.facts.drift import Drift, history_since
from aims_gate.facts.evidence import Gathered, gather
from aims_gate.facts.placeholder import is_placeholder
from aims_gate.facts.records import ChangeTypes, merged, naming
from aims_gate.facts.risk import unanswered
from aims_gate.facts.risk_rows import risk_rows
from aims_gate.facts.sign_off import sign_off
from aims_gate.facts.still_valid import judge_still_valid
from aims_gate.facts.tiers import tiers
from aims_gate.model.collected import Collected, StatedRecord
from aims_gate.model.document import Json

_ACCOUNTABLE = ("owner", "backup")


def judged_entry(
    system_id: str,
    head: dict[str, Json],
    trusted: dict[str, Json],
    side: Collected,
    claims: Claims,
) -> dict[str, Json]:
    """The entry as this change is judged by it. `head` or `trusted` is empty where that side has no entry.

    Where the trusted entry names no known person as owner or backup, it shows whom the head names, so that a change can
    mend that; the role `system-owner` is still nobody's (see `Claims.holders`).

    Adds `known` (the trusted ref has it), `new`, `removed`, `declared_tier`, `computed_tier`, `unanswered`.
    """
    entry = {**(head or trusted), "id": system_id}
    if trusted:
        kept = [key for key in _ACCOUNTABLE if claims.people.known(trusted.get(key)) or key not in head]
        for key in (*kept, "lifecycle"):
            entry.pop(key, None)
            if key in trusted:
                entry[key] = trusted[key]
    entry.update(known=bool(trusted), new=not trusted, removed=not head)
    entry["declared_tier"] = head.get("tier", trusted.get("tier", "minimal"))
    entry["computed_tier"], entry["tier"] = tiers(system_id, head, trusted, side, claims.method)
    entry["unanswered"] = list(unanswered(claims.method, entry.get("screening")))
    return entry


def system_facts(
    entry: dict[str, Json],
    entry_path: str,
    trusted: dict[str, Json],
    side: Collected,
    types: ChangeTypes,
    claims: Claims,
    drift: Drift,
) -> dict[str, Json]:
    """Everything that rules of subject `system` see of one system, with anchors and unknown facts."""
    system_id = str(entry["id"])
    records = tuple(naming(system_id, side.records))
    found = gather(entry, trusted, records, side, claims)
    rows = risk_rows(entry, trusted, records, side, claims)
    record = merged(system_id, records, types)
    still_valid, waiting = judge_still_valid(records, entry, side, claims)
    record.pop("still_valid", None)
    if still_valid:
        record["still_valid"] = still_valid
    cases, unread = cases_of(system_id, side)
    history, uncounted = history_since(entry, found.evidence, side, claims.method, drift)
    signed = sign_off(claims, entry, record.get("sign_off"))
    view: dict[str, Json] = {
        "system": entry,
        "trusted": trusted,
        "record": record,
        "evidence": found.evidence,
        "risk": rows.view,
        "sign_off": signed.view,
        "references": [*found.references, *incident_references(system_id, side)],
        "history": history,
        "signals": [],
        "cases": cases,
    }
    view.update(_incident_route(found, side))
    anchors = {"system": (entry_path, ""), **_record_anchors(records, entry_path), **found.anchors, **rows.anchors}
    roles = side.trusted.single.get("roles")
    if roles is not None:
        anchors.update({path: (roles.path, pointer) for path, pointer in signed.places.items()})
    view["anchors"] = {path: list(anchor) for path, anchor in sorted(anchors.items())}
    view["unknown"] = [*found.unknown, *rows.unknown, *waiting, *unread, *uncounted]
    if signed.unknown:
        view["unknown"].append({"path": "sign_off.missing", "reason": signed.unknown, "waiting": claims.local})
    return view


def _record_anchors(records: tuple[StatedRecord, ...], entry_path: str) -> dict[str, tuple[str, str]]:
    """Where the merged record, and each key that another than the first record brings, was written."""
    if not records:
        return {"record": (entry_path, "")}
    anchors = {"record": (records[0].path, records[0].pointer)}
    for key in {key for record in records for key in record.value}:
        bringing = next(record for record in records if key in record.value)
        anchors[f"record.{key}"] = (bringing.path, f"{bringing.pointer}.{key}".lstrip("."))
    anchors["sign_off"] = anchors.get("record.sign_off", anchors["record"])
    return anchors


def _incident_route(found: Gathered, side: Collected) -> dict[str, Json]:
    """Where the monitoring plan says incidents go, and whether something stands there."""
    plan = found.evidence.get("monitoring_plan")
    if not isinstance(plan, dict):
        return {}
    path = plan.get("incident_route")
    named = isinstance(path, str) and not is_placeholder(path)
    view: dict[str, Json] = {"named": named, "resolves": named and side.head_tree.has_file(str(path))}
    if isinstance(path, str):
        view["path"] = path
    return {"incident_route": view}
