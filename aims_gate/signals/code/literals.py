"""What one string says, however its language writes it: on a line, over many, raw, as a heredoc. Knows no key.

Where a string of one line ends is told by the comments and strings of the whole text (`lexis`). A quote that its line does
not close is closed further down: told here, for the string that is asked about alone, so that an apostrophe that no
language closes never hides what follows it.
"""

import re
from bisect import bisect_left
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from aims_gate.model.regex import late_regex
from aims_gate.signals.code.lexis import Token
from aims_gate.signals.code.text import Text

_HEREDOC_BACK = 4000  # bytes from a place to the opener that it may stand below
_UNCLOSED_BACK = 2  # strings that may go on to a place further down
_AT_MOST = 20_000  # bytes that the end of a string is looked for beyond its line
_HEREDOC_AT_MOST = 100_000  # bytes; one within another is each read to its end
_TRIPLE = (b'"""', b"'''")
_PREFIX = late_regex(rb"[A-Za-z_$@~][\w$@~.]{0,24}(?=[\"'`#])|")
_HEREDOC = late_regex(rb"<<[-~<]?[ \t]?(?P<quote>[\"'`]?)(?P<name>[A-Za-z_]\w{0,60})(?P=quote)(?!\w)")
_PERCENT = late_regex(rb"%[qQ]?(?P<open>[(\[{<|!])")
_SIGIL = late_regex(rb"~[A-Za-z](?P<open>[(\[{<|/])")
_LONG = late_regex(rb"\[(?P<level>={0,4})\[")
_HASHES = late_regex(rb"#{1,8}\"(?:\"\")?(?!#)")
_DELIMITED = late_regex(rb"\"(?P<name>[A-Za-z_-]{0,16})\(")
_HERE = late_regex(rb"@(?P<quote>[\"'])[ \t]*\n")
# What a string passes over, or what ends it.
_ENDS = {quote: late_regex(rb"\\[\s\S]|" + quote) for quote in (b'"', b"'", b"`")}
_VERBATIM = late_regex(rb'""|"')
_CLOSERS = {b"(": b")", b"[": b"]", b"{": b"}", b"<": b">"}


class Literal(NamedTuple):
    """A string from `start`, its prefix not included, to `end`, in bytes, and what it says."""

    start: int
    end: int
    value: bytes


def literal_at(text: Text, offset: int) -> Literal | None:
    """The string that begins at an offset outside comments, with its prefix if it has one; None where there is none."""
    around = text.string_around(offset)
    if around is not None and around.start != offset:
        return None
    for form in _OF_FAMILY.get(text.family, ()):
        if found := form(text, offset):
            return found
    prefix = _PREFIX.match(text.spoken, offset)
    return _quoted(text, prefix.end() if prefix else offset)


def literal_around(text: Text, offset: int) -> Literal | None:
    """The string within which an offset lies, on whichever of its lines; None where it lies in none."""
    if _heredoc in _OF_FAMILY.get(text.family, ()) and (below := _heredoc_around(text, offset)):
        return below
    token = text.string_around(offset)
    last = bisect_left(text.unclosed, offset)
    starts = [token.start] if token else text.unclosed[max(0, last - _UNCLOSED_BACK) : last]
    for start in reversed(starts):
        found = literal_at(text, start)
        if found is not None and found.end > offset:
            return found
    return None


def _quoted(text: Text, start: int) -> Literal | None:
    raw = text.raw
    quote = text.spoken[start : start + 1]
    if quote == b"#":
        return _hashed(text, start)
    if quote not in _ENDS:
        return None
    if b"@" in raw[max(0, start - 2) : start] and text.family == "braces":
        return _closed(raw, start, _VERBATIM)
    if raw[start - 1 : start] == b"R" and (delimited := _DELIMITED.match(raw, start)):
        return _until(raw, start, b")" + delimited["name"] + b'"', len(delimited[0]))
    token = text.string_at(start)
    # Where its family knows no such string, the first two quotes pass for an empty one.
    is_empty = token is not None and token.end - token.start == 2 and raw.startswith(_TRIPLE, start)
    tripled = _until(raw, start, raw[start : start + 3], 3) if is_empty else None
    return tripled or _written(text, token, quote)


