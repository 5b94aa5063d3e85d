"""Looks paths up in trees and lists them, from git objects alone.

Knows modes and names. Follows neither symbolic links nor submodules, and knows nothing of what a file means.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from aims_gate.errors import SourceError
from aims_gate.sources.git_objects import ObjectReader

ENTRIES_AT_MOST = 1_000_000
"""A few kilobytes of objects can describe a tree of billions of files; past this many, facts are not to be
had.
"""

_PATHS_HINT = "run `git fsck` in the repository; fetch what is missing (`git fetch --refetch`) or rewrite the tree"


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
        self._read: dict[str, dict[bytes, TreeEntry]] = {}

    def entries(self, tree: str, paths: Iterable[str]) -> dict[str, TreeEntry]:
        """The entry of each path that the tree has. A path through a symbolic link, `..` or `/` leads
        nowhere.
        """
        found: dict[str, TreeEntry] = {}
        pending = [(tree, path, parts) for path in paths if (parts := _parts(path))]
        while pending:
            self._load(oid for oid, _, _ in pending)
            deeper: list[tuple[str, str, list[bytes]]] = []
            for oid, path, (name, *rest) in pending:
                entry = self._read[oid].get(name)
                if entry and not rest:
                    found[path] = entry
                elif entry and entry.kind == "tree":
                    deeper.append((entry.id, path, rest))
            pending = deeper
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
            for name, entry in self._read[oid].items():
                path = above + name.decode("utf-8", "surrogateescape")
                if entry.kind == "tree":
                    deeper.append((entry.id, path + "/"))
                else:
                    leaves.append((path, entry))
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


_SHA1_ENTRY = re.compile(rb"([0-7]{5,6}) ([^/\0]+)\0(.{20})", re.DOTALL)
_SHA256_ENTRY = re.compile(rb"([0-7]{5,6}) ([^/\0]+)\0(.{32})", re.DOTALL)
_NAMES_OF_NOTHING = frozenset((b".", b".."))


def _parse(oid: str, raw: bytes) -> dict[bytes, TreeEntry]:
    rows = (_SHA1_ENTRY if len(oid) == 40 else _SHA256_ENTRY).findall(raw)
    entries = {name: _entry(mode.zfill(6).decode("ascii"), pointer.hex()) for mode, name, pointer in rows}
    whole = sum(len(mode) + len(name) + len(pointer) + 2 for mode, name, pointer in rows) == len(raw)
    # Git refuses to write such trees, a crafted push need not: of two entries of one name, which would be
    # judged?
    if not whole or len(entries) != len(rows) or not _NAMES_OF_NOTHING.isdisjoint(entries):
        raise SourceError(f"the tree {oid} is malformed", _PATHS_HINT)
    return entries


def _entry(mode: str, oid: str) -> TreeEntry:
    return TreeEntry(mode, "tree" if mode == "040000" else "commit" if mode == "160000" else "blob", oid)


def _parts(path: str) -> list[bytes]:
    try:
        raw = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return []
    parts = raw.split(b"/")
    leads_nowhere = b"" in parts or b"\0" in raw or not _NAMES_OF_NOTHING.isdisjoint(parts)
    return [] if leads_nowhere else parts
