"""Why an expression cannot be used or has no value, in words a user can act on.

Knows the engine's error texts, which name types and macros of its own; what it does not recognise it
passes on.
"""

import re
from collections.abc import Iterable, Mapping

from aims_gate.engine.fact_paths import FactPath
from aims_gate.engine.projection import obstacle
from aims_gate.errors import PolicyError
from aims_gate.model.document import Json
from aims_gate.model.regex import late_regex


class ExpressionError(PolicyError):
    """An expression that cannot be used. `line` and `column` count from 1 within its source."""

    def __init__(self, message: str, column: int, line: int = 1, hint: str = "") -> None:
        super().__init__(message, hint)
        self.column = column
        self.line = line


class CannotEvaluate(Exception):  # noqa: N818 - it is an answer, not a mistake of ours
    """The expression has no value for these facts; `reason` says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def refusal(message: str) -> ExpressionError:
    """What the compiler's `message` says of the first mistake."""
    limit = _LIMIT.search(message)
    if limit is not None:
        hint = "Split it over several requirements, or replace a long chain of + or ?: by a list."
        return ExpressionError(f"the expression is nested deeper than {limit[1]} levels", 1, hint=hint)
    found = _COMPILE_ERROR.search(message)
    if found is None:
        return ExpressionError(_STATUS.sub("", message).strip() or "the expression cannot be compiled", 1)
    return ExpressionError(_first_words(_REFUSALS, found[3]), int(found[2]), int(found[1]))


def reason_for(message: str, reads: Iterable[FactPath], variables: Mapping[str, Json]) -> str:
    """What the run-time error `message` says, with the fact it is about where `reads` and the facts tell
    which.
    """
    message = _STATUS.sub("", message)
    absent = _ABSENT.fullmatch(message)
    if absent is not None:
        return obstacle(reads, variables, absent[1]) or f'the fact "…{absent[1]}" is absent'
    if message.startswith("Applying SELECT to non-message type"):
        return obstacle(reads, variables, None) or "a field is read of a value that has no fields"
    return _first_words(_REASONS, message) or "the expression failed without saying why"


def _first_words(table: Iterable[tuple[str, str]], message: str) -> str:
    for pattern, words in table:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found is not None:
            return words.format(*found.groups())
    return message


_STATUS = late_regex(r"^[A-Z_]+: | ?\[[A-Z_]+\]$")
_LIMIT = late_regex(r"recursion limit exceeded\. limit: (\d+)")
_COMPILE_ERROR = late_regex(r"ERROR: <input>:(\d+):(\d+): (?:Syntax error: )?(.*)")
_ABSENT = late_regex(r'Key not found in map : "(.*)"', re.DOTALL)
_UNEXPECTED = "(?:mismatched input|extraneous input|no viable alternative at input)"
_OPERATOR = "@?_?([^(_ ]*)_?"

_REFUSALS = (
    (
        r"undeclared reference to '(\w+)'.*",
        'there is no fact "{0}", and no function "{0}" of these arguments',
    ),
    (r"undeclared reference to '([\w.]+)'.*", 'there is no fact "{0}" for this subject'),
    (
        rf"found no matching overload for '{_OPERATOR}' applied to '\((.*)\)'.*",
        '"{0}" cannot be asked of ({1})',
    ),
    (rf"{_UNEXPECTED} '<EOF>'.*", "the expression ends too early"),
    (rf"{_UNEXPECTED} '(.*?)'(?: expecting .*)?", "{0} is not expected here"),
    (r"token recognition error at: '(.*)'", "{0} is not expected here"),
)
"""Pattern of the compiler's text → ours. The first that fits is taken."""

_REASONS = (
    (r'No value with name "(.*?)" found.*', 'the fact "{0}" is absent'),
    (r"Index error: index=(-?\d+) size=(\d+).*", "element [{0}] is read of a list of {1}"),
    (r"No matching overloads found : <iter_range>", "a loop goes over a value that is no list or map"),
    (r"No matching overloads found : <jump_condition>", "the condition before ? is not a yes or no"),
    (rf"No matching overloads found : {_OPERATOR}\((.*)\)", '"{0}" cannot be asked of ({1})'),
    (rf"No matching overloads found : {_OPERATOR}", '"{0}" is asked of values of the wrong type'),
    (r"Iteration budget exceeded.*", "its loops take more than the 10,000 steps that an expression may"),
)
"""Pattern of the engine's text → ours."""
