"""One file's text in three views of one length, so that an offset means the same in each. Knows no language."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property

from aims_gate.model.regex import late_regex
from aims_gate.signals.code.lexis import LEXES, Token

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_MARKED = frozenset(mark[:1] for mark, _ in _MARKS)
_BLANKS = bytes(10 if byte == 10 else 32 for byte in range(256))  # all but the ends of lines
_LETTERS = bytes(byte if byte < 128 and chr(byte).isalnum() else 32 for byte in range(256))
_TRIPLE = (b'"""', b"'''")
_FIRST_WORD = late_regex(rb"^[ \t]*+(\w++)", re.MULTILINE)
_SPACE = re.compile(r"\s+")
WRITTEN_AT_MOST = 4_000_000  # bytes; no hand wrote more into one file
_SHOWN = 160  # characters


def plain(content: bytes) -> bytes:
    """The content in UTF-8 or whatever else spells ASCII alike, without a byte order mark, its lines ended by LF."""
    for mark, encoding in _MARKS if content[:1] in _MARKED else ():
        if content.startswith(mark):
            rest = content[len(mark) :]
            content = rest if encoding == "utf-8" else rest.decode(encoding, "replace").encode("utf-8", "replace")
            break
    return content.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in content else content


def one_line(text: bytes) -> str:
    """Text as it may be shown: decoded, on one line, not too long."""
    shown = _SPACE.sub(" ", text[: 4 * _SHOWN].decode("utf-8", "replace")).strip()
    return shown if len(shown) <= _SHOWN else shown[: _SHOWN - 1] + "…"


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
        return self._blanked([(start, end) for kind, start, end in self.tokens if kind != "string"])

    @cached_property
    def lowered(self) -> bytes:
        """As `spoken`, in lower case."""
        return self.spoken.lower()

    @cached_property
    def vocabulary(self) -> bytes:
        """Every word of letters and digits in `lowered`, once each: much less to search for many of them."""
        return b" ".join(set(self.lowered.translate(_LETTERS).split()))

    @cached_property
    def code(self) -> bytes:
        """The text with its comments and what its strings hold blanked. Quotes stay."""
        return self._blanked(
            [self._held(token) if token.kind == "string" else (token.start, token.end) for token in self.tokens]
        )

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

    @cached_property
    def first_words(self) -> dict[bytes, list[int]]:
        """Where each word begins that is the first of its line, in order."""
        found: dict[bytes, list[int]] = {}
        for match in _FIRST_WORD.finditer(self.raw):
            found.setdefault(match[1], []).append(match.start(1))
        return found

    @cached_property
    def unclosed(self) -> list[int]:
        """Where each string begins that its line does not close."""
        strings = (token for token in self.tokens if token.kind == "string")
        return [start for _, start, end in strings if end - start < 2 or self.raw[start] != self.raw[end - 1]]

    def tokens_from(self, offset: int) -> Iterator[Token]:
        """The comments and strings that begin at an offset or after it, in order."""
        for index in range(bisect_left(self._starts, offset), len(self.tokens)):
            yield self.tokens[index]

    def inside(self, token: Token) -> bytes:
        """What a string holds."""
        start, end = self._held(token)
        return self.raw[start:end]

    def line(self, offset: int) -> int:
        """The line of an offset, counted from 1."""
        return bisect_right(self._line_ends, offset - 1) + self._first_line

    def shown(self, offset: int) -> str:
        """The line of an offset, as it may be shown."""
        # Looked for no further than is shown: of a line of megabytes, each of whose words is a hit, too.
        first = max(0, offset - _SHOWN - 1)
        start = self.raw.rfind(b"\n", first, offset) + 1 or first
        around = self.raw[start : offset + _SHOWN + 1]
        end = around.find(b"\n", offset - start)
        line = around[:end] if end >= 0 else around
        return one_line(line if len(line) <= _SHOWN else line[max(0, offset - start - 60) : offset - start + 100])

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    @cached_property
    def _line_ends(self) -> list[int]:
        return [found.start() for found in re.finditer(b"\n", self.raw)]

    def _held(self, token: Token) -> tuple[int, int]:
        """Where what a string holds begins and ends."""
        start, end = token.start, token.end
        is_triple = end - start >= 6 and self.raw.startswith(_TRIPLE, start)
        width = 3 if is_triple else 1
        return start + width, max(start + width, end - width)

    def _blanked(self, spans: list[tuple[int, int]]) -> bytes:
        """The text with all but the line ends of some spans, in order, blanked."""
        blank, raw = self.raw.translate(_BLANKS), self.raw
        pieces: list[bytes] = []
        position = 0
        for start, end in spans:
            pieces += raw[position:start], blank[start:end]
            position = end
        return b"".join(pieces) + raw[position:]
