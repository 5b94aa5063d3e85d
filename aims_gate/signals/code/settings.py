"""Sampling parameters, decision thresholds, human steps and guardrails set next to AI usage. The value is in the hit."""

import re
from collections.abc import Iterator

from aims_gate.model.regex import late_regex
from aims_gate.model.signal import Hit
from aims_gate.signals.catalogue import Catalogue, Row
from aims_gate.signals.code.keys import Keys, spelled
from aims_gate.signals.code.lines import lines_with, matches
from aims_gate.signals.code.parameters import TELLING, is_a_models
from aims_gate.signals.code.text import Text, one_line

_SETTING = late_regex(
    rb"(?<![\w.$-])[\"']?(?P<key>[A-Za-z_][\w.-]{2,60})[\"']?[ \t]*"
    rb"(?::[ \t]*[A-Za-z][\w\[\]. |]{0,40}=|=>|<-|:=|[:=(])[ \t]*"
    rb"(?=(?P<value>-?\d[\d_]*(?:\.\d+)?(?:e-?\d+)?(?![\w.])|-?\d[\d_]*(?:\.\d+)?[fFdDmM](?!\w)|-?\.\d+|[Tt]rue|[Ff]alse|TRUE|FALSE|"
    rb"\"[^\"\n]{0,80}\"|'[^'\n]{0,80}'|\[[^\]\n]{0,120}\]|[A-Za-z_@$][\w.?]{0,60}|[+(][^\n;#]{0,120}))"
)
_DOTTED = late_regex(
    rb"(?<![\w\]])\.(?P<key>[A-Za-z_]\w{2,60})\([ \t]*(?P<value>-?\d[\d_]*(?:\.\d+)?[fFdDmM]?|[Tt]rue|[Ff]alse)(?!\w)"
)
# body["temperature"] = …, body.insert("temperature", …): whatever is put in under a parameter's name.
_PUT = late_regex(
    rb"(?:\b(?:insert|put|set|add|append|setdefault)\([ \t]*|\[)[\"'](?P<key>[A-Za-z_]\w{2,60})[\"'](?:\.\w{1,20}\(\))?[ \t]*"
    rb"(?:\][ \t]*=(?!=)|,)[ \t]*(?P<value>[^\n;]{1,120})"
)
_EXPRESSION = late_regex(rb"[^\n;#]{0,120}")
_HAS_NUMBER = late_regex(rb"(?<![\w.])\d")
_MODERATION = late_regex(rb"\bmoderations?\s{0,20}\.\s{0,20}create\s{0,20}\(")
# What hands a value on says whose it is: config.temperature, process.env.TOP_P. A name by itself may be a type.
_ELSEWHERE = late_regex(rb"[A-Za-z_@$]\w{0,40}(?:\??\.[A-Za-z_]\w{0,40}){1,4}")
_EFFORT = late_regex(rb"[\"'](?:none|minimal|low|medium|high|xhigh|max)[\"']")
_BOUND = late_regex(r"(?:min|max)_?temperature", re.IGNORECASE)  # what people may choose, not what is chosen
_NUMBER = late_regex(rb"-?\.?\d")
_ONLY_NUMBERS = ("sampling", "threshold")
_TRIVIAL = (b"None", b"null", b"nil", b"undefined", b"bool", b"float", b"int", b"str", b"number", b"boolean", b"string")


class Settings:
    """The settings of a catalogue. Made once per catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._keys = Keys(catalogue, ("sampling", "threshold", "human-step", "guardrail", "monitor"))

    def hits(self, text: Text, calls_models: bool) -> Iterator[Hit]:
        """Every setting in a text that uses AI. Numbers for what is a number; else a literal or a name.

        What is handed on under a parameter's name counts where the text itself `calls_models`.
        """
        lines = lines_with(self._keys.words, text)
        for regex in (_SETTING, _DOTTED):
            for match in matches(regex, text.spoken, lines, 0):
                yield from self._hit(text, match, calls_models)
        for match in matches(_PUT, text.spoken, lines, 0):
            row = self._keys.row(match["key"].decode())
            if row is not None and row.kind == "sampling":
                yield _told(row, text, match, match["value"].rstrip(b" \t,)"))
        row = self._keys.exact("moderations.create")
        if row and b"moderation" in text.spoken:
            for match in _MODERATION.finditer(text.code):
                line, shown = text.line(match.start()), text.shown(match.start())
                yield row.hit(line, shown, row.pattern)

    def hits_declared(self, text: Text) -> Iterator[Hit]:
        """Every parameter that tells by its name that a model has it, with its value."""
        for match in matches(_SETTING, text.spoken, lines_with(TELLING, text), 0):
            if is_a_models(match["key"].decode()):
                yield from self._hit(text, match, False)

    def _hit(self, text: Text, match: "re.Match[bytes]", calls_models: bool) -> Iterator[Hit]:
        name = match["key"].decode()
        row = self._keys.row(name)
        if row is None or _BOUND.match(name) or not _is_key(text, match.start("key"), match.end("key")):
            return
        value = match["value"]
        if row.kind == "sampling" and not _NUMBER.match(value):
            # max_tokens: model === "…" ? 4096 : null, temperature: chosen || 0.5
            found = _EXPRESSION.match(text.spoken, match.start("value"))
            value = found[0].rstrip(b" \t,)") if found and _HAS_NUMBER.search(found[0]) else value
            if not _HAS_NUMBER.search(value):
                yield from _handed_on(row, text, match) if calls_models else ()
                return
        elif value in _TRIVIAL or (row.kind in _ONLY_NUMBERS and not _NUMBER.match(value)):
            return
        yield _told(row, text, match, value)


def _handed_on(row: Row, text: Text, match: "re.Match[bytes]") -> Iterator[Hit]:
    """The hit of a parameter whose value stands elsewhere, by its name alone; in words where it is one of effort."""
    if _EFFORT.fullmatch(match["value"]):
        yield _told(row, text, match, match["value"])
    elif spelled(match["key"].decode()) == row.pattern and _ELSEWHERE.fullmatch(match["value"]):
        name = match["key"].decode()
        yield row.hit(text.line(match.start("key")), name, name)


def _told(row: Row, text: Text, match: "re.Match[bytes]", value: bytes) -> Hit:
    name = match["key"].decode()
    return row.hit(text.line(match.start("key")), f"{name} = {one_line(value)}", name)


def _is_key(text: Text, start: int, end: int) -> bool:
    """Whether a name stands in the code, or is a whole string: not a word of a longer one."""
    if text.code[start : start + 1] == text.raw[start : start + 1]:
        return True
    return text.raw[start - 1 : start] in (b'"', b"'") and text.raw[end : end + 1] == text.raw[start - 1 : start]
