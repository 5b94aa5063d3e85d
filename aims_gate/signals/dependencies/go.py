"""go.mod: the modules that a Go module requires or replaces."""

import re
from collections.abc import Iterator

from aims_gate.signals.dependencies.named import Named

_LINE = re.compile(r"[^\n]++")
_MODULE = re.compile(r"([\w~-]++(?:\.[\w~-]++)++[\w.~/-]*+)(?:[ \t]++v(\d[^\s/]*+))?")
_BLOCK = re.compile(r"[ \t]*+(\w++)[ \t]*+\([ \t]*+(?:$|//)")
_COUNTED = ("require", "replace", "tool")


def read(_name: str, text: str) -> Iterator[Named]:
    """Modules of a go.mod. One that is marked `// indirect` was brought in by another."""
    block = ""
    for line in _LINE.finditer(text):
        row, _, comment = line[0].partition("//")
        if opened := _BLOCK.match(line[0]):
            block = opened[1]
        elif row.strip() == ")":
            block = ""
        elif (block or _first_word(row)) in _COUNTED:
            direct = not comment.strip().startswith("indirect")
            rest = row if block else row.strip().partition(" ")[2]
            for part in rest.split("=>"):
                if found := _MODULE.match(part.strip(' \t"')):
                    yield Named("go", found[1], found[2] or "", line.start(), direct)


def _first_word(row: str) -> str:
    return row.lstrip()[:10].partition(" ")[0]
