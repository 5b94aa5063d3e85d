"""Maven's pom.xml: artifacts by group and name, with the versions that its own properties tell."""

import re
from collections.abc import Iterator

from aims_gate.signals.dependencies.named import Named
from aims_gate.signals.dependencies.xml_elements import Element, elements

_PROPERTY = re.compile(r"\$\{([^}]++)\}")
_PARTS = ("groupId", "artifactId", "version")
_HOLDERS = ("dependency", "parent", "plugin", "path", "extension", "annotationProcessorPath")


def read(_name: str, text: str) -> Iterator[Named]:
    """Artifacts of a pom.xml, as group:artifact. What a dependency leaves out is none."""
    read_elements = list(elements(text))
    properties = _properties(read_elements)
    parts: dict[str, Element] = {}
    held = excluded = False
    for element in read_elements:
        if element.name in _HOLDERS:
            # At its beginning and at its end: one that is not closed ends where the next begins.
            yield from _artifact(parts, properties)
            parts, held, excluded = {}, not element.ends, False
        elif element.name == "exclusions":
            excluded = not element.ends
        elif element.name in _PARTS and held and not element.ends and not excluded:
            parts.setdefault(element.name, element)
    yield from _artifact(parts, properties)


def _artifact(parts: dict[str, Element], properties: dict[str, str]) -> Iterator[Named]:
    if "groupId" in parts and "artifactId" in parts:
        group, artifact, version = (_told(parts[part].text if part in parts else "", properties) for part in _PARTS)
        yield Named("maven", f"{group}:{artifact}", version, parts["artifactId"].offset)


def _properties(read_elements: list[Element]) -> dict[str, str]:
    found: dict[str, str] = {}
    inside = False
    for element in read_elements:
        if element.name == "properties":
            inside = not element.ends
        elif inside and not element.ends:
            found[element.name] = element.text
    return found


def _told(text: str, properties: dict[str, str]) -> str:
    found = _PROPERTY.fullmatch(text)
    return properties.get(found[1], "") if found else text
