"""Which paths a list of gitignore-style patterns covers, and which of many lists cover a path.

Knows the pattern language and nothing else: no file, no register, no reason why a path matters.

The language is git's (gitignore(5)). Paths are relative to the root of the repository; one that ends in `/`
is a folder or submodule. A pattern that no path can match is an error, where git is silent: a list of what
somebody owns must not lose a line. `?` and classes count characters, where git counts bytes.

`!` takes out what other patterns took in. Git does not look into an ignored folder, so it takes no file back
out of one; but `bot/` and `!bot/README.md` in a list of owned paths say that the README is not owned, and so
it is here. What names the file itself (`*.py`, `bot/README.md`, `bot/**`) outranks what names a folder above
it (`bot`, `bot/`); of equals the last wins. So `*.py` with `!vendor/` covers `vendor/x.py`, as in git, and
`!vendor/**` takes it out.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from aims_gate.facts.pattern_syntax import Glob, PatternError, Segment, read

__all__ = ["Owners", "PatternError", "Patterns", "file_pattern", "folder_pattern"]

_REMEMBERED_FOLDERS = 100_000


def file_pattern(file: str) -> str:
    """The pattern that covers one file, and no other of that name further down."""
    return f"/{_spelled(file)}"


def folder_pattern(folder: str) -> str:
    """The pattern that covers what lies in one folder."""
    return f"{_spelled(folder)}/**"


def _spelled(path: str) -> str:
    """A path in the language of patterns: what means more there stands behind a backslash."""
    return re.sub(r"[*?\[\\]|^[#!]| $", r"\\\g<0>", path)


class Patterns:
    """One list of patterns, such as a system's `paths`."""

    __slots__ = ("_owners",)

    def __init__(self, patterns: Sequence[str]) -> None:
        """Raise PatternError for the first pattern that cannot match anything."""
        self._owners = Owners({"": patterns})

    def match(self, path: str) -> bool:
        """Whether the list covers `path`."""
        return bool(self._owners.of(path))


class Owners:
    """Many named lists of patterns, asked together.

    All patterns are one automaton over path segments, and where it stands in a folder is remembered: a path
    costs a look-up for each of its folders and one look at its name, and none makes it try anything twice.
    """

    __slots__ = ("_known", "_names", "_remembered", "_root", "_start")

    def __init__(self, patterns: Mapping[str, Sequence[str]]) -> None:
        """Raise PatternError for the first pattern that cannot match anything."""
        self._names = tuple(sorted(patterns))
        self._start = _Node(loops=False)
        for owner, name in enumerate(self._names):
            for position, pattern in enumerate(patterns[name]):
                self._plant(owner, position, pattern)
        self._forget()

    def of(self, path: str) -> tuple[str, ...]:
        """The names, sorted, of all lists that cover `path`."""
        *parents, name = path.removesuffix("/").split("/")
        folder = self._root
        for parent in parents:
            folder = folder.inner.get(parent) or self._enter(folder, parent)
        if path.endswith("/"):
            return self._owning(folder.ranks, _arrive(folder, name)[1])
        reached = _step(folder.nodes, name)
        if not reached:
            return folder.owners
        return self._owning(folder.ranks, [*folder.claims, *(c for node in reached for c in node.of_files)])

    def _plant(self, owner: int, position: int, text: str) -> None:
        pattern = read(text, position)
        if pattern is None:
            return
        node = self._start
        for segment in pattern.segments:
            node = node.child(segment)
        # Ranks grow with the position, the last wins; odd ones take in, even ones take out, 0 is no match.
        claim = (owner, 2 * (position + 1) + (not pattern.negated))
        node.of_folders.append(claim)
        if not pattern.folders_only:
            node.of_files.append(claim)

    def _forget(self) -> None:
        self._known: dict[tuple[tuple[_Node, ...], frozenset[_Claim]], _Folder] = {}
        self._remembered = 0
        self._root = self._folder(_closure([self._start]), {})

    def _enter(self, folder: "_Folder", name: str) -> "_Folder":
        if self._remembered >= _REMEMBERED_FOLDERS:
            self._forget()
        self._remembered += 1
        nodes, claims = _arrive(folder, name)
        ranks = _highest(claims, folder.ranks) if claims else folder.ranks
        inner = folder.inner[name] = self._folder(nodes, ranks)
        return inner

    def _folder(self, nodes: tuple["_Node", ...], ranks: "_Ranks") -> "_Folder":
        key = nodes, frozenset(ranks.items())
        folder = self._known.get(key)
        if folder is None:
            claims = [claim for node in nodes if node.loops for claim in node.of_files]
            folder = self._known[key] = _Folder(nodes, ranks, claims, self._owning(ranks, claims))
        return folder

    def _owning(self, ranks: "_Ranks", claims: Iterable["_Claim"]) -> tuple[str, ...]:
        # What names a file outranks what names a folder above it.
        found = {**ranks, **_highest(claims, {})}
        return tuple([self._names[owner] for owner in sorted(found) if found[owner] & 1])


