"""Services that one runs oneself, at the port that they listen on unless told otherwise: http://localhost:11434."""

import re
from collections.abc import Iterator
from functools import cached_property

from aims_gate.model.signal import Hit
from aims_gate.signals.catalogue import Catalogue
from aims_gate.signals.code.text import Text

# Who is asked there: the host of an address, a machine by itself, or what a port is mapped to.
_HOST = rb"(?:(?<=//)[\w.\-{}$<>()]{1,80}+|\b(?:localhost|127\.0\.0\.1|0\.0\.0\.0|host\.docker\.internal)|(?<![\w.:])\d{2,5})"


class Ports:
    """The ports of a catalogue, each with the path that its address begins with, if any. Made once per catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._rows = {port.encode(): row for port, row in catalogue.of("endpoint", "port").items()}
        self.words = tuple(b":" + port for port in self._rows)
        """One of these stands in every text that names one."""

    def possible(self, raw: bytes) -> bool:
        """Whether a text may name one."""
        return any(word in raw for word in self.words)

    def hits(self, text: Text) -> Iterator[Hit]:
        """Every such port outside comments."""
        for match in self._regex.finditer(text.spoken):
            row = self._rows[match["port"]]
            line, shown = text.line(match.start()), text.shown(match.start())
            name = match[0].decode("utf-8", "replace")
            yield row.hit(line, shown, name)

    @cached_property
    def _regex(self) -> "re.Pattern[bytes]":
        return re.compile(_HOST + rb":(?P<port>" + b"|".join(map(re.escape, self._rows)) + rb")(?!\d)")
