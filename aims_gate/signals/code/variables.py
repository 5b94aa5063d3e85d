"""Names of environment variables that say where a service is and what its key is: `OPENAI_BASE_URL`. Knows no language."""

import re
from collections.abc import Collection, Iterator

from aims_gate.model.signal import Hit
from aims_gate.signals.catalogue import Catalogue
from aims_gate.signals.code.text import Text


class Variables:
    """The environment variables of a catalogue. Made once per catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._rows = {
            pattern.encode(): row
            for kind in ("endpoint", "monitor")
            for pattern, row in catalogue.of(kind, "variable").items()
        }
        self._certain = [name for name, row in self._rows.items() if row.confidence == "certain"]
        # AZURE_OPENAI_ENDPOINT and OPENAI_BASE_URL share a word that few other texts have.
        self._stems = {max(name.split(b"_")[:-1], key=len) + b"_" for name in self._certain}
        ends = {name[max(0, name.rfind(b"_")) :] for name in self._rows}
        self._ends = re.compile(b"|".join(map(re.escape, sorted(ends))))
        self._set = _regex(self._rows, rb"(?<![A-Za-z0-9_])(", rb")(?=[\"']?[ \t]*[:=])")
        # Bundlers ask that what a page may see begins with a word of theirs: NEXT_PUBLIC_OLLAMA_URL.
        public = rb"(?:[A-Z][A-Z0-9]*_){0,3}?"
        self._asked = _regex(
            self._certain, rb"(?:[\"']" + public + rb"|\benv(?:iron)?\." + public + rb")(", rb")(?![A-Za-z0-9_])"
        )

    def possible(self, raw: bytes, is_configuration: bool) -> bool:
        """Whether the text may hold one of the names."""
        if not is_configuration:
            return any(stem in raw for stem in self._stems)
        return self._ends.search(raw) is not None and any(name in raw for name in self._rows)

    def hits(self, text: Text, is_configuration: bool) -> Iterator[Hit]:
        """Every variable that configuration sets or code asks for, outside comments. What it holds may be a secret and is
        not shown.
        """
        regex = self._set if is_configuration else self._asked
        for match in regex.finditer(text.spoken) if regex else ():
            row, name = self._rows[match[1]], match[1].decode()
            yield Hit(
                row.id,
                row.kind,
                text.line(match.start()),
                name,
                name,
                row.vendor,
                implies=row.implies,
                confidence=row.confidence,
            )


def _regex(names: Collection[bytes], before: bytes, after: bytes) -> "re.Pattern[bytes] | None":
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(before + b"|".join(map(re.escape, longest_first)) + after) if names else None
