"""Which dates of a regulation a system's tier and role make worth asking about. Concludes nothing in law."""

from collections.abc import Iterable, Iterator

from aims_gate.facts.dates import days_from, iso_date
from aims_gate.model.document import Json
from aims_gate.model.readiness import Due

Facts = dict[str, Json]

_BOTH = ("provider", "deployer")


def dates_to_come(facts: Facts, law: dict[str, Json], horizon: int) -> tuple[Due, ...]:
    """Days within the horizon from which something of `law` (policies/eu-ai-act.yaml) applies, or a grace ends.

    A day that is past is never overdue here: what applies already stands in `standing_notes`.
    """
    today = facts["trusted"]["day"]
    found = []
    for row, systems in _matching(facts, law):
        for day, what in _days(row):
            if 0 <= days_from(today, day) <= horizon:
                about = f"EU AI Act {', '.join(row['articles'])}: {what}, if {row['where']} ({', '.join(systems)})"
                found.append(Due(day, days_from(today, day), about, "", ""))
    return tuple(found)


def standing_notes(facts: Facts, law: dict[str, Json]) -> list[str]:
    """What applies from when, for systems of that tier and role, and how sure the days are; empty where none matters."""
    today = facts["trusted"]["day"]
    rows = [_note(row, systems, today) for row, systems in _matching(facts, law)]
    if not rows:
        return []
    said = "EU AI Act, by tier and role alone. Whether an article applies is for counsel to say, not for this tool."
    return [f"{said} {law['standing'].strip()}", *rows]


def _note(row: dict[str, Json], systems: list[str], today: str) -> str:
    since = "since" if days_from(today, row["applies_from"]) <= 0 else "from"
    grace = f"; until {row['grace_until']} for {row['grace_for']}" if "grace_until" in row else ""
    articles = ", ".join(row["articles"])
    return (
        f"EU AI Act, {row['title']} ({articles}): {since} {row['applies_from']}{grace}, if {row['where']}. "
        f"To ask of {_named(systems)}."
    )


_NAMED = 8
"""Systems that a note names; of more it says how many."""


def _named(systems: list[str]) -> str:
    more = [f"{len(systems) - _NAMED} more"] if len(systems) > _NAMED else []
    return ", ".join((*systems[:_NAMED], *more))


def _days(row: dict[str, Json]) -> Iterator[tuple[str, str]]:
    yield iso_date(row["applies_from"]), f"{row['title']} applies"
    if "grace_until" in row:
        yield iso_date(row["grace_until"]), f"grace ends for {row['grace_for']}"


def _matching(facts: Facts, law: dict[str, Json]) -> Iterator[tuple[dict[str, Json], list[str]]]:
    for row in law.get("dates", ()):
        systems = [str(s["id"]) for s in _in_use(facts) if s.get("tier") in row["tiers"] and _plays(s, row["roles"])]
        if systems:
            yield row, systems


def _in_use(facts: Facts) -> Iterable[dict[str, Json]]:
    """Systems as judged, the retired ones left out."""
    return [item["system"] for item in facts["systems"]]


def _plays(system: dict[str, Json], roles: list[str]) -> bool:
    """Whether a system's role is among them; one that is not stated may be any."""
    role = system.get("role")
    stated = _BOTH if role not in _BOTH else (role,)
    return any(one in roles for one in stated)
