"""The lines of a text that could hold one of some words, so that slower looks are taken at these alone. Knows no pattern."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from aims_gate.signals.code.text import Text

_WORD = re.compile(r"[a-z0-9]+")
_BEYOND = 2000  # bytes that a match may reach past its line


def longest_word(name: str) -> bytes:
    """The longest part of a key or a phrase, which stands in a key however it is cased and joined."""
    return max(_WORD.findall(name.lower()), key=len, default="").encode()


def lines_with(words: Iterable[bytes], text: Text) -> list[tuple[int, int]]:
    """Where each line outside comments that holds one of the words or phrases, in whatever case, begins and ends; in order."""
    lowered, vocabulary = text.lowered, text.vocabulary
    found: dict[int, int] = {}
    for word in words:
        at = lowered.find(word) if _longest(word) in vocabulary else -1
        while at >= 0:
            start, end = lowered.rfind(b"\n", 0, at) + 1, lowered.find(b"\n", at)
            found[start] = end = len(lowered) if end < 0 else end
            at = lowered.find(word, end)
    return sorted(found.items())


@cache
def _longest(phrase: bytes) -> bytes:
    return longest_word(phrase.decode("ascii"))


def matches(
    regex: "re.Pattern[bytes]", text: bytes, lines: Iterable[tuple[int, int]], beyond: int = _BEYOND
) -> Iterator["re.Match[bytes]"]:
    """The matches that begin on one of the lines, and reach `beyond` bytes past it at most."""
    reached = 0
    for start, end in lines:
        for match in regex.finditer(text, max(start, reached), end + beyond):
            if match.start() > end:
                break
            reached = match.end()
            yield match
