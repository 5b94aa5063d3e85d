"""One file's text in three views of one length, so that an offset means the same in each. Knows no language."""

import re
from bisect import bisect_right
from functools import cached_property

from aims_gate.signals.code.lexis import LEXES, Token

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_NOT_LINE_END = re.compile(rb"[^\n]")
_SPACE = re.compile(r"\s+")
WRITTEN_AT_MOST = 4_000_000  # bytes; no hand wrote more into one file
_SHOWN = 160  # characters


def plain(content: bytes) -> bytes:
    """The content in UTF-8 or whatever else spells ASCII alike, without a byte order mark, its lines ended by LF."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            rest = content[len(mark) :]
            content = rest if encoding == "utf-8" else rest.decode(encoding, "replace").encode("utf-8", "replace")
            break
    return content.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in content else content


def one_line(text: bytes) -> str:
    """Text as it may be shown: decoded, on one line, not too long."""
    shown = _SPACE.sub(" ", text[: 4 * _SHOWN].decode("utf-8", "replace")).strip()
    return shown if len(shown) <= _SHOWN else shown[: _SHOWN - 1] + "…"


def _blank(text: bytes) -> bytes:
    return _NOT_LINE_END.sub(b" ", text) if b"\n" in text else b" " * len(text)


class Text:
    """`raw` is what `plain` gives, `family` how it writes comments and strings."""

    def __init__(self, raw: bytes, family: str, first_line: int = 1) -> None:
        self.raw = raw
        self.family = family
        self._first_line = first_line

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Comments and strings in order; none in a file that is too long to have been written."""
        return tuple(LEXES[self.family].tokens(self.raw)) if len(self.raw) <= WRITTEN_AT_MOST else ()

    @cached_property
    def spoken(self) -> bytes:
        """The text with its comments blanked."""
        return self._without(("comment", "docstring"), 0)

    @cached_property
    def code(self) -> bytes:
        """The text with its comments and what its strings hold blanked. Quotes stay."""
        blanked = bytearray(self.spoken)
        for token in self.tokens:
            if token.kind == "string":
                width = 3 if self._is_triple(token) else 1
                start, end = token.start + width, max(token.start + width, token.end - width)
                blanked[start:end] = _blank(self.raw[start:end])
        return bytes(blanked)

    def string_at(self, offset: int) -> Token | None:
        """The string whose opening quote stands at an offset."""
        index = bisect_right(self._starts, offset) - 1
        found = self.tokens[index] if index >= 0 else None
        return found if found and found.start == offset and found.kind == "string" else None

    def string_around(self, offset: int) -> Token | None:
        """The string within which an offset lies."""
        index = bisect_right(self._starts, offset) - 1
        found = self.tokens[index] if index >= 0 else None
        return found if found and found.kind == "string" and offset < found.end else None

    def inside(self, token: Token) -> bytes:
        """What a string holds."""
        width = 3 if self._is_triple(token) else 1
        return self.raw[token.start + width : max(token.start + width, token.end - width)]

    def line(self, offset: int) -> int:
        """The line of an offset, counted from 1."""
        return bisect_right(self._line_ends, offset - 1) + self._first_line

    def shown(self, offset: int) -> str:
        """The line of an offset, as it may be shown."""
        start = self.raw.rfind(b"\n", 0, offset) + 1
        end = self.raw.find(b"\n", offset)
        line = self.raw[start : len(self.raw) if end < 0 else end]
        return one_line(line if len(line) <= _SHOWN else line[max(0, offset - start - 60) : offset - start + 100])

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    @cached_property
    def _line_ends(self) -> list[int]:
        return [found.start() for found in re.finditer(b"\n", self.raw)]

    def _is_triple(self, token: Token) -> bool:
        opening = self.raw[token.start : token.start + 3]
        return opening in (b'"""', b"'''") and token.end - token.start >= 6

    def _without(self, kinds: tuple[str, ...], width: int) -> bytes:
        blanked = bytearray(self.raw)
        for token in self.tokens:
            if token.kind in kinds:
                blanked[token.start + width : token.end - width] = _blank(self.raw[token.start : token.end])
        return bytes(blanked)
