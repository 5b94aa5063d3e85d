"""The code cells of a notebook as one text, and which line of the file each of its lines is. Knows nothing of AI.

Written after nbformat 4 (nbformat.readthedocs.io): `cells`, each with `cell_type` and `source`, a text or a list of them;
nbformat 3 keeps its cells in `worksheets` and their code in `input`.
"""

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from aims_gate.model.regex import late_regex

_STRING = rb'"(?:[^"\\]++|\\.)*+"?'
_KEYS = rb'"(cell_type|source|input)"\s*+:\s*+'
# Whatever else an object holds is passed over at once: a plot or a picture among the outputs is longer than all code.
_NEXT = late_regex(
    rb'(?:[^"{}\[\]]++|(?!'
    + _KEYS.replace(b"(", b"(?:", 1)
    + rb")"
    + _STRING
    + rb")*+(?:([{\[]++)|([}\]]++)|"
    + _KEYS
    + rb")",
    re.DOTALL,
)
_ONE = late_regex(_STRING, re.DOTALL)
_SEVERAL = late_regex(rb'(?:[^"{}\[\]]*+' + _STRING + rb")++", re.DOTALL)
_FEW = 4
_LANGUAGE = late_regex(
    rb'"(?:language|name)"\s*+:\s*+"(python|r|julia|scala|javascript|typescript|csharp|go)\d?"', re.IGNORECASE
)


class CodeCells(NamedTuple):
    """`source` with LF line ends; `lines[n]` is the file's line of its line n + 1."""

    source: bytes
    lines: tuple[int, ...]


class _Cell:
    """What has been read of an object: its type and the pieces of its source, each with its offset in the file.

    `depth` is how deep it lies, `listed` the depth of a list that its source is, 0 where none is open.
    """

    def __init__(self, depth: int) -> None:
        self.depth = depth
        self.listed = 0
        self.kind = b""
        self.pieces: list[tuple[int, bytes]] = []


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
    opened = bytearray()  # the brackets around a place
    cells: list[_Cell] = []
    position = 0
    while found := _NEXT.match(content, position):
        position = found.end()
        opening, closing, key = found.groups()
        if opening:
            opened += opening
        elif closing:
            del opened[max(0, len(opened) - len(closing)) :]
            while cells and cells[-1].depth > len(opened):
                yield from _if_code(cells.pop())
            if cells and cells[-1].listed > len(opened):
                cells[-1].listed = 0
        elif opened[-1:] == b"{":
            if not cells or cells[-1].depth != len(opened):
                cells.append(_Cell(len(opened)))
            position = _value(content, position, key, cells[-1])
        if cells and cells[-1].listed == len(opened) and (several := _SEVERAL.match(content, position)):
            cells[-1].pieces += _pieces(content, position, several.end())
            position = several.end()
    for cell in cells:
        yield from _if_code(cell)


def _if_code(cell: _Cell) -> Iterator[_Cell]:
    if cell.kind == b'"code"' and cell.pieces:
        yield cell


def _value(content: bytes, position: int, key: bytes, cell: _Cell) -> int:
    """Take what a key of a cell has for a value; where that ends, or its list begins."""
    cell.listed = cell.depth + 1 if key != b"cell_type" and content.startswith(b"[", position) else 0
    text = _ONE.match(content, position)
    if text is None:
        return position
    if key == b"cell_type":
        cell.kind = text[0]
    else:
        cell.pieces.append((position, _decoded(text[0])))
    return text.end()


def _pieces(content: bytes, start: int, end: int) -> list[tuple[int, bytes]]:
    """The texts between two places, decoded, each with its offset."""
    found = [(match.start(), match[0]) for match in _ONE.finditer(content, start, end)]
    if len(found) < _FEW:
        return [(offset, _decoded(token)) for offset, token in found]
    try:
        # One call for all of them takes a tenth of the time.
        texts = json.loads(b"[%b]" % b",".join([token for _, token in found]))
    except ValueError:
        return [(offset, _decoded(token)) for offset, token in found]
    return [(offset, _plain(text)) for (offset, _), text in zip(found, texts, strict=True)]


def _decoded(token: bytes) -> bytes:
    if b"\\" not in token:
        return token[1:-1]
    try:
        return _plain(json.loads(token))
    except ValueError:
        return token[1:-1]


def _plain(text: str) -> bytes:
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.encode("utf-8", "replace")
