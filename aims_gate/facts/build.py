"""From what was read to the facts: one JSON document that holds all that a decision depends on."""

from aims_gate.facts.approvals import Approvals, Content
from aims_gate.facts.break_glass import broken_glass
from aims_gate.facts.claims import Asked, Claims, asked
from aims_gate.facts.dates import iso_date
from aims_gate.facts.documents import document_facts
from aims_gate.facts.drift import Drift, drifts
from aims_gate.facts.evidence import linked_paths
from aims_gate.facts.implied import implied_types
from aims_gate.facts.moved import moved_out
from aims_gate.facts.ownership import Ownership
from aims_gate.facts.people import People, names
from aims_gate.facts.proposed import proposed, waiting_for_approval
from aims_gate.facts.records import ChangeTypes, record_view
from aims_gate.facts.relevant import relevant_files
from aims_gate.facts.risk import Method
from aims_gate.facts.signals import signalled, signals_of, told, touching, with_signals, with_types
from aims_gate.facts.systems import judged_entry, system_facts
from aims_gate.facts.touched import entries, entry_paths, touched_systems
from aims_gate.model.collected import Collected, StatedRecord
from aims_gate.model.document import Json
from aims_gate.model.values import NamedTuple
from aims_gate.model.vocabulary import highest_tier

SCHEMA = "aims-gate/facts/v1"

Facts = dict[str, Json]


class Whole(NamedTuple):
    """What is known beforehand where the whole is judged: system ids with why each is, ownership, and drift."""

    touched: dict[str, list[str]]
    ownership: Ownership
    drift: Drift


def build(side: Collected, types: ChangeTypes, whole: Whole | None = None) -> Facts:
    """The facts of one change. `types` is the table of change types.

    `whole` is given where systems are not judged for what the change touches.
    """
    trusted, head = entries(side.trusted), entries(side.head)
    ownership = whole.ownership if whole else Ownership(trusted, head)
    people = People(side.trusted.value("roles"), side.now)
    method = side.trusted.value("risk-method")
    rules = Method(method if isinstance(method, dict) else {})
    approvals = Approvals(people, side.change, _content(side), side.forge, side.unavailable)
    claims = Claims(people, rules, people.contributors(side.change, side.forge), approvals, trusted)
    documents = (side.trusted_tree.documents, side.head_tree.documents)
    usage = signals_of(side, ownership)
    if whole:
        touched = whole.touched
    else:
        by_signal = touching(usage.signals)
        touched = touched_systems(
            side.change, ownership, side.trusted, side.head, side.records, *documents, signals=by_signal
        )
    paths = entry_paths(side.trusted, side.head)
    judged = {key: judged_entry(key, head.get(key, {}), trusted.get(key, {}), side, claims) for key in touched}
    drift = whole.drift if whole else drifts(side, ownership)
    systems = [
        with_signals(system_facts(judged[key], paths[key], trusted.get(key, {}), side, types, claims, drift), usage)
        | {"touched_by": why}
        for key, why in touched.items()
    ]
    gate = proposed(side, claims)
    change = signalled(_change(side, ownership, people, judged, systems), usage)
    waiting = [waiting_for_approval(gate, claims)] if gate["gate"] and not gate["approved"] else []
    listed = approvals.listed()
    open_approvals = approvals.open_facts(listed, bool(change["ai"] or gate["gate"]))
    facts: Facts = {
        "schema": SCHEMA,
        "now": side.now,
        "forge": side.forge,
        "change": change,
        "approvals": listed,
        "proposed": gate,
        "break_glass": broken_glass(side, claims, judged),
        "records": [with_types(_record(record, types, side, claims), usage, side) for record in side.records],
        "systems": systems,
        "documents": document_facts(side, [p for e in judged.values() for p in linked_paths(e["id"], e, side.records)]),
        "signals": usage.signals,
        **told(side, usage),
        "trusted": _trusted(side),
        "unknown": [*usage.unknown, *waiting, *open_approvals],
        "documents_read": side.documents_read,
        "spans": _spans(side),
    }
    if side.notes:
        facts["notes"] = list(side.notes)
    if side.unavailable:
        facts["unreachable"] = side.unavailable
    if side.undescribed:
        _leave_open(facts, side.undescribed)
    return facts


def _leave_open(facts: Facts, reason: str) -> None:
    """Without the description nothing is sure: a record in it could name other systems and bring other evidence."""
    for item in (facts, *facts["systems"], *facts["records"], *facts["documents"]):
        item["unknown"] = [*item.get("unknown", ()), {"path": "change", "reason": reason, "waiting": False}]


