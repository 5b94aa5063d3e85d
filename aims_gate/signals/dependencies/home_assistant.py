"""Home Assistant's manifest.json: what Python packages an integration asks for."""

from collections.abc import Iterator

from aims_gate.signals.dependencies.json_entries import json_entries
from aims_gate.signals.dependencies.named import Named
from aims_gate.signals.dependencies.requirements import requirement


def read(_name: str, text: str) -> Iterator[Named]:
    """A package for each of the requirements; other files of the name have none."""
    for path, value, offset in json_entries(text):
        if path == ("requirements", ""):
            yield from (named._replace(offset=offset) for named in requirement(value, offset))
