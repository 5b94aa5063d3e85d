"""Deno's deno.json and import maps: what a specifier stands for."""

import re
from collections.abc import Iterator

from aims_gate.signals.dependencies.json_entries import json_entries
from aims_gate.signals.dependencies.named import Named

TABLES = frozenset(("imports", "scopes", "links"))

_SPECIFIER = re.compile(
    r"(?:npm:/?+|jsr:/?+|https?://[^/\s]++/(?:v\d++/)?+(?:npm/|gh/|x/)?+)((?:@[^/@\s]++/)?+[^/@?#\s]++)(?:@([^/?#\s]++))?"
)


def read(_name: str, text: str) -> Iterator[Named]:
    """Packages that the imports of a deno.json, or of an import map, lead to."""
    for path, value, offset in json_entries(text):
        if not TABLES.isdisjoint(path[:-1]) and (found := _SPECIFIER.match(value)):
            yield Named("npm", found[1], (found[2] or "").removeprefix("v"), offset)
