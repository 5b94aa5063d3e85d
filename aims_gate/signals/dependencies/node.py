"""package.json, and the catalogues of pnpm: what a JavaScript project says that it depends on."""

import re
from collections.abc import Iterator

from aims_gate.signals.dependencies.json_entries import json_entries
from aims_gate.signals.dependencies.named import Named, keys_below

TABLES = ("dependencies", "devDependencies", "peerDependencies", "optionalDependencies", "overrides", "resolutions")

_LINE = re.compile(r"[^\n]++")
_LISTED = re.compile(r"[ \t]++['\"]?((?:@[^\s/'\"]++/)?+[^\s/'\"@:]++)['\"]?:[ \t]++['\"]?([^\n'\"#]++)")


def read(name: str, text: str) -> Iterator[Named]:
    """Packages of a package.json or a pnpm-workspace.yaml."""
    if name.endswith(".yaml"):
        return _catalogues(text)
    # Wherever a table stands: one brace too many or too few must not hide it.
    inner = (entry._replace(path=entry.path[-2:]) for entry in json_entries(text))
    return keys_below(inner, "npm", [(table,) for table in TABLES])


def _catalogues(text: str) -> Iterator[Named]:
    """Name and version of every line below `catalog:`, `catalogs:` or `overrides:`."""
    inside = False
    for line in _LINE.finditer(text):
        if line[0][0] not in " \t#":
            inside = line[0].startswith(("catalog:", "catalogs:", "overrides:"))
        elif inside and (found := _LISTED.match(line[0])):
            yield Named("npm", found[1], found[2], line.start())
