"""Package.swift, Package.resolved and Xcode's project.pbxproj: the repositories that a Swift package or app brings in."""

import re
from collections.abc import Iterator

from aims_gate.signals.dependencies.named import Named

_ADDRESS = r"[\"'](?:[a-z+]++://(?:[^@/\"'\n]*+@)?|git@)([\w.-]++[:/][^\"'\n]++)[\"']"
_MANIFEST = re.compile(
    r"\burl[ \t]*+:[ \t]*+" + _ADDRESS + r"(?:[ \t]*+,[ \t]*+(?:from|exact)?[^\"'\n)]{0,40}[\"']v?(\d[^\"'\n]*+))?"
)
_PROJECT = re.compile(
    r"\brepositoryURL[ \t]*+=[ \t]*+" + _ADDRESS + r"\s*+;(?:[^}\"']{0,200}?[vV]ersion = ([\w.]++);)?"
)
_RESOLVED = re.compile(r'"(?:location|repositoryURL)"\s*+:\s*+' + _ADDRESS)
_VERSION = re.compile(r'"version"\s*+:\s*+"([^"\n]*+)"')


def read(name: str, text: str) -> Iterator[Named]:
    """Packages by the address of their repository, without scheme and `.git`."""
    if name == "Package.resolved":
        yield from _resolved(text)
        return
    form = _PROJECT if name.endswith(".pbxproj") else _MANIFEST
    for found in form.finditer(text):
        start = text.rfind("\n", 0, found.start()) + 1
        if not text[start : found.start()].lstrip().startswith("//"):
            yield Named("swift", found[1].replace(":", "/"), found[2] or "", found.start())


def _resolved(text: str) -> Iterator[Named]:
    places = list(_RESOLVED.finditer(text))
    for index, found in enumerate(places):
        end = places[index + 1].start() if index + 1 < len(places) else len(text)
        version = _VERSION.search(text, found.end(), end)
        yield Named("swift", found[1].replace(":", "/"), version[1] if version else "", found.start(), False)
