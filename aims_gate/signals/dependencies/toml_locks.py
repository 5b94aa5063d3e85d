"""Lock files that are written in TOML, by the programs that they are for and in one form: a name, then a version."""

import re
from collections.abc import Iterator

from aims_gate.signals.dependencies.named import Named

_PACKAGE = re.compile(r'\nname[ \t]*+=[ \t]*+"([^"\n]*+)"[ \t]*+(?:\nversion[ \t]*+=[ \t]*+"([^"\n]*+)")?')
_JULIA = re.compile(r"^\[\[deps\.([^\]\n]++)\]\]((?:\n(?!\[)[^\n]*+)*+)", re.MULTILINE)
_JULIA_VERSION = re.compile(r'^version = "([^"\n]*+)"', re.MULTILINE)


def read(name: str, text: str) -> Iterator[Named]:
    """Packages of a uv.lock, poetry.lock, pdm.lock, pylock.toml, Cargo.lock or Julia's Manifest.toml."""
    if name.endswith("Manifest.toml"):
        return _julia(text)
    ecosystem = "cargo" if name == "Cargo.lock" else "pypi"
    return (Named(ecosystem, found[1], found[2] or "", found.start() + 1, False) for found in _PACKAGE.finditer(text))


def _julia(text: str) -> Iterator[Named]:
    for found in _JULIA.finditer(text):
        version = _JULIA_VERSION.search(found[2])
        yield Named("julia", found[1], version[1] if version else "", found.start(), False)
