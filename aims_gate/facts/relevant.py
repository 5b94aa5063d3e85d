"""Changed files that belong to a system, and which of those systems nobody named."""

from collections.abc import Iterable

from aims_gate.facts.ownership import Ownership
from aims_gate.facts.records import texts
from aims_gate.facts.touched import paths_of
from aims_gate.model.change import Change
from aims_gate.model.collected import StatedRecord
from aims_gate.model.values import NamedTuple


class Relevant(NamedTuple):
    """A path that the change touches, the systems that own it and do not call it inert, and those that no record names."""

    path: str
    systems: tuple[str, ...]
    undeclared: tuple[str, ...]


def relevant_files(change: Change, ownership: Ownership, records: Iterable[StatedRecord]) -> tuple[Relevant, ...]:
    """By path. A rename stands for both of its paths."""
    declared = {name for record in records for name in texts(record.value.get("systems"))}
    owned = [
        (path, ownership.relevant_to(path)) for path in sorted({p for file in change.files for p in paths_of(file)})
    ]
    return tuple(
        Relevant(path, owners, tuple(owner for owner in owners if owner not in declared))
        for path, owners in owned
        if owners
    )
