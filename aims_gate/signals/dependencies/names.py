"""When two names are one package: each ecosystem's rule, and the catalogue looked up by it."""

from collections.abc import Callable
from typing import NamedTuple

from aims_gate.model.regex import late_regex
from aims_gate.model.signal import SignalKind
from aims_gate.signals.catalogue import Catalogue, Row

LONGEST = 256
"""Longer than any registry lets a name be, so that looking one up has an end."""

_KINDS: tuple[SignalKind, ...] = ("agent", "guardrail", "monitor", "image", "package")
_RUNS = late_regex(r"[-_.]+")
_SCALA = late_regex(r"_(?:2\.1\d|3)$")
_MAJOR = late_regex(r"/v[2-9]\d*+$|\.v[0-9]++$")


def _pypi(name: str) -> str:
    # The specification's rule for comparing names of Python packages; most are written that way.
    if "_" in name or "." in name or "--" in name:
        name = _RUNS.sub("-", name)
    return name.lower()


def _cargo(name: str) -> str:
    return name.replace("_", "-").lower()


def _go(name: str) -> str:
    return _MAJOR.sub("", name)


def _maven(name: str) -> str:
    # Scala's artifacts end with the version of Scala that they are built for.
    return _SCALA.sub("", name)


def _image(name: str) -> str:
    """A repository without its registry, and without the folder that Docker's own images stand in."""
    first, _, rest = name.partition("/")
    if rest and ("." in first or ":" in first or first == "localhost"):
        name = rest
    return name.removeprefix("library/").lower()


def _address(name: str) -> str:
    return name.lower().rstrip("/").removesuffix(".git")


NORMAL: dict[str, Callable[[str], str]] = {
    "pypi": _pypi,
    "conda": str.lower,
    "nuget": str.lower,
    "packagist": str.lower,
    "cargo": _cargo,
    "go": _go,
    "maven": _maven,
    "oci": _image,
    "swift": _address,
}
"""Ecosystem → the form in which its names are compared; in the others every character counts."""

_SEPARATORS = {
    "hex": "_",
    "pub": "_",
    "npm": "/",
    "maven": ".",
    "nuget": ".",
    "go": "/",
    "packagist": "/",
    "oci": "/",
    "swift": "/",
}
"""Ecosystem → what ends a part of a name, where that is not a hyphen."""


class Ecosystem(NamedTuple):
    """One ecosystem's rows by name, the first parts of the names of families, and how its names are compared."""

    rows: dict[str, Row]
    firsts: frozenset[str]
    rule: Callable[[str], str]
    separator: str


class Names:
    """The catalogue's packages and images, by name. A name of one's own stands before the rest of a family's."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._of: dict[str, Ecosystem] = {}

    def found(self, ecosystem: str, written: str) -> tuple[str, Row] | None:
        """A package's name in its normal form and the row that recognises it, None where none does."""
        known = self._of.get(ecosystem) or self._indexed(ecosystem)
        name = known.rule(written)
        row = known.rows.get(name)
        if row is None and name[: name.find(known.separator) + 1] in known.firsts:
            row = self._of_a_family(ecosystem, name, known)
        return (name, row) if row else None

    def _of_a_family(self, ecosystem: str, name: str, known: Ecosystem) -> Row | None:
        """The row of the longest family that a name belongs to."""
        if len(name) > LONGEST:
            return None
        # A Maven group has families below it too.
        separators = ":." if ecosystem == "maven" else known.separator
        for end in range(len(name) - 1, 0, -1):
            if name[end] in separators:
                # In Go a module may lie below another's path, and belongs to it.
                whole = known.rows.get(name[:end]) if ecosystem == "go" else None
                row = known.rows.get(name[: end + 1] + "*") or whole
                if row:
                    return row
        return None

    def _indexed(self, ecosystem: str) -> Ecosystem:
        rule = NORMAL.get(ecosystem, str)
        rows = dict(self._indexed("pypi").rows) if ecosystem == "conda" else {}
        for kind in _KINDS:
            rows |= {rule(row.pattern): row for row in self.catalogue.of(kind, ecosystem).values()}
        separator = _SEPARATORS.get(ecosystem, "-")
        families = rows if ecosystem == "go" else [name for name in rows if name.endswith("*")]
        firsts = frozenset(name[: name.find(separator) + 1] for name in families)
        self._of[ecosystem] = Ecosystem(rows, firsts, rule, separator)
        return self._of[ecosystem]
