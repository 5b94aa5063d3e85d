"""Who has to sign a system's change off, who has, who claims to have, and who still could."""

from aims_gate.facts.approvals import Standing
from aims_gate.facts.claims import Asked, Claims, asked
from aims_gate.facts.dates import iso_date
from aims_gate.model.document import Json
from aims_gate.model.review import Review
from aims_gate.model.values import NamedTuple

NOBODY_NAMED = "someone whom the risk method would have to name first"


class SignOff(NamedTuple):
    """`view` is what rules see; `unknown` says why `view.missing` is not known yet, and is empty when it is.

    `places` maps the paths of what signers' training lacks to pointers in the roles file.
    """

    view: dict[str, Json]
    unknown: str
    places: dict[str, str]


def sign_off(claims: Claims, system: dict[str, Json], stated: Json) -> SignOff:
    """The sign-off of one system's change.

    `system` is the system as judged (with its effective `tier` and `new`), `stated` the record's `sign_off` list.
    """
    demands = _demands(claims, system)
    required = list(dict.fromkeys(text for demand in demands for text in demand.words())) or [NOBODY_NAMED]
    met = [claims.borne_out(demand, system) for demand in demands]
    missing = list(dict.fromkeys(text for found in met for text in found.missing)) if demands else [NOBODY_NAMED]
    could = list(dict.fromkeys(p for demand in demands for p in claims.could_sign(demand, system)))
    rows = [row for row in (stated if isinstance(stated, list) else []) if isinstance(row, dict)]
    given = [_claimed(claims, system, demands, row) for row in rows]
    reviewed = [_reviewed(claims, system, demands, review) for review in claims.approvals.reviewers()]
    counted = {row["person"] for row in reviewed if row["person"]}
    given = [row for row in given if row["state"] == "refuted" or row["person"] not in counted] + reviewed
    view: dict[str, Json] = {
        "required": required,
        "given": given,
        "missing": missing,
        "could_sign": could,
        "basis": "claimed" if missing else "verified",
    }
    hindered = list(dict.fromkeys(text for demand in demands for text in claims.hindered(demand, system)))
    if hindered:
        view["hindered"] = hindered
    places = _training_places(claims, given, demands)
    blocked = _blocked(required, hindered, system)
    if claims.local or claims.approvals.unavailable:
        needed = claims.why_open(f"an approving review by {', '.join(could)} is needed")
        return SignOff(view, blocked or needed, places)
    if missing and any(found.unsure for found in met):
        return SignOff(view, "an approval that could count cannot be judged any more", places)
    return SignOff(view, "" if missing else untold(claims, str(system.get("tier"))), places)


def untold(claims: Claims, tier: str) -> str:
    """Why nobody's independence is sure where the method is strict about it: somebody made commits whom it cannot tell."""
    table = claims.method.value.get("independence")
    strict = isinstance(table, dict) and table.get(tier) == "strict"
    who = ", ".join(claims.approvals.strangers)
    return f"{who} made commits and cannot be told: name them in .aims/roles.yaml" if strict and who else ""


def _demands(claims: Claims, system: dict[str, Json]) -> list[Asked]:
    """What the tier asks for, and for a new entry also who approves new systems; none where nobody signs the tier."""
    of_tier = claims.demand(str(system.get("tier")))
    if of_tier is None:
        return []
    if not system.get("new"):
        return [of_tier]
    of_new = asked(claims.method.value.get("new_system")) or Asked(roles=("risk-approver",), every=False, number=1)
    # Two demands in the same words may still differ in the training that they ask for.
    return list(dict.fromkeys((of_tier, of_new)))


def _claimed(claims: Claims, system: dict[str, Json], demands: list[Asked], row: dict[str, Json]) -> dict[str, Json]:
    """A sign-off that the record states: refuted, or a claim that waits for its review."""
    role = row["role"] if isinstance(row.get("role"), str) else ""
    person = row["by"] if isinstance(row.get("by"), str) else ""
    refusal = _row_refusal(claims, row) or claims.refusal(person, (role,) if role else (), system)
    standing = claims.approvals.of(person)
    if not refusal and standing.refutes:
        refusal = standing.reason
    state = "refuted" if refusal else "claimed"
    view: dict[str, Json] = {"role": role, "person": person, "state": state, "reason": refusal or standing.reason}
    view.update({key: row[key] for key in ("date", "expires", "residual", "decision") if key in row})
    if state == "claimed" and any(role in demand.roles for demand in demands):
        view["training"] = _training(claims, person, [role], demands)
    return view


def _reviewed(claims: Claims, system: dict[str, Json], demands: list[Asked], review: Review) -> dict[str, Json]:
    """What a review on the forge is worth for this system's sign-off; every one is listed."""
    person = claims.approvals.person(review)
    standing = claims.approvals.of_login(review.login)
    roles = [r for d in demands for r in d.roles if person and person in claims.holders(r, system)]
    state, reason = _worth(claims, standing, person, roles, demands)
    view: dict[str, Json] = {
        "role": roles[0] if roles else "",
        "person": person or review.login,
        "state": state,
        "reason": reason,
        "commit": review.commit,
        "at": review.at,
    }
    if state in ("verified", "untrained"):
        view["training"] = _training(claims, person, roles, demands)
    return view


def _worth(claims: Claims, standing: Standing, person: str, roles: list[str], demands: list[Asked]) -> tuple[str, str]:
    if standing.state != "verified":
        return standing.state, standing.reason
    if not roles:
        return "not-entitled", f"{person or standing.login} holds no role that this sign-off asks for"
    lacking = [topic for topic in _topics(roles, demands) if not claims.people.competent(person, topic)]
    return ("untrained", f"{person} has {claims.people.training(person, lacking[0])}") if lacking else ("verified", "")


def _topics(roles: list[str], demands: list[Asked]) -> list[str]:
    """What those who sign in some roles must have been trained in."""
    topics = (demand.competence for demand in demands if demand.competence and set(roles) & set(demand.roles))
    return list(dict.fromkeys(topics))


def _training(claims: Claims, person: str, roles: list[str], demands: list[Asked]) -> str:
    """What the training of somebody who signs lacks; any current record will do where the method names no topic."""
    found = [claims.people.training(person, topic) for topic in _topics(roles, demands) or [""]]
    return "; ".join(filter(None, found))


def _training_places(claims: Claims, given: list[dict[str, Json]], demands: list[Asked]) -> dict[str, str]:
    """Where the roles file tells of the training that signers lack."""
    found = {}
    for index, row in enumerate(given):
        if row.get("training"):
            topics = _topics([row["role"]], demands)
            topic = next((t for t in topics if not claims.people.competent(row["person"], t)), "")
            found[f"sign_off.given[{index}].training"] = claims.people.training_place(row["person"], topic)
    return found


def _row_refusal(claims: Claims, row: dict[str, Json]) -> str:
    """Why the row itself cannot count, whoever signed."""
    if row.get("decision") != "accept":
        return f"the decision is `{row.get('decision', 'absent')}`, not `accept`"
    if claims.in_future(row.get("date")):
        return "its date is absent or lies in the future"
    if "expires" in row and (iso_date(row["expires"]) or "0") <= claims.people.now:
        return f"it expired on {row['expires']}"
    return ""


def _blocked(required: list[str], hindered: list[str], system: dict[str, Json]) -> str:
    if NOBODY_NAMED in required:
        return f"the risk method names nobody who signs tier {system.get('tier')} off"
    if hindered:
        return f"nobody could give all of it: {'; '.join(hindered)}. `aims-gate doctor` says what to add to .aims/roles.yaml"
    return ""