def _written(text: Text, token: Token | None, quote: bytes) -> Literal | None:
    """A string in its quotes; further than its line where that does not close it."""
    if token is None:
        return None
    if token.end - token.start > 1 and text.raw[token.end - 1 : token.end] == quote:
        return Literal(token.start, token.end, text.inside(token))
    found = _closed(text.raw, token.start, _ENDS[quote])
    return found or Literal(token.start, token.end, text.raw[token.start + 1 : token.end])


def _closed(raw: bytes, start: int, ends: "re.Pattern[bytes]") -> Literal | None:
    for end in ends.finditer(raw, start + 1, start + _AT_MOST):
        if len(end[0]) == 1:
            return Literal(start, end.end(), raw[start + 1 : end.start()])
    return None


def _until(raw: bytes, start: int, closer: bytes, width: int) -> Literal | None:
    """What stands between an opener of some bytes and its closer."""
    end = raw.find(closer, start + width, start + _AT_MOST)
    return Literal(start, end + len(closer), raw[start + width : end]) if end >= 0 else None


def _hashed(text: Text, start: int) -> Literal | None:
    opener = _HASHES.match(text.raw, start)
    return _until(text.raw, start, opener[0][::-1], len(opener[0])) if opener else None


def _heredoc(text: Text, offset: int) -> Literal | None:
    opener = _HEREDOC.match(text.spoken, offset)
    return _below(text, opener) if opener else None


def _below(text: Text, opener: "re.Match[bytes]") -> Literal | None:
    """What stands below the line of an opener, up to the line that begins with its name."""
    begins = text.raw.find(b"\n", opener.end()) + 1
    closers = text.first_words.get(opener["name"], []) if begins else []
    place = bisect_left(closers, begins)
    if place == len(closers) or closers[place] > begins + _HEREDOC_AT_MOST:
        return None
    closer = closers[place]
    return Literal(
        opener.start(), closer + len(opener["name"]), text.raw[begins : text.raw.rfind(b"\n", 0, closer) + 1]
    )


def _heredoc_around(text: Text, offset: int) -> Literal | None:
    openers = list(_HEREDOC.finditer(text.spoken, max(0, offset - _HEREDOC_BACK), offset))
    found = _below(text, openers[-1]) if openers else None
    if found is None or found.end <= offset:
        return None
    return found._replace(start=text.raw.find(b"\n", found.start) + 1)


def _bracketed(begins: "re.Pattern[bytes]", text: Text, offset: int) -> Literal | None:
    opener = begins.match(text.spoken, offset)
    return _until(text.raw, offset, _CLOSERS.get(opener["open"], opener["open"]), len(opener[0])) if opener else None


def _long(text: Text, offset: int) -> Literal | None:
    opener = _LONG.match(text.spoken, offset)
    return _until(text.raw, offset, b"]" + opener["level"] + b"]", len(opener[0])) if opener else None


def _here(text: Text, offset: int) -> Literal | None:
    opener = _HERE.match(text.spoken, offset)
    return _until(text.raw, offset, b"\n" + opener["quote"] + b"@", len(opener[0])) if opener else None


_Form = Callable[[Text, int], Literal | None]
_OF_FAMILY: dict[str, tuple[_Form, ...]] = {
    "ruby": (_heredoc, partial(_bracketed, _PERCENT)),
    "php": (_heredoc,),
    "elixir": (partial(_bracketed, _SIGIL),),
    "hash": (_heredoc,),
    "values": (_heredoc, _here),
    "hcl": (_heredoc,),
    "dashes": (_long,),
}
"""Family → how else its languages write strings."""
