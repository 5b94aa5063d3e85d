"""TOML read loosely: every key and list element with its offset, whatever is broken around it. Knows no manifest.

A loose reading stands in for the strict one so that a manifest which its own tools would refuse hides nothing; and the
strict one tells no lines.
"""

import re
from collections.abc import Iterator

from aims_gate.signals.dependencies.named import Entry

DEEPEST = 12

_TOKEN = re.compile(
    r'"""(?P<long>(?:[^"\\]++|\\[\s\S]|"(?!""))*+)(?:""")?'
    r"|'''(?P<long_literal>(?:[^']++|'(?!''))*+)(?:''')?"
    r'|"(?P<text>(?:[^"\\\n]++|\\.)*+)"?'
    r"|'(?P<literal>[^'\n]*+)'?"
    r"|(?P<bare>[\w*$@/+:~^<>!-]++)"
    r"|#[^\n]*+"
    r"|[\[\]{}=,\n]"
)


_HEADER = re.compile(r"(?m:^)\[\[?[ \t]*+[A-Za-z]")


class _Reading:
    """Where in the file the tokens have come to."""

    def __init__(self) -> None:
        self.table: tuple[str, ...] = ()
        self.header = False
        # Each open list or inline table: its mark, its path, and whether it began at the end of a line.
        self.open: list[tuple[str, tuple[str, ...], bool]] = []
        self.keys: list[str] = []
        self.at = 0
        self.value = False
        self.just_opened = False

    @property
    def path(self) -> tuple[str, ...]:
        """The keys around what comes next."""
        return self.open[-1][1] if self.open else self.table

    def expects_key(self) -> bool:
        return not self.value and (not self.open or self.open[-1][0] == "{")

    def word(self, text: str, offset: int, quoted: bool) -> Iterator[Entry]:
        """A key, or a part of one; or a value, of which only texts count."""
        self.just_opened = False
        if self.expects_key():
            self.at = self.at if self.keys else offset
            self.keys.append(text)
        elif len(self.path) + len(self.keys) > DEEPEST:
            return
        elif self.value:
            yield Entry((*self.path, *self.keys), text if quoted else "", self.at)
        elif quoted:
            yield Entry((*self.path, ""), text, offset)

    def begin(self, mark: str) -> Iterator[Entry]:
        """The beginning of a list or an inline table."""
        path = (*self.path, *(self.keys if self.value else [""]))[: DEEPEST + 1]
        if self.value and len(path) <= DEEPEST:
            yield Entry(path, "", self.at)
        self.open.append((mark, path, False))
        self.after_value()
        self.just_opened = True

    def end(self) -> None:
        """The end of a list, an inline table or a header."""
        del self.open[-1:]
        if not self.header:
            self.after_value()

    def after_value(self) -> None:
        """What comes now belongs to another key."""
        self.keys, self.value, self.just_opened = [], False, False

    def begin_header(self) -> None:
        """A table's header, which ends whatever was left open."""
        self.open.clear()
        self.after_value()
        self.header = True

    def end_line(self) -> Iterator[Entry]:
        """The end of a line, of a header, and of the inline tables that did not begin with it."""
        if self.header:
            self.table, self.header = tuple(self.keys[:DEEPEST]), False
            yield Entry(self.table, "", self.at)
        elif self.just_opened:
            mark, path, _ = self.open[-1]
            self.open[-1] = mark, path, True
        while self.open and self.open[-1][0] == "{" and not self.open[-1][2]:
            self.open.pop()
        self.after_value()


def toml_entries(text: str) -> Iterator[Entry]:
    """Every key of every table and every element of every list, in order; a table's header is an entry too."""
    reading = _Reading()
    for token in _TOKEN.finditer(text):
        mark = token[0][0]
        if token.lastgroup:
            yield from reading.word(token[token.lastgroup], token.start(), token.lastgroup != "bare")
        elif mark == "\n":
            yield from reading.end_line()
        elif mark == "[" and not reading.header and _HEADER.match(text, token.start()):
            reading.begin_header()
        elif mark in "[{" and not reading.header:
            yield from reading.begin(mark)
        elif mark in "]}":
            reading.end()
        elif mark == "=":
            reading.value = True
        elif mark == ",":
            reading.after_value()
