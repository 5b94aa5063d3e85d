"""What falls due, and what is overdue, in the whole management system."""

from collections.abc import Iterable, Iterator

from aims_gate.facts.dates import days_from, iso_date
from aims_gate.model.document import Json
from aims_gate.model.readiness import Due

Facts = dict[str, Json]

_PROGRAMME = ".aims/programme.yaml"


def due_within(facts: Facts, horizon: int) -> tuple[Due, ...]:
    """Everything that is overdue or falls due within so many days, the earliest first."""
    today = facts["trusted"]["day"]
    found = []
    for day, what, who, path in _all(facts):
        date = iso_date(day)
        if date and days_from(today, date) <= horizon:
            found.append(Due(date, days_from(today, date), what, who, path))
    return tuple(sorted(set(found)))


Row = tuple[Json, str, str, str]


def _all(facts: Facts) -> Iterator[Row]:
    register, standing = facts["trusted"]["register"], facts["programme"]
    programme = register.get("programme") or {}
    yield from _of_systems(standing["systems"], facts)
    yield from _of_programme(programme)
    for person in standing["roles"]["people"]:
        for topic, expires in _latest_training(person).items():
            yield expires, f"training in {topic}", person["id"], ".aims/roles.yaml"
    for waiver in _list(register.get("waivers"), "waivers"):
        yield (
            waiver.get("expires"),
            f"waiver of {waiver.get('rule')} for {waiver.get('subject')}",
            _who(waiver),
            ".aims/waivers.yaml",
        )
    for level in standing["levels"]:
        yield level.get("review_by"), f"{level.get('rule')} as {level.get('level')}", _who(level), ".aims/config.yaml"
    for glass in standing["history"]["break_glass"]:
        yield glass.get("until"), "what a break-glass owes", "", str(glass["record"])
    for case in (*standing["incidents"], *standing["nonconformities"]):
        for action in _list(case, "actions"):
            if not action.get("done"):
                yield action.get("due"), f"action: {action.get('action')}", _who(action), str(case["path"])
    for audit in standing["audits"]:
        for finding in _list(audit, "findings"):
            if finding.get("status") != "closed":
                yield (
                    finding.get("due"),
                    f"audit finding {finding.get('id', '')}".strip(),
                    _who(finding),
                    str(audit["path"]),
                )


def _latest_training(person: dict[str, Json]) -> dict[str, str]:
    """Topic → the day on which the last of the person's records of it ends; none where one does not end."""
    ends: dict[str, list[str]] = {}
    for record in _list(person, "competence"):
        ends.setdefault(str(record.get("topic")), []).append(iso_date(record.get("expires")))
    return {topic: max(days) for topic, days in ends.items() if all(days)}


def _of_systems(systems: Iterable[dict[str, Json]], facts: Facts) -> Iterator[Row]:
    rows = {item["system"]["id"]: item["risk"].get("rows", ()) for item in facts["systems"]}
    for system in systems:
        if system.get("lifecycle") == "retired":
            continue
        for kind, piece in system["evidence"].items():
            yield (
                piece.get("due"),
                f"{kind.replace('_', ' ')} of {system['id']}",
                str(system.get("owner", "")),
                str(piece["path"]),
            )
        for row in rows.get(system["id"], ()):
            if row.get("status") != "done":
                path = str(row.get("source", system["path"]))
                yield row.get("due"), f"treatment of risk {row.get('id', '')} of {system['id']}", _who(row), path


def _of_programme(programme: dict[str, Json]) -> Iterator[Row]:
    for name, item in programme.items():
        if isinstance(item, dict):
            yield (
                item.get("next_review"),
                f"review of {name.replace('_', ' ')}",
                _who(item),
                str(item.get("document") or _PROGRAMME),
            )
    for objective in _list(programme, "objectives"):
        yield objective.get("due"), f"objective {objective.get('id', '')}", _who(objective), _PROGRAMME
    for duty in _list(programme, "information_duties"):
        if duty.get("status") != "done":
            yield duty.get("due"), f"telling {duty.get('party')}", _who(duty), _PROGRAMME
    for review in _list(programme, "management_reviews")[-1:]:
        yield review.get("next_review"), "management review", "", _PROGRAMME
    for review in _list(programme, "management_reviews"):
        for decision in _list(review, "decisions"):
            if not decision.get("done"):
                yield decision.get("due"), f"decision: {decision.get('decision')}", _who(decision), _PROGRAMME
    attested = programme.get("attested")
    for control, word in (attested if isinstance(attested, dict) else {}).items():
        if isinstance(word, dict):
            yield word.get("next_review"), f"word on {control}", str(word.get("by", "")), _PROGRAMME


def _who(row: dict[str, Json]) -> str:
    return str(row.get("owner") or "")


def _list(value: Json, key: str) -> list[dict[str, Json]]:
    found = value.get(key) if isinstance(value, dict) else None
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []
