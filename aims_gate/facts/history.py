"""What the default branch's history says of each system: how often it changed, and what its records said of that."""

from collections.abc import Iterable, Iterator
from itertools import accumulate

from aims_gate.facts.dates import iso_date
from aims_gate.facts.ownership import Ownership
from aims_gate.facts.records import texts
from aims_gate.model.collected import Landed
from aims_gate.model.document import Json
from aims_gate.model.values import NamedTuple


class SystemChange(NamedTuple):
    """One step that changed a system's files. `said` is what its records call it."""

    system: str
    day: str
    said: str
    """`material`, `none-material`, `not-ai` (`ai: false`) or `undeclared`."""
    step: int = 0
    """How many steps came after it."""
    commit: str = ""
    altered: bool = True
    """False where a step only brought a record that names the system, as after the fact."""


def system_changes(landed: Iterable[Landed], ownership: Ownership) -> tuple[SystemChange, ...]:
    """Every step that changed files that a system owns and that are not inert, once for each system, newest first."""
    found = []
    for place, (step, day) in enumerate(_dated(tuple(landed))):
        owners = dict.fromkeys(owner for path in step.files for owner in ownership.relevant_to(path))
        named = {name for record in step.records for name in texts(record.value.get("systems"))}
        keys = dict.fromkeys((*owners, *sorted(named)))
        found += [SystemChange(key, day, _said(key, step), place, step.commit, key in owners) for key in keys]
    return tuple(found)


def by_system(changes: Iterable[SystemChange]) -> dict[str, tuple[SystemChange, ...]]:
    """The changes of each system, in their order."""
    found: dict[str, list[SystemChange]] = {}
    for change in changes:
        found.setdefault(change.system, []).append(change)
    return {key: tuple(mine) for key, mine in found.items()}


def first_landed(landed: Iterable[Landed]) -> dict[str, int]:
    """Path → how many steps came after the one that first brought the file."""
    # They come newest first: the oldest has the last word.
    return {path: place for place, step in enumerate(landed) for path in step.files}


def _dated(landed: tuple[Landed, ...]) -> Iterator[tuple[Landed, str]]:
    """Each step, newest first, with its day. None is earlier than an older step's: whoever dates a commit back landed it
    no sooner.
    """
    days = accumulate((iso_date(step.at) for step in reversed(landed)), max)
    return zip(landed, reversed(tuple(days)), strict=True)


def _said(system: str, step: Landed) -> str:
    mine = [record.value for record in step.records if system in texts(record.value.get("systems"))]
    if any(value.get("ai") is not False and "none-material" not in texts(value.get("change")) for value in mine):
        return "material"
    if mine:
        return "none-material" if any("none-material" in texts(v.get("change")) for v in mine) else "not-ai"
    return "not-ai" if any(record.value.get("ai") is False for record in step.records) else "undeclared"


def material_since(changes: Iterable[SystemChange], system: str, day: str) -> int:
    """How many steps after a day altered a system. One that no record speaks for may have: it counts."""
    return sum(c.system == system and c.day > day and c.said in ("material", "undeclared") for c in changes)


def history_of(changes: tuple[SystemChange, ...], system: str, began: int | None = None) -> dict[str, Json]:
    """Counts of a system's steps by what was said of them.

    `unrecorded` counts those without a record since the step `began` (see `first_landed`) that brought the system's
    entry: before it nobody could name the system. One that a later step answers with nothing but a record, after the
    fact, has one. `newest_unrecorded` is the first 12 characters of the newest's id.
    """
    mine = [change for change in changes if change.system == system]
    view: dict[str, Json] = {
        said.replace("-", "_"): 0 for said in ("material", "none-material", "not-ai", "undeclared")
    }
    for change in mine:
        view[change.said.replace("-", "_")] += 1
    view["changes"] = len(mine)
    answered = min((c.step for c in mine if not c.altered), default=None)
    since = [
        c
        for c in mine
        if c.said == "undeclared" and (began is None or c.step < began) and (answered is None or c.step < answered)
    ]
    view["unrecorded"] = len(since)
    if since:
        view["newest_unrecorded"] = since[0].commit[:12]
    if mine:
        view["last"] = mine[0].day
    return view
