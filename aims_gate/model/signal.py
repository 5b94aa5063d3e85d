"""What in a text looks like the use of AI, and what a change does to it. Holds values only."""

from typing import Literal

from aims_gate.model.values import NamedTuple

SignalKind = Literal[
    "package",
    "import",
    "endpoint",
    "model",
    "cloud",
    "image",
    "model-file",
    "dataset",
    "prompt",
    "agent",
    "guardrail",
    "monitor",
    "human-step",
    "threshold",
    "sampling",
]
Action = Literal["added", "removed", "changed"]
Confidence = Literal["certain", "likely"]


class Hit(NamedTuple):
    """One place in one file that a row of the catalogue recognises.

    `row` is the row's id. `line` counts from 1; 0 is the file as a whole. `text` is what was seen, on one line. `name`
    is the package, host, model, resource or key as it stands there, `version` what it is pinned to (empty where it is
    not), `model` a model's name where one is told. `implies` are change types.
    """

    row: str
    kind: SignalKind
    line: int
    text: str
    name: str
    vendor: str = ""
    model: str = ""
    version: str = ""
    implies: tuple[str, ...] = ()
    confidence: Confidence = "certain"


class Signal(NamedTuple):
    """What a change does to the use of AI at one place.

    `path` and `line` are the head's for what it adds or changes, the base's for what it removes. `old_version` is what
    a changed one was pinned to.
    """

    action: Action
    path: str
    hit: Hit
    old_version: str = ""


class Unread(NamedTuple):
    """A changed file that could show the use of AI and could not be looked through, and why."""

    path: str
    reason: str


class Found(NamedTuple):
    """What was found in a change: its signals, what could not be looked through, and how many files were."""

    signals: tuple[Signal, ...] = ()
    unread: tuple[Unread, ...] = ()
    files: int = 0