_Claim = tuple[int, int]  # the list's number, the pattern's rank in it
_Ranks = dict[int, int]  # the numbers of the lists that match at all, with the highest rank of each


def _highest(claims: Iterable[_Claim], before: _Ranks) -> _Ranks:
    found = {**before}
    for owner, rank in claims:
        found[owner] = max(found.get(owner, 0), rank)
    return found


class _Node:
    """A place in the patterns, behind some of their segments; one that loops is a `**`, behind any number."""

    __slots__ = ("deeper", "globs", "literals", "loops", "of_files", "of_folders")

    def __init__(self, loops: bool) -> None:
        self.loops = loops
        self.literals: dict[str, _Node] = {}
        self.globs: dict[Glob, _Node] = {}
        self.deeper: _Node | None = None
        self.of_files: list[_Claim] = []
        self.of_folders: list[_Claim] = []

    def child(self, segment: Segment) -> "_Node":
        if segment is None:
            return self if self.loops else self._any_depth()
        known = self.literals.get(segment) if isinstance(segment, str) else self.globs.get(segment)
        if known is not None:
            return known
        node = _Node(loops=False)
        if isinstance(segment, str):
            self.literals[segment] = node
        else:
            self.globs[segment] = node
        return node

    def _any_depth(self) -> "_Node":
        if self.deeper is None:
            self.deeper = _Node(loops=True)
        return self.deeper


class _Folder:
    """Where the patterns stand in a folder, and what holds for every file in it.

    `ranks` are of what names this folder or one above; `claims` are of the `**` that name every
    file in it; `owners` own a file whose name matches nothing.
    """

    __slots__ = ("claims", "inner", "nodes", "owners", "ranks")

    def __init__(self, nodes: tuple[_Node, ...], ranks: _Ranks, claims: list[_Claim], owners: tuple[str, ...]) -> None:
        self.nodes = nodes
        self.ranks = ranks
        self.claims = claims
        self.owners = owners
        self.inner: dict[str, _Folder] = {}


def _step(nodes: tuple[_Node, ...], name: str) -> list[_Node]:
    reached = []
    for node in nodes:
        if (literal := node.literals.get(name)) is not None:
            reached.append(literal)
        for glob, target in node.globs.items():
            # Both ends are asked here, not in Glob: they settle most names, and cost less than a call.
            if name.endswith(glob.tail) and name.startswith(glob.head) and glob.fits(name):
                reached.append(target)
    return reached


def _arrive(folder: _Folder, name: str) -> tuple[tuple[_Node, ...], list[_Claim]]:
    """Where the patterns stand in the folder `name`, and what claims that folder itself."""
    reached = [node for node in folder.nodes if node.loops] + _step(folder.nodes, name)
    return _closure(reached), [claim for node in reached for claim in node.of_folders]


def _closure(nodes: list[_Node]) -> tuple[_Node, ...]:
    deeper = [node.deeper for node in nodes if node.deeper is not None]
    return tuple(dict.fromkeys([*nodes, *deeper]))
