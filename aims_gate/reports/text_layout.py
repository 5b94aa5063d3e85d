"""Lines for a terminal: wrapping by columns, indentation, colour. Knows nothing of reports."""

from collections.abc import Iterable
from typing import Literal
from unicodedata import combining, east_asian_width

from aims_gate.model.values import NamedTuple
from aims_gate.reports.characters import one_line

Style = Literal["", "heading", "good", "bad", "unsure", "faint"]

_SGR = {"heading": "1", "good": "1;32", "bad": "1;31", "unsure": "1;33", "faint": "2"}

NARROWEST = 40
"""Columns below which a page would hold a word a line; a narrower terminal is left to wrap by itself."""


def columns(text: str) -> int:
    """How many columns a terminal gives a text: two for a wide character, none for a combining one."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1 for char in text)


class Layout(NamedTuple):
    """How wide the page is, and whether it has colour."""

    width: int = 80
    colour: bool = False

    def prose(self, text: str, indent: int = 0, hang: int = 0, style: Style = "") -> list[str]:
        """One paragraph, wrapped; lines after the first stand `hang` columns further in."""
        return self.words(one_line(text).split(" "), indent, hang, style)

    def words(self, words: Iterable[str], indent: int = 0, hang: int = 0, style: Style = "") -> list[str]:
        """As `prose`, of words that are never parted, so that only one longer than the page overflows it."""
        wrapped: list[str] = []
        line, used = "", 0
        for word in filter(None, words):
            wide = columns(word)
            if line and used + 1 + wide <= self.width:
                line, used = f"{line} {word}", used + 1 + wide
                continue
            margin = indent + hang if line else indent
            wrapped += [line] if line else []
            line, used = " " * margin + word, margin + wide
        return [self.paint(done, style) for done in (*wrapped, line) if done]

    def paint(self, line: str, style: Style) -> str:
        """The line in a colour, its indentation left plain; the line itself where there is no colour."""
        if not self.colour or not style:
            return line
        text = line.lstrip(" ")
        return f"{line[: len(line) - len(text)]}\x1b[{_SGR[style]}m{text}\x1b[0m"
