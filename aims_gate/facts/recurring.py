"""The newest of what is done over and over: management reviews, audits, monitoring. Nothing of a day to come counts."""

from collections.abc import Iterable

from aims_gate.facts.dates import days_after, days_of, iso_date
from aims_gate.facts.records import texts
from aims_gate.model.document import Json

Row = dict[str, Json]


def latest(rows: Iterable[Row], field: str, today: str) -> Row:
    """The row with the newest date in `field` that is not after today; empty where there is none."""
    held = [row for row in rows if "" < iso_date(row.get(field)) <= today]
    return max(held, key=lambda row: iso_date(row[field]), default={})


def latest_review(programme: Json, today: str) -> Row:
    """The management review that was held last, with its place in the list as `index`."""
    stated = programme.get("management_reviews") if isinstance(programme, dict) else None
    rows = [{**row, "index": place} for place, row in enumerate(stated or ()) if isinstance(row, dict)]
    return latest(rows, "date", today)


def audited(audits: Iterable[Row], today: str) -> dict[str, str]:
    """Clause, control or group that an audit names → the day of the newest such audit."""
    found: dict[str, str] = {}
    for audit in audits:
        day = iso_date(audit.get("audited"))
        for named in texts(audit.get("controls")) if "" < day <= today else ():
            found[named] = max(day, found.get(named, ""))
    return found


def measured(key: str, plan: Row, results: Iterable[Row], today: str) -> Row:
    """What monitoring last showed of a system, held against its plan.

    `path`, `date`, `due` (the day of the next, by the plan's `review_every`), `missing` (metrics of the plan without a
    figure) and `reviewed_by`; empty where nothing was measured.
    """
    mine = [row for row in results if key in texts(row.get("systems"))]
    newest = latest(mine, "measured", today)
    if not newest:
        return {}
    figures = {row.get("metric") for row in _rows(newest.get("results")) if "value" in row}
    view: Row = {
        "path": newest["path"],
        "date": iso_date(newest["measured"]),
        "missing": [str(row.get("name")) for row in _rows(plan.get("metrics")) if row.get("name") not in figures],
    }
    days = days_of(plan.get("review_every"))
    if days is not None:
        view["due"] = days_after(view["date"], days)
    return {**view, **({"reviewed_by": newest["reviewed_by"]} if "reviewed_by" in newest else {})}


def _rows(value: Json) -> list[Row]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
