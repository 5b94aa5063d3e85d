"""Which system a file belongs to, by `paths` and `inert` of the entries at the trusted ref and at the head."""

from collections.abc import Iterable
from functools import cache

from aims_gate.facts.patterns import Owners, PatternError, Patterns
from aims_gate.model.document import Json

Entries = dict[str, dict[str, Json]]
"""System id → its entry."""


class Ownership:
    """A file is owned when either version of an entry owns it, and inert only when both versions say so.

    So a change can neither move a file out of a system nor declare it inert for its own judgement.
    """

    def __init__(self, trusted: Entries, head: Entries) -> None:
        before, after = ({key: _globs(entry, "paths") for key, entry in side.items()} for side in (trusted, head))
        self._head = Owners(after)
        self._sides = (self._head,) if before == after else (Owners(before), self._head)
        # Of one path all that looks at a change asks, and asks again.
        self._found: dict[str, tuple[str, ...]] = {}
        self._relevant: dict[str, tuple[str, ...]] = {}
        self._inert: dict[str, tuple[Patterns, ...]] = {
            key: tuple(map(Patterns, dict.fromkeys(_inert(side[key]) for side in (trusted, head) if key in side)))
            for key in {**trusted, **head}
        }

    def owners(self, path: str) -> tuple[str, ...]:
        """Ids of the systems that own this path at either version."""
        found = self._found.get(path)
        if found is None:
            found = self._found[path] = tuple(sorted({owner for side in self._sides for owner in side.of(path)}))
        return found

    def owned_at_head(self, path: str) -> tuple[str, ...]:
        """Ids of the systems whose entry at the head owns this path."""
        return self._head.of(path)

    def relevant_to(self, path: str) -> tuple[str, ...]:
        """Ids of the systems whose behaviour a change of this path may alter."""
        found = self._relevant.get(path)
        if found is None:
            owners = self.owners(path)
            found = self._relevant[path] = tuple(owner for owner in owners if not self.inert(path, owner))
        return found

    def inert(self, path: str, system: str) -> bool:
        """Whether every version of the entry says that this path alters no behaviour."""
        sides = self._inert.get(system, ())
        return bool(sides) and all(patterns.match(path) for patterns in sides)


def refused_globs(entry: dict[str, Json], key: str) -> dict[int, PatternError]:
    """Index in an entry's list of patterns → why that pattern cannot mean anything."""
    found = entry.get(key)
    refused = {}
    for index, glob in enumerate(found if isinstance(found, list) else ()):
        if isinstance(glob, str) and (error := _refusal(glob)) is not None:
            refused[index] = error
    return refused


def _globs(entry: dict[str, Json], key: str) -> tuple[str, ...]:
    """The patterns that mean something: those that do not are problems of the entry, found where it is read."""
    found = entry.get(key)
    return meaningful(found if isinstance(found, list) else ())


def _inert(entry: dict[str, Json]) -> tuple[str, ...]:
    """Nothing is inert where a pattern among them cannot be read: it may have been an exception."""
    return () if refused_globs(entry, "inert") else _globs(entry, "inert")


def meaningful(globs: Iterable[Json]) -> tuple[str, ...]:
    """The patterns of a list that can match a path."""
    return tuple(glob for glob in globs if isinstance(glob, str) and _refusal(glob) is None)


@cache
def _refusal(glob: str) -> PatternError | None:
    try:
        Patterns((glob,))
    except PatternError as error:
        return error
    return None
