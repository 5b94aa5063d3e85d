"""What the detector sees in a file, with the catalogue that ships."""

from functools import cache

from aims_gate.model.signal import Hit
from aims_gate.signals.catalogue import Catalogue
from aims_gate.signals.dependencies import Dependencies
from aims_gate.sources.signals_catalogue import shipped_catalogue

DETECTOR = Dependencies()


@cache
def catalogue() -> Catalogue:
    return shipped_catalogue()


def hits(path: str, text: str | bytes) -> list[Hit]:
    """Every hit of a file that the detector reads."""
    assert DETECTOR.reads(path)
    return list(DETECTOR.hits(path, text if isinstance(text, bytes) else text.encode(), catalogue()))


def seen(path: str, text: str | bytes) -> list[tuple[int, str, str]]:
    """Line, name and version of every hit."""
    return [(hit.line, hit.name, hit.version) for hit in hits(path, text)]
