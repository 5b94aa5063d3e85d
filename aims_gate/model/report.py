"""What the gate says of a change. Holds values only: how they look is each report format's business."""

from dataclasses import dataclass, field
from typing import Literal

from aims_gate.model.document import Json
from aims_gate.model.vocabulary import Severity

Outcome = Literal["pass", "fail", "waived", "overridden", "not-applicable", "unknown"]
Basis = Literal["computed", "verified", "recorded", "claimed"]
Verdict = Literal["pass", "fail", "undecided"]


@dataclass(frozen=True, slots=True)
class Location:
    """A place in the judged tree; line and column count from 1."""

    path: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is missing or wrong. `hint` says how to mend just this one, or is empty.

    `owner` is who answers for the element of a list that it is about, by id; empty where nobody is named.
    """

    message: str
    location: Location | None = None
    hint: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a rule judged: `kind` is change, system, record, document, control or programme.

    `number` is its pull request's where several are judged together, else 0.
    """

    kind: str
    id: str
    number: int = 0


def sign_off_key(system: str, number: int = 0) -> str:
    """The key of a system's sign-off in a report; `number` as in `Subject`."""
    return f"#{number} {system}" if number else system


@dataclass(frozen=True, slots=True)
class Result:
    """One rule's outcome for one subject.

    `reason` says why it is not applicable, unknown, waived or overridden; `waiting` is true when it is unknown only
    because a local run has no pull request yet. `unblocked_by` are ids of people. `follows` are ids of other failed
    rules whose mending will probably mend this one. `blocking` is false for severities and stages that never block.
    """

    rule: str
    title: str
    controls: tuple[str, ...]
    severity: Severity
    subject: Subject
    outcome: Outcome
    waiting: bool = False
    basis: Basis = "computed"
    reason: str = ""
    findings: tuple[Finding, ...] = ()
    why: str = ""
    fix: str = ""
    unblocked_by: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()
    blocking: bool = True
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """How much was judged, so that a pass because nothing ran cannot look like any other."""

    rules: int
    passed: int
    failed: int
    waived: int
    overridden: int
    not_applicable: int
    unknown: int
    waiting: int
    documents: int
    files: int


@dataclass(frozen=True, slots=True)
class Report:
    """The verdict on a change and all that led to it.

    `change` has `base`, `head`, `title`, `ai`, `systems`, `tier`. `sign_off` maps a system's id to `required`, `given`,
    `missing` and `could_sign`. Where several pull requests are judged together, `change` also has `pull_requests` (each
    `number`, `title`, `base`, `head`, `verdict`, `summary`), and `sign_off` has a `sign_off_key` with `pull_request` and
    `system` among the values. `if_merged` is empty, or says what the change's own rules and register would make of
    it: `verdict`, `files` and `differences` (`rule`, `subject`, `now`, `then`). `policy` has `digest` and `source`.
    `signals` are numbers (`searched` files, `certain`, `likely`, `muted`, `unread`) and every one of the `mutes`.
    `unreachable` says why the forge's reviews could not be had, and is empty where they were.
    `notes` are further sentences for a reader: waivers about to lapse, proposals not in force.
    """

    verdict: Verdict
    exit_code: int
    blocking: bool
    summary: str
    change: dict[str, Json]
    counts: Counts
    results: tuple[Result, ...]
    sign_off: dict[str, Json] = field(default_factory=dict)
    if_merged: dict[str, Json] = field(default_factory=dict)
    policy: dict[str, Json] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    signals: dict[str, Json] = field(default_factory=dict)
    unreachable: str = ""
    facts_digest: str = ""
    now: str = ""
    tool: dict[str, Json] = field(default_factory=dict)
    schema: str = "aims-gate/report/v1"


def report_on_nothing(why: str, exit_code: int) -> Report:
    """The report of a run that judged nothing. `why` is one line; the exit code says whose mistake it was."""
    return Report(
        verdict="undecided",
        exit_code=exit_code,
        blocking=True,
        summary=f"Nothing was judged: {why}",
        change={},
        counts=Counts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
        results=(),
    )
