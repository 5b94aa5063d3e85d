"""Messages with `{{ expression }}` in them. Knows how a value is written in one line, not what an
expression means.

Values come from pull requests: nothing in them can break the line, reorder the text around them or be
taken for another placeholder. Escaping for a report's own format is that report's to do.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from aims_gate.engine.expression_errors import CannotEvaluate, ExpressionError
from aims_gate.model.document import Json
from aims_gate.model.regex import late_regex
from aims_gate.model.values import NamedTuple

ABSENT = "(absent)"
LONGEST_VALUE = 200
"""Characters of one value in a message; a longer one is cut and ends with `…`."""

_TOKEN = late_regex(r"""\}\}|[{}]|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'""", re.DOTALL)
_PATH = late_regex(r"[a-z_]+(?:\.[a-z_]+)*")
_OTHERWISE = late_regex(r"\? .* : '([^']*)'\Z", re.DOTALL)
_BREAKS = late_regex("(?:\r\n|[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029])++")
_UNSEEN = late_regex(
    "[\0-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)


class _Piece(NamedTuple):
    """Literal text, and the expression after it; None at the end."""

    text: str
    expression: str | None


def render(text: str, value_of: Callable[[str], Json]) -> str:
    """`text` with each `{{ expression }}` replaced by what `value_of` gives for it.

    Null, and an expression that cannot be evaluated, read `(absent)`. Raises `ExpressionError` for a `{{`
    without end.
    """
    return "".join([piece.text + _written(piece.expression, value_of) for piece in _pieces(text)])


def unfilled(text: str) -> str:
    """`text` for somebody who has no facts to fill it with: `{{ system.id }}` reads `<system.id>`.

    Of a choice that ends in a text, that text stands; anything else that is worked out is `<…>`.
    """
    return "".join(piece.text + _named(piece.expression) for piece in _pieces(text))


def expressions_in(text: str) -> tuple[str, ...]:
    """The expressions of `text` in order, to be compiled when the rule is loaded. Raises
    `ExpressionError`.
    """
    return tuple(piece.expression for piece in _pieces(text) if piece.expression is not None)


def written(value: Json) -> str:
    """A value as one line of at most `LONGEST_VALUE` characters: lists joined with commas, `true`, `0.35`."""
    line = _spelled(value)
    # Nothing printable is replaced, and the expressions take long to compile.
    if not line.isprintable():
        line = _UNSEEN.sub("\ufffd", _BREAKS.sub(" ", line))
    return line if len(line) <= LONGEST_VALUE else line[: LONGEST_VALUE - 1] + "…"


def _written(expression: str | None, value_of: Callable[[str], Json]) -> str:
    if expression is None:
        return ""
    try:
        return written(value_of(expression))
    except CannotEvaluate:
        return ABSENT


def _named(expression: str | None) -> str:
    if expression is None:
        return ""
    if otherwise := _OTHERWISE.search(expression):
        return otherwise[1]
    return f"<{expression}>" if _PATH.fullmatch(expression) else "<…>"


def _spelled(value: Json) -> str:
    if value is None:
        return ABSENT
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    if isinstance(value, list | tuple):
        return ", ".join(_spelled(item) for item in value)
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_spelled(item)}" for key, item in value.items())
    return str(value)


# A rule's message is the same for each of many subjects.
@lru_cache(maxsize=1024)
def _pieces(text: str) -> tuple[_Piece, ...]:
    return tuple(_cut(text))


def _cut(text: str) -> Iterator[_Piece]:
    at = 0
    while (start := text.find("{{", at)) >= 0:
        end = _end(text, start + 2)
        expression = text[start + 2 : end].strip()
        if not expression:
            raise ExpressionError("{{ }} holds no expression", *_position(text, start))
        yield _Piece(text[at:start], expression)
        at = end + 2
    yield _Piece(text[at:], None)


def _end(text: str, start: int) -> int:
    """Where the `}}` of a placeholder begins; braces of a map and of a quoted text do not count."""
    depth = 0
    at = start
    while (token := _TOKEN.search(text, at)) is not None:
        at = token.end()
        if token[0] == "{":
            depth += 1
        elif token[0][0] == "}":
            if depth == 0 and len(token[0]) == 2:
                return token.start()
            depth = max(depth - 1, 0)
            at = token.start() + 1
    raise ExpressionError("{{ has no }} after it", *_position(text, start - 2))


def _position(text: str, at: int) -> tuple[int, int]:
    line_start = text.rfind("\n", 0, at) + 1
    return at - line_start + 1, text.count("\n", 0, at) + 1
