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
    """The matches that begin on one of the lines, and reach `beyond` bytes past it at most. None of them is empty."""
    for run in _runs(lines, beyond):
        yield from _of_run(regex, text, run, beyond)


def after(
    regex: "re.Pattern[bytes]", text: bytes, places: Iterable[int], within: int
) -> Iterator["re.Match[bytes] | None"]:
    """For each of some places, in order, the first match after it; None where that does not end `within` bytes of it."""
    for run in _runs(((place, place) for place in places), within):
        ahead = regex.search(text, run[0][0], run[-1][1] + within)
        for place, _ in run:
            if ahead is not None and ahead.start() < place:
                ahead = regex.search(text, place, run[-1][1] + within)
            yield ahead if ahead is not None and ahead.end() <= place + within else None


def _runs(lines: Iterable[tuple[int, int]], beyond: int) -> Iterator[list[tuple[int, int]]]:
    """The lines in groups, each within reach of the one before."""
    run: list[tuple[int, int]] = []
    for start, end in lines:
        if run and start > run[-1][1] + beyond:
            yield run
            run = []
        run.append((start, end))
    if run:
        yield run


def _of_run(
    regex: "re.Pattern[bytes]", text: bytes, run: list[tuple[int, int]], beyond: int
) -> Iterator["re.Match[bytes]"]:
    """The match that comes next is kept for the line that it is on, so that no place is looked at once for every line."""
    ahead: re.Match[bytes] | None = None
    at, limit = 0, run[-1][1] + beyond
    for start, end in run:
        at = max(at, start)
        while True:
            if ahead is None or ahead.start() < at:
                ahead = regex.search(text, at, limit)
            if ahead is None:
                return
            if ahead.start() > end:
                break
            if ahead.end() <= end + beyond:
                at = ahead.end()
                yield ahead
            else:
                at = ahead.start() + 1
