"""Cargo.toml: the crates that a Rust package or workspace depends on."""

from collections.abc import Iterator

from aims_gate.signals.dependencies.named import Named, keys_below
from aims_gate.signals.dependencies.toml_entries import toml_entries

KINDS = ("dependencies", "dev-dependencies", "build-dependencies")

TABLES = (
    *((kind,) for kind in KINDS),
    *(("target", "*", kind) for kind in KINDS),
    ("workspace", "dependencies"),
)


def read(_name: str, text: str) -> Iterator[Named]:
    """Crates of a Cargo.toml, a renamed one by the name that it is published under."""
    return keys_below(toml_entries(text), "cargo", TABLES)
