"""What of a whole tree looks like the use of AI, whose it is, and where register and tree differ. Holds values only."""

from typing import Literal, NamedTuple

from aims_gate.model.document import Json
from aims_gate.model.signal import Hit, Unread


class Looked(NamedTuple):
    """A tree that was looked through. `paths` are all of its files, `files` how many of them a detector reads."""

    paths: tuple[str, ...] = ()
    files: int = 0
    hits: tuple[tuple[str, Hit], ...] = ()
    unread: tuple[Unread, ...] = ()


class Found(NamedTuple):
    """One use of AI. `systems` is empty where nobody owns it, `candidates` are those that may; `line` 0 is the whole file."""

    path: str
    line: int
    kind: str
    name: str
    vendor: str
    model: str
    version: str
    text: str
    confidence: str
    systems: tuple[str, ...]
    attributed: str
    candidates: tuple[str, ...]


class Owned(NamedTuple):
    """What of a system is in the tree: how many files its patterns own, and what those use."""

    id: str
    name: str
    lifecycle: str
    entry: str
    files: int
    uses: int
    vendors: tuple[str, ...]
    models: tuple[str, ...]


Kind = Literal["model-not-named", "supplier-not-named", "paths-match-nothing", "model-not-found", "retired-in-use"]


class Difference(NamedTuple):
    """Where an entry says something else than the tree shows. `line` 0 is the file as a whole."""

    kind: Kind
    system: str
    message: str
    fix: str
    path: str
    line: int


class Proposal(NamedTuple):
    """A register entry for uses that nobody owns: where it would stand, and its text, which its author has to complete.

    `folder` is the glob of where they lie, empty for files at the top; `paths` are the globs that it owns there.
    """

    id: str
    path: str
    block: str
    files: int
    uses: int
    folder: str = ""
    paths: tuple[str, ...] = ()


class Inventory(NamedTuple):
    """The use of AI in one tree on one day. `counts` are in files or uses, as their names say; `seen` lists each use."""

    as_of: str
    ref: str
    commit: str
    tree: str
    summary: str
    counts: dict[str, int]
    systems: tuple[Owned, ...]
    vendors: dict[str, int]
    models: dict[str, int]
    differences: tuple[Difference, ...]
    proposals: tuple[Proposal, ...]
    seen: tuple[Found, ...]
    mutes: tuple[dict[str, Json], ...]
    unread: tuple[Unread, ...]
    cards: dict[str, dict[str, Json]]
    tool: dict[str, Json]
    signals_from: str = ""
    schema: str = "aims-gate/inventory/v1"
