"""conda's environment files: the list of dependencies, and pip's own list within it."""

import re
from collections.abc import Iterator

from aims_gate.signals.dependencies.named import Named
from aims_gate.signals.dependencies.requirements import requirement

_LINE = re.compile(r"[^\n]++")
_ITEM = re.compile(r"([ \t]*+)-[ \t]++([^#\n]*+)")
_SPEC = re.compile(r"(?:[\w./-]++::)?+([A-Za-z0-9_][\w.-]*+)[ \t]*+([^\[\n]*+)")
_FLOW = re.compile(r"[^\[\],\n]++")


def read(_name: str, text: str) -> Iterator[Named]:
    """Packages of an environment.yml."""
    inside, pip = False, -1
    for line in _LINE.finditer(text):
        row, offset = line[0], line.start()
        if row[0] not in " \t-#":
            inside, pip = row.startswith("dependencies:"), -1
            flow = row.removeprefix("dependencies:").partition("#")[0] if inside else ""
            for part in _FLOW.finditer(flow):
                yield from _conda(part[0], offset)
        elif inside and (item := _ITEM.match(row)):
            indent = len(item[1])
            pip = pip if indent > pip else -1
            if item[2].rstrip() == "pip:":
                pip = indent
            elif pip >= 0:
                yield from requirement(item[2], offset)
            else:
                yield from _conda(item[2], offset)


def _conda(text: str, offset: int) -> Iterator[Named]:
    if found := _SPEC.match(text.strip(" \t'\"")):
        yield Named("conda", found[1], found[2], offset)
