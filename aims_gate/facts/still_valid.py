"""Statements that an assessment still holds although the change would ask for a fresh one."""

from collections.abc import Iterable

from aims_gate.facts.claims import Claims
from aims_gate.facts.evidence import stated_before
from aims_gate.model.collected import Collected, StatedRecord
from aims_gate.model.document import Json


def judge_still_valid(
    records: Iterable[StatedRecord], system: dict[str, Json], side: Collected, claims: Claims
) -> tuple[dict[str, Json], list[dict[str, Json]]]:
    """The records' `still_valid` with `holds` for each kind, and what is unknown of it. The first statement counts.

    A statement counts only where this change brings or edits it in a record, dated, with a reason, by someone entitled
    to sign at the system's tier.
    """
    view: dict[str, Json] = {}
    unknown: list[dict[str, Json]] = []
    for kind, (row, edited) in _stated(records, side).items():
        refusal = _refusal(row, edited, claims)
        claim = claims.of_approver(row.get("by"), str(system["tier"]), system)
        state = "refuted" if refusal else claim.state
        holds = state == "verified"
        view[kind] = {key: row[key] for key in ("by", "date", "reason") if key in row}
        view[kind].update(holds=holds, state=state, basis="verified" if holds else "claimed")
        if state == "refuted":
            view[kind]["why_not"] = refusal or claim.reason
        elif not holds:
            reason = f"the statement that names {row['by']} waits for their approving review"
            unsure = claim.state == "unknown"
            unknown.append(claims.open_fact(f"record.still_valid.{kind}.holds", reason, unsure=unsure))
    return view, unknown


def _stated(records: Iterable[StatedRecord], side: Collected) -> dict[str, tuple[dict[str, Json], bool]]:
    """Kind → what is stated of it and whether the change brings that statement; edited records come first.

    An edit elsewhere in the record says nothing anew: neither does a blank more.
    """
    found: dict[str, tuple[dict[str, Json], bool]] = {}
    for record in sorted(records, key=lambda record: not record.edited):
        stated, before = record.value.get("still_valid"), stated_before(record, "still_valid", side)
        earlier = before if isinstance(before, dict) else {}
        for kind, row in (stated if isinstance(stated, dict) else {}).items():
            if isinstance(row, dict):
                found.setdefault(kind, (row, record.edited and earlier.get(kind) != row))
    return found


def _refusal(row: dict[str, Json], edited: bool, claims: Claims) -> str:
    """Why the statement cannot count, whoever made it."""
    if not edited:
        return "this change does not bring it: it stood in the record before"
    if not isinstance(row.get("reason"), str) or not row["reason"].strip():
        return "it gives no reason"
    if claims.in_future(row.get("date")):
        return "its date is absent or lies in the future"
    return ""
