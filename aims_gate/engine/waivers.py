"""Exceptions with an end: waivers and lowered rule levels, and the one function that says whether one is in force."""

from aims_gate.engine.functions import filled
from aims_gate.facts.dates import days_from, days_of, iso_date
from aims_gate.model.document import Json
from aims_gate.model.values import NamedTuple

_WAIVER_KEYS = ("rule", "subject", "reason", "owner", "approved_by", "from", "expires")
_LEVEL_KEYS = ("reason", "owner", "review_by")


class Liveness(NamedTuple):
    """Whether an exception is in force, and a sentence that says why or why not."""

    live: bool
    why: str


def liveness(start: Json, end: Json, now: str, at_most: int | None = None) -> Liveness:
    """Whether start ≤ now < end, and the span is not longer than `at_most` days.

    Dates are ISO texts; anything else is not in force.
    """
    begins, ends, today = iso_date(start), iso_date(end), iso_date(now)
    if not begins or not ends:
        return Liveness(False, "it has no dates that can be read")
    if at_most is not None and days_from(begins, ends) > at_most:
        return Liveness(
            False, f"it lasts {days_from(begins, ends)} days, longer than the {at_most} that the tier allows"
        )
    if today < begins:
        return Liveness(False, f"it is in force only from {begins}")
    if today >= ends:
        return Liveness(False, f"it expired on {ends}")
    return Liveness(True, f"until {ends}")


class Waived(NamedTuple):
    """The waiver that was found for a failure: in force or, with the reason, not."""

    live: bool
    reason: str
    expires: str = ""


def waiver_for(rule: str, subject: str, tier: str, waivers: Json, method: Json, now: str) -> Waived | None:
    """The waiver of a rule for a subject (`kind:id`): one in force before one that is not; None without any."""
    rows = waivers.get("waivers") if isinstance(waivers, dict) else None
    found = [
        _judge(row, tier, method, now)
        for row in (rows if isinstance(rows, list) else [])
        if isinstance(row, dict) and row.get("rule") == rule and row.get("subject") == subject
    ]
    return next((waived for waived in found if waived.live), found[0] if found else None)


def lowered(entry: Json, now: str) -> Liveness:
    """Whether a lowered level in the configuration is in force: it needs a reason, an owner and a date of review."""
    missing = [key for key in _LEVEL_KEYS if not isinstance(entry, dict) or not filled(entry.get(key))]
    if missing:
        return Liveness(False, f"it lacks {', '.join(missing)}")
    return liveness("0001-01-01", entry["review_by"], now)


def _judge(row: dict[str, Json], tier: str, method: Json, now: str) -> Waived:
    missing = [key for key in _WAIVER_KEYS if not filled(row.get(key))]
    if missing:
        return Waived(False, f"its waiver lacks {', '.join(missing)}")
    table = method.get("waiver_at_most") if isinstance(method, dict) else None
    at_most = days_of(table.get(tier)) if isinstance(table, dict) else None
    if at_most is None:
        return Waived(False, f"the risk method allows no waiver at tier {tier}")
    state = liveness(row["from"], row["expires"], now, at_most)
    if not state.live:
        return Waived(False, f"its waiver is not in force: {state.why}")
    reason = f"waived {state.why} by {row['approved_by']}, owner {row['owner']}: {row['reason']}"
    return Waived(True, reason, iso_date(row["expires"]))
