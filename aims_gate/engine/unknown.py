"""Whether an expression reads a fact that could not be had.

The paths that it reads are compared before it runs, so that no `has()`, `!` or `||` can turn a lack into a value.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from aims_gate.engine.fact_paths import FactPath
from aims_gate.model.document import Json

UnknownFact = dict[str, Json]
"""A fact that could not be had: `path`, `reason`, and `waiting` where it only waits for the pull request."""

_STEP = re.compile(r'\[(\d*)\]|\["((?:[^"\\]|\\.)*)"\]|([^.\[\]]+)')
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)


@lru_cache(maxsize=4096)
def steps(path: str) -> FactPath:
    """A path as rules write it (`risk.rows[1].accepted`) as its steps (`risk`, `rows`, `[1]`, `accepted`).

    `[]` stands for every element, and `["a.b"]` for a key that is no plain word.
    """
    return tuple(_step(match) for match in _STEP.finditer(path))


def _step(match: re.Match[str]) -> str:
    index, quoted, word = match.groups()
    if index is not None:
        return f"[{index}]"
    return word if quoted is None else _ESCAPE.sub(r"\1", quoted)


def unknown_reads(
    reads: Iterable[FactPath], tested: Iterable[FactPath], unknown: Iterable[UnknownFact]
) -> list[UnknownFact]:
    """The unknown facts among those read.

    `reads` are read for their value: they meet an unknown fact that is the same, an ancestor, or a part of them.
    `tested` are only tested for presence: they meet one that is the same or an ancestor.
    """
    facts = tuple(unknown)
    places = _met(frozenset(reads), frozenset(tested), tuple(str(fact["path"]) for fact in facts))
    return [facts[place] for place in places]


@lru_cache(maxsize=8192)
def _met(reads: frozenset[FactPath], tested: frozenset[FactPath], unknown: tuple[str, ...]) -> tuple[int, ...]:
    """The places of the unknown paths that are met. Many subjects lack the same facts, and every rule asks."""
    return tuple(
        place
        for place, path in enumerate(map(steps, unknown))
        if any(_meets(read, path, whole=True) for read in reads) or any(_meets(t, path, whole=False) for t in tested)
    )


def _meets(read: FactPath, fact: FactPath, *, whole: bool) -> bool:
    if len(read) < len(fact) and not whole:
        return False
    return all(_same(mine, theirs) for mine, theirs in zip(read, fact, strict=False))


def _same(mine: str, theirs: str) -> bool:
    if "*" in (mine, theirs) or mine == theirs:
        return True
    return (mine == "[]" and theirs.startswith("[")) or (theirs == "[]" and mine.startswith("["))
