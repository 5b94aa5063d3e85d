"""Which system a file belongs to, by `paths` and `inert` of the entries at the trusted ref and at the head."""

from aims_gate.facts.pattern_syntax import read
from aims_gate.facts.patterns import Owners, PatternError, Patterns
from aims_gate.model.document import Json

Entries = dict[str, dict[str, Json]]
"""System id → its entry."""


class Ownership:
    """A file is owned when either version of an entry owns it, and inert only when both versions say so.

    So a change can neither move a file out of a system nor declare it inert for its own judgement. A glob that cannot
    be read covers nothing at the head; in the `paths` of the trusted ref it covers every file, since nobody knows which
    it was to own. Among `inert` one makes nothing inert: it may have been an exception.
    """

    def __init__(self, trusted: Entries, head: Entries) -> None:
        self._owners = (
            Owners({key: _globs(entry, "paths", unreadable=("**",)) for key, entry in trusted.items()}),
            Owners({key: _globs(entry, "paths") for key, entry in head.items()}),
        )
        self._head = self._owners[1]
        self._inert: dict[str, tuple[Patterns, ...]] = {
            key: tuple(Patterns(_inert(side[key])) for side in (trusted, head) if key in side)
            for key in {**trusted, **head}
        }

    def owners(self, path: str) -> tuple[str, ...]:
        """Ids of the systems that own this path at either version."""
        return tuple(sorted({owner for side in self._owners for owner in side.of(path)}))

    def owned_at_head(self, path: str) -> tuple[str, ...]:
        """Ids of the systems whose entry at the head owns this path."""
        return self._head.of(path)

    def relevant_to(self, path: str) -> tuple[str, ...]:
        """Ids of the systems whose behaviour a change of this path may alter."""
        return tuple(owner for owner in self.owners(path) if not self.inert(path, owner))

    def inert(self, path: str, system: str) -> bool:
        """Whether every version of the entry says that this path alters no behaviour."""
        sides = self._inert.get(system, ())
        return bool(sides) and all(patterns.match(path) for patterns in sides)


def _globs(entry: dict[str, Json], key: str, unreadable: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The globs under a key, each that cannot be read replaced by `unreadable`."""
    return tuple(each for glob in _listed(entry, key) for each in ((glob,) if _is_readable(glob) else unreadable))


def _inert(entry: dict[str, Json]) -> tuple[str, ...]:
    globs = _listed(entry, "inert")
    return globs if all(map(_is_readable, globs)) else ()


def _listed(entry: dict[str, Json], key: str) -> tuple[str, ...]:
    found = entry.get(key)
    return tuple(glob for glob in found if isinstance(glob, str) and glob) if isinstance(found, list) else ()


def _is_readable(glob: str) -> bool:
    try:
        read(glob)
    except PatternError:
        return False
    return True
