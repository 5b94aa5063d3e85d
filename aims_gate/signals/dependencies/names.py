"""When two names are one package: each ecosystem's rule, and the catalogue looked up by it."""

import re
from collections.abc import Callable

from aims_gate.model.signal import SignalKind
from aims_gate.signals.catalogue import Catalogue, Row

LONGEST = 256
"""Longer than any registry lets a name be, so that looking one up has an end."""

_KINDS: tuple[SignalKind, ...] = ("agent", "guardrail", "monitor", "package")
_RUNS = re.compile(r"[-_.]+")
_SCALA = re.compile(r"_(?:2\.1\d|3)$")
_MAJOR = re.compile(r"/v[2-9]\d*$|\.v[0-9]+$")


def _pypi(name: str) -> str:
    # The specification's rule for comparing names of Python packages.
    return _RUNS.sub("-", name).lower()


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


NORMAL: dict[str, Callable[[str], str]] = {
    "pypi": _pypi,
    "conda": str.lower,
    "nuget": str.lower,
    "packagist": str.lower,
    "cargo": _cargo,
    "go": _go,
    "maven": _maven,
    "oci": _image,
}
"""Ecosystem → the form in which its names are compared; in the others every character counts."""

_SEPARATORS = {"npm": "/", "maven": ":.", "nuget": ".", "go": "/", "packagist": "/", "oci": "/"}
"""Ecosystem → what ends a part of a name, where that is not a hyphen."""


def normal(ecosystem: str, name: str) -> str:
    """The form in which a name is compared with others of its ecosystem."""
    rule = NORMAL.get(ecosystem)
    return rule(name) if rule else name


class Names:
    """The catalogue's packages and images, by name. A name of one's own stands before the rest of a family's."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._of: dict[str, tuple[dict[str, Row], frozenset[str]]] = {}

    def row(self, ecosystem: str, name: str) -> Row | None:
        """The row that recognises a package, None where none does. The name is in its normal form."""
        rows, firsts = self._of.get(ecosystem) or self._indexed(ecosystem)
        found = rows.get(name)
        if found or not firsts or len(name) > LONGEST:
            return found
        return self._of_a_family(ecosystem, name, rows, firsts)

    def _of_a_family(self, ecosystem: str, name: str, rows: dict[str, Row], firsts: frozenset[str]) -> Row | None:
        separators = _SEPARATORS.get(ecosystem, "-")
        ends = [at for at, character in enumerate(name) if character in separators]
        if not ends or name[: ends[0] + 1] not in firsts:
            return None
        for end in reversed(ends):
            # In Go a module may lie below another's path, and belongs to it.
            found = rows.get(name[: end + 1] + "*") or (rows.get(name[:end]) if ecosystem == "go" else None)
            if found:
                return found
        return None

    def _indexed(self, ecosystem: str) -> tuple[dict[str, Row], frozenset[str]]:
        kinds: tuple[SignalKind, ...] = ("image",) if ecosystem == "oci" else _KINDS
        also = self._indexed("pypi")[0] if ecosystem == "conda" else {}
        rows = dict(also)
        for kind in kinds:
            rows |= {normal(ecosystem, row.pattern): row for row in self.catalogue.of(kind, ecosystem).values()}
        separators = _SEPARATORS.get(ecosystem, "-")
        families = rows if ecosystem == "go" else [name for name in rows if name.endswith("*")]
        firsts = frozenset(_first(name, separators) for name in families)
        self._of[ecosystem] = rows, firsts
        return self._of[ecosystem]


def _first(name: str, separators: str) -> str:
    """A name to the end of its first part, the separator included."""
    return next((name[: at + 1] for at, character in enumerate(name) if character in separators), name)
