"""Python projects in TOML, and pipenv's: the tables in which each tool keeps what a project depends on."""

from collections.abc import Iterator

from aims_gate.signals.dependencies.json_entries import json_entries
from aims_gate.signals.dependencies.named import Entry, Named, keys_below
from aims_gate.signals.dependencies.requirements import requirement
from aims_gate.signals.dependencies.toml_entries import toml_entries

LISTS = (
    ("project", "dependencies"),
    ("project", "optional-dependencies", "*"),
    ("dependency-groups", "*"),
    ("tool", "pdm", "dev-dependencies", "*"),
    ("tool", "uv", "dev-dependencies"),
    ("tool", "uv", "constraint-dependencies"),
    ("tool", "uv", "override-dependencies"),
    ("tool", "rye", "dev-dependencies"),
    ("tool", "hatch", "envs", "*", "dependencies"),
    ("tool", "hatch", "envs", "*", "extra-dependencies"),
    ("tool", "flit", "metadata", "requires"),
)
"""Lists of requirements."""

TABLES = (
    ("tool", "poetry", "dependencies"),
    ("tool", "poetry", "dev-dependencies"),
    ("tool", "poetry", "group", "*", "dependencies"),
    ("tool", "pixi", "pypi-dependencies"),
    ("tool", "pixi", "feature", "*", "pypi-dependencies"),
)
"""Tables of package and requirement."""

CONDA_TABLES = (("tool", "pixi", "dependencies"), ("tool", "pixi", "feature", "*", "dependencies"))


def read(name: str, text: str) -> Iterator[Named]:
    """Packages of a pyproject.toml, a Pipfile or a Pipfile.lock."""
    if name == "Pipfile.lock":
        found = keys_below(json_entries(text), "pypi", [("*",)])
        return (package._replace(direct=False) for package in found)
    entries = list(toml_entries(text))
    if name == "Pipfile":
        return keys_below(entries, "pypi", [("*",)])
    if name == "pixi.toml":
        entries = [entry._replace(path=("tool", "pixi", *entry.path)) for entry in entries]
    return _of_project(entries)


def _of_project(entries: list[Entry]) -> Iterator[Named]:
    for path, value, offset in entries:
        if value and path[-1:] == ("",) and any(_is(path[:-1], known) for known in LISTS):
            yield from requirement(value, offset)
    yield from keys_below(entries, "pypi", TABLES)
    yield from keys_below(entries, "conda", CONDA_TABLES)


def _is(path: tuple[str, ...], known: tuple[str, ...]) -> bool:
    return len(path) == len(known) and all(part in ("*", key) for part, key in zip(known, path, strict=True))
