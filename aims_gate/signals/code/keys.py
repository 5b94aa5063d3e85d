"""Keys that mean something only next to AI usage: sampling, thresholds, human steps, prompts, tools. Knows their spelling."""

import re

from aims_gate.model.signal import SignalKind
from aims_gate.signals.catalogue import Catalogue, Row
from aims_gate.signals.code.lines import longest_word

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_REMEMBERED = 5000


def spelled(name: str) -> str:
    """A key as the catalogue spells it: `topP`, `TOP_P` and `top-p` are `top_p`."""
    return _HUMP.sub("_", name).replace("-", "_").lower()


class Keys:
    """The rows of some kinds whose patterns are keys: `top_p`, `*_threshold` for any key that ends so, `*_prompt_*`."""

    def __init__(self, catalogue: Catalogue, kinds: tuple[SignalKind, ...]) -> None:
        self._exact: dict[str, Row] = {}
        self._ends: list[tuple[str, Row]] = []
        self._starts: list[tuple[str, Row]] = []
        self._within: list[tuple[str, Row]] = []
        for kind in kinds:
            for pattern, row in catalogue.of(kind, "key").items():
                if pattern.startswith("*") and pattern.endswith("*"):
                    self._within.append((pattern.strip("*"), row))
                elif pattern.startswith("*"):
                    self._ends.append((pattern[1:], row))
                elif pattern.endswith("*"):
                    self._starts.append((pattern[:-1], row))
                else:
                    self._exact[pattern] = row
        self._seen: dict[str, Row | None] = {}
        patterns = (*self._exact, *(part for part, _ in (*self._ends, *self._starts, *self._within)))
        self.words = frozenset(longest_word(pattern) for pattern in patterns) - {b""}

    def row(self, name: str) -> Row | None:
        """The row of a key, however it is cased: `topP`, `TOP_P`, `top-p`, `options.top_p`."""
        if name not in self._seen:
            if len(self._seen) > _REMEMBERED:
                self._seen.clear()
            self._seen[name] = self._row(spelled(name))
        return self._seen[name]

    def exact(self, pattern: str) -> Row | None:
        """The row whose pattern is just this."""
        return self._exact.get(pattern)

    def _row(self, name: str) -> Row | None:
        for part in (name, name.rpartition(".")[2]):
            if row := self._exact.get(part):
                return row
            for end, row in self._ends:
                if part.endswith(end):
                    return row
            for start, row in self._starts:
                if part.startswith(start):
                    return row
            for word, row in self._within:
                if word in part:
                    return row
        return None
