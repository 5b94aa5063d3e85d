"""Images of containers that code runs: new OllamaContainer("ollama/ollama:0.6.5"), image: "vllm/vllm-openai:latest"."""

import re
from collections.abc import Iterator
from itertools import islice

from aims_gate.model.regex import late_regex
from aims_gate.model.signal import Hit
from aims_gate.signals.catalogue import Catalogue
from aims_gate.signals.code.text import Text
from aims_gate.signals.code.words import Words

_REGISTRY_AT_MOST = 80  # bytes
_LEFT = late_regex(rb"[\w./:-]{0,80}")
_REST = late_regex(rb"(?::(?P<tag>[\w.-]{1,128}))?(?:@sha256:[0-9a-f]{64})?(?=[\"'`])")
_QUOTES = (b'"', b"'", b"`")
# What else goes by such a name is a repository of code.
_SAYS_SO = late_regex("image|container|docker", re.IGNORECASE)
_HITS_AT_MOST = 500  # of one file


class Images:
    """The images of a catalogue that have a name of their own. Made once per catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        rows = catalogue.of("image", "oci")
        self._rows = {name.encode(): row for name, row in rows.items() if not name.endswith("*")}
        self.words = tuple(self._rows)
        """One of these stands, in lower case, in every text that names one."""
        self._words = Words(self.words)

    def possible(self, lowered: bytes) -> bool:
        """Whether a text, given in lower case, may name one."""
        return self._words.stand_in(lowered)

    def hits(self, text: Text) -> Iterator[Hit]:
        """Every image outside comments that is a whole string, with a tag or where its line says that it is one."""
        for at in islice(self._words.places(text.lowered), _HITS_AT_MOST):
            name = max((known for known in self._rows if text.lowered.startswith(known, at)), key=len, default=b"")
            start, rest = _begins(text, at), _REST.match(text.spoken, at + len(name))
            if rest is None or start is None:
                continue
            shown, row, version = text.shown(start), self._rows[name], (rest["tag"] or b"").decode()
            if version or _SAYS_SO.search(shown):
                yield row.hit(text.line(start), shown, row.pattern, version=version)


def _begins(text: Text, at: int) -> int | None:
    """Where the string begins of which all that stands before a place is a registry; None where something else does."""
    left = _LEFT.match(text.spoken[max(0, at - _REGISTRY_AT_MOST) : at][::-1])
    start = at - (left.end() if left else 0)
    is_whole = start == at or text.spoken[at - 1 : at] == b"/"
    return start if is_whole and text.spoken[start - 1 : start] in _QUOTES else None
