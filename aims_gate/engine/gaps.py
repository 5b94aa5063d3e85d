"""What a result leaves missing, where, and who closes it. Judges nothing."""

from collections.abc import Iterable
from typing import Literal

from aims_gate.model.document import Json
from aims_gate.model.readiness import Gap, Stage
from aims_gate.model.report import Result

Facts = dict[str, Json]

WHOLE = ("programme", "control")
"""Subjects of which the management system has one of each kind: a gap names no subject of theirs."""


def kept_by(facts: Facts) -> dict[str, str]:
    """Path of an entry, an evidence document or a record that broke the glass → its owner."""
    rows = (*facts["programme"]["documents"], *facts["programme"]["systems"])
    found = {row["path"]: str(row["owner"]) for row in rows if row.get("owner")}
    owners = {system["id"]: str(system.get("owner", "")) for system in facts["programme"]["systems"]}
    for glass in facts["programme"]["history"]["break_glass"]:
        found.setdefault(glass["record"], next((owners[key] for key in glass["systems"] if owners.get(key)), ""))
    return found


def gaps_of(result: Result, stage: Stage, owner: str, keepers: dict[str, str]) -> Iterable[Gap]:
    """What is missing by one result. `owner` closes what nobody keeps (`keepers`, see `kept_by`)."""
    if result.outcome not in ("fail", "unknown"):
        return
    state: Literal["gap", "unknown", "notice"] = "gap" if result.outcome == "fail" else "unknown"
    if result.severity == "notice":
        state = "notice"
    subject = "" if result.subject.kind in WHOLE else f"{result.subject.kind}:{result.subject.id}"
    for finding in result.findings or ():
        place = finding.location
        path, line = (place.path, place.line) if place else ("", 1)
        closes = result.unblocked_by or tuple(filter(None, [finding.owner or keepers.get(path, owner)]))
        yield Gap(result.rule, subject, finding.message, path, line, result.fix, closes, state, stage)
    if not result.findings:
        closes = result.unblocked_by or tuple(filter(None, [owner]))
        yield Gap(result.rule, subject, result.reason, "", 1, result.fix, closes, state, stage)
