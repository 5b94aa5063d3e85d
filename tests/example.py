"""The shipped example's files, each with the schema that it is written for."""

from collections.abc import Iterator
from pathlib import Path

from aims_gate.model.document import Parsed
from aims_gate.sources.front_matter import read_front_matter
from aims_gate.sources.strict_yaml import read_yaml

EXAMPLE = Path(__file__).resolve().parents[1] / "aims_gate" / "example"


def typed_files() -> Iterator[tuple[str, str, str, Parsed]]:
    """Path below the example, name of the schema, pointer of the part it is for, and the file as read."""
    for path in sorted(path for path in EXAMPLE.rglob("*") if path.is_file()):
        name = path.relative_to(EXAMPLE).as_posix()
        if path.suffix == ".yaml":
            yield name, _register_schema(path), "", read_yaml(path.read_bytes(), name)
        elif path.suffix == ".md" and (parsed := read_front_matter(path.read_bytes(), name)):
            yield name, parsed.value["aims"].get("kind", "change-record"), "aims", parsed


def _register_schema(path: Path) -> str:
    return {"systems": "system", "records": "change-record", "changes": "change-record"}.get(
        path.parent.name, path.stem
    )
