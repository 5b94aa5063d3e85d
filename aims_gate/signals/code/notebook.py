"""The code cells of a notebook as one text, and which line of the file each of its lines is. Knows nothing of AI.

Written after nbformat 4 (nbformat.readthedocs.io): `cells`, each with `cell_type` and `source`, a text or a list of them;
nbformat 3 keeps its cells in `worksheets` and their code in `input`.
"""

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from aims_gate.model.regex import late_regex

_TOKEN = late_regex(rb'"(?:[^"\\]++|\\.)*+"?|[{}\[\]:,]', re.DOTALL)
_LANGUAGE = late_regex(
    rb'"(?:language|name)"\s*+:\s*+"(python|r|julia|scala|javascript|typescript|csharp|go)\d?"', re.IGNORECASE
)
_OPEN, _CLOSE = (b"{", b"["), (b"}", b"]")


class CodeCells(NamedTuple):
    """`source` with LF line ends; `lines[n]` is the file's line of its line n + 1."""

    source: bytes
    lines: tuple[int, ...]


class _Cell:
    """What has been read of an object: its type and the pieces of its source, each with its offset in the file."""

    def __init__(self) -> None:
        self.kind = b""
        self.pieces: list[tuple[int, bytes]] = []
        self.key = b""


def language_of_notebook(content: bytes) -> str:
    """The ecosystem that a notebook's metadata names; python where it names none."""
    found = _LANGUAGE.search(content, max(0, len(content) - 4000)) or _LANGUAGE.search(content, 0, 4000)
    named = found[1].decode().lower() if found else "python"
    return {"scala": "java", "typescript": "javascript"}.get(named, named)


def code_cells(content: bytes) -> CodeCells:
    """The code of a notebook. What is broken in its JSON ends nothing: pieces are taken as they come."""
    source: list[bytes] = []
    lines: list[int] = []
    position, line = 0, 1
    for cell in _cells(content):
        for offset, piece in cell.pieces:
            line += content.count(b"\n", position, offset)
            position = offset
            ends = piece.count(b"\n")
            source.append(piece)
            lines.extend([line] * ends)
        if source and not source[-1].endswith(b"\n"):
            source.append(b"\n")
            lines.append(line)
    return CodeCells(b"".join(source), tuple(lines))


def _cells(content: bytes) -> Iterator[_Cell]:
    """Every object that has a source and is a code cell, when it closes."""
    stack: list[_Cell | None] = []  # an object, or None for a list
    last: tuple[int, bytes] | None = None
    for match in _TOKEN.finditer(content):
        token = match[0]
        if token in _OPEN:
            stack.append(_Cell() if token == b"{" else None)
        elif token in _CLOSE:
            closed = stack.pop() if stack else None
            if closed and closed.kind == b'"code"' and closed.pieces:
                yield closed
        elif token.startswith(b'"'):
            _read(stack, match.start(), token, last)
        elif token == b":" and stack and stack[-1] and last:
            stack[-1].key = last[1]
        elif token == b"," and stack and stack[-1]:
            stack[-1].key = b""
        last = (match.start(), token)
    yield from (left for left in stack if left and left.kind == b'"code"' and left.pieces)


def _read(stack: list[_Cell | None], offset: int, token: bytes, last: tuple[int, bytes] | None) -> None:
    if not stack or last is None:
        return
    top = stack[-1]
    if top and last[1] == b":":
        if top.key == b'"cell_type"':
            top.kind = token
        elif top.key in (b'"source"', b'"input"'):
            top.pieces.append((offset, _decoded(token)))
    elif top is None and len(stack) > 1 and stack[-2] and stack[-2].key in (b'"source"', b'"input"'):
        stack[-2].pieces.append((offset, _decoded(token)))


def _decoded(token: bytes) -> bytes:
    try:
        text = json.loads(token)
    except ValueError:
        return token[1:-1]
    return str(text).replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace")
