"""One JSON object, read strictly: its value and where each part of it stands, or why it cannot be read.

Knows JSON and its traps (keys twice, numbers that are none, text that nobody sees); knows nothing of formats. Depth is
bounded, so that no nesting exhausts the stack.
"""

import json
import math
import re
from bisect import bisect_right

from aims_gate.model.document import Json, Parsed, Problem, Spans
from aims_gate.sources.pointer import pointer_to
from aims_gate.sources.strict_yaml import BOM, unseen

MOST_BYTES = 1_048_576
MOST_PARTS = 50_000
MOST_DEPTH = 40

_SPACE = re.compile(r"[ \t\r\n]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?")
_LONGEST_NUMBER = 30
_WORDS: dict[str, Json] = {"true": True, "false": False, "null": None}
_STRING = json.JSONDecoder()


class _RefusedError(Exception):
    """The text is not read on, for what stands at this place."""

    def __init__(self, message: str, place: int, hint: str = "") -> None:
        super().__init__(message)
        self.place = place
        self.hint = hint


def read_json(data: bytes, path: str) -> Parsed:
    """Read one JSON object. Whatever the bytes, nothing is raised: unreadable text gives one problem of that cause.

    Keys whose value is null are left out, as in YAML.
    """
    if len(data) > MOST_BYTES:
        return _unreadable(path, f"the file is longer than {MOST_BYTES:,} bytes", 1, 1, "link a smaller one")
    try:
        text = data.decode("utf-8").removeprefix(BOM)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return _unreadable(path, f"byte {data[error.start]:#04x} is not UTF-8", line, 1, "save the file as UTF-8")
    reader = _Reader(text)
    try:
        value = reader.whole()
    except _RefusedError as refused:
        return _unreadable(path, str(refused), *reader.place(refused.place), refused.hint)
    return Parsed(path, value, reader.spans)


class _Reader:
    """The text, how many parts were read of it, and where they stand."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans: Spans = {}
        self._parts = 0
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def place(self, at: int) -> tuple[int, int]:
        """Line and column of a character, from 1."""
        line = bisect_right(self._starts, at)
        return line, at - self._starts[line - 1] + 1

    def whole(self) -> dict[str, Json]:
        """The object that the text is."""
        if found := unseen(self.text):
            raise _RefusedError(f"an invisible or control character, U+{ord(found[0]):04X}, stands here", found.start())
        begin = self._space(0)
        if not self.text.startswith("{", begin):
            raise _RefusedError("this is no JSON object", min(begin, len(self.text)), "begin it with {")
        value, end = self._value(begin, "", begin, 1)
        if self._space(end) != len(self.text):
            raise _RefusedError("more text follows the end of the object", self._space(end), "keep one object")
        return dict(value)

    def _space(self, at: int) -> int:
        match = _SPACE.match(self.text, at)
        return match.end() if match else at

    def _value(self, at: int, pointer: str, key: int, depth: int) -> tuple[Json, int]:
        self._parts += 1
        if self._parts > MOST_PARTS:
            raise _RefusedError(f"the file has more than {MOST_PARTS:,} keys and values", at, "link a smaller one")
        if depth > MOST_DEPTH:
            raise _RefusedError(f"the file is nested deeper than {MOST_DEPTH} levels", at, "write it flatter")
        self.spans[pointer] = self.place(key) + self.place(at)
        start = self.text[at : at + 1]
        if start == "{":
            return self._object(at, pointer, depth)
        if start == "[":
            return self._list(at, pointer, depth)
        return self._string(at) if start == '"' else self._word_or_number(at)

    def _object(self, at: int, pointer: str, depth: int) -> tuple[Json, int]:
        found: dict[str, Json] = {}
        at = self._space(at + 1)
        if self.text.startswith("}", at):
            return found, at + 1
        while True:
            if not self.text.startswith('"', at):
                raise _RefusedError("a key in quotes is missing here", at)
            key, end = self._string(at)
            below = pointer_to(pointer, key)
            if below in self.spans:
                raise _RefusedError("this key stands here again", at, "keep one of them")
            colon = self._space(end)
            self._expect(":", colon)
            value, end = self._value(self._space(colon + 1), below, at, depth + 1)
            if value is not None:
                found[key] = value
            at = self._space(end)
            if self.text.startswith("}", at):
                return found, at + 1
            self._expect(",", at)
            at = self._space(at + 1)

    def _list(self, at: int, pointer: str, depth: int) -> tuple[Json, int]:
        found: list[Json] = []
        at = self._space(at + 1)
        if self.text.startswith("]", at):
            return found, at + 1
        while True:
            value, end = self._value(at, f"{pointer}[{len(found)}]", at, depth + 1)
            found.append(value)
            at = self._space(end)
            if self.text.startswith("]", at):
                return found, at + 1
            self._expect(",", at)
            at = self._space(at + 1)

    def _expect(self, mark: str, at: int) -> None:
        if not self.text.startswith(mark, at):
            raise _RefusedError(f"a `{mark}` is missing here", min(at, len(self.text)))

    def _string(self, at: int) -> tuple[str, int]:
        try:
            value, end = _STRING.raw_decode(self.text, at)
        except ValueError:
            raise _RefusedError("the text that begins here is not closed, or holds what JSON forbids", at) from None
        text = str(value)
        if found := unseen(text):
            raise _RefusedError(f"the text holds U+{ord(found[0]):04X}, which nobody sees", at, "delete its escape")
        return text, end

    def _word_or_number(self, at: int) -> tuple[Json, int]:
        for word, value in _WORDS.items():
            if self.text.startswith(word, at):
                return value, at + len(word)
        match = _NUMBER.match(self.text, at)
        if match is None:
            raise _RefusedError("a value is missing here, or is none that JSON has", min(at, len(self.text)))
        digits = match[0]
        number = float(digits) if match[1] or match[2] or len(digits) > _LONGEST_NUMBER else int(digits)
        if not math.isfinite(number):
            raise _RefusedError("this number is too large", at, "write a smaller one")
        return number, match.end()


def _unreadable(path: str, message: str, line: int, column: int, hint: str) -> Parsed:
    return Parsed(path, None, problems=(Problem(message, line, column, hint=hint),))
