"""`aims-gate readiness`: what stands for each clause and control, and what an auditor would find missing."""

from dataclasses import dataclass

from aims_gate.engine.readiness import readiness as readiness_of
from aims_gate.facts.standing import standing_facts
from aims_gate.model.readiness import Readiness
from aims_gate.sources import pack
from aims_gate.sources.git import Repository
from aims_gate.sources.rules import load_policy
from aims_gate.sources.side_by_side import side_by_side
from aims_gate.sources.standing import collect_standing


@dataclass(frozen=True, slots=True)
class Options:
    """What a user asks. `ref` is empty for the default branch; `horizon` counts in days."""

    now: str
    ref: str = ""
    folder: str = "."
    horizon: int = 90


def readiness(options: Options) -> Readiness:
    """The management system at a ref. Raises AimsGateError."""
    with Repository(options.folder) as repository:
        ref = options.ref or repository.require_default_base("to look at", "aims-gate readiness --ref REF")
        standing = collect_standing(repository, ref, options.now)
    facts = standing_facts(standing, pack.change_types(), pack.controls())
    table, law = pack.readiness_table(), pack.eu_ai_act()
    return readiness_of(facts, load_policy(facts), table, options.horizon, law, side_by_side)


def exit_code(found: Readiness, fail_under: int, fail_on: tuple[str, ...]) -> int:
    """1 where fewer percent than asked have evidence or a word, or an entry is in a state that must not be; else 0."""
    bad = any(entry.state in fail_on for entry in found.entries)
    overdue = "overdue" in fail_on and any(due.days < 0 for due in found.due)
    return int(found.coverage["percent"] < fail_under or bad or overdue)
