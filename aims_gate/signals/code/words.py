"""Words that are looked for together: one pass over a text, however many they are. Knows no meaning of any."""

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ahocorasick_rs import BytesAhoCorasick


class Words:
    """Some words, as they are written: those that are looked for in a text in lower case are in lower case."""

    def __init__(self, words: Iterable[bytes]) -> None:
        self._words = sorted(set(words))

    def stand_in(self, text: bytes) -> bool:
        """Whether one of them stands in a text, within a longer word or not."""
        return bool(self._automaton.find_matches_as_indexes(text))

    def places(self, text: bytes) -> list[int]:
        """Where they stand in a text, in order."""
        return [start for _, start, _ in self._automaton.find_matches_as_indexes(text)]

    @cached_property
    def _automaton(self) -> "BytesAhoCorasick":
        from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind

        # Matches that do not overlap are found many times faster, and one is as good as another.
        return BytesAhoCorasick(self._words, implementation=Implementation.DFA, matchkind=MatchKind.LeftmostFirst)
