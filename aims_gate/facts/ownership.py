"""Which system a file belongs to, by `paths` and `inert` of the entries at the trusted ref and at the head."""

from aims_gate.errors import ConfigError
from aims_gate.facts.pattern_syntax import read
from aims_gate.facts.patterns import Owners, PatternError, Patterns
from aims_gate.model.document import Json

Entries = dict[str, dict[str, Json]]
"""System id → its entry."""


class Ownership:
    """A file is owned when either version of an entry owns it, and inert only when both versions say so.

    So a change can neither move a file out of a system nor declare it inert for its own judgement. A glob that cannot
    be read covers nothing at the head; at the trusted ref it is an error, since nobody knows what it was to own.
    """

    def __init__(self, trusted: Entries, head: Entries) -> None:
        """Raise ConfigError for a trusted glob that cannot be read."""
        for key, entry in trusted.items():
            _refuse_unreadable(key, entry)
        self._owners = tuple(Owners({key: _globs(e, "paths") for key, e in side.items()}) for side in (trusted, head))
        self._head = self._owners[1]
        self._inert: dict[str, tuple[Patterns, ...]] = {
            key: tuple(Patterns(_globs(side[key], "inert")) for side in (trusted, head) if key in side)
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


def _globs(entry: dict[str, Json], key: str) -> tuple[str, ...]:
    return tuple(glob for glob in _listed(entry, key) if not _mistake(glob))


def _listed(entry: dict[str, Json], key: str) -> tuple[str, ...]:
    found = entry.get(key)
    return tuple(glob for glob in found if isinstance(glob, str) and glob) if isinstance(found, list) else ()


def _mistake(glob: str) -> str:
    """Why a glob cannot be read; empty when it can."""
    try:
        read(glob, 0)
    except PatternError as error:
        return str(error)
    return ""


def _refuse_unreadable(key: str, entry: dict[str, Json]) -> None:
    for name in ("paths", "inert"):
        for glob in _listed(entry, name):
            why = _mistake(glob)
            if why:
                raise ConfigError(f"`{name}` of the trusted entry {key}: {why}", "repair it on the default branch")
