"""AI usage that a project's manifests and lock files name: packages and container images, in every ecosystem.

Each family of files has a module that reads names out of them, and knows no catalogue; this one looks them up.
Files are read loosely and never run: one that its own tools would refuse still shows what it names.
"""

from collections.abc import Callable, Iterator
from typing import Protocol

from aims_gate.model.signal import Hit
from aims_gate.signals.catalogue import Catalogue, Row
from aims_gate.signals.dependencies.files import family_of
from aims_gate.signals.dependencies.named import Named, lower_bound
from aims_gate.signals.dependencies.names import Names

LONGEST_TEXT = 200


class Family(Protocol):
    """A family of files that one module reads."""

    def read(self, name: str, text: str, /) -> Iterator[Named]:
        """Every package and image that a file of this name names. Never fails."""


# Each is imported when the first file of its family is met.
def _cargo() -> Family:
    from aims_gate.signals.dependencies import cargo

    return cargo


def _conda() -> Family:
    from aims_gate.signals.dependencies import conda

    return conda


def _containers() -> Family:
    from aims_gate.signals.dependencies import containers

    return containers


def _dart() -> Family:
    from aims_gate.signals.dependencies import dart

    return dart


def _deno() -> Family:
    from aims_gate.signals.dependencies import deno

    return deno


def _dotnet() -> Family:
    from aims_gate.signals.dependencies import dotnet

    return dotnet


def _elixir() -> Family:
    from aims_gate.signals.dependencies import elixir

    return elixir


def _go() -> Family:
    from aims_gate.signals.dependencies import go

    return go


def _gradle() -> Family:
    from aims_gate.signals.dependencies import gradle

    return gradle


def _home_assistant() -> Family:
    from aims_gate.signals.dependencies import home_assistant

    return home_assistant


def _installs() -> Family:
    from aims_gate.signals.dependencies import installs

    return installs


def _julia() -> Family:
    from aims_gate.signals.dependencies import julia

    return julia


def _maven() -> Family:
    from aims_gate.signals.dependencies import maven

    return maven


def _node() -> Family:
    from aims_gate.signals.dependencies import node

    return node


def _node_locks() -> Family:
    from aims_gate.signals.dependencies import node_locks

    return node_locks


def _php() -> Family:
    from aims_gate.signals.dependencies import php

    return php


def _pyproject() -> Family:
    from aims_gate.signals.dependencies import pyproject

    return pyproject


def _r() -> Family:
    from aims_gate.signals.dependencies import r

    return r


def _requirements() -> Family:
    from aims_gate.signals.dependencies import requirements

    return requirements


def _ruby() -> Family:
    from aims_gate.signals.dependencies import ruby

    return ruby


def _setup_files() -> Family:
    from aims_gate.signals.dependencies import setup_files

    return setup_files


def _swift() -> Family:
    from aims_gate.signals.dependencies import swift

    return swift


def _toml_locks() -> Family:
    from aims_gate.signals.dependencies import toml_locks

    return toml_locks


FAMILIES: dict[str, Callable[[], Family]] = {
    "cargo": _cargo,
    "conda": _conda,
    "containers": _containers,
    "dart": _dart,
    "deno": _deno,
    "dotnet": _dotnet,
    "elixir": _elixir,
    "go": _go,
    "gradle": _gradle,
    "home_assistant": _home_assistant,
    "installs": _installs,
    "julia": _julia,
    "maven": _maven,
    "node": _node,
    "node_locks": _node_locks,
    "php": _php,
    "pyproject": _pyproject,
    "r": _r,
    "requirements": _requirements,
    "ruby": _ruby,
    "setup_files": _setup_files,
    "swift": _swift,
    "toml_locks": _toml_locks,
}
"""Family → what gives its module. Which files are of which is told in `files`."""


class Dependencies:
    """Finds what the catalogue knows among what manifests, lock files and container files name."""

    def __init__(self) -> None:
        self._names: Names | None = None

    def reads(self, path: str) -> bool:
        """Whether a file of this path names dependencies."""
        return family_of(path) != ""

    def hits(self, path: str, content: bytes, catalogue: Catalogue) -> Iterator[Hit]:
        """Every known package and image that the file names, by line. Never fails.

        What a lock file names, or a manifest marks as brought in by something else, is a package and `likely`: the
        project may not use it itself.
        """
        family = family_of(path)
        if not family:
            return
        text = decoded(content)
        names = self._names_of(catalogue)
        found = [
            (named.offset, *known, named)
            for named in FAMILIES[family]().read(path[path.rfind("/") + 1 :], text)
            if (known := names.found(named.ecosystem, named.name))
        ]
        yield from _placed(text, found)

    def _names_of(self, catalogue: Catalogue) -> Names:
        if self._names is None or self._names.catalogue is not catalogue:
            self._names = Names(catalogue)
        return self._names


def decoded(content: bytes) -> str:
    """A file's text, whatever its bytes, with one character for each end of a line."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", "replace")
    else:
        text = content.decode("utf-8", "replace").removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _placed(text: str, found: list[tuple[int, str, Row, Named]]) -> Iterator[Hit]:
    """Hits by line, each once a line."""
    line, counted = 1, 0
    given = set()
    for offset, name, row, named in sorted(found, key=lambda one: one[0]):
        line += text.count("\n", counted, offset)
        counted = offset
        hit = _hit(row, name, named, line)
        if hit not in given:
            given.add(hit)
            yield hit._replace(text=_shown(text, offset))


def _hit(row: Row, name: str, named: Named, line: int) -> Hit:
    # An image's tag is the version itself, whatever it is made of.
    version = named.version if named.ecosystem == "oci" else lower_bound(named.version)
    if named.direct:
        return row.hit(line, "", name, version=version)
    implies = tuple(change for change in row.implies if change == "dependency")
    return Hit(row.id, "package", line, "", name, row.vendor, "", version, implies, "likely")


def _shown(text: str, offset: int) -> str:
    """The line around an offset, or where it is very long its part from there."""
    start = text.rfind("\n", max(0, offset - LONGEST_TEXT), offset) + 1
    if not start and offset > LONGEST_TEXT:
        start = offset
    return text[start : start + 2 * LONGEST_TEXT].lstrip().partition("\n")[0][:LONGEST_TEXT].rstrip()
