"""Parts that several kinds of evidence share."""

from typing import Literal

from aims_gate.model.fields import Date, Extensible, Path, Text


class Rollback(Extensible):
    """How to take the change back (A.6.2.5)."""

    trigger: Text | None = None
    """What has to happen for it to be taken back: something measured, with its limit."""
    action: Text | None = None
    """What is done then."""
    owner: Text | None = None
    """The person who does it, by id in roles.yaml."""
    tested: Date | None = None
    """The day this was last tried out."""


class Criterion(Extensible):
    """Something measured and held against a target (A.6.2.4, A.7.4)."""

    metric: Text | None = None
    """What is measured."""
    operator: Literal["<", "<=", ">", ">=", "==", "!="] | None = None
    """How the result must stand to the target. In quotes."""
    target: Text | None = None
    """The value that was agreed beforehand."""
    result: Text | None = None
    """The value that was measured. May be left out where a file of results has it."""
    group: Text | None = None
    """The group of people or cases measured, where it is not all of them."""
    evidence: Path | None = None
    """The file with the measurement itself. JSON (`.json`) and JUnit XML (`.xml`) are read, and their number counts."""
    key: Text | None = None
    """What that file calls the metric, where not as `metric` does: a name, a test case, or a JSON pointer (`/eval/f1`)."""


class Action(Extensible):
    """Something to be done about a cause, so that it does not come back (10.2)."""

    action: Text | None = None
    """What is done."""
    owner: Text | None = None
    """The person who does it, by id in roles.yaml."""
    due: Date | None = None
    """The day by which it is done."""
    done: Date | None = None
    """The day it was done."""


class EffectivenessReview(Extensible):
    """Whether what was done has helped (10.2)."""

    date: Date | None = None
    """The day this was looked at."""
    by: Text | None = None
    """The person who looked, by id in roles.yaml."""
    result: Text | None = None
    """What was found."""
