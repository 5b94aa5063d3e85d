"""What a file of the repository becomes once read: a value, where each part of it stands, and what is wrong with it.

Knows nothing of evidence kinds or of YAML.
"""

from dataclasses import field
from typing import Any

from aims_gate.model.values import dataclass

Json = Any
"""A JSON value: None, bool, int, float, str, list or dict with string keys."""

Spans = dict[str, tuple[int, int, int, int]]
"""Pointer → (line, column) of the key (in a list: of the item) and (line, column) of the value, all from 1.

A pointer is written as a rule writes it: `metrics[0].threshold`. The root is the empty string. A key that is not
made of letters, digits, `_` and `-` stands quoted in brackets: `["a.b"].c`.
"""


@dataclass(frozen=True)
class Problem:
    """Why a document, or a part of it, cannot be used as evidence.

    `pointer` is the part (see `Spans`), `line` and `column` count from 1. `hint` says how to mend it, or is empty.
    `cause` is `unreadable` (no value could be had at all), `shape` (a key or a value that the kind does not have),
    `missing` (a required field without content), `placeholder` (template text left as it was) or `extension`
    (refused by the organisation's own schema).
    """

    message: str
    line: int
    column: int
    pointer: str = ""
    hint: str = ""
    cause: str = "unreadable"


@dataclass(frozen=True)
class Parsed:
    """A file as read. `value` is None exactly when a problem of cause `unreadable` says why.

    `format` names the other format that it was drawn from; it is empty for what is written for the gate.
    """

    path: str
    value: Json
    spans: Spans = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    format: str = ""
