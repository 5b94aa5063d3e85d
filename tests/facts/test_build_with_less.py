"""Less evidence never makes a change look better: the example's change, each time with one thing taken away."""

import copy
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from aims_gate.model.review import Review
from tests.facts.example import RECORD, example
from tests.facts.plain import walk
from tests.facts.world import World, approving, prd

KIND = ("fresh", "approved", "holds", "accepted", "confirmed")
"""Names of the booleans that speak for a change."""


def removals(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every part of a value that can be taken out. Without its id a row could not be told from others."""
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        if key != "id":
            yield (*path, key)
        yield from removals(part, (*path, key))


def less(value: Any, path: tuple[Any, ...]) -> Any:
    """A copy of a value without one part."""
    shorter = copy.deepcopy(value)
    inner = shorter
    for key in path[:-1]:
        inner = inner[key]
    del inner[path[-1]]
    return shorter


def kinder(before: dict[str, Any], after: dict[str, Any]) -> list[tuple[str, ...]]:
    """The booleans that speak for a change and became true."""
    said = {path: value for path, value in walk(before["systems"]) if path and path[-1] in KIND}
    said.update({path: value for path, value in walk(before["records"]) if path and path[-1] in KIND})
    now = [*walk(after["systems"]), *walk(after["records"])]
    return [path for path, value in now if path and path[-1] in KIND and value is True and said.get(path) is not True]


def changes_with_less(whole: World) -> Iterator[tuple[str, World]]:
    """The example's change, each time with one thing less that its author wrote."""
    for path, aims in whole.head_documents.items():
        yield path, replace(whole, head_documents={**whole.head_documents, path: None})
        for part in removals(aims):
            yield f"{path} {part}", replace(whole, head_documents={**whole.head_documents, path: less(aims, part)})
    for path in set(whole.documents) - set(whole.head_documents):
        yield path, replace(whole, head_documents={**whole.head_documents, path: None})
    for key, entry in whole.head_entries.items():
        for part in removals(entry):
            yield f"entry {part}", replace(whole, head_entries={key: less(entry, part)})
    stated = whole.records[0].value
    for part in removals(stated):
        yield f"record {part}", replace(whole, records=(prd(less(stated, part), path=RECORD),))
    yield "the record", replace(whole, records=())


@pytest.mark.parametrize("reviews", [None, (), (approving("octo-risk"),)])
def test_taking_evidence_away_never_speaks_for_a_change(reviews: tuple[Review, ...] | None) -> None:
    whole = replace(example(), reviews=reviews)
    before = whole.facts()
    said = {path[-1] for path, value in walk(before["systems"]) if path and path[-1] in KIND and value is True}
    assert said == ({"fresh", "approved", "accepted"} if reviews else {"fresh"})
    found = {name: kinder(before, change.facts()) for name, change in changes_with_less(whole)}
    assert len(found) > 200
    assert {name: paths for name, paths in found.items() if paths} == {}
