"""The catalogue that ships, as detectors get it."""

from functools import cache

from aims_gate.model.signal import Hit
from aims_gate.signals import DETECTORS
from aims_gate.signals.catalogue import Catalogue
from aims_gate.sources.looking import Looking
from aims_gate.sources.signals_catalogue import shipped_catalogue


@cache
def catalogue() -> Catalogue:
    return shipped_catalogue()


@cache
def looking() -> Looking:
    """As a check looks, with all detectors but that of dependencies."""
    return Looking([detecting for name, detecting in DETECTORS.items() if name != "dependencies"], catalogue)


def hits(path: str, content: bytes | str) -> list[Hit]:
    """What all detectors of source and of files find in a file."""
    raw = content.encode() if isinstance(content, str) else content
    return [hit for detector in looking().reading(path) for hit in detector.hits(path, raw, catalogue())]


def rows(path: str, content: bytes | str) -> list[tuple[str, int]]:
    """The rows found, each with its line."""
    return [(hit.row, hit.line) for hit in hits(path, content)]
