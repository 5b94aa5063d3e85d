"""What is comment and what is string in a text, per family of languages. Knows no statement and no meaning.

Every pass is linear: a token that spans lines is closed by one search, and a closer that is not there is looked for once.
"""

import re
from typing import Literal, NamedTuple

from aims_gate.model.regex import late_regex

TokenKind = Literal["comment", "string", "docstring"]

_QUOTED = rb'"(?:[^"\\\n]++|\\[\s\S])*+"?|\'(?:[^\'\\\n]++|\\[\s\S])*+\'?'
_DOUBLE = rb'"(?:[^"\\\n]++|\\[\s\S])*+"?'
_CHARACTER = rb"'(?:\\[^\n']{1,8}|\\'|[^'\\\n])'"
# A quote within a word of a configuration file is an apostrophe.
_VALUE = (
    rb'"(?<![^\s:,\[{(=!-]")(?:[^"\\\n]++|\\[\s\S])*+"?|'
    rb"'(?<![^\s:,\[{(=!-]')(?:[^'\\\n]++|\\[\s\S])*+'?"
)
_QUOTES = (b'"', b"'", b"`")


class Token(NamedTuple):
    """One comment or string, delimiters included: bytes `start` to `end`."""

    kind: TokenKind
    start: int
    end: int


class Lexis:
    """How one family writes comments and strings: what is over at the line's end, and openers with their closers."""

    def __init__(self, line: bytes, spanning: dict[bytes, tuple[TokenKind, bytes]], docstrings: bool = False) -> None:
        """`line` is a regex, each of whose alternatives begins with a literal; `spanning` is opener → kind, regex of the
        closer.
        """
        # An opener is met before a string or a comment that begins alike. Without a group and with a literal at the
        # beginning of each alternative, what stands between tokens is passed over quickly.
        openers = [re.escape(opener) for opener in sorted(spanning, key=len, reverse=True)]
        self._next = late_regex(b"|".join([*openers, line]))
        self._closers = {opener: (kind, late_regex(closer)) for opener, (kind, closer) in spanning.items()}
        self._docstrings = docstrings

    def tokens(self, raw: bytes) -> list[Token]:
        """Every comment and string, in order. An opener that nothing closes is none."""
        found: list[Token] = []
        unclosed: set[bytes] = set()
        position: int | None = 0
        while position is not None:
            position = self._until_closed(raw, position, unclosed, found)
        return found

    def _until_closed(self, raw: bytes, position: int, unclosed: set[bytes], found: list[Token]) -> int | None:
        """Gather tokens up to the next one that spans lines; where that ends, or None at the end of the text."""
        for match in self._next.finditer(raw, position):
            start, end = match.span()
            written = raw[start:end]
            if written not in self._closers:
                found.append(Token("string" if written.startswith(_QUOTES) else "comment", start, end))
            elif written not in unclosed:
                kind, closer = self._closers[written]
                if closed := closer.search(raw, end):
                    found.append(Token(self._as_docstring(kind, raw, start), start, closed.end()))
                    return closed.end()
                unclosed.add(written)
        return None

    def _as_docstring(self, kind: TokenKind, raw: bytes, start: int) -> TokenKind:
        """A string that stands where a statement begins says something of the code and does nothing in it."""
        if not self._docstrings or kind != "string":
            return kind
        line = _begun(raw, start)
        if line and raw[line - 1 : line] != b"\n":
            return kind
        before = raw[max(0, line - 200) : line].rstrip()
        return (
            kind
            if before.endswith((b"(", b"[", b"{", b",", b"=", b"+", b"%", b"|", b"\\", b'"', b"'"))
            else "docstring"
        )


def _begun(raw: bytes, start: int) -> int:
    """Where the indentation of a string and its prefix begin: what stands before is looked at no further than they go."""
    width = 64
    while not (before := raw[max(0, start - width) : start].rstrip(b" \t\frRuU")) and width < start:
        width *= 4
    return max(0, start - width) + len(before)


_BLOCK: dict[bytes, tuple[TokenKind, bytes]] = {b"/*": ("comment", rb"\*/")}
_TRIPLE: dict[bytes, tuple[TokenKind, bytes]] = {
    b'"""': ("string", rb'(?<!\\)"""'),
    b"'''": ("string", rb"(?<!\\)'''"),
}
_TEMPLATE: dict[bytes, tuple[TokenKind, bytes]] = {b"`": ("string", rb"(?<!\\)`")}
_DOCUMENTED: dict[bytes, tuple[TokenKind, bytes]] = {
    b"@" + name + b" " + sigil + b'"""': ("comment", rb'(?<!\\)"""')
    for name in (b"moduledoc", b"doc", b"typedoc")
    for sigil in (b"", b"~S")
}
_TEXT_BLOCK: dict[bytes, tuple[TokenKind, bytes]] = {b'"""': ("string", rb'(?<!\\)"""')}

LEXES: dict[str, Lexis] = {
    "python": Lexis(rb"\#[^\n]*|" + _QUOTED, _TRIPLE, docstrings=True),
    "script": Lexis(rb"//[^\n]*|" + _QUOTED, {**_BLOCK, **_TEMPLATE}),
    "go": Lexis(rb"//[^\n]*|" + _DOUBLE + b"|" + _CHARACTER, {**_BLOCK, b"`": ("string", rb"`")}),
    "braces": Lexis(rb"//[^\n]*|" + _DOUBLE + b"|" + _CHARACTER, {**_BLOCK, **_TEXT_BLOCK}),
    "php": Lexis(rb"//[^\n]*|\#(?!\[)[^\n]*|" + _QUOTED, _BLOCK),
    "dart": Lexis(rb"//[^\n]*|" + _QUOTED, {**_BLOCK, **_TRIPLE}),
    "ruby": Lexis(rb"\#[^\n]*|" + _QUOTED, {b"\n=begin": ("comment", rb"\n=end")}),
    "hash": Lexis(rb"\#[^\n]*|" + _QUOTED, {}),
    "elixir": Lexis(rb"\#[^\n]*|" + _QUOTED, {**_TRIPLE, **_DOCUMENTED}),
    "julia": Lexis(rb"\#[^\n]*|" + _DOUBLE, {b"#=": ("comment", rb"=\#"), b'"""': ("string", rb'(?<!\\)"""')}),
    "values": Lexis(rb"\#(?<![^\s]\#)[^\n]*|" + _VALUE, {}),
    "semicolon": Lexis(rb"\#(?<![^\s]\#)[^\n]*|;(?<![^\s];)[^\n]*|" + _VALUE, {}),
    "toml": Lexis(rb"\#[^\n]*|" + _QUOTED, _TRIPLE),
    "hcl": Lexis(rb"\#[^\n]*|//[^\n]*|" + _DOUBLE, _BLOCK),
    "json": Lexis(rb"//(?<![^\s,\[{]//)[^\n]*|" + _DOUBLE, _BLOCK),
    "markup": Lexis(_DOUBLE, {b"<!--": ("comment", rb"-->")}),
    "dashes": Lexis(rb"--[^\n]*|" + _QUOTED, _BLOCK),
}
"""Family → how it writes comments and strings."""
