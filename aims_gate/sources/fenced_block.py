"""The fenced code block that carries a record in a pull request's description.

Knows the fences, comments and raw HTML of CommonMark 0.31 as far as they decide what is shown as code; knows
nothing of records. A block in a comment or inside another block is not shown as one, so it is none.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from aims_gate.model.document import Parsed, Problem
from aims_gate.sources.strict_yaml import read_yaml

_FENCE = re.compile(r"( {0,3})(`{3,}(?=[^`]*$)|~{3,})(.*)$")

# What opens raw HTML → what ends it, on the same or a later line (CommonMark 0.31, 4.6, kinds 1 to 5).
_VERBATIM = "(?:script|pre|style|textarea)"
_RAW_HTML = tuple(
    (re.compile(" {0,3}" + begin, re.IGNORECASE), re.compile(end, re.IGNORECASE))
    for begin, end in (
        (f"<{_VERBATIM}(?:[ \\t>]|$)", f"</{_VERBATIM}>"),
        (r"<!--", r"-->"),
        (r"<\?", r"\?>"),
        (r"<![a-z]", r">"),
        (r"<!\[CDATA\[", r"\]\]>"),
    )
)


class _Block:
    """A fenced block: its opening line from 1, its info string, and the lines up to the closing fence."""

    def __init__(self, opened: int, indent: str, fence: str, info: str) -> None:
        self.opened = opened
        self.indent = len(indent)
        self.info = info
        self.closing = re.compile(rf" {{0,3}}{fence[0]}{{{len(fence)},}}[ \t]*$")
        self.lines: list[str] = []
        self.closed = False

    def take(self, line: str) -> None:
        self.closed = self.closing.match(line) is not None
        if not self.closed:
            self.lines.append(line)


def read_fenced_block(text: str, tag: str, path: str) -> Parsed | None:
    """The YAML in the one block whose info string begins with `tag`; None where there is no such block.

    Lines and columns are those of `text`. Two such blocks, and one that is not closed, are problems.
    """
    blocks = [block for block in _blocks(text) if block.info.split()[:1] == [tag]]
    if not blocks:
        return None
    first, *more = blocks
    if more:
        message = f"a second block tagged {tag} stands here, the first on line {first.opened}"
        return _unreadable(path, more[0], message, "keep one block; it may name several systems")
    if not first.closed:
        message = f"the block tagged {tag} that opens here is not closed"
        return _unreadable(path, first, message, "close it with a line of the same fence")
    return _read(first, path)


def _read(block: _Block, path: str) -> Parsed:
    """The block's YAML, freed of the indentation of its fence as far as each line has it."""
    removed = [min(block.indent, len(line) - len(line.lstrip(" "))) for line in block.lines]
    yaml = "".join(line[cut:] + "\n" for line, cut in zip(block.lines, removed, strict=True))
    parsed = read_yaml(yaml, path, first_line=block.opened + 1)
    if not any(removed):
        return parsed
    shift = dict(enumerate(removed, block.opened + 1))
    spans = {
        pointer: (key_line, key + shift.get(key_line, 0), line, column + shift.get(line, 0))
        for pointer, (key_line, key, line, column) in parsed.spans.items()
    }
    problems = tuple(replace(it, column=it.column + shift.get(it.line, 0)) for it in parsed.problems)
    return replace(parsed, spans=spans, problems=problems)


def _blocks(text: str) -> Iterator[_Block]:
    block: _Block | None = None
    html_end: re.Pattern[str] | None = None
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        if block is not None:
            block.take(line)
            if block.closed:
                yield block
                block = None
        elif html_end is not None:
            if html_end.search(line):
                html_end = None
        elif fence := _FENCE.match(line):
            block = _Block(number, *fence.groups())
        else:
            html_end = _html_end(line)
    if block is not None:
        yield block


def _html_end(line: str) -> re.Pattern[str] | None:
    """What ends the raw HTML that begins on this line, unless the line itself ends it."""
    for begin, end in _RAW_HTML:
        if begin.match(line):
            return None if end.search(line) else end
    return None


def _unreadable(path: str, block: _Block, message: str, hint: str) -> Parsed:
    return Parsed(path, None, problems=(Problem(message, block.opened, block.indent + 1, hint=hint),))
