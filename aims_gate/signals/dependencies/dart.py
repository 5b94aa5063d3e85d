"""pubspec.yaml and pubspec.lock: what a Dart or Flutter project depends on."""

import re
from collections.abc import Iterator

from aims_gate.signals.dependencies.named import Named

TABLES = ("dependencies:", "dev_dependencies:", "dependency_overrides:", "packages:")

_LINE = re.compile(r"[^\n]++")
_PACKAGE = re.compile(r"([ ]{1,8})[\"']?(\w++)[\"']?:(?:[ \t]++[\"']?([^\"'#\n]*+))?")


def read(name: str, text: str) -> Iterator[Named]:
    """Packages of a pubspec.yaml or a pubspec.lock; a lock file says of each whether the project names it."""
    found: Named | None = None
    found_at = 0
    for line in _lines_of_tables(text):
        given = _PACKAGE.match(line[0])
        if given is None:
            continue
        if found is None or len(given[1]) <= found_at:
            if found:
                yield found
            found_at = len(given[1])
            found = Named("pub", given[2], (given[3] or "").strip(), line.start(), not name.endswith(".lock"))
        elif given[2] == "version":
            found = found._replace(version=(given[3] or "").strip())
    if found:
        yield found


def _lines_of_tables(text: str) -> Iterator[re.Match[str]]:
    """The lines below the keys that hold packages."""
    inside = False
    for line in _LINE.finditer(text):
        if line[0][0] not in " \t#":
            inside = line[0].startswith(TABLES)
        elif inside and not line[0].lstrip().startswith("#"):
            yield line
