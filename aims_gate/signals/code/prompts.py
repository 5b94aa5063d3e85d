"""Prompts written into code and configuration that use AI: named constants, system messages, templates."""

import hashlib
import re
from collections.abc import Iterator
from itertools import chain, islice

from aims_gate.model.regex import late_regex
from aims_gate.model.signal import Hit
from aims_gate.signals.catalogue import Catalogue, Row
from aims_gate.signals.code.expressions import expression_at
from aims_gate.signals.code.keys import Keys
from aims_gate.signals.code.lines import after, lines_with, matches
from aims_gate.signals.code.messages import INSTRUCTED, messages_of
from aims_gate.signals.code.requests import requests
from aims_gate.signals.code.text import Text, one_line
from aims_gate.signals.code.yaml_values import yaml_keys, yaml_openings, yaml_parts, yaml_value

_ASSIGNED = late_regex(
    rb"(?<![\w-])[\"']?(?P<key>[A-Za-z_][\w-]{3,60})[\"']?\]?[ \t]*"
    rb"(?P<sign>\??:[ \t]*[A-Za-z&'(\[][\w\[\]. |&'<>,?]{0,60}=|=>|<-|:=|[+.]=|\|\|=|[:=(]|"
    rb"(?:\.|::)(?:from|of|new|from_template|fromTemplate)\()"
)
_ATTRIBUTE = late_regex(rb"@(?P<key>[a-z_]\w{3,60}+)(?P<sign>[ \t]++)(?=[~\"])")  # of Elixir: @system_prompt "…"
# A function that is called after a prompt and gives a string: def review_prompt(…): return "…"
_GIVEN = late_regex(
    rb"\b(?:def|function|func|fun|fn|[sS]tring)[ \t]++(?:\([^()\n]*+\)[ \t]*+|self\.)?(?P<key>[A-Za-z_]\w{3,60}+)"
    rb"(?:[ \t]*+\([^()]{0,400}+\)|(?=\()|(?=[ \t]*+\n))"
)
# reviewPrompt(…) {, const reviewPrompt = (…) => {
_METHOD = late_regex(
    rb"(?<![\w.])(?P<key>[A-Za-z_]\w{3,60}+)(?:[ \t]*+=[ \t]*+(?:async\b[ \t]*+)?)?\([^()]{0,400}+\)"
    rb"(?:[ \t]*+:[^\n;(){}=]{0,80})?(?:[ \t]*+=>)?\s*+(?=\{)"
)
_BRACED = ("script", "braces", "php", "dart")
_BODY_BEGINS = late_regex(rb"[ \t]*+(?:(?::|->)[ \t]*+[\w<>&' :?]{1,60}?)?[ \t]*+(?:=>?|\{|:|\bdo\b|)(?=\s)")
_RETURN = late_regex(rb"\breturn\b")
_BODY = 1500  # bytes of a function that are looked through
_SHOWN = 60  # characters
_SENTENCE = 12  # characters
_TRIES_AT_MOST = 5000  # of one file
_ORDERS = ("prompt", "system")

_Said = tuple[Hit, bytes]


class Prompts:
    """The keys of a catalogue that hold prompts. Made once per catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._keys = Keys(catalogue, ("prompt",))

    def hits(self, text: Text) -> Iterator[Hit]:
        """Every prompt in a text that uses AI, with the whole of it told by its digest."""
        return (hit for hit, _ in self.said(text))

    def said(self, text: Text) -> Iterator[_Said]:
        """Each with what it says."""
        told = set()
        for hit, said in self._named(text):
            told.add(said)
            yield hit, said
        if row := self._keys.exact("role=system"):
            for offset, said in messages_of(INSTRUCTED, text):
                yield from _hit(text, offset, "system", row, said)
        if row := self._keys.exact("role=user"):
            for offset, said in requests(text):
                if said not in told:
                    yield from _hit(text, offset, "user", row, said)

    def _named(self, text: Text) -> Iterator[_Said]:
        lines = lines_with(self._keys.words, text)
        yield from self._assigned(text, lines)
        yield from self._given(text, lines)
        if text.family == "values":
            yield from self._of_yaml(text, lines)

    def _assigned(self, text: Text, lines: list[tuple[int, int]]) -> Iterator[_Said]:
        reached = 0
        assigned = matches(_ASSIGNED, text.spoken, lines)
        if text.family == "elixir":
            both = chain(assigned, matches(_ATTRIBUTE, text.spoken, lines))
            assigned = iter(sorted(both, key=lambda match: match.start()))
        for match in islice(assigned, _TRIES_AT_MOST):
            name = match["key"].decode()
            row = self._keys.row(name) if match.start() >= reached else None
            if row is None or (match["sign"] == b"(" and _is_order(text, match.start("key"), name)):
                continue
            if found := expression_at(text, match.end()):
                reached = found.end
                yield from _hit(text, match.start("key"), name, row, found.value)

    def _given(self, text: Text, lines: list[tuple[int, int]]) -> Iterator[_Said]:
        functions = _functions(text, lines)[:_TRIES_AT_MOST]
        returns = after(_RETURN, text.code, [match.end() for match in functions], _BODY)
        for match, returned in zip(functions, returns, strict=True):
            name = match["key"].decode()
            row = self._keys.row(name)
            begins = _BODY_BEGINS.match(text.code, match.end()) if row else None
            found = expression_at(text, begins.end()) if begins else None
            if row and found is None and returned:
                found = expression_at(text, returned.end())
            if row and found:
                yield from _hit(text, found.start, name, row, found.value)

    def _of_yaml(self, text: Text, lines: list[tuple[int, int]]) -> Iterator[_Said]:
        for key in islice(yaml_keys(text, lines), _TRIES_AT_MOST):
            name = key["key"].decode()
            if row := self._keys.row(name):
                yield from _hit(text, key.start("key"), name, row, yaml_value(text, key))
        reached = 0
        for key in islice(yaml_openings(text, lines), _TRIES_AT_MOST):
            name = key["key"].decode()
            row = self._keys.row(name) if key.start() >= reached else None
            if row is None:
                continue
            for offset, value in yaml_parts(text, key):
                reached = offset + len(value)
                yield from _hit(text, offset, name, row, value)


def _functions(text: Text, lines: list[tuple[int, int]]) -> list["re.Match[bytes]"]:
    """Where a function is given its body, in order."""
    found = list(matches(_GIVEN, text.code, lines, _BODY))
    if text.family in _BRACED:
        found += matches(_METHOD, text.code, lines, _BODY)
    return sorted({match.start("key"): match for match in found}.values(), key=lambda match: match.end())


def _is_order(text: Text, offset: int, name: str) -> bool:
    """Whether a call of such a name asks a person or runs a program: os.system("…"), click.prompt("…")."""
    return name in _ORDERS and not (text.family == "braces" and text.raw[offset - 1 : offset] == b".")


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


def _hit(text: Text, offset: int, name: str, row: Row, value: bytes) -> Iterator[_Said]:
    if len(value.strip()) >= _SENTENCE and b" " in value.strip():
        yield row.hit(text.line(offset), value_shown(name, value), name), value


def prompt_hit(text: Text, offset: int, name: str, row: Row, value: bytes) -> Iterator[Hit]:
    """The hit of a prompt that stands at an offset, unless it is too short to be one."""
    return (hit for hit, _ in _hit(text, offset, name, row, value))
