"""What is comment and what is string in a text, per family of languages. Knows no statement and no meaning.

Every pass is linear: a token that spans lines is closed by one search, and a closer that is not there is looked for once.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from aims_gate.model.regex import late_regex

TokenKind = Literal["comment", "string", "docstring"]

_QUOTED = rb'"(?:[^"\\\n]++|\\[\s\S])*+"?|\'(?:[^\'\\\n]++|\\[\s\S])*+\'?'
_DOUBLE = rb'"(?:[^"\\\n]++|\\[\s\S])*+"?'
_CHARACTER = rb"'(?:\\[^\n']{1,8}|\\'|[^'\\\n])'"
# A quote within a word of a configuration file is an apostrophe.
_VALUE = rb"(?<![^\s:,\[{(=!-])(?:" + _QUOTED + rb")"


class Token(NamedTuple):
    """One comment or string, delimiters included: bytes `start` to `end`."""

    kind: TokenKind
    start: int
    end: int


class Lexis:
    """How one family writes comments and strings: what is over at the line's end, and openers with their closers."""

    def __init__(self, line: bytes, spanning: dict[bytes, tuple[TokenKind, bytes]], docstrings: bool = False) -> None:
        """`line` is a regex in which the group `c` holds comments; `spanning` is opener → kind, regex of the closer."""
        openers = b"|".join(re.escape(opener) for opener in sorted(spanning, key=len, reverse=True))
        # An opener is met before a string or a comment that begins alike.
        self._next = late_regex(b"(?P<open>" + openers + b")|" + line if openers else line + b"|(?P<open>(?!))")
        self._closers = {opener: (kind, late_regex(closer)) for opener, (kind, closer) in spanning.items()}
        self._docstrings = docstrings

    def tokens(self, raw: bytes) -> Iterator[Token]:
        """Every comment and string, in order. An opener that nothing closes is none."""
        position = 0
        unclosed: set[bytes] = set()
        while found := self._next.search(raw, position):
            start, position = found.span()
            opener = found["open"]
            if opener is None:
                yield Token("comment" if found["c"] is not None else "string", start, position)
            elif opener not in unclosed:
                kind, closer = self._closers[opener]
                if end := closer.search(raw, position):
                    position = end.end()
                    yield Token(self._as_docstring(kind, raw, start), start, position)
                else:
                    unclosed.add(opener)
            position = max(position, start + 1)

    def _as_docstring(self, kind: TokenKind, raw: bytes, start: int) -> TokenKind:
        """A string that stands where a statement begins says something of the code and does nothing in it."""
        if not self._docstrings or kind != "string":
            return kind
        line = raw.rfind(b"\n", 0, start) + 1
        if raw[line:start].strip(b" \t\frRuU"):
            return kind
        before = raw[max(0, line - 200) : line].rstrip()
        return (
            kind
            if before.endswith((b"(", b"[", b"{", b",", b"=", b"+", b"%", b"|", b"\\", b'"', b"'"))
            else "docstring"
        )


_BLOCK: dict[bytes, tuple[TokenKind, bytes]] = {b"/*": ("comment", rb"\*/")}
_TRIPLE: dict[bytes, tuple[TokenKind, bytes]] = {
    b'"""': ("string", rb'(?<!\\)"""'),
    b"'''": ("string", rb"(?<!\\)'''"),
}
_TEMPLATE: dict[bytes, tuple[TokenKind, bytes]] = {b"`": ("string", rb"(?<!\\)`")}
_TEXT_BLOCK: dict[bytes, tuple[TokenKind, bytes]] = {b'"""': ("string", rb'(?<!\\)"""')}

LEXES: dict[str, Lexis] = {
    "python": Lexis(rb"(?P<c>\#[^\n]*)|" + _QUOTED, _TRIPLE, docstrings=True),
    "script": Lexis(rb"(?P<c>//[^\n]*)|" + _QUOTED, {**_BLOCK, **_TEMPLATE}),
    "go": Lexis(rb"(?P<c>//[^\n]*)|" + _DOUBLE + b"|" + _CHARACTER, {**_BLOCK, b"`": ("string", rb"`")}),
    "braces": Lexis(rb"(?P<c>//[^\n]*)|" + _DOUBLE + b"|" + _CHARACTER, {**_BLOCK, **_TEXT_BLOCK}),
    "php": Lexis(rb"(?P<c>//[^\n]*|\#(?!\[)[^\n]*)|" + _QUOTED, _BLOCK),
    "dart": Lexis(rb"(?P<c>//[^\n]*)|" + _QUOTED, {**_BLOCK, **_TRIPLE}),
    "ruby": Lexis(rb"(?P<c>\#[^\n]*)|" + _QUOTED, {b"\n=begin": ("comment", rb"\n=end")}),
    "hash": Lexis(rb"(?P<c>\#[^\n]*)|" + _QUOTED, {}),
    "julia": Lexis(rb"(?P<c>\#[^\n]*)|" + _DOUBLE, {b"#=": ("comment", rb"=\#"), b'"""': ("string", rb'(?<!\\)"""')}),
    "values": Lexis(rb"(?P<c>(?<![^\s])\#[^\n]*)|" + _VALUE, {}),
    "semicolon": Lexis(rb"(?P<c>(?<![^\s])[\#;][^\n]*)|" + _VALUE, {}),
    "toml": Lexis(rb"(?P<c>\#[^\n]*)|" + _QUOTED, _TRIPLE),
    "hcl": Lexis(rb"(?P<c>\#[^\n]*|//[^\n]*)|" + _DOUBLE, _BLOCK),
    "json": Lexis(rb"(?P<c>(?<![^\s,\[{])//[^\n]*)|" + _DOUBLE, _BLOCK),
    "markup": Lexis(rb"(?P<c>(?!))|" + _DOUBLE, {b"<!--": ("comment", rb"-->")}),
    "dashes": Lexis(rb"(?P<c>--[^\n]*)|" + _QUOTED, _BLOCK),
}
"""Family → how it writes comments and strings."""
