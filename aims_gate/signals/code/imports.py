"""Imports of AI libraries: finds the statements that a language's forms know and looks their names up."""

import re
from collections.abc import Iterator
from functools import cached_property

from aims_gate.model.signal import Hit
from aims_gate.signals.catalogue import Catalogue, Row
from aims_gate.signals.code.forms import FORMS, SEPARATORS
from aims_gate.signals.code.text import Text
from aims_gate.signals.code.words import Words

_WORD = re.compile(rb"\w+")
_ONLY_WORDS = bytes(byte if (chr(byte).isalnum() and byte < 128) or byte == 95 else 32 for byte in range(256))
_IMPORT = Words((b"import",))
_LENGTH = len(b"import")
_CALLED = (b"_module", b"__")  # import_module(…), __import__(…): the name may stand on another line
_FOLLOWED = frozenset((b" ", b"\t", b"\f", b"\\", b"(", b"*"))
_BEFORE_A_PACKAGE = "\"'`/:"  # "openai", npm:openai, https://esm.sh/openai
_LONGEST = 2000  # bytes of a line that is judged
_REMEMBERED = 4000  # lines
_ALIKE = {"java": ("java", "kotlin", "scala"), "page": ("javascript",)}
_FIRST = ("python", "rust", "julia", "r", "c", "swift", "dart")  # where the first word of a name is enough to tell


class Imports:
    """The imports of one ecosystem. Made once per catalogue."""

    def __init__(self, catalogue: Catalogue, ecosystem: str) -> None:
        self._separator = SEPARATORS.get(ecosystem, ".")
        self._forms = FORMS.get(ecosystem, ())
        self._rows: dict[str, Row] = {}
        self._alike = _ALIKE.get(ecosystem, (ecosystem,))
        for name in self._alike:
            self._rows.update(catalogue.of("import", name))
        self._is_python = ecosystem == "python"
        self._harmless: set[bytes] = set()
        self._which = 0 if ecosystem in _FIRST else -1

    def possible(self, raw: bytes, lowered: bytes) -> bool:
        """Whether an import of one may be in the text: never false where `hits` finds one.

        `lowered` is the text in lower case.
        """
        hinted = not self._all_harmless(raw) if self._is_python else self._written.stand_in(lowered)
        return hinted and self._is_named(frozenset(_words_of(raw)))

    def _is_named(self, words: frozenset[bytes]) -> bool:
        """Whether all the words of one name are among those of a text."""
        return any(name <= words for word in self._words & words for name in self._names[word])

    def _all_harmless(self, raw: bytes) -> bool:
        """Whether each import of a Python file stands on a line that brings in none.

        Most lines are not imports, and files bring in the same things again and again. A line is judged as a whole.
        """
        harmless, passed = self._harmless, 0
        for at in _IMPORT.places(raw):
            after = at + _LENGTH
            if raw.startswith(_CALLED, after):
                return False
            if at < passed or raw[after : after + 1] not in _FOLLOWED:
                continue
            start = raw.rfind(b"\n", passed, at) + 1 or passed
            end = raw.find(b"\n", after, after + _LONGEST)
            line = raw[start : end if end >= 0 else after + _LONGEST + 1]
            if (line not in harmless and not self._is_harmless(line)) or raw[start - 2 : start - 1] == b"\\":
                return False
            passed = start + len(line)
        return True

    def _is_harmless(self, line: bytes) -> bool:
        """Whether a line has no word of a name, and no other line goes on with it. It is kept in mind.

        In a notebook the backslash with which a line goes on is not the last of it.
        """
        if len(line) > _LONGEST or b"\\" in line or not self._words.isdisjoint(_words_of(line)):
            return False
        if len(self._harmless) > _REMEMBERED:
            self._harmless.clear()
        self._harmless.add(line)
        return True

    def hits(self, text: Text) -> Iterator[Hit]:
        """Every import that a row recognises."""
        for form in self._forms:
            for offset, name in form.found(text, self._words):
                row = self._row(name)
                if row:
                    yield row.hit(text.line(offset), text.shown(offset), row.pattern)

    def _row(self, name: str) -> Row | None:
        while name:
            if row := self._rows.get(name):
                return row
            name = name.rpartition(self._separator)[0]
        return None

    @cached_property
    def _written(self) -> Words:
        """What stands in the text wherever one is brought in: its name, or of a script's the package, after whatever
        may stand before one.
        """
        if "javascript" not in self._alike:
            return Words(pattern.lower().encode() for pattern in self._rows)
        packages = {"/".join(pattern.split("/")[: 1 + pattern.startswith("@")]) for pattern in self._rows}
        return Words((before + package.lower()).encode() for package in packages for before in _BEFORE_A_PACKAGE)

    @cached_property
    def _words(self) -> frozenset[bytes]:
        """One word of each name, which stands in every statement that brings it in."""
        return frozenset(self._names)

    @cached_property
    def _names(self) -> dict[bytes, list[frozenset[bytes]]]:
        """That word → the words of the names that have it."""
        names: dict[bytes, list[frozenset[bytes]]] = {}
        for pattern in self._rows:
            if words := _WORD.findall(pattern.encode()):
                names.setdefault(words[self._which], []).append(frozenset(words))
        return names


def _words_of(text: bytes) -> list[bytes]:
    return text.translate(_ONLY_WORDS).split()
