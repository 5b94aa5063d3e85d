"""Tools that code which uses AI gives to a model: lists of them, and functions declared as one."""

from bisect import bisect_right
from collections.abc import Iterator

from aims_gate.model.regex import late_regex
from aims_gate.model.signal import Hit
from aims_gate.signals.catalogue import Catalogue, Row
from aims_gate.signals.code.described import declared, descriptions
from aims_gate.signals.code.keys import Keys
from aims_gate.signals.code.lines import after, lines_with, matches
from aims_gate.signals.code.literals import literal_at
from aims_gate.signals.code.prompts import value_shown
from aims_gate.signals.code.text import Text

_LIST = late_regex(
    rb"(?<![\w$-])[\"']?(?P<key>[A-Za-z_]\w{3,40})[\"']?[ \t]*(?::[ \t]*[A-Za-z][\w\[\]. |]{0,40}=|=>|[:=(])\s{0,40}\["
)
_DECORATED = late_regex(
    rb"\n[ \t]*+@(?:\w{1,40}\.)?(?P<name>\w{4,40})[^\n]*\n(?:[ \t]*@[^\n]*\n){0,5}"
    rb"[ \t]*(?:async[ \t]+)?def[ \t]+(?P<function>\w+)"
)
# @Tool("…") public Visit add(…), [KernelFunction, Description("…")] public string Add(…): run on code, strings blanked
_MARKED = late_regex(rb"(?:@|\[)(?P<name>Tool|KernelFunction|SKFunction|McpServerTool)\b")
_METHOD = late_regex(
    rb"(?<![@\w.\[])(?P<function>[A-Za-z_]\w*+)[ \t]*\((?:[^(){}]++|\([^(){}]{0,300}+\)){0,60}+\)[^;{}()]{0,200}[{=]"
)
_MARK_AT_MOST = 3000  # bytes from a mark to its method
_BRACKET = late_regex(rb"[\[\]]")
_LONGEST = 20_000  # bytes
_HEAD_AT_MOST = 2000  # bytes from the name of a function to what it says of itself
_UNCLOSED_AT_MOST = 20


class Tools:
    """The keys of a catalogue that hold tools. Made once per catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._keys = Keys(catalogue, ("agent",))

    def hits(self, text: Text) -> Iterator[Hit]:
        """Every list of tools that is not empty, and every function declared as one, in a text that uses AI."""
        reached = unclosed = 0
        listed: list[tuple[int, int]] = []
        lines = lines_with(self._keys.words, text)
        for match in matches(_LIST, text.spoken, lines):
            name = match["key"].decode()
            row = self._keys.row(name)
            if row is None or match.start() < reached or unclosed > _UNCLOSED_AT_MOST:
                continue
            end = _end_of_list(text, match.end())
            unclosed += end < 0
            reached = max(reached, end)
            listed.append((match.start(), end))
            value = b" ".join(text.spoken[match.end() : end].split()) if end > 0 else b""
            if value:
                yield _hit(row, text, match.start("key"), name, value_shown(name, value))
        # It begins with a literal; the text's first line is one like others.
        for match in _DECORATED.finditer(b"\n" + text.code) if lines and b"@" in text.spoken else ():
            row = self._keys.exact("@" + match["name"].decode())
            if row:
                function = match["function"].decode("ascii", "replace")
                shown, told = f"{row.pattern} {function}", _docstring(text, match.end() - 1)
                shown = value_shown(shown, told) if told else shown
                yield _hit(row, text, match.start("name") - 1, function, shown)
        if lines and text.family == "braces":
            yield from self._of_methods(text)
        if row := self._keys.exact("tool=description"):
            for offset, told in descriptions(text):
                if not _lies_in(listed, offset):  # what stands in a list is told with it
                    yield _hit(row, text, offset, "description", value_shown("description", told))

    def hits_declared(self, text: Text) -> Iterator[Hit]:
        """Tools that are declared with a JSON Schema of what they take, in a text that may use no AI otherwise."""
        if row := self._keys.exact("tool=description"):
            for offset, told in declared(text):
                yield _hit(row, text, offset, "description", value_shown("description", told))

    def _of_methods(self, text: Text) -> Iterator[Hit]:
        """Methods with a mark that makes them tools: what it says of them is in the hit."""
        marks = list(_MARKED.finditer(text.code))
        methods = after(_METHOD, text.code, [match.end() for match in marks], _MARK_AT_MOST)
        for match, method in zip(marks, methods, strict=True):
            row = self._keys.exact("@" + match["name"].decode().lower())
            if row and method:
                told = b" ".join(_said_between(text, match.end(), method.end()))
                name = method["function"].decode("ascii", "replace")
                yield _hit(row, text, match.start("name"), name, value_shown(name, told))


def _lies_in(spans: list[tuple[int, int]], offset: int) -> bool:
    """Whether an offset lies in one of some spans, which are in order and apart."""
    place = bisect_right(spans, (offset, offset))
    return place > 0 and offset < spans[place - 1][1]


def _docstring(text: Text, name: int) -> bytes:
    """What a Python function says of itself, whose name ends at an offset: a model reads it to tell what the tool is for."""
    for token in text.tokens_from(name):
        head = text.code[name : token.start]
        if token.start > name + _HEAD_AT_MOST or b"def " in head or b"class " in head:
            break
        if token.kind == "docstring":
            return text.inside(token) if head.rstrip(b" \t\nrRuU").endswith(b":") else b""
    return b""


def _said_between(text: Text, start: int, end: int) -> Iterator[bytes]:
    """What the strings between two offsets say, in order."""
    for token in text.tokens_from(start):
        if token.start >= end:
            break
        found = literal_at(text, token.start) if token.kind == "string" else None
        if found:
            yield found.value


def _hit(row: Row, text: Text, offset: int, name: str, shown: str) -> Hit:
    return row.hit(text.line(offset), shown, name)


def _end_of_list(text: Text, start: int) -> int:
    """Where the bracket that opens before `start` is closed; -1 where it is not."""
    depth = 1
    for match in _BRACKET.finditer(text.code, start, start + _LONGEST):
        depth += 1 if match[0] == b"[" else -1
        if depth == 0:
            return match.start()
    return -1
