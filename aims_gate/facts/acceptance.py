"""Who may accept what is left of a risk, whether they did, and until when that holds (6.1.3)."""

from aims_gate.facts.claims import Asked, Claims, asked
from aims_gate.facts.dates import day_after, iso_date
from aims_gate.model.document import Json


def accept(view: dict[str, Json], path: str, claims: Claims, system: dict[str, Json]) -> list[dict[str, Json]]:
    """Add to a risk row with a residual whether it is accepted; returns what is unknown of that.

    Adds `acceptable`, `accepted`, `basis`, and for a row that the change brings `accepted_by` (what the method asks
    for), `refused` (why the person whom the row names cannot accept it) and `accepted_until`. Whether somebody did
    accept it, only a review can tell.
    """
    if "residual_level" not in view:
        return []
    table = claims.method.value.get("accept")
    demand = asked(table.get(view["residual_level"])) if isinstance(table, dict) else None
    view.update(acceptable=demand is not None, accepted=False, basis="claimed")
    if demand is None or not view["changed"]:
        return []
    claimed = view.get("accepted_by")
    view["accepted_by"] = list(demand.words())
    refusal = _refusal(view, claimed, demand, claims, system) if claimed else ""
    met = claims.borne_out(demand, system)
    _set_end(view, met.by, claims, str(system.get("tier")))
    if refusal:
        view["refused"] = refusal
        return []
    if met.whole:
        view.update(accepted=True, basis="verified")
        return []
    who = "; ".join(claims.hindered(demand, system)) or ", ".join(claims.could_sign(demand, system))
    reason = f"the residual risk is accepted by an approving review of {' and '.join(demand.words())} ({who})"
    return [claims.open_fact(f"{path}.accepted", reason, unsure=met.unsure)]


def _refusal(view: dict[str, Json], person: Json, demand: Asked, claims: Claims, system: dict[str, Json]) -> str:
    """Why the acceptance that a row claims cannot count; empty when it could."""
    refusal = claims.refusal(person, demand.roles, system)
    if not refusal and "accepted_on" in view and claims.in_future(view["accepted_on"]):
        refusal = "its day is none, or lies in the future"
    standing = claims.approvals.of(person) if not refusal else None
    return standing.reason if standing is not None and standing.refutes else refusal


def _set_end(view: dict[str, Json], people: tuple[str, ...], claims: Claims, tier: str) -> None:
    """Where a row names no end, its acceptance lasts as long as an assessment of the tier does (8.2)."""
    if "accepted_until" in view:
        return
    table = claims.method.value.get("reassess_every")
    reviewed = sorted(filter(None, (iso_date(claims.approvals.of(person).at) for person in people)))
    start = iso_date(view.get("accepted_on")) or (reviewed[0] if reviewed else "")
    end = day_after(start, table.get(tier)) if start and isinstance(table, dict) else ""
    if end:
        view["accepted_until"] = end
