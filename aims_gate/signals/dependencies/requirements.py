"""pip's requirements and constraints files, and the one requirement that every Python manifest is made of (PEP 508)."""

import re
from collections.abc import Iterator

from aims_gate.signals.dependencies.named import Named

_REQUIREMENT = re.compile(
    r"[ \t'\"]*+([A-Za-z0-9][\w.-]*+)[ \t]*+(?:\[[^\]\n]*+\])?+[ \t]*+(?=$|[\n=<>!~;@,(#'\"\\])([^;\n]*+)"
)
_LINE = re.compile(r"[^\n]++")
_EGG = re.compile(r"[#&]egg=([\w.-]++)")
_ARCHIVE = re.compile(r"/([A-Za-z0-9][\w.-]*?)-(\d[\w.!+]*+)([^/\s]*+)")
_ARCHIVED = (".whl", ".tar.gz", ".zip")
_LONGEST = 1_000
"""Characters of an address that are looked at for an archive's name."""


def requirement(text: str, offset: int) -> Iterator[Named]:
    """The package that one requirement names, if it names one: `name[extra] >=1,<2; marker`."""
    if found := _REQUIREMENT.match(text):
        yield Named("pypi", found[1], _pinned(found[2]), offset)
    elif found := _EGG.search(text):
        yield Named("pypi", found[1], "", offset)
    elif "://" in text and (found := _archive(text)):
        yield Named("pypi", found[1], found[2], offset)


def _pinned(rest: str) -> str:
    """What comes after the name: an address tells no version, but for that of the archive or tag it leads to."""
    if not rest.lstrip().startswith("@"):
        return rest.strip(" \t()'\"\\")
    archive = _archive(rest)
    return archive[2] if archive else "@" + rest.strip().rpartition("@")[2]


def _archive(address: str) -> "re.Match[str] | None":
    """The first part of an address that is an archive's name: its project and its version."""
    parts = _ARCHIVE.finditer(address[:_LONGEST])
    return next((part for part in parts if any(ending in part[3] for ending in _ARCHIVED)), None)


def read(_name: str, text: str) -> Iterator[Named]:
    """A package a line; options, comments and continued hashes name none."""
    for line in _LINE.finditer(text):
        start = line[0].lstrip()
        if start[:1] not in ("", "#") and (start[0] != "-" or start.startswith(("-e", "--editable"))):
            yield from requirement(line[0], line.start())
