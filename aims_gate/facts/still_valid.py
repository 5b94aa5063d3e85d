"""Statements that an assessment still holds although the change would ask for a fresh one."""

from aims_gate.facts.claims import Claims
from aims_gate.model.document import Json


def judge_still_valid(
    stated: Json, edited: bool, system: dict[str, Json], claims: Claims
) -> tuple[dict[str, Json], list[dict[str, Json]]]:
    """A record's `still_valid` with `holds` for each kind, and what is unknown of it.

    A statement counts only in a record that this change edits, dated, with a reason, by someone entitled to sign at the
    system's tier.
    """
    view: dict[str, Json] = {}
    unknown: list[dict[str, Json]] = []
    for kind, row in (stated if isinstance(stated, dict) else {}).items():
        if not isinstance(row, dict):
            continue
        refusal = _refusal(row, edited, claims)
        claim = claims.of_approver(row.get("by"), str(system["tier"]), system)
        state = "refuted" if refusal else claim.state
        holds = state == "verified"
        view[kind] = {**row, "holds": holds, "state": state, "basis": "verified" if holds else "claimed"}
        if state == "refuted":
            view[kind]["why_not"] = refusal or claim.reason
        elif not holds:
            reason = claims.why_open(f"the statement that names {row['by']} waits for their approving review")
            unknown.append({"path": f"record.still_valid.{kind}.holds", "reason": reason, "waiting": claims.local})
    return view, unknown


def _refusal(row: dict[str, Json], edited: bool, claims: Claims) -> str:
    """Why the statement cannot count, whoever made it."""
    if not edited:
        return "it stands in a record that this change does not edit"
    if not isinstance(row.get("reason"), str) or not row["reason"].strip():
        return "it gives no reason"
    if claims.in_future(row.get("date")):
        return "its date is absent or lies in the future"
    return ""
