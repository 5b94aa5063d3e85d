"""Who has to sign a system's change off, who claims to have, and who still could.

Without a forge's reviews nothing here is ever verified: a claim is refuted or stays a claim.
"""

from dataclasses import dataclass

from aims_gate.facts.claims import Asked, Claims, asked
from aims_gate.facts.dates import iso_date
from aims_gate.model.document import Json

NOBODY_NAMED = "someone whom the risk method would have to name first"


@dataclass(frozen=True, slots=True)
class SignOff:
    """`view` is what rules see; `settled` is whether `view.missing` is known; `blocked` says that nobody could sign."""

    view: dict[str, Json]
    settled: bool
    blocked: str


def sign_off(claims: Claims, system: dict[str, Json], stated: Json) -> SignOff:
    """The sign-off of one system's change.

    `system` is the system as judged (with its effective `tier` and `new`), `stated` the record's `sign_off` list.
    """
    demands = _demands(claims, system)
    required = [text for demand in demands for text in (demand.words() if demand else (NOBODY_NAMED,))]
    could = list(dict.fromkeys(p for demand in demands for p in claims.could_sign(demand, system)))
    rows = stated if isinstance(stated, list) else []
    given = [_given(claims, system, row) for row in rows if isinstance(row, dict)]
    view: dict[str, Json] = {"required": required, "given": given, "missing": required, "could_sign": could}
    return SignOff(view, settled=False, blocked=_blocked(required, could, system))


def _demands(claims: Claims, system: dict[str, Json]) -> list[Asked | None]:
    """What the tier asks for, and for a new entry also who approves new systems.

    None where the method names nobody for the tier: then nobody can sign, whoever approves new systems.
    """
    of_tier = claims.demand(str(system.get("tier")))
    if not system.get("new"):
        return [of_tier]
    of_new = _asked_of_new(claims.method.value.get("new_system"))
    return [of_tier] if of_tier and of_tier.words() == of_new.words() else [of_tier, of_new]


def _asked_of_new(demand: Json) -> Asked:
    return asked(demand) or Asked(roles=("risk-approver",), every=False, count=1)


def _given(claims: Claims, system: dict[str, Json], row: dict[str, Json]) -> dict[str, Json]:
    role = row.get("role") if isinstance(row.get("role"), str) else ""
    refusal = _row_refusal(claims, row) or claims.refusal(row.get("by"), (role,) if role else (), system)
    view: dict[str, Json] = {
        "role": role,
        "person": row["by"] if isinstance(row.get("by"), str) else "",
        "state": "refuted" if refusal else "claimed",
        "reason": refusal or "waits for an approving review",
    }
    view.update({key: row[key] for key in ("date", "expires", "residual", "decision") if key in row})
    return view


def _row_refusal(claims: Claims, row: dict[str, Json]) -> str:
    """Why the row itself cannot count, whoever signed."""
    if row.get("decision") != "accept":
        return f"the decision is `{row.get('decision', 'absent')}`, not `accept`"
    if claims.in_future(row.get("date")):
        return "its date is absent or lies in the future"
    if "expires" in row and (iso_date(row["expires"]) or "0") <= claims.people.now:
        return f"it expired on {row['expires']}"
    return ""


def _blocked(required: list[str], could: list[str], system: dict[str, Json]) -> str:
    if NOBODY_NAMED in required:
        return f"the risk method names nobody who signs tier {system.get('tier')} off"
    if not could:
        return "nobody but those who made the change could sign: name another holder in .aims/roles.yaml"
    return ""
