"""Where in the tree a result stands, for formats in which nothing may be without a place. Knows no format."""

from aims_gate.model.report import Location, Subject
from aims_gate.reports.groups import Spot

_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")


def place(subject: Subject, spot: Spot) -> Location:
    """Where the findings stand; for those without a place in the tree, where their subject is described."""
    found = spot.location
    if found and _in_tree(found.path):
        return Location(found.path, max(found.line, 1), max(found.column, 1))
    return Location(described_in(subject))


def described_in(subject: Subject) -> str:
    """The file that says what a subject is; for what has none, where the register begins."""
    if (
        subject.kind in ("document", "record")
        and subject.id.endswith((".md", ".yaml", ".yml", ".json"))
        and _in_tree(subject.id)
    ):
        return subject.id
    if subject.kind == "system" and _in_tree(subject.id):
        return f".aims/systems/{subject.id}.yaml"
    return {"control": ".aims/soa.yaml", "programme": ".aims/programme.yaml"}.get(subject.kind, ".aims/config.yaml")


def uri(path: str) -> str:
    """A path in the tree as a relative URI: its own bytes, all but unreserved ones and slashes percent-encoded."""
    try:
        raw = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        raw = path.encode("utf-8", "replace")
    return "".join(chr(byte) if byte in _UNRESERVED else f"%{byte:02X}" for byte in raw)


def _in_tree(path: str) -> bool:
    return not {"", ".", ".."}.intersection(path.split("/"))
