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
        refusal = _refusal(row, edited, system, claims)
        view[kind] = {**row, "holds": False, "state": "refuted" if refusal else "claimed", "basis": "claimed"}
        if refusal:
            view[kind]["why_not"] = refusal
            continue
        reason = f"{row['by']} is named as saying so and has to approve the pull request"
        unknown.append({"path": f"record.still_valid.{kind}.holds", "reason": reason, "waiting": True})
    return view, unknown


def _refusal(row: dict[str, Json], edited: bool, system: dict[str, Json], claims: Claims) -> str:
    if not edited:
        return "it stands in a record that this change does not edit"
    if not isinstance(row.get("reason"), str) or not row["reason"].strip():
        return "it gives no reason"
    if claims.in_future(row.get("date")):
        return "its date is absent or lies in the future"
    return claims.approver_refusal(row.get("by"), str(system["tier"]), system)
