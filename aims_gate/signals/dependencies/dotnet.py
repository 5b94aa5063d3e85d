"""NuGet's packages: project files, central versions, packages.config and lock files."""

from collections.abc import Iterator

from aims_gate.signals.dependencies.json_entries import json_entries
from aims_gate.signals.dependencies.named import Named
from aims_gate.signals.dependencies.xml_elements import elements

_REFERENCES = ("PackageReference", "PackageVersion", "GlobalPackageReference", "package")


def read(name: str, text: str) -> Iterator[Named]:
    """Packages of a project file, *.props, *.targets, packages.config or packages.lock.json."""
    return _locked(text) if name.endswith(".json") else _referenced(text)


def _referenced(text: str) -> Iterator[Named]:
    """A version stands in the element or in an element of its own below it."""
    found: Named | None = None
    for element in elements(text):
        if element.name in _REFERENCES:
            if found:
                yield found
            found = None
            package = element.attribute("Include", "Update", "id")
            if package and not element.ends:
                version = element.attribute("Version", "VersionOverride", "version")
                found = Named("nuget", package, version, element.offset)
        elif found and element.name in ("Version", "VersionOverride") and not element.ends:
            found = found._replace(version=element.text)
    if found:
        yield found


def _locked(text: str) -> Iterator[Named]:
    """`dependencies` → framework → package → `resolved`."""
    versions: dict[tuple[str, ...], str] = {}
    packages: dict[tuple[str, ...], int] = {}
    for path, value, offset in json_entries(text):
        if len(path) == 3 and path[0] == "dependencies":
            packages.setdefault(path, offset)
        elif len(path) == 4 and path[3] == "resolved":
            versions[path[:3]] = value
    for path, offset in packages.items():
        yield Named("nuget", path[2], versions.get(path, ""), offset, False)
