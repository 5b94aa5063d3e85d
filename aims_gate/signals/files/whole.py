"""A hit that a whole file is: what it is called, how much it holds and its digest, so that any edit of it shows."""

import hashlib
import re
from fnmatch import translate
from functools import lru_cache

from aims_gate.model.signal import Confidence, Hit, SignalKind
from aims_gate.signals.catalogue import Catalogue, Row


def name_of(path: str) -> str:
    """The last part of a path."""
    return path.rpartition("/")[2]


@lru_cache(maxsize=4096)  # several detectors ask of one file in turn
def suffix_of(path: str) -> str:
    """The extension, in lower case; empty where there is none."""
    dot = path.rfind(".")
    return path[dot + 1 :].lower() if dot > path.rfind("/") else ""


@lru_cache(maxsize=512)
def _glob(pattern: str) -> re.Pattern[str]:
    return re.compile(translate(pattern), re.IGNORECASE)


def row_of_name(catalogue: Catalogue, kind: SignalKind, name: str) -> Row | None:
    """The row of a kind whose file name's glob fits a name; an exact one first."""
    rows = catalogue.of(kind, "file")
    if row := rows.get(name):
        return row
    return next((row for pattern, row in rows.items() if _glob(pattern).match(name)), None)


def whole_file(row: Row, path: str, content: bytes, confidence: Confidence | None = None) -> Hit:
    """The hit of a file as a whole."""
    digest = hashlib.sha256(content).hexdigest()[:12]
    return told_file(row, path, f"{len(content)} bytes, sha256 {digest}", confidence)


def told_file(
    row: Row, path: str, told: str, confidence: Confidence | None = None, line: int = 0, version: str = ""
) -> Hit:
    """The hit of a file of which something tells: `told` is what, `version` a digest where it tells one."""
    name = name_of(path)
    hit = row.hit(line, f"{name} ({told})", name, version=version)
    return hit._replace(confidence=confidence) if confidence else hit
