"""Julia's Project.toml: packages by name, and the versions that they may have."""

from collections.abc import Iterator

from aims_gate.signals.dependencies.named import Named
from aims_gate.signals.dependencies.toml_entries import toml_entries

TABLES = ("deps", "weakdeps", "extras")


def read(_name: str, text: str) -> Iterator[Named]:
    """Packages of a Project.toml."""
    entries = [entry for entry in toml_entries(text) if len(entry.path) == 2]
    versions = {entry.path[1]: entry.value for entry in entries if entry.path[0] == "compat"}
    for (table, name), _, offset in entries:
        if table in TABLES:
            yield Named("julia", name, versions.get(name, ""), offset)
