"""Addresses of an application's own inference services, by the keys under which configuration holds them. Knows no host."""

import re
from collections.abc import Iterator

from aims_gate.model.regex import late_regex
from aims_gate.model.signal import Hit
from aims_gate.signals.catalogue import Catalogue
from aims_gate.signals.code.keys import Keys
from aims_gate.signals.code.text import Text
from aims_gate.signals.code.yaml_values import lines_below

WORD = b"inference"
"""This stands, in lower case, in every text that has such a key."""
_KEY = late_regex(
    rb"(?<![\w.$-])[\"']?(?P<key>(?:[A-Za-z_][\w.-]{0,60}?)?inference[\w.-]{0,60})"
    rb"[\"']?[ \t]*[:=][ \t]*(?P<rest>[^\n]*)",
    re.IGNORECASE,
)
_HOST = late_regex(rb"https?://(?P<host>[\w.{}$-]+)")
_BELOW = 400  # bytes of the lines that stand below a key and further right


class Addresses:
    """The keys of a catalogue that hold such addresses. Made once per catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._keys = Keys(catalogue, ("endpoint",))

    def possible(self, lowered: bytes) -> bool:
        """Whether a text, given in lower case, has the word that all of these keys share."""
        return WORD in lowered

    def hits(self, text: Text) -> Iterator[Hit]:
        """Every such key outside comments, by the host that it is set to; by itself where it is set to none."""
        for match in _KEY.finditer(text.spoken):
            key = match["key"].decode()
            row = self._keys.row(key)
            if row is None:
                continue
            indent = match.start("key") - (text.spoken.rfind(b"\n", 0, match.start("key")) + 1)
            host = _HOST.search(match["rest"] or lines_below(text.spoken, match.end() + 1, indent, _BELOW))
            name = host["host"].decode("ascii", "replace") if host else key
            line, shown = text.line(match.start("key")), text.shown(match.start("key"))
            yield row.hit(line, shown, name)