def _change(
    side: Collected, ownership: Ownership, people: People, judged: dict[str, Json], systems: list[dict[str, Json]]
) -> dict[str, Json]:
    change = side.change
    relevant = [
        {
            "path": file.path,
            "line": side.first_lines.get(file.path, 1),
            "systems": list(file.systems),
            "undeclared": list(file.undeclared),
        }
        for file in relevant_files(change, ownership, side.records)
    ]
    view: dict[str, Json] = {
        "base": change.base,
        "head": change.head,
        "head_tree": change.head_tree,
        "title": change.title,
        "body": change.body,
        "author": {"name": change.author.name, "email": change.author.email, "login": change.author_login},
        "contributors": list(people.contributors(change, side.forge)),
        "labels": list(change.labels),
        "files": [
            {"path": f.path, "status": f.status, **({"old_path": f.old_path} if f.old_path else {})}
            for f in change.files
        ],
        "commits": [{"id": c.id, "title": c.message.partition("\n")[0]} for c in change.commits],
        "ai": bool(judged or side.records or side.changed_documents),
        "systems": list(judged),
        "types": list(dict.fromkeys(kind for system in systems for kind in system["record"]["change"])),
        "relevant": relevant,
        "moved_out": moved_out(change, ownership),
        "tier": highest_tier([entry["tier"] for entry in judged.values()]),
        "unregistered": not (side.trusted.present or side.head.present),
    }
    return view


def _record(record: StatedRecord, types: ChangeTypes, side: Collected, claims: Claims) -> dict[str, Json]:
    view = record_view(record, types, [*entries(side.trusted), *entries(side.head)])
    view.update(_implied(view, side))
    says_nothing_material = not view["material"] or not view["ai"]
    confirmed = not says_nothing_material or _confirmed(view, side, claims)
    unknown = []
    if not confirmed:
        view["could_confirm"] = _could_confirm(view, side, claims)
        who = names(view["could_confirm"]) or "somebody who took no part in it"
        open_still = f"it waits for an approving review ({who}) that confirms that nothing material changed"
        reason = claims.why_open(open_still)
        unknown.append({"path": "record.confirmed", "reason": reason, "waiting": claims.local})
    # A record that claims nothing of the kind rests on no claim.
    basis = {"basis": "verified" if confirmed else "claimed"} if says_nothing_material else {}
    return {
        "record": {**view, "confirmed": confirmed, **basis},
        "anchors": {"record": [record.path, record.pointer]},
        "unknown": unknown,
    }


def _could_confirm(view: dict[str, Json], side: Collected, claims: Claims) -> list[str]:
    demand = asked(claims.method.value.get("non_material"))
    trusted = entries(side.trusted)
    named = [trusted.get(key, {}) for key in view["systems"]] or [{}]
    return list(dict.fromkeys(person for entry in named for person in claims.could_sign(demand, entry)))


def _confirmed(view: dict[str, Json], side: Collected, claims: Claims) -> bool:
    """Whether somebody entitled approves that nothing material changed, for every system that the record names."""
    demand = asked(claims.method.value.get("non_material"))
    risk_approver = Asked(roles=("risk-approver",), every=False, number=1)
    trusted = entries(side.trusted)
    named = [trusted.get(key, {}) for key in view["systems"]]
    if not named or demand is None:
        return claims.borne_out(risk_approver, {}).whole
    return all(claims.borne_out(demand, entry).whole for entry in named)


def _content(side: Collected) -> Content:
    """What reviews are held against: the head and its digest, and when a record outside the tree was last edited."""
    change = side.change
    outside = {"description": change.body_edited, "label": change.labels_edited}
    edited = [outside[record.source] for record in side.records if record.source in outside]
    # A record that the change leaves alone is its record only because the description names it.
    edited += [change.body_edited for record in side.records if record.source not in outside and not record.edited]
    times = [time for time in edited if time]
    written = None if any(time is None for time in edited) else max(times, default="")
    return Content(change.head, side.digests, written)


def _implied(view: dict[str, Json], side: Collected) -> dict[str, Json]:
    """Change types that the edits of the entries imply, and the retired systems that the record names."""
    trusted, head = entries(side.trusted), entries(side.head)
    paths = entry_paths(side.trusted, side.head)
    implied: dict[str, None] = {}
    retired = []
    for key in view["systems"]:
        if paths.get(key) in side.changed:
            implied.update(dict.fromkeys(implied_types(trusted.get(key, {}), head.get(key, {}), side.bootstrap)))
        if trusted.get(key, {}).get("lifecycle") == "retired":
            retired.append(key)
    return {"implied": list(implied), "retired": retired}


def _trusted(side: Collected) -> dict[str, Json]:
    """The trusted register as rules and the verdict need it: every file's value, rules and commit."""
    values = {name.replace("-", "_"): parsed.value for name, parsed in side.trusted.single.items() if parsed.value}
    return {
        "ref": side.trusted_ref,
        "commit": side.trusted_commit,
        "present": side.trusted.present,
        "bootstrap": side.bootstrap,
        "register": values,
        "rules": dict(sorted(side.trusted.rules.items())),
        "day": iso_date(side.now),
    }


def _spans(side: Collected) -> dict[str, Json]:
    """File → pointer → [line, column], of the head's documents, records and register."""
    parsed = {**side.head_tree.documents, **side.head.systems, **{p.path: p for p in side.head.single.values()}}
    parsed.update({record.path: record.parsed for record in side.records})
    return {
        path: {pointer: [span[0], span[1]] for pointer, span in document.spans.items()}
        for path, document in sorted(parsed.items())
        if document.spans
    }
