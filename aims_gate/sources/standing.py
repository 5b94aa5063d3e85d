"""Reads the whole management system at one commit: register, every evidence document, and the history behind them."""

from collections.abc import Iterable, Iterator

from aims_gate.facts.evidence import content, linked_paths
from aims_gate.facts.patterns import Patterns
from aims_gate.facts.touched import entries
from aims_gate.model.change import Change
from aims_gate.model.collected import Collected, Register, Tree
from aims_gate.model.document import Json, Parsed
from aims_gate.model.standing import Standing
from aims_gate.sources.documents import Reader, candidates, own_schemas
from aims_gate.sources.git import Repository
from aims_gate.sources.landed import landed
from aims_gate.sources.register import document_globs, read_register, refuse_broken
from aims_gate.sources.results import read_results


def collect_standing(repository: Repository, ref: str, now: str) -> Standing:
    """Everything at a ref. Raises UsageError for a ref that is not here, ConfigError for a register that is broken."""
    commit = repository.require(ref)
    tree = repository.tree_of(commit)
    register = read_register(repository, tree)
    refuse_broken(register)
    files = tuple(path for path, _ in repository.list_tree(tree))
    reader = Reader(repository, tree, own_schemas(register))
    reader.read([*_documents(files, register), *_linked(register)])
    reader.look_up(_named(register, reader))
    kept = {path: found for path, found in reader.documents.items() if _is_evidence(found)}
    at_commit = Tree(kept, reader.entries)
    line = repository.line(commit)
    side = Collected(
        now=now,
        forge="local",
        change=Change(base=commit, head=commit, head_tree=tree, files=()),
        trusted_ref=ref.removeprefix("refs/heads/").removeprefix("refs/remotes/"),
        trusted_commit=commit,
        trusted=register,
        head=register,
        trusted_tree=at_commit,
        head_tree=at_commit,
        records=(),
        changed=frozenset(),
        changed_documents=tuple(sorted(kept)),
        documents_read=len(reader.opened),
        results=read_results(repository, reader, [content(found) for found in kept.values()]),
        landed=landed(repository, line.steps, register),
        landed_after=line.whole_after,
        landed_lack=line.lack,
    )
    return Standing(side, files, side.landed, not repository.is_shallow())


def _documents(files: Iterable[str], register: Register) -> list[str]:
    globs = document_globs(register)
    patterns = Patterns(globs)
    return [path for path in candidates(files, globs) if patterns.match(path)]


def _linked(register: Register) -> list[str]:
    return [path for key, entry in entries(register).items() for path in linked_paths(key, entry, ())]


def _is_evidence(found: Parsed) -> bool:
    """Whether a document is evidence, or cannot be read and may be: change records of earlier changes are neither."""
    value = content(found)
    return found.value is None or value is None or "kind" in value


def _named(register: Register, reader: Reader) -> list[str]:
    """Every path that programme, Statement of Applicability and evidence name: whether something stands there is asked."""
    pieces: list[Json] = [register.value("programme"), register.value("soa"), register.value("roles")]
    pieces += [content(found) for found in reader.documents.values()]
    return list(dict.fromkeys(text for piece in pieces for text in _texts(piece) if "/" in text or "." in text))


def _texts(value: Json) -> Iterator[str]:
    if isinstance(value, str):
        if len(value) < 300 and "\n" not in value and " " not in value.strip():
            yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)
