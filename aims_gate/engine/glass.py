"""Break-glass: which outcomes yield once somebody entitled has broken the glass for a system, and who could.

Knows nothing of how an approval is told; a rule that is not waivable is never asked here.
"""

from aims_gate.engine.requirements import Judgement
from aims_gate.engine.views import View
from aims_gate.facts.touched import system_id
from aims_gate.model.document import Json

Facts = dict[str, Json]

_OPEN = ("waiting", "unapproved", "unknown")
"""States in which an approval would still break the glass."""

_OWED = ("cases", "glass")
"""The facts that say what is owed since the glass was broken before."""

_ENTRIES = ".aims/systems/"


def overridden(view: View, facts: Facts, judgement: Judgement) -> Judgement:
    """The outcome once the glass is broken for every system of the subject.

    A failure yields, and what is unknown only for want of an approval. What could not be had never does.
    """
    if not _yields(judgement) or _is_owed(judgement):
        return judgement
    broken = _concerning(view, facts, ("broken",))
    if broken:
        return judgement._replace(outcome="overridden", waiting=False, reason="; ".join(map(said_of, broken)))
    asked = _concerning(view, facts, _OPEN)
    if asked and judgement.outcome == "fail" and not judgement.reason:
        return judgement.because("; ".join(f"{row['record']} would break the glass: {row['why']}" for row in asked))
    return judgement


def could_break(view: View, facts: Facts, judgement: Judgement) -> tuple[str, ...]:
    """Ids of those whose approval would override an outcome that stands."""
    if _is_owed(judgement) or (not _yields(judgement) and not (judgement.outcome == "unknown" and judgement.waiting)):
        return ()
    asked = _concerning(view, facts, _OPEN)
    return tuple(dict.fromkeys(person for row in asked for person in row["could_break"]))


def said_of(row: dict[str, Json]) -> str:
    """On whose word the glass is broken, until when and why."""
    return f"glass broken until {row['until']} by {', '.join(row['by'])} ({row['record']}): {row['reason']}"


def owed(facts: Facts) -> str:
    """What the broken glass leaves to be done, as the end of a sentence; empty where nothing is broken."""
    days = sorted({row["until"] for row in facts.get("break_glass", ()) if row["state"] == "broken" and _open(row)})
    return f"; owed by {' and '.join(days)}: a closed nonconformity" if days else ""


def glass_notes(facts: Facts) -> list[str]:
    """A sentence for each record that breaks the glass, or would: on whose word, what is owed, or why it does not."""
    return [_note(row) for row in facts.get("break_glass", ())]


def _note(row: dict[str, Json]) -> str:
    about = ", ".join(row["systems"]) or "no system"
    if row["state"] == "broken":
        return f"Glass broken for {about} until {row['until']} by {', '.join(row['by'])}: {row['reason']} {_debt(row)}"
    said = f"{row['record']} does not break the glass for {about}: {row['why']}."
    if row["state"] == "refused":
        return said
    hindered = "; ".join(row.get("hindered", ()))
    who = ", ".join(row["could_break"]) or (f"nobody, as {hindered}" if hindered else "nobody for all of these systems")
    seen = "".join(f" {g['person']}: {g['state']} ({g['reason']})." for g in row["given"] if g["state"] != "verified")
    return f"{said} Could break it: {who} ({row['roles']}).{seen}"


def _debt(row: dict[str, Json]) -> str:
    brought = ", ".join(case["path"] for case in row["nonconformities"] if "path" in case)
    if not _open(row):
        return f"{brought} makes up for it."
    if brought and all("path" in case for case in row["nonconformities"]):
        return f"{brought} has to be closed by then, or the next material change is refused."
    return (
        f"Owed by then: a closed nonconformity with `record: {row['record']}` for each system, "
        "or the next material change is refused."
    )


def _open(row: dict[str, Json]) -> bool:
    return not all(case["closed"] for case in row["nonconformities"])


def _yields(judgement: Judgement) -> bool:
    return judgement.outcome == "fail" or (judgement.outcome == "unknown" and judgement.for_approval)


def _is_owed(judgement: Judgement) -> bool:
    """Whether an outcome speaks of what a broken glass left to be done: breaking another is no way out of that."""
    return any(path[:2] == _OWED for path in judgement.reads)


def _concerning(view: View, facts: Facts, states: tuple[str, ...]) -> list[dict[str, Json]]:
    """The records in one of some states that together name every system of the subject; none where one is left out."""
    rows = [row for row in facts.get("break_glass", ()) if row["state"] in states]
    systems = _systems(view, facts) if rows else set()
    if not systems or not systems <= {key for row in rows for key in row["systems"]}:
        return []
    return [row for row in rows if systems & {*row["systems"]}]


def _systems(view: View, facts: Facts) -> set[str]:
    """The systems that a subject is of; none where that cannot be told."""
    if view.kind == "system":
        return {view.id}
    if view.kind == "change":
        return {*view.variables["change"].get("systems", ())}
    if view.kind in ("record", "document"):
        return {*view.variables[view.kind].get("systems", ())} or _of_file(view.id, facts)
    return set()


def _of_file(path: str, facts: Facts) -> set[str]:
    """The systems of a file that names none as a document does: an entry is its own system's, a record says whose."""
    if path.startswith(_ENTRIES):
        return {system_id(path)}
    return {key for item in facts["records"] if item["record"]["path"] == path for key in item["record"]["systems"]}
