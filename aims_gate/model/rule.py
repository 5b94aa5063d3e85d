"""A rule as its file states it. Expressions are text here; the engine gives them meaning."""

from dataclasses import field
from typing import Literal

from aims_gate.model.document import Json
from aims_gate.model.values import dataclass
from aims_gate.model.vocabulary import Severity

SubjectKind = Literal["change", "system", "record", "document", "control", "programme"]
Stage = Literal["experimental", "stable", "deprecated"]


@dataclass(frozen=True)
class Requirement:
    """`that` must hold. With `for_each`, it must hold of every element of that list, bound to `each`.

    It is asked only where those before it hold, and, with `always`, in any case.
    """

    that: str
    message: str
    at: str = ""
    for_each: str = ""
    each: str = ""
    allow_empty: bool = False
    always: bool = False


PASTED = "    "
"""What a line of a fix begins with that is to be pasted as it stands."""


@dataclass(frozen=True)
class FixPart:
    """What to do next; where there is a `when`, only if that holds."""

    text: str
    when: str = ""


@dataclass(frozen=True)
class Example:
    """Facts under which a rule passes or fails: its test and its documentation."""

    name: str
    facts: dict[str, Json]


@dataclass(frozen=True)
class Rule:
    """One rule file.

    `asked_of_non_material` keeps the rule in force for a change that says it alters no behaviour. `follows` names rules
    whose failure usually explains this one's. `standing` also asks it of what stands, without a change, in `readiness`;
    `shows` says which stage of an audit its pass speaks to: what is written (1) or what is done (2). `level` is the
    severity after profile and configuration, or `off`.
    """

    id: str
    title: str
    controls: tuple[str, ...]
    subject: SubjectKind
    from_tier: str
    severity: Severity
    when: str
    require: tuple[Requirement, ...]
    why: str
    fix: tuple[FixPart, ...]
    pack: str
    waivable: bool = True
    stage: Stage = "stable"
    asked_of_non_material: bool = False
    follows: tuple[str, ...] = ()
    standing: bool = False
    shows: Literal["written", "done"] = "written"
    passing: tuple[Example, ...] = field(default=())
    failing: tuple[Example, ...] = field(default=())
    not_applicable: tuple[Example, ...] = field(default=())
    path: str = ""
