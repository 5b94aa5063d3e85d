"""What falls due, and what is overdue, in the whole management system."""

from collections.abc import Iterable, Iterator

from aims_gate.facts.dates import days_after, days_from, iso_date
from aims_gate.model.document import Json
from aims_gate.model.readiness import Due

Facts = dict[str, Json]

_PROGRAMME = ".aims/programme.yaml"


def due_within(facts: Facts, horizon: int) -> tuple[Due, ...]:
    """Everything that is overdue or falls due within so many days, the earliest first."""
    today, found = facts["trusted"]["day"], []
    lead = next(iter(facts["programme"]["roles"]["held"].get("programme-owner", ())), "")
    for day, what, who, path in _all(facts):
        date = iso_date(day)
        if date and days_from(today, date) <= horizon:
            found.append(Due(date, days_from(today, date), what, who or lead, path))
    return tuple(sorted(set(found)))


Row = tuple[Json, str, str, str]


def _all(facts: Facts) -> Iterator[Row]:
    register, standing = facts["trusted"]["register"], facts["programme"]
    programme = register.get("programme") or {}
    yield from _of_systems(standing["systems"], facts)
    yield from _of_programme(programme)
    for person in standing["roles"]["people"]:
        for topic, expires in _latest_training(person).items():
            yield expires, f"training of {person['id']} in {topic}", person["id"], ".aims/roles.yaml"
    for waiver in _list(register.get("waivers"), "waivers"):
        yield (
            waiver.get("expires"),
            f"waiver of {waiver.get('rule')} for {waiver.get('subject')}",
            _who(waiver),
            ".aims/waivers.yaml",
        )
    for level in standing["levels"]:
        yield level.get("review_by"), f"{level.get('rule')} as {level.get('level')}", _who(level), ".aims/config.yaml"
    yield from _of_glass(standing)
    yield from _of_documents(standing)
    for case in (*standing["incidents"], *standing["nonconformities"]):
        for action in _list(case, "actions"):
            if not action.get("done"):
                yield action.get("due"), f"action: {_said(action, 'action')}", _who(action), str(case["path"])
    for audit in standing["audits"]:
        for finding in _list(audit, "findings"):
            if finding.get("status") != "closed":
                yield (
                    finding.get("due"),
                    f"audit finding {finding.get('id', '')}".strip(),
                    _who(finding),
                    str(audit["path"]),
                )


def _of_glass(standing: dict[str, Json]) -> Iterator[Row]:
    """What follows a broken glass, until a case that names the record is closed."""
    cases = (*standing["incidents"], *standing["nonconformities"])
    settled = {case.get("record") for case in cases if case.get("status") == "closed"}
    owners = {system["id"]: str(system.get("owner", "")) for system in standing["systems"]}
    for glass in standing["history"]["break_glass"]:
        if glass["record"] not in settled:
            who = next((owners[key] for key in glass["systems"] if key in owners), "")
            yield glass.get("until"), f"what follows the broken glass of {glass['record']}", who, str(glass["record"])


def _of_documents(standing: dict[str, Json]) -> Iterator[Row]:
    """Reviews of documents that no system's entry names: of datasheets, suppliers and the like."""
    linked = {piece["path"] for system in standing["systems"] for piece in system["evidence"].values()}
    for document in standing["documents"]:
        if document["path"] not in linked and document.get("status") not in ("superseded", "retired"):
            what = f"review of {document['path']}"
            yield document.get("review_due"), what, str(document.get("owner", "")), document["path"]


def _said(row: dict[str, Json], key: str) -> str:
    return str(row.get(key)).rstrip(". ")


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
        yield _year_after(system.get("last_reviewed")), f"entry of {system['id']}", _who(system), str(system["path"])
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
    audits = programme.get("audit_programme")
    for audit in _list(audits, "planned"):
        said = ", ".join(map(str, audit.get("controls") or ()))
        yield audit.get("due"), f"audit of {said}", _who(audits or {}), _PROGRAMME
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
                yield decision.get("due"), f"decision: {_said(decision, 'decision')}", _who(decision), _PROGRAMME
    attested = programme.get("attested")
    for control, word in (attested if isinstance(attested, dict) else {}).items():
        if isinstance(word, dict):
            yield word.get("next_review"), f"word on {control}", str(word.get("by", "")), _PROGRAMME


def _year_after(day: Json) -> str:
    """A year after a day, by when an entry is looked at again (`inventory-current`)."""
    return days_after(iso_date(day), 365) if iso_date(day) else ""


def _who(row: dict[str, Json]) -> str:
    return str(row.get("owner") or "")


def _list(value: Json, key: str) -> list[dict[str, Json]]:
    found = value.get(key) if isinstance(value, dict) else None
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []
