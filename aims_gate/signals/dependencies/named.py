"""What every reader of a manifest gives, and how it tells the version that a package is pinned to. Knows no format."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from aims_gate.model.regex import late_regex


class Named(NamedTuple):
    """A package or image that a file names.

    `name` and `version`, which may be a requirement, are as the file writes them; `offset` is where, in characters.
    `direct` is False where something else may have brought it in.
    """

    ecosystem: str
    name: str
    version: str
    offset: int
    direct: bool = True


class Entry(NamedTuple):
    """A key of a JSON or TOML file with its text, or an element of one of its lists (whose last key is empty).

    A table, a list or what is no text has the empty text. `offset` is where the key, or the element, begins.
    """

    path: tuple[str, ...]
    value: str
    offset: int


_SPACED = late_regex(r"([=~^><!])[ \t]++")
_BETWEEN = late_regex(r"[\s,|&;]++")
_VERSION = late_regex(r"[=~^>]{0,3}+[vV@(\[]*+(\d[\w.!+*-]*+)")
_OPEN_END = late_regex(r"\.[xX*]")
_NO_BEGINNING = ("(,", "[,")
_LONGEST = 200


def lower_bound(requirement: str) -> str:
    """The version that a requirement is pinned to, or begins at, in any ecosystem's operators; '' where it has none.

    `^4.2.0` → 4.2.0, `>=1.2,<2` → 1.2, `[1.0,2.0)` → 1.0, `1.x` → 1, `<2`, `*` and a place on the web → ''.
    """
    if requirement.startswith(_NO_BEGINNING):
        return ""
    for clause in _BETWEEN.split(_SPACED.sub(r"\1", requirement[:_LONGEST])):
        if found := _VERSION.match(clause):
            return _OPEN_END.split(found[1])[0].rstrip(".-+*")
    return ""


def keys_below(entries: Iterable[Entry], ecosystem: str, tables: Iterable[tuple[str, ...]]) -> Iterator[Named]:
    """The packages that are keys of some tables; `*` in a table's path is any key.

    A package's value is its requirement, or a table that has `version`, and `package` or `name` where that is not
    the key.
    """
    known = tuple(tables)
    found: Named | None = None
    last: tuple[str, ...] = ()
    for path, value, offset in entries:
        depth = next((len(table) for table in known if _below(path, table)), 0)
        if not depth:
            continue
        key = path[: depth + 1]
        if found is None or key != last:
            if found:
                yield found
            last, found = key, Named(ecosystem, path[depth], "", offset)
        found = _with(found, path[depth + 1 :], value)
    if found:
        yield found


def _below(path: tuple[str, ...], table: tuple[str, ...]) -> bool:
    return len(path) > len(table) and all(part in ("*", key) for part, key in zip(table, path, strict=False))


def _with(found: Named, rest: tuple[str, ...], value: str) -> Named:
    """A package with what one entry of it says. `npm:openai@^4` stands for another package than the key."""
    if rest in ((), ("version",)):
        alias, _, requirement = value.removeprefix("npm:").rpartition("@")
        if value.startswith("npm:") and alias:
            return found._replace(name=alias, version=requirement)
        return found._replace(version=value) if value else found
    return found._replace(name=value) if rest == ("package",) and value else found
