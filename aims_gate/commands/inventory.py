"""`aims-gate inventory`: the use of AI in a whole tree, whose it is, and where register and tree differ."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from aims_gate import __version__
from aims_gate.errors import UsageError
from aims_gate.facts.evidence import content
from aims_gate.facts.inventory import inventory as inventory_of
from aims_gate.facts.touched import entries
from aims_gate.model.collected import Register
from aims_gate.model.document import Json
from aims_gate.model.inventory import Inventory
from aims_gate.sources.documents import Reader
from aims_gate.sources.git import Repository
from aims_gate.sources.register import read_register, refuse_broken
from aims_gate.sources.tree_usage import look_through
from aims_gate.sources.trusted_signals import with_trusted_signals

_CARD = "technical_documentation"
_UNDECIDED = 3


@dataclass(frozen=True, slots=True)
class Options:
    """What a user asks. `ref` is empty for the working tree, or where there is none for HEAD; `policy_ref` for the default
    branch.
    """

    now: str
    ref: str = ""
    folder: str = "."
    policy_ref: str = ""


def inventory(options: Options) -> Inventory:
    """The inventory of a tree, by the systems that it itself holds and the trusted ref's signals. Raises AimsGateError."""
    with Repository(options.folder) as repository, _tree(repository, options.ref) as (ref, commit, tree):
        own = read_register(repository, tree)
        refuse_broken(own)
        register, signals_from, trusted = with_trusted_signals(repository, tree, own, options.policy_ref)
        looked = look_through(repository, tree, register)
        cards = _cards(repository, tree, register)
    tool: dict[str, Json] = {"name": "aims-gate", "version": __version__}
    return inventory_of(looked, register, options.now, (ref, commit, tree), cards, tool, signals_from, trusted)


def exit_code(found: Inventory, fail_on: tuple[str, ...]) -> int:
    """1 where something is that must not be; 3 where that cannot be told, because a file could not be looked through."""
    if ("unowned" in fail_on and found.counts["unowned"]) or ("drift" in fail_on and found.differences):
        return 1
    return _UNDECIDED if fail_on and found.unread else 0


@contextmanager
def _tree(repository: Repository, ref: str) -> Iterator[tuple[str, str, str]]:
    """Ref, commit and tree; the commit is empty for the working tree."""
    if ref or not repository.has_working_tree:
        commit = repository.require(ref or "HEAD")
        yield ref or "HEAD", commit, repository.tree_of(commit)
        return
    with repository.working_tree() as tree:
        if not tree:
            raise UsageError(
                "there is nothing to look through", "name what to look at: `aims-gate inventory --ref REF`"
            )
        yield "the working tree", "", tree


def _cards(repository: Repository, tree: str, register: Register) -> dict[str, dict[str, Json]]:
    """System → what its technical documentation says, where that can be read."""
    linked = {key: _link(entry) for key, entry in entries(register).items()}
    reader = Reader(repository, tree, {})
    reader.read([path for path in linked.values() if path])
    found = {}
    for key, path in linked.items():
        document = reader.documents.get(path)
        said = content(document) if document is not None else None
        if said and said.get("kind") == _CARD:
            found[key] = {**said, "path": path}
    return found


def _link(entry: dict[str, Json]) -> str:
    documents = entry.get("documents")
    path = documents.get(_CARD) if isinstance(documents, dict) else None
    return path if isinstance(path, str) else ""
