"""Facts of several pull requests that are judged as one change: a merge queue's group, or those of one head commit.

Knows how they stand in one document beside those of a single change; what each part says is `build`'s.
"""

from collections.abc import Iterable, Iterator

from aims_gate.facts.build import Facts

SCHEMA = "aims-gate/facts-of-several/v1"


def together(parts: Iterable[tuple[int, Facts]]) -> Facts:
    """One document of the facts of at least two pull requests, each with its number, in the order they would land."""
    return {"schema": SCHEMA, "pull_requests": [{"number": number, "facts": facts} for number, facts in parts]}


def are_several(facts: Facts) -> bool:
    """Whether a document holds the facts of several pull requests."""
    return bool(facts["schema"] == SCHEMA)


def parts_of(facts: Facts) -> Iterator[tuple[int, Facts]]:
    """Each pull request's number and facts; the number is 0 where a document holds those of one change alone."""
    if not are_several(facts):
        yield 0, facts
        return
    for part in facts["pull_requests"]:
        yield part["number"], part["facts"]
