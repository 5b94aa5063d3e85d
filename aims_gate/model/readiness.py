"""What stands for each clause and control, where it lives, who owns it, and what is missing. Holds values only."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from aims_gate.model.document import Json
from aims_gate.model.report import Result

State = Literal["evidence", "attested", "gap", "unknown", "not-applicable"]
Stage = Literal["written", "done"]

STATES: tuple[State, ...] = ("gap", "unknown", "evidence", "attested", "not-applicable")
"""In the order in which somebody who prepares an audit wants to see them."""


class Held(NamedTuple):
    """A piece of evidence: where it lives, whose it is, how old it is.

    `system` is empty for what is of the management system itself. `date` is its own date, `due` the day by which it is
    looked at again, `changed` the day of the last step that changed the file and `by` who git says made that; all ISO
    dates, empty where not known.
    """

    path: str
    kind: str
    system: str = ""
    owner: str = ""
    date: str = ""
    due: str = ""
    changed: str = ""
    by: str = ""


class Gap(NamedTuple):
    """Something that is missing, or cannot be told. `closes` are ids of people who can close it.

    A `notice` is a heads-up: it makes no clause or control a gap.
    """

    rule: str
    subject: str
    message: str
    path: str
    line: int
    fix: str
    closes: tuple[str, ...]
    state: Literal["gap", "unknown", "notice"]
    stage: Stage


class Entry(NamedTuple):
    """One clause or control. `why` says why it applies or not; `basis` in one sentence what the state rests on.

    `judged` maps a stage to how many results there are and how many of them pass.
    """

    id: str
    title: str
    kind: str
    group: str
    automation: str
    state: State
    applicable: bool
    why: str
    basis: str
    owner: str
    evidence: tuple[Held, ...]
    gaps: tuple[Gap, ...]
    rules: tuple[str, ...]
    systems: tuple[str, ...]
    judged: dict[str, tuple[int, int]]
    crosswalk: dict[str, Json]


class Due(NamedTuple):
    """Something that falls due. `days` is negative when it is overdue."""

    day: str
    days: int
    what: str
    who: str
    path: str


class Question(NamedTuple):
    """A question that auditors ask, and where its answer stands."""

    id: str
    question: str
    good: str
    answer: str
    controls: tuple[str, ...]
    state: State


class Readiness(NamedTuple):
    """The management system on one day. `coverage` counts entries by state, and by stage results and gaps, each once.

    `law` says which duties of the EU AI Act apply from when to systems of this inventory, for people to look into.
    """

    as_of: str
    ref: str
    commit: str
    summary: str
    coverage: dict[str, Json]
    questions: tuple[Question, ...]
    entries: tuple[Entry, ...]
    due: tuple[Due, ...]
    results: tuple[Result, ...]
    notes: tuple[str, ...]
    policy: dict[str, Json]
    facts_digest: str
    tool: dict[str, Json]
    schema: str = "aims-gate/readiness/v1"
    law: tuple[str, ...] = ()


def distinct(entries: Iterable[Entry], stage: str = "") -> dict[Gap, str]:
    """What is missing, each gap once with the first entry that it is of: one gap may be of several controls."""
    found: dict[Gap, str] = {}
    for entry in entries:
        for gap in entry.gaps:
            if gap.state != "notice" and stage in ("", gap.stage):
                found.setdefault(gap, entry.id)
    return found
