"""XML read loosely: elements with their attributes, texts and offsets. Nothing is expanded, fetched or nested.

Comments, CDATA sections, instructions and document types are stepped over, with all that a type declares.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    r"<!--(?:[^-]++|-(?!->))*+(?:-->)?"
    r"|<!\[CDATA\[(?:[^\]]++|\](?!\]>))*+(?:\]\]>)?"
    r"|<\?(?:[^?]++|\?(?!>))*+(?:\?>)?"
    r"|<!(?:[^\[\]<>]++|\[(?:[^\]]++)*+\]?)*+>?"
    r"|<(?P<end>/?)(?P<name>[\w.:-]++)(?P<attributes>(?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*+)>?(?P<text>[^<]*+)"
)
_ATTRIBUTE = re.compile(r"(?<![\w.:-])([\w.:-]++)[ \t\n]*+=[ \t\n]*+(?:\"([^\"]*+)\"|'([^']*+)')")


class Element(NamedTuple):
    """A start tag with the text that follows it, or an end tag. `name` is without its namespace's prefix."""

    name: str
    ends: bool
    attributes: str
    text: str
    offset: int

    def attribute(self, *names: str) -> str:
        """The first attribute of these names that it has, '' where it has none."""
        given = {found[1]: found[2] or found[3] or "" for found in _ATTRIBUTE.finditer(self.attributes)}
        return next((given[name].strip() for name in names if name in given), "")


def elements(text: str) -> Iterator[Element]:
    """Every start tag and end tag, in order."""
    for token in _TOKEN.finditer(text):
        if name := token["name"]:
            yield Element(
                name.rpartition(":")[2], token["end"] == "/", token["attributes"], token["text"].strip(), token.start()
            )
