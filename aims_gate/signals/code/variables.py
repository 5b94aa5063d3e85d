"""Names of environment variables that say where a service is and what its key is: `OPENAI_BASE_URL`. Knows no language."""

import re
from collections.abc import Collection, Iterator
from functools import cached_property

from aims_gate.model.signal import Hit
from aims_gate.signals.catalogue import Catalogue
from aims_gate.signals.code.text import Text
from aims_gate.signals.code.words import Words


class Variables:
    """The environment variables of a catalogue. Made once per catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._rows = {
            pattern.encode(): row
            for kind in ("endpoint", "monitor")
            for pattern, row in catalogue.of(kind, "variable").items()
        }
        self._told = [name for name, row in self._rows.items() if row.confidence == "certain"]
        self.words = tuple(name.lower() for name in self._rows)
        """One of these stands, in lower case, in every text that names one."""
        self._names = Words(self.words)

    def possible(self, lowered: bytes) -> bool:
        """Whether a text, given in lower case, may hold one of the names."""
        return self._names.stand_in(lowered)

    def hits(self, text: Text, is_configuration: bool) -> Iterator[Hit]:
        """Every variable that configuration sets or code asks for, outside comments. What it holds may be a secret and is
        not shown.
        """
        regex = self._set if is_configuration else self._asked
        for match in regex.finditer(text.spoken) if regex else ():
            row, name = self._rows[match[1]], match[1].decode()
            yield row.hit(text.line(match.start()), name, name)

    @cached_property
    def _set(self) -> "re.Pattern[bytes] | None":
        return _regex(self._rows, rb"(?<![A-Za-z0-9_])(", rb")(?=[\"']?[ \t]*[:=])")

    @cached_property
    def _asked(self) -> "re.Pattern[bytes] | None":
        # Bundlers ask that what a page may see begins with a word of theirs: NEXT_PUBLIC_OLLAMA_URL.
        public = rb"(?:[A-Z][A-Z0-9]*_){0,3}?"
        before = rb"(?:[\"']" + public + rb"|\benv(?:iron)?\." + public + rb")("
        return _regex(self._told, before, rb")(?![A-Za-z0-9_])")


def _regex(names: Collection[bytes], before: bytes, after: bytes) -> "re.Pattern[bytes] | None":
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(before + b"|".join(map(re.escape, longest_first)) + after) if names else None
