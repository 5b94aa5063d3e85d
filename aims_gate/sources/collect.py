"""Reads what a decision on a change depends on, and no more: registers, records, and the documents they lead to."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from aims_gate.facts.attribution import attribute, touching
from aims_gate.facts.cases import cases_named
from aims_gate.facts.drift import counted_since
from aims_gate.facts.evidence import content, linked_kinds, linked_paths
from aims_gate.facts.named_files import files_of_evidence, files_of_record
from aims_gate.facts.ownership import Ownership
from aims_gate.facts.relevant import relevant_files
from aims_gate.facts.testing import is_test
from aims_gate.facts.touched import entries, paths_of, touched_systems
from aims_gate.model.change import Change
from aims_gate.model.collected import Collected, Register, StatedRecord, Tree
from aims_gate.model.document import Json
from aims_gate.model.signal import Found
from aims_gate.model.values import NamedTuple
from aims_gate.sources.documents import Reader, candidates, own_schemas
from aims_gate.sources.git import Repository
from aims_gate.sources.glass import Glass, look_for_glass
from aims_gate.sources.looking import looking_by
from aims_gate.sources.namesakes import told_apart
from aims_gate.sources.records import (
    DESCRIPTION,
    LABEL,
    label_record,
    named_paths,
    read_earlier_records,
    stated_records,
)
from aims_gate.sources.register import broken, document_globs, read_register, refuse_broken
from aims_gate.sources.results import read_results
from aims_gate.sources.signals import Search, gate_files

_PIPELINES = (".github/workflows/", ".gitlab-ci.yml", ".gitlab/ci/")


class Trust(NamedTuple):
    """The ref whose rules bind: as it was named, and its commit and tree (empty before the first commit)."""

    ref: str
    commit: str
    tree: str


def collect(
    repository: Repository, change: Change, trust: Trust, now: str, forge: str, found: Found | None = None
) -> Collected:
    """All that was read of a change. Raises ConfigError when the trusted register cannot be used.

    `found` are the signals of the same two trees, where they have been looked for already.
    """
    changed = frozenset(path for file in change.files for path in paths_of(file))
    head = read_register(repository, change.head_tree)
    trusted = read_register(repository, trust.tree) if trust.tree else Register()
    bootstrap = _is_bootstrap(trusted, head, changed)
    if bootstrap:
        trusted = head
    refuse_broken(trusted)
    at_head = Reader(repository, change.head_tree, own_schemas(trusted))
    at_trusted = Reader(repository, trust.tree or change.head_tree, {})
    globs = (*document_globs(trusted), *document_globs(head))
    changed_documents = candidates(changed, globs)
    named = named_paths(change)
    ownership = Ownership(entries(trusted), entries(head))
    unsure = gate_files(change.files, {*changed_documents, *named})
    with Search(repository, change.files, looking_by(trusted.value("signals")), unsure) as search:
        if found is None:
            search.begin()
        at_head.read([*changed_documents, *named])
        at_trusted.read(changed_documents)
        read_earlier_records(repository, at_trusted, changed)
        documents = {**at_head.documents, **at_trusted.documents}
        found = found or _found(search, repository, change, ownership, documents)
    sides = _Sides(change, trusted, head, ownership, at_head, at_trusted, found, now)
    records = _records(sides, repository, changed)
    touched = _touched(sides, records)
    _follow_links(change, touched, trusted, head, records, at_head, at_trusted)
    results = read_results(repository, at_head, _pieces(at_head, records))
    glass = Glass()
    if touched:
        glass = look_for_glass(repository, at_trusted, at_head, document_globs(trusted), records)
    of_change = {*changed, *named, DESCRIPTION}
    side = Collected(
        now=now,
        forge=forge,
        change=change,
        trusted_ref=trust.ref,
        trusted_commit=trust.commit,
        trusted=trusted,
        head=head,
        trusted_tree=Tree(at_trusted.documents, at_trusted.entries),
        head_tree=Tree(at_head.documents, at_head.entries),
        records=records,
        changed=changed,
        changed_documents=tuple(path for path in sorted(at_head.documents) if path in of_change),
        gate_workflows=_gate_workflows(repository, change, trust, changed),
        bootstrap=bootstrap,
        documents_read=len(at_head.opened),
        found=found,
        standing_glass=glass.standing,
        lasting_glass=glass.lasting,
        unread_glass=glass.unread,
        results=results,
        first_lines=_first_lines(repository, change, ownership, records),
    )
    return _with_history(side, repository, touched)


def _first_lines(
    repository: Repository, change: Change, ownership: Ownership, records: tuple[StatedRecord, ...]
) -> dict[str, int]:
    """Where the files begin to differ that a finding will point to: those of systems that no record names."""
    undeclared = {file.path for file in relevant_files(change, ownership, records) if file.undeclared}
    if not undeclared:
        return {}
    from aims_gate.sources.first_lines import first_lines

    return first_lines(repository, change.files, undeclared)


def _with_history(side: Collected, repository: Repository, touched: Iterable[str]) -> Collected:
    """The same with the steps that a touched system's drift is counted over. Git's log is read for nothing else."""
    since = counted_since(side, touched)
    if not since or not side.trusted_commit:
        return side
    from aims_gate.sources.landed import landed

    line = repository.line(side.trusted_commit, since)
    steps = landed(repository, line.steps, side.trusted)
    return replace(side, landed=steps, landed_after=line.whole_after, landed_lack=line.lack)


def _is_bootstrap(trusted: Register, head: Register, changed: frozenset[str]) -> bool:
    """Whether the change brings the first register, or repairs one that cannot be used."""
    if not trusted.present:
        return head.present
    return any(parsed.path in changed for parsed in broken(trusted)) and not broken(head)


class _Sides(NamedTuple):
    """What tells which systems a change touches, apart from its records."""

    change: Change
    trusted: Register
    head: Register
    ownership: Ownership
    at_head: Reader
    at_trusted: Reader
    found: Found
    now: str


def _records(sides: _Sides, repository: Repository, changed: frozenset[str]) -> tuple[StatedRecord, ...]:
    records = tuple(stated_records(sides.change, repository, sides.at_head, changed))
    if LABEL not in sides.change.labels:
        return records
    labelled = label_record(sides.change, _touched(sides, records))
    return (*records, labelled) if labelled is not None else records


def _touched(sides: _Sides, records: tuple[StatedRecord, ...]) -> dict[str, list[str]]:
    change, trusted, head, ownership, at_head, at_trusted, found, now = sides
    own = trusted.value("signals")
    usage = attribute(found, ownership, entries(trusted), entries(head), records, own, now)
    documents = (at_trusted.documents, at_head.documents)
    return touched_systems(change, ownership, trusted, head, records, *documents, signals=touching(usage.signals))


def _found(
    search: Search, repository: Repository, change: Change, ownership: Ownership, documents: Collection[str]
) -> Found:
    """The signals in what the change does, its imports weighed against the modules that lie beside them."""

    def standing(path: str) -> tuple[bool, tuple[str, ...], tuple[str, ...]]:
        return is_test(path), ownership.owners(path), ownership.relevant_to(path)

    found = search.found(standing, gate_files(change.files, documents))
    base = repository.tree_of(change.base) if change.base and found.signals else repository.empty_tree
    return told_apart(repository, found, base, change.head_tree)


def _follow_links(
    change: Change,
    touched: Iterable[str],
    trusted: Register,
    head: Register,
    records: tuple[StatedRecord, ...],
    at_head: Reader,
    at_trusted: Reader,
) -> None:
    """Read what the records and entries of touched systems link, and look up the paths that those name."""
    moved = {file.path: file.old_path for file in change.files if file.old_path}
    before, after = entries(trusted), entries(head)
    for key in touched:
        entry, earlier = after.get(key, before.get(key, {})), before.get(key, {})
        at_head.read(linked_paths(key, entry, records))
        links = linked_kinds(key, entry, records)
        at_head.draw(links)
        at_trusted.read(linked_paths(key, earlier, ()))
        # What only this change links, or moved, is dated by what it was before, too.
        older = [(kind, moved[path]) for kind, path in links if path in moved]
        at_trusted.draw([*linked_kinds(key, earlier, ()), *links, *older])
    at_head.read(cases_named(records))
    at_head.look_up(_files_named(at_head, records))


def _files_named(reader: Reader, records: tuple[StatedRecord, ...]) -> list[str]:
    """Files that evidence and records lead to and that are no evidence themselves."""
    pieces = _pieces(reader, records)
    routes = [piece.get("incident_route") for piece in pieces if isinstance(piece, dict)]
    named = [pair for piece in pieces for pair in files_of_evidence(piece)]
    named += [pair for record in records for pair in files_of_record(record.value)]
    return [route for route in routes if isinstance(route, str)] + [path for _, path in named]


def _pieces(reader: Reader, records: tuple[StatedRecord, ...]) -> list[Json]:
    """Evidence that may name files: of documents, and inline."""
    pieces: list[Json] = [content(parsed) for parsed in reader.documents.values()]
    for record in records:
        sheets = record.value.get("datasets")
        pieces += [record.value.get(key) for key in ("monitoring_plan", "verification")]
        pieces += sheets if isinstance(sheets, list) else ()
    return pieces


def _gate_workflows(repository: Repository, change: Change, trust: Trust, changed: frozenset[str]) -> tuple[str, ...]:
    """Changed pipeline files that run the gate at either side."""
    paths = sorted(path for path in changed if path.startswith(_PIPELINES))
    running = set()
    for tree in {change.head_tree, trust.tree} - {""} if paths else ():
        found = repository.entries(tree, paths)
        blobs = repository.read_blobs([entry.id for entry in found.values() if entry.is_file])
        running |= {
            path
            for path, entry in found.items()
            if (blob := blobs.get(entry.id)) is None or b"aims-gate" in blob.data or blob.truncated
        }
    return tuple(sorted(running))


def as_if_merged(side: Collected) -> Collected:
    """The same change, judged by the register that it would bring."""
    return replace(side, trusted=side.head, trusted_ref="the change itself", trusted_commit=side.change.head)
