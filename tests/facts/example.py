"""The shipped example as a change: its base as the trusted ref, a version of the change laid over it."""

from pathlib import Path
from typing import Any

from aims_gate.sources.front_matter import read_front_matter
from aims_gate.sources.strict_yaml import read_yaml
from tests.facts.world import World, prd
from tests.tree import EXAMPLE

RECORD = "docs/prd/refund-suggestions.md"


def example(version: str = "fixed") -> World:
    """The change of the example in one of its versions, judged on the example's own day."""
    base, head = EXAMPLE / "base", EXAMPLE / version
    documents, head_documents = _documents(base), _documents(head)
    record = head_documents.pop(RECORD)
    return World(
        entries=_register(base, "systems/*.yaml"),
        head_entries=_register(head, "systems/*.yaml"),
        single=_register(base, "*.yaml"),
        documents=documents,
        head_documents=head_documents,
        records=(prd(record, path=RECORD),),
        files=("M prompts/assistant/reply.md",),
        modes={"docs/ai/incidents.md": "100644"},
        author=("Octo", "octo@example.org", "octo-owner"),
    )


def _register(root: Path, pattern: str) -> dict[str, Any]:
    paths = sorted((root / ".aims").glob(pattern))
    return {path.stem: read_yaml(path.read_bytes(), path.name).value for path in paths}


def _documents(root: Path) -> dict[str, Any]:
    found = {}
    for path in sorted((root / "docs").rglob("*.md")):
        parsed = read_front_matter(path.read_bytes(), path.name)
        if parsed is not None:
            found[path.relative_to(root).as_posix()] = parsed.value["aims"]
    return found
