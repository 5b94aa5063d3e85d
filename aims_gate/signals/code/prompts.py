"""Prompts written into code and configuration that use AI: named constants, system messages, templates."""

import hashlib
import re
from collections.abc import Iterator

from aims_gate.model.regex import late_regex
from aims_gate.model.signal import Hit
from aims_gate.signals.catalogue import Catalogue, Row
from aims_gate.signals.code.keys import Keys
from aims_gate.signals.code.lines import after, lines_with, matches
from aims_gate.signals.code.text import Text, one_line

_ASSIGNED = late_regex(
    rb"(?<![\w.$-])[\"']?(?P<key>[A-Za-z_][\w-]{3,60})[\"']?[ \t]*(?::[ \t]*[A-Za-z][\w\[\]. |]{0,40}=|=>|<-|:=|\+=|[:=(])"
    rb"[ \t\n\\]*+\(?[ \t\n\\]*+(?:(?:textwrap\.)?dedent\()?[ \t\n\\]*+[bBrRfFuUtT$@]{0,2}(?P<quote>[\"'`])"
)
_ROLE = late_regex(
    rb"[\"']?\brole[\"']?\s{0,8}(?::|=>|=)\s{0,8}(?:[\"'](?:system|developer)[\"']|(?:system|developer)\b)"
)
_CONTENT = late_regex(
    rb"[\"']?\b(?:content|text)[\"']?\s{0,8}(?::|=>|=)\s{0,40}\(?\s{0,40}[bBrRfFuUtT]{0,2}(?P<quote>[\"'`])"
)
_PAIR = late_regex(rb"[(\[]\s{0,40}[\"']system[\"']\s{0,8},\s{0,40}[bBrRfFuUtT]{0,2}(?P<quote>[\"'`])")
# A function that is called after a prompt and gives a string: def review_prompt(…): return "…"
_GIVEN = late_regex(
    rb"\b(?:def|function|func|fun|fn)[ \t]++(?:\([^()\n]*+\)[ \t]*+)?(?P<key>[A-Za-z_]\w{3,60})[ \t]*+(?=\()"
)
_RETURN = late_regex(rb"\breturn\b[\s(]{0,40}[bBrRfFuUtT$@]{0,2}(?P<quote>[\"'`])")
_BODY = 1500  # bytes of a function that are looked through
_BETWEEN = late_regex(rb"(?:\s|\\|\+){0,200}[bBrRfFuUtT]{0,2}(?=[\"'`])")
_YAML = late_regex(
    rb"^(?P<indent>[ \t]*+)(?:- )?[\"']?(?P<key>[A-Za-z_][\w-]{3,60})[\"']?:[ \t]++(?P<rest>[^\n]*)", re.MULTILINE
)
_BLOCK = late_regex(rb"[|>][+-]?\d?[+-]?\s*\Z")
_SHOWN = 60  # characters
_BLOCK_AT_MOST = 100_000  # bytes; blocks within blocks are each read to their end
_SENTENCE = 12  # characters
_STRINGS_AT_MOST = 400


class Prompts:
    """The keys of a catalogue that hold prompts. Made once per catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._keys = Keys(catalogue, ("prompt",))

    def hits(self, text: Text) -> Iterator[Hit]:
        """Every prompt in a text that uses AI, with the whole of it told by its digest."""
        lines = lines_with(self._keys.words, text)
        for match in matches(_ASSIGNED, text.spoken, lines):
            name = match["key"].decode()
            if row := self._keys.row(name):
                yield from _hit(text, match.start("key"), name, row, _strings(text, match.start("quote")))
        functions = list(matches(_GIVEN, text.code, lines, 0))
        returns = after(_RETURN, text.spoken, [match.end() for match in functions], _BODY)
        for match, found in zip(functions, returns, strict=True):
            name = match["key"].decode()
            if found and (row := self._keys.row(name)):
                yield from _hit(text, found.start("quote"), name, row, _strings(text, found.start("quote")))
        if text.family == "values":
            yield from self._of_yaml(text, lines)
        if row := self._keys.exact("role=system"):
            yield from _messages(text, row)

    def _of_yaml(self, text: Text, lines: list[tuple[int, int]]) -> Iterator[Hit]:
        for match in matches(_YAML, text.spoken, lines, 0):
            name = match["key"].decode()
            rest = match["rest"].strip()
            if (row := self._keys.row(name)) and not rest.startswith((b'"', b"'")):
                value = _block(text.raw, match) if _BLOCK.match(rest) else rest
                yield from _hit(text, match.start("key"), name, row, value)


def value_shown(name: str, value: bytes) -> str:
    """A long value on one line: how it begins, and a digest that any edit of its words changes."""
    shown = one_line(value)
    if len(shown) <= _SHOWN and len(value.split(b"\n")) == 1:
        return f"{name} = {shown}"
    words = b" ".join(value.split())  # laid out anew it says the same
    return f"{name} = {shown[:_SHOWN]}… ({len(words)} bytes, sha256 {hashlib.sha256(words).hexdigest()[:12]})"


def value_of(hit: Hit) -> str:
    """What `value_shown` says of a value, without the name it goes by."""
    return hit.text.partition(" = ")[2]


def _messages(text: Text, row: Row) -> Iterator[Hit]:
    spoken = text.spoken
    is_said = b"role" in spoken and (b"system" in spoken or b"developer" in spoken)
    for match in _ROLE.finditer(spoken) if is_said else ():
        found = _CONTENT.search(text.spoken, match.end(), match.end() + 200)
        if found:
            yield from _hit(text, match.start(), "system", row, _strings(text, found.start("quote")))
    for match in _PAIR.finditer(spoken) if b"'system'" in spoken or b'"system"' in spoken else ():
        yield from _hit(text, match.start(), "system", row, _strings(text, match.start("quote")))


def _hit(text: Text, offset: int, name: str, row: Row, value: bytes) -> Iterator[Hit]:
    if len(value.strip()) >= _SENTENCE and b" " in value.strip():
        line = text.line(offset)
        shown = value_shown(name, value)
        yield Hit(row.id, row.kind, line, shown, name, row.vendor, implies=row.implies, confidence=row.confidence)


def strings(text: Text, offset: int) -> tuple[int, bytes]:
    """Where the string at an offset and those that are joined to it end, and what they hold."""
    held: list[bytes] = []
    end = offset
    for _ in range(_STRINGS_AT_MOST):
        token = text.string_at(offset)
        if token is None:
            break
        held.append(text.inside(token))
        end = token.end
        between = _BETWEEN.match(text.spoken, end)
        if between is None:
            break
        offset = between.end()
    return end, b"".join(held)


def _strings(text: Text, offset: int) -> bytes:
    return strings(text, offset)[1]


def _block(raw: bytes, match: "re.Match[bytes]") -> bytes:
    """The lines below a key that are indented more than it."""
    indent = len(match["indent"])
    lines: list[bytes] = []
    position = match.end() + 1
    last = min(len(raw), position + _BLOCK_AT_MOST)
    while 0 < position <= last:
        end = raw.find(b"\n", position)
        line = raw[position : end if end >= 0 else len(raw)]
        if line.strip() and len(line) - len(line.lstrip()) <= indent:
            break
        lines.append(line)
        if end < 0:
            break
        position = end + 1
    return b"\n".join(lines).strip()
