"""Where a model's service is, told by names that say whose it is: OPENAI_BASE_PATH, azureOpenAIApiVersion, ollamaUrl; and
which of its models is asked: OLLAMA_MODEL.

Names that say it of any service (`base_url`, `api_version`) tell it only in code that imports a library of AI.
"""

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import islice

from aims_gate.model.regex import late_regex
from aims_gate.model.signal import Hit
from aims_gate.signals.catalogue import Catalogue, Row
from aims_gate.signals.code.given_models import GivenModels
from aims_gate.signals.code.keys import Keys
from aims_gate.signals.code.lines import lines_with, matches
from aims_gate.signals.code.text import Text, one_line
from aims_gate.signals.code.words import Words

_SERVICE = "service="
_NAME_AT_MOST = 40  # bytes before and after the word
_LEFT = late_regex(rb"\w{0,40}")
_RIGHT = late_regex(rb"\w{0,40}")
_IS_AN_ADDRESS = late_regex(
    rb"(?:url|uri|endpoint|host|server|address|api_?base|base_?path|api_?path|api_?version|_deployment|deployment_?(?:name|id))\Z",
    re.IGNORECASE,
)
_IS_A_MODEL = late_regex(rb"model(?:_?(?:name|id))?\Z", re.IGNORECASE)
_IS_A_VARIABLE = late_regex(rb"[A-Z][A-Z0-9_]+\Z")
# config.url, config["URL"]
_NAMED = rb"[A-Za-z_$][\w.?$]{0,80}+(?:\[[^\[\]\n]{1,80}\])?"
_VALUE = rb"(?P<value>\"[^\"\n]{0,160}\"|'[^'\n]{0,160}'|`[^`\n]{0,160}`|" + _NAMED + rb")"
# NAME = value, "name": value, getenv("NAME", value), config.NAME ?? value; of a template a value that stands further in.
_GIVEN = late_regex(
    rb"[\"'`]?(?:[)\]]?[ \t]*(?:\?\?|\|\|)|\]?[ \t]*(?::[ \t]*[A-Za-z][\w\[\]. |?]{0,40}=(?!=)|:=|=>|=(?!=)|:)|[ \t]*,)[ \t]*"
    rb"(?:\{[^{}]{0,300}?\"defaultValue\"[ \t]*:[ \t]*)?(?:" + _VALUE + rb")?"
)
_QUOTED = late_regex(rb"[\"'`][)\]]")
_SETTING = late_regex(
    rb"(?<![A-Za-z0-9_$-])(?P<key>[A-Za-z_]\w{5,30})[\"']?\]?[ \t]*"
    rb"(?P<sign>(?::[ \t]*[A-Za-z][\w\[\]. |?]{0,40})?=(?![=>])|=>|:=|:|\()[ \t]*(?=" + _VALUE + rb")"
)
_TYPES = frozenset(
    b"str string String Optional Option any Any URL Uri URI None null nil undefined bool False True false true Text".split()
)
_SECRET = late_regex(rb"(?<=//)[^/@\s\"']{1,160}@|\?[^\"'\s]{1,160}")
_ASKED = late_regex(rb"(?:[\"']|\benv(?:iron)?\.)\Z")
_NEAR = 12  # bytes before a variable that say that code asks for it
_HITS_AT_MOST = 500  # of one file


