"""The shipped catalogue of signals: from policies/signals.yaml to rows, by way of the table that ships beside it.

`python -m aims_gate.sources.signals_catalogue` writes the table, which loads in a fraction of the time that the YAML
takes. It decides nothing: where it is missing the YAML is read. `--check` says whether it is current.
"""

import json
import os
import sys
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, get_args

from aims_gate.errors import PolicyError
from aims_gate.model.document import Json
from aims_gate.model.signal import Confidence, SignalKind
from aims_gate.signals.catalogue import Catalogue, Row
from aims_gate.sources import pack
from aims_gate.sources.imported_packages import Group, with_imports
from aims_gate.sources.strict_yaml import read_yaml

SOURCE = "signals.yaml"
TABLE = "signals.json"

SECTIONS: dict[str, SignalKind] = {
    "packages": "package",
    "images": "image",
    "imports": "import",
    "endpoints": "endpoint",
    "models": "model",
    "cloud": "cloud",
    "files": "model-file",
    "datasets": "dataset",
    "prompts": "prompt",
    "agents": "agent",
    "guardrails": "guardrail",
    "monitors": "monitor",
    "human_steps": "human-step",
    "thresholds": "threshold",
    "sampling": "sampling",
}
"""Section of the file → the kind of its rows, where a group does not say another."""

PACKAGES = (
    *("pypi", "npm", "go", "maven", "nuget", "cargo", "rubygems", "packagist", "conda", "cran", "julia", "hex", "pub"),
    "swift",
)
LANGUAGES = (
    *("python", "javascript", "go", "java", "kotlin", "scala", "csharp", "rust", "ruby", "php", "r", "julia"),
    *("swift", "dart", "elixir"),
)
OTHERS = (
    *("oci", "any", "terraform", "cloudformation", "kubernetes", "bicep"),
    *("c", "client", "file", "key", "port", "setting", "variable"),
)
ECOSYSTEMS = frozenset((*PACKAGES, *LANGUAGES, *OTHERS))

_OWN_KEYS = frozenset(("vendor", "source", "kind", "implies", "confidence"))
_LIMIT = 1_048_576
_MOST_NODES = 50_000


def shipped_catalogue() -> Catalogue:
    """The catalogue that ships. Raises PolicyError where neither the table nor the YAML can be read."""
    try:
        with open(os.path.join(pack.folder(), TABLE), "rb") as file:
            return _Table(json.loads(file.read()))
    except FileNotFoundError:
        return Catalogue(rows_of(written_groups()))
    except (ValueError, TypeError) as error:
        raise _refused(f"{TABLE} beside it is not the table made of it") from error


class _Table(Catalogue):
    """A catalogue whose rows are made when their kind and ecosystem are asked for: a change needs few of 3,000.

    Raises ValueError or TypeError for what is no table.
    """

    def __init__(self, groups: list[Any]) -> None:
        self._groups = groups
        self._made: dict[tuple[str, str], dict[str, Row]] = {}
        self._written: dict[tuple[str, str], list[Any]] = {}
        for group in groups:
            kind, ecosystem, _, implies, _, _, patterns = group
            "".join((*implies, *patterns))
            self._written.setdefault((kind, ecosystem), []).append(group)

    @cached_property
    def rows(self) -> tuple[Row, ...]:  # type: ignore[override]  # made when it is asked for, and never set
        return tuple(rows_of(self._groups))

    def of(self, kind: SignalKind, ecosystem: str) -> dict[str, Row]:
        key = kind, ecosystem
        if key not in self._made:
            self._made[key] = {row.pattern: row for row in rows_of(self._written.get(key, ()))}
        return self._made[key]


def rows_of(groups: Iterable[Any]) -> Iterator[Row]:
    """The rows of some groups, in order. A row's id is `kind:ecosystem:pattern`."""
    for kind, ecosystem, vendor, implies, confidence, source, patterns in groups:
        start, types = f"{kind}:{ecosystem}:", tuple(implies)
        for pattern in patterns:
            yield Row(start + pattern, kind, ecosystem, pattern, vendor, types, confidence, source)


def written_groups() -> list[Group]:
    """The groups of policies/signals.yaml, with the imports that follow from them. Raises PolicyError where it cannot be
    read or says what no row can be.
    """
    try:
        with open(os.path.join(pack.folder(), SOURCE), "rb") as file:
            return with_imports(groups_in(file.read()))
    except FileNotFoundError as error:
        raise _refused("it is missing") from error


def groups_in(content: bytes) -> list[Group]:
    """The groups of a catalogue's text. Raises PolicyError where it cannot be read or says what no row can be."""
    parsed = read_yaml(content, SOURCE, limit=_LIMIT, most_nodes=_MOST_NODES)
    if parsed.value is None:
        raise _refused(f"line {parsed.problems[0].line}: {parsed.problems[0].message}")
    table: dict[str, Json] = parsed.value
    implied = table.get("implies", {})
    unknown = set(table) - set(SECTIONS) - {"version", "implies"}
    if unknown or not set(implied) <= set(get_args(SignalKind)):
        raise _refused(f"there is no section or kind {_listed(unknown or set(implied) - set(get_args(SignalKind)))}")
    return [
        group
        for section, kind in SECTIONS.items()
        for written in table.get(section, ())
        for group in _groups_of(section, kind, written, implied)
    ]


def _groups_of(section: str, kind: str, written: dict[str, Json], implied: dict[str, Json]) -> Iterator[Group]:
    """What one line of a section says: a group for each ecosystem that it names."""
    ecosystems = [key for key in written if key not in _OWN_KEYS]
    kind = written.get("kind", kind)
    confidence = written.get("confidence", "certain")
    source = written.get("source", "")
    if not ecosystems or not set(ecosystems) <= ECOSYSTEMS:
        raise _refused(f"{section}: there is no ecosystem {_listed(set(ecosystems) - ECOSYSTEMS) or 'in a row'}")
    if kind not in get_args(SignalKind) or confidence not in get_args(Confidence) or not source:
        raise _refused(f"{section}: {written[ecosystems[0]]} has no known kind or confidence, or no source")
    implies = tuple(written["implies"] if "implies" in written else implied.get(kind, ()))
    for ecosystem in ecosystems:
        yield kind, ecosystem, written.get("vendor", ""), implies, confidence, source, tuple(written[ecosystem])


def _listed(words: Iterable[str]) -> str:
    return ", ".join(sorted(words))


def _refused(why: str) -> PolicyError:
    return PolicyError(f"the shipped {SOURCE} cannot be used: {why}", "install aims-gate again")


def table_text() -> str:
    """The table that ships, as text: a group a line."""
    lines = ",\n".join(json.dumps(group, separators=(",", ":"), ensure_ascii=False) for group in written_groups())
    return f"[\n{lines}\n]\n"


def main(arguments: list[str]) -> int:
    """Write the table, or with `--check` only say whether it is out of date: 1 if it is."""
    path, text = os.path.join(pack.folder(), TABLE), table_text()
    try:
        with open(path, encoding="utf-8", newline="") as file:
            current = file.read() == text
    except FileNotFoundError:
        current = False
    from aims_gate.sources.shipped import renew

    return renew({} if current else {TABLE: lambda: text}, f"what {SOURCE} says now", arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
