"""Composer's composer.json and composer.lock."""

import re
from collections.abc import Iterator

from aims_gate.signals.dependencies.json_entries import json_entries
from aims_gate.signals.dependencies.named import Named, keys_below

_LOCKED = re.compile(r'"name"\s*+:\s*+"([^"\n]*+)"\s*+,\s*+"version"\s*+:\s*+"v?([^"\n]*+)"')


def read(name: str, text: str) -> Iterator[Named]:
    """Packages of a composer.json or a composer.lock."""
    if name == "composer.lock":
        for found in _LOCKED.finditer(text):
            yield Named("packagist", found[1].replace("\\/", "/"), found[2], found.start(), False)
        return
    inner = (entry._replace(path=entry.path[-2:]) for entry in json_entries(text))
    yield from keys_below(inner, "packagist", [("require",), ("require-dev",)])
