"""Looks paths up in trees and lists them, from git objects alone.

Knows modes and names. Follows neither symbolic links nor submodules, and knows nothing of what a file means.
"""

import re
from collections.abc import Iterable
from functools import cache

from aims_gate.errors import SourceError
from aims_gate.model.values import NamedTuple
from aims_gate.sources.git_objects import ObjectReader

ENTRIES_AT_MOST = 1_000_000
"""A few kilobytes of objects can describe a tree of billions of files; past this many, facts are not to be
had.
"""

_PATHS_HINT = "run `git fsck` in the repository; fetch what is missing (`git fetch --refetch`) or rewrite the tree"


_Rows = dict[bytes, tuple[bytes, bytes]]
"""Name → (mode as the tree has it, binary id)."""


class TreeEntry(NamedTuple):
    """One name in a tree. `mode` is git's six octal digits, `kind` is blob, tree or commit (a submodule)."""

    mode: str
    kind: str
    id: str

    @property
    def is_file(self) -> bool:
        """A regular file, executable or not: neither a symbolic link nor a submodule nor a folder."""
        return self.mode.startswith("100")


class TreeReader:
    """Trees of one repository. Trees that were read are kept: base and head share most of theirs."""

    def __init__(self, objects: ObjectReader) -> None:
        self._objects = objects
        self._read: dict[str, _Rows] = {}

    def entries(self, tree: str, paths: Iterable[str]) -> dict[str, TreeEntry]:
        """The entry of each path that the tree has. A path through a symbolic link, `..` or `/` leads
        nowhere.
        """
        wanted: dict[tuple[bytes, ...], list[tuple[str, bytes]]] = {}
        for path in paths:
            if parts := _parts(path):
                wanted.setdefault(tuple(parts[:-1]), []).append((path, parts[-1]))
        folders = self._folders(tree, wanted)
        self._load(folders.values())
        return {
            path: _entry(row)
            for folder, oid in folders.items()
            for path, name in wanted[folder]
            if (row := self._read[oid].get(name))
        }

    def _folders(self, tree: str, folders: Iterable[tuple[bytes, ...]]) -> dict[tuple[bytes, ...], str]:
        """The tree of each folder that there is; all folders of one depth are read together."""
        found: dict[tuple[bytes, ...], str] = {}
        pending = [(tree, 0, folder) for folder in folders]
        while pending:
            found |= {folder: oid for oid, depth, folder in pending if depth == len(folder)}
            above = [(oid, depth, folder) for oid, depth, folder in pending if depth < len(folder)]
            self._load(oid for oid, _, _ in above)
            pending = [
                (row[1].hex(), depth + 1, folder)
                for oid, depth, folder in above
                if (row := self._read[oid].get(folder[depth])) and row[0] == _FOLDER
            ]
        return found

    def list_tree(self, tree: str, prefix: str = "") -> tuple[tuple[str, TreeEntry], ...]:
        """Every file, link and submodule below `prefix` (a folder; empty: the whole tree), sorted by path."""
        folder = prefix.rstrip("/")
        if folder:
            top = self.entries(tree, [folder]).get(folder)
            if top is None or top.kind != "tree":
                return ()
            tree = top.id
        leaves: list[tuple[str, TreeEntry]] = []
        pending = [(tree, folder + "/" if folder else "")]
        while pending:
            self._load(oid for oid, _ in pending)
            pending = self._descend(pending, leaves)
        return tuple(sorted(leaves))

    def _descend(self, folders: list[tuple[str, str]], leaves: list[tuple[str, TreeEntry]]) -> list[tuple[str, str]]:
        deeper: list[tuple[str, str]] = []
        for oid, above in folders:
            for name, row in self._read[oid].items():
                path = above + name.decode("utf-8", "surrogateescape")
                if row[0] == _FOLDER:
                    deeper.append((row[1].hex(), path + "/"))
                else:
                    leaves.append((path, _entry(row)))
            if len(leaves) + len(deeper) > ENTRIES_AT_MOST:
                raise SourceError(
                    f"a tree of more than {ENTRIES_AT_MOST} files cannot be listed",
                    "remove the folders that repeat",
                )
        return deeper

    def _load(self, ids: Iterable[str]) -> None:
        for oid, found in self._objects.read(oid for oid in dict.fromkeys(ids) if oid not in self._read):
            if found is None or found.kind != "tree":
                raise SourceError(f"the tree {oid} cannot be read", _PATHS_HINT)
            self._read[oid] = _parse(oid, found.data)


_ROW = rb"([0-7]{5,6}) ([^/\0]+)\0(.{%d})"
_SHA1_ROW, _SHA256_ROW = (re.compile(_ROW % size, re.DOTALL) for size in (20, 32))
_NAMES_OF_NOTHING = frozenset((b".", b".."))
_FOLDER = b"40000"
_KINDS = {"040000": "tree", "160000": "commit"}


def _parse(oid: str, raw: bytes) -> _Rows:
    found = (_SHA1_ROW if len(oid) == 40 else _SHA256_ROW).findall(raw)
    rows = {name: (mode, pointer) for mode, name, pointer in found}
    # What no row accounts for is not a tree.
    fixed = len(oid) // 2 + 2
    read = sum([len(mode) + len(name) for mode, name, _ in found]) + fixed * len(found)
    # Git refuses to write such trees, a crafted push need not: of two entries of one name, which would be
    # judged?
    if read != len(raw) or len(rows) != len(found) or not _NAMES_OF_NOTHING.isdisjoint(rows):
        raise SourceError(f"the tree {oid} is malformed", _PATHS_HINT)
    return rows


def _entry(row: tuple[bytes, bytes]) -> TreeEntry:
    mode, kind = _mode(row[0])
    return TreeEntry(mode, kind, row[1].hex())


@cache  # a handful of modes, of perhaps a million files
def _mode(written: bytes) -> tuple[str, str]:
    mode = written.decode("ascii").zfill(6)
    return mode, _KINDS.get(mode, "blob")


def _parts(path: str) -> list[bytes]:
    try:
        raw = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return []
    parts = raw.split(b"/")
    leads_nowhere = b"" in parts or b"\0" in raw or not _NAMES_OF_NOTHING.isdisjoint(parts)
    return [] if leads_nowhere else parts
