"""Emergencies: which of this change's records break the glass, and why the others do not.

Breaking it takes a record in the tree that this change brings, and a verified approval by a role that the risk method
names. Knows nothing of rules: which outcomes yield is the engine's to say.
"""

from aims_gate.facts.cases import lacking, nonconformities
from aims_gate.facts.claims import Asked, Claims, Met, asked
from aims_gate.facts.dates import days_from, hours_of, iso_date
from aims_gate.facts.evidence import content, reference_problem, stated_before
from aims_gate.facts.people import names
from aims_gate.facts.placeholder import is_placeholder
from aims_gate.facts.records import texts
from aims_gate.facts.sign_off import untold
from aims_gate.model.collected import Collected, StatedRecord
from aims_gate.model.document import Json

KEY = "break_glass"


def broken_glass(side: Collected, claims: Claims, judged: dict[str, Json]) -> list[dict[str, Json]]:
    """One element for each record that states `break_glass`. `judged` maps ids to touched systems as judged.

    `state` is `broken`, `waiting` (there is no forge to ask), `unapproved`, `unknown` (an approval could not be judged)
    or `refused` (nobody's approval would help); `why` says so where it is not broken. `could_break` are people,
    `roles` what the method asks for, `given` the reviews so far, `nonconformities` what the change brings for each system.
    """
    return [_view(record, side, claims, judged) for record in side.records if KEY in record.value]


def _view(record: StatedRecord, side: Collected, claims: Claims, judged: dict[str, Json]) -> dict[str, Json]:
    row = record.value[KEY] if isinstance(record.value[KEY], dict) else {}
    systems = [judged[key] for key in texts(record.value.get("systems")) if key in judged]
    table = claims.method.value.get(KEY)
    # The method names roles and no number: one person is enough, and none of those who made the change.
    demand = asked({"any_of": table.get("any_of")}) if isinstance(table, dict) else None
    refusal = _refusal(record, row, side, table if demand else None) or ("" if systems else _NO_SYSTEM)
    met = [claims.borne_out(demand, system) for system in systems]
    state, why = ("refused", refusal) if refusal else _state(claims, systems, met)
    could = [set(claims.could_sign(demand, system)) for system in systems]
    listed = [p for system in systems for p in claims.could_sign(demand, system) if all(p in some for some in could)]
    view: dict[str, Json] = {
        "record": record.path,
        "systems": [str(system["id"]) for system in systems],
        "state": state,
        "roles": " or ".join(demand.roles) if demand else "",
        "could_break": [] if refusal else list(dict.fromkeys(listed)),
        "by": list(dict.fromkeys(p for found in met for p in found.by)) if state == "broken" else [],
        "given": [] if refusal or demand is None else _given(claims, demand, systems),
        "nonconformities": _brought(record, systems, side),
    }
    view.update({key: row[key] for key in ("reason", "incident", "until") if isinstance(row.get(key), str)})
    if why:
        view["why"] = why
    hindered = [text for system in systems for text in claims.hindered(demand, system)]
    if hindered and not listed:
        view["hindered"] = list(dict.fromkeys(hindered))
    return view


_NO_SYSTEM = "it names no system that the register knows"


def _refusal(record: StatedRecord, row: dict[str, Json], side: Collected, table: Json) -> str:
    """Why the record cannot break the glass, whoever approves; empty when it can."""
    if record.source not in ("prd", "change"):
        return f"it stands in the {record.source}, and only a record in the tree can break the glass"
    if not record.edited:
        return "it stands in a record that this change does not edit"
    if stated_before(record, KEY, side) == record.value[KEY]:
        return "an earlier change brought it: write another record for this one"
    if record.path not in side.lasting_glass:
        return (
            "later checks would not find it: put the record in .aims/changes/ or among the `documents` of config.yaml"
        )
    blank = [key for key in ("reason", "incident", "until") if not _filled(row.get(key))]
    if blank:
        return f"it has no {names(blank)}"
    return _refused_until(row["until"], side, table) or _refused_incident(row["incident"], side)


def _refused_until(until: str, side: Collected, table: Json) -> str:
    day, today = iso_date(until), iso_date(side.now)
    hours = hours_of(table.get("at_most")) if isinstance(table, dict) else None
    if hours is None:
        return "the risk method names no roles and time for it (`break_glass: {any_of: [...], at_most: 72h}`)"
    if not day:
        return f"its `until`, {until}, is no day of the calendar"
    if day < today:
        return f"its `until`, {day}, is past"
    if days_from(today, day) * 24 > hours:
        return f"its `until`, {day}, is further than the {table['at_most']} that the risk method allows"
    return ""


def _refused_incident(path: str, side: Collected) -> str:
    problem = reference_problem(path, "incident", side.head_tree)
    if not problem and content(side.head_tree.documents.get(path)) is None:
        problem = "cannot be read"
    return f"its incident, {path}, {problem}" if problem else ""


def _state(claims: Claims, systems: list[dict[str, Json]], met: list[Met]) -> tuple[str, str]:
    """How far the approval has come, by what a sign-off would be told by."""
    if claims.local:
        return "waiting", "it waits for an approving review of the pull request"
    if claims.approvals.unavailable:
        return "unknown", claims.approvals.unavailable
    for system in systems:
        if doubt := untold(claims, str(system.get("tier"))):
            return "unknown", doubt
    if all(found.whole for found in met):
        return "broken", ""
    if any(found.unsure for found in met):
        return "unknown", "an approval that could count cannot be judged any more"
    return "unapproved", "it waits for an approving review"


def _given(claims: Claims, demand: Asked, systems: list[dict[str, Json]]) -> list[dict[str, Json]]:
    """What each review on the forge is worth for breaking the glass."""
    found = []
    for review in claims.approvals.reviewers():
        standing = claims.approvals.of_login(review.login)
        person = claims.approvals.person(review)
        holds = all(any(person in claims.holders(role, system) for role in demand.roles) for system in systems)
        state: str = standing.state
        reason = standing.reason
        if state == "verified" and not (person and holds):
            state, reason = "not-entitled", f"{person or review.login} holds no role that may break the glass"
        found.append({"person": person or review.login, "state": state, "reason": reason})
    return found


def _brought(record: StatedRecord, systems: list[dict[str, Json]], side: Collected) -> list[dict[str, Json]]:
    """System → the nonconformity that this change brings for it, or none yet."""
    found = []
    for system in systems:
        cases = nonconformities(str(system["id"]), record.path, side)
        row: dict[str, Json] = {"system": str(system["id"]), "closed": bool(cases) and not _lacks(cases[0][1], side)}
        found.append({**row, "path": cases[0][0]} if cases else row)
    return found


def _lacks(case: dict[str, Json], side: Collected) -> list[str]:
    return lacking(case, side.now)


def _filled(value: Json) -> bool:
    return isinstance(value, str) and bool(value.strip()) and not is_placeholder(value)
