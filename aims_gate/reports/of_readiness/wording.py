"""The words that formats of readiness for people share. Gives raw text: each format makes it safe itself."""

from collections.abc import Iterable
from itertools import groupby

from aims_gate.facts.wording import number_of
from aims_gate.model.document import Json
from aims_gate.model.readiness import Due, Entry, Gap, Readiness, Stage, State

WORDS: dict[State, str] = {
    "gap": "gap",
    "unknown": "not judged",
    "evidence": "evidence",
    "attested": "attested",
    "not-applicable": "ruled out",
}

STAGES: dict[Stage, str] = {"written": "Stage 1 (what is written)", "done": "Stage 2 (what is done)"}
"""The two stages of an audit."""

ANCHOR = "most relevant anchor, not an equivalence"

_NIST_BASIS = {
    "official": "read in the crosswalk that NIST hosts",
    "secondary": "from a secondary source, the title and meaning checked",
}


def group(name: str) -> str:
    """A group of the catalogue: a clause, or a part of Annex A."""
    return f"Annex {name}" if name.startswith("A.") else f"Clause {name}"


def when(due: Due) -> str:
    """How far off a day is."""
    days = number_of(abs(due.days), "day")
    return f"{days} overdue" if due.days < 0 else f"in {days}" if due.days else "today"


def anchors(entry: Entry) -> tuple[tuple[str, str], ...]:
    """(framework, ids with their basis) of what is nearest to an entry elsewhere."""
    found = []
    if acts := _ids(entry.crosswalk.get("eu_ai_act")):
        found.append(("EU AI Act", f"{acts} ({ANCHOR})"))
    if nist := _ids(entry.crosswalk.get("nist_ai_rmf")):
        basis = str(entry.crosswalk.get("nist_basis", ""))
        found.append(("NIST AI RMF", f"{nist} ({ANCHOR}; {_NIST_BASIS.get(basis, basis or 'basis not stated')})"))
    return tuple(found)


def _ids(value: Json) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value or "")


def by_group(found: Readiness) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
    """The entries by their group, in the catalogue's order."""
    names = dict.fromkeys(entry.group for entry in found.entries)
    return tuple((name, tuple(one for one in found.entries if one.group == name)) for name in names)


def missing(gaps: Iterable[Gap]) -> tuple[Gap, ...]:
    """Those that are gaps: a notice is shown among them, and counts for none."""
    return tuple(gap for gap in gaps if gap.state != "notice")


def by_stage(gaps: Iterable[Gap]) -> tuple[tuple[Stage, tuple[Gap, ...]], ...]:
    """The gaps of each stage that has any."""
    listed = tuple(gaps)
    split = ((stage, tuple(gap for gap in listed if gap.stage == stage)) for stage in STAGES)
    return tuple((stage, mine) for stage, mine in split if mine)


def by_fix(gaps: Iterable[Gap]) -> tuple[tuple[Gap, ...], ...]:
    """Neighbours that one rule found and one block closes, together."""
    return tuple(tuple(same) for _, same in groupby(gaps, key=lambda gap: (gap.rule, gap.fix)))


def judged(entry: Entry) -> str:
    """How many checks of each stage pass."""
    said = [
        f"{STAGES[stage]}, {passed} of {number_of(checks, 'check')} pass"
        for stage, (checks, passed) in ((stage, entry.judged.get(stage, (0, 0))) for stage in STAGES)
        if checks
    ]
    return "; ".join(said) or "no check speaks of it"
