"""package.json: what a JavaScript project says that it depends on."""

from collections.abc import Iterator

from aims_gate.signals.dependencies.json_entries import json_entries
from aims_gate.signals.dependencies.named import Named, keys_below

TABLES = ("dependencies", "devDependencies", "peerDependencies", "optionalDependencies", "overrides", "resolutions")


def read(_name: str, text: str) -> Iterator[Named]:
    """Packages of a package.json."""
    # Wherever a table stands: one brace too many or too few must not hide it.
    inner = (entry._replace(path=entry.path[-2:]) for entry in json_entries(text))
    return keys_below(inner, "npm", [(table,) for table in TABLES])
