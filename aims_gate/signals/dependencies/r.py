"""R's DESCRIPTION, and the lock file of renv."""

import re
from collections.abc import Iterator

from aims_gate.signals.dependencies.named import Named

FIELDS = ("Depends", "Imports", "LinkingTo", "Suggests", "Enhances")

_LINE = re.compile(r"[^\n]++")
_FIELD = re.compile(r"([\w@/.-]++):")
_PACKAGE = re.compile(r"([A-Za-z][\w.]*+)(?!-)[ \t]*+(?:\(([^)\n]*+)\))?")
_LOCKED = re.compile(r'"Package"\s*+:\s*+"([^"\n]*+)"\s*+,\s*+"Version"\s*+:\s*+"([^"\n]*+)"')


def read(name: str, text: str) -> Iterator[Named]:
    """Packages of a DESCRIPTION or a renv.lock."""
    if name == "renv.lock":
        found = _LOCKED.finditer(text)
        yield from (Named("cran", package[1], package[2], package.start(), False) for package in found)
        return
    wanted = False
    for line in _LINE.finditer(text):
        row = line[0]
        if row[0] not in " \t":
            field = _FIELD.match(row)
            wanted = field is not None and field[1] in FIELDS
            row = row[field.end() :] if field else ""
        if wanted:
            for part in row.split(","):
                if found_package := _PACKAGE.match(part.strip()):
                    yield Named("cran", found_package[1], found_package[2] or "", line.start())