class Services:
    """The services of a catalogue. Made once per catalogue."""

    def __init__(self, catalogue: Catalogue, given: GivenModels) -> None:
        keys = catalogue.of("endpoint", "key")
        self._given = given
        self._rows = {
            pattern.removeprefix(_SERVICE): row for pattern, row in keys.items() if pattern.startswith(_SERVICE)
        }
        self._variables = tuple(catalogue.of("endpoint", "variable"))
        self._keys = Keys(catalogue, ("endpoint",))
        self.words = tuple(word.encode() for name in self._rows for word in _spellings(name))
        """One of these stands, in lower case, in every text that holds such a name."""
        self._words = Words(self.words)

    def possible(self, raw: bytes, lowered: bytes) -> bool:
        """Whether a text may hold such a name; `lowered` is the text in lower case."""
        return next(self._found(raw, lowered), None) is not None

    def hits(self, text: Text, is_configuration: bool) -> Iterator[Hit]:
        """Every name of such an address outside comments, once with each value that it is given; and every model by one."""
        told = set()
        for hit in islice(self._named(text, is_configuration), _HITS_AT_MOST):
            if hit.text not in told:
                told.add(hit.text)
                yield hit

    def hits_beside(self, text: Text) -> Iterator[Hit]:
        """Every address that a setting of any service may have, in code that brings in a library of AI."""
        lines = lines_with(self._keys.words, text)
        for match in islice(matches(_SETTING, text.spoken, lines, 0), _HITS_AT_MOST):
            name = match["key"].decode()
            row = self._keys.row(name)
            called = text.spoken[match.start("key") - 1 : match.start("key")] == b"."
            if row is None or (match["sign"] == b"(" and not called):
                continue
            if not _is_a_type(match["value"]):
                yield _hit(text, match.start("key"), name, row, match["value"])

    def _named(self, text: Text, is_configuration: bool) -> Iterator[Hit]:
        for start, name, row in self._found(text.spoken, text.lowered):
            if _IS_A_MODEL.search(name):
                yield from self._given.hits_at(text, start, is_configuration, row.vendor)
            elif not self._is_known(text, start, name.decode("utf-8", "replace")):
                yield from _told(text, start, name, row)

    def _found(self, raw: bytes, lowered: bytes) -> Iterator[tuple[int, bytes, Row]]:
        """Where a name of an address begins, the name, and whose it is."""
        reached = 0
        for at in self._words.places(lowered):
            place = self._service.match(raw, at) if at >= reached else None
            if place is None:
                continue
            left = _LEFT.match(raw[max(0, at - _NAME_AT_MOST) : at][::-1])
            right = _RIGHT.match(raw, place.end())
            start, end = at - (left.end() if left else 0), right.end() if right else place.end()
            reached, name = end, raw[start:end]
            if _IS_AN_ADDRESS.search(name) or _IS_A_MODEL.search(name):
                yield start, name, self._rows[next(group for group, found in place.groupdict().items() if found)]

    def _is_known(self, text: Text, start: int, name: str) -> bool:
        """Whether it is a variable that has a row of its own, by itself or where code asks for it: NEXT_PUBLIC_OLLAMA_URL."""
        is_asked = _ASKED.search(text.spoken, max(0, start - _NEAR), start) is not None
        return name in self._variables or (is_asked and name.endswith(tuple(f"_{known}" for known in self._variables)))

    @cached_property
    def _service(self) -> "re.Pattern[bytes]":
        names = sorted(self._rows, key=len, reverse=True)
        return re.compile(b"|".join(b"(?P<%b>%b)" % (name.encode(), _regex(name)) for name in names) or rb"(?!)")


def _told(text: Text, start: int, name: bytes, row: Row) -> Iterator[Hit]:
    end = start + len(name)
    given = _GIVEN.match(text.spoken, end)
    is_asked = text.spoken[start - 1 : start] == b"." and _IS_A_VARIABLE.match(name)
    if given or is_asked or _QUOTED.match(text.spoken, end):
        value = (given["value"] or b"") if given else b""
        yield _hit(text, start, name.decode("ascii", "replace"), row, b"" if _is_a_type(value) else value)


def _is_a_type(value: bytes) -> bool:
    """Whether what looks like a value says what may be one: str, string?, Optional[str]."""
    return value.partition(b"[")[0].rstrip(b"?") in _TYPES


def _spellings(name: str) -> tuple[str, str]:
    return name, name.replace("_", "")


def _regex(name: str) -> bytes:
    """A word of a name, however it is cased and joined; a short one only where it is a word by itself: no fulfilment."""
    if "_" in name or len(name) > 4:
        return b"(?i:%b)" % name.replace("_", "_?").encode()
    short, upper, title = (cased.encode() for cased in (name, name.upper(), name.title()))
    return rb"(?<![A-Za-z])(?:%b|%b)(?![a-z])|(?<=[a-z])%b(?![a-z])|%b(?![a-z])" % (short, upper, upper, title)


def _hit(text: Text, offset: int, name: str, row: Row, value: bytes) -> Hit:
    said = one_line(_SECRET.sub(b"", value.strip(b"\"'`")))
    shown = f"{name} = {said}" if said else name
    return row.hit(text.line(offset), shown, name)
