"""Names of environment variables by which configuration gives a service its key: `OPENAI_API_KEY`. Knows no language."""

import re
from collections.abc import Iterator

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
        ends = {name[max(0, name.rfind(b"_")) :] for name in self._rows}
        self._ends = re.compile(b"|".join(re.escape(end) for end in sorted(ends)))
        names = b"|".join(re.escape(name) for name in sorted(self._rows, key=len, reverse=True))
        self._regex = re.compile(rb"(?<![A-Za-z0-9_])(" + names + rb")(?=[\"']?[ \t]*[:=])") if names else None

    def possible(self, raw: bytes) -> bool:
        """Whether the text holds one of the names. Most share how they end."""
        return self._ends.search(raw) is not None and any(name in raw for name in self._rows)

    def hits(self, text: Text) -> Iterator[Hit]:
        """Every variable that is set outside comments. What it is set to may be a secret and is not shown."""
        for match in self._regex.finditer(text.spoken) if self._regex else ():
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
