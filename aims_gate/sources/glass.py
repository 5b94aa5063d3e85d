"""Finds the records that once broke the glass, and the nonconformities that answer them, without reading every document.

Files are searched for a word first; only those that hold it are parsed. Knows nothing of what follows from them.
"""

from collections.abc import Iterable

from aims_gate.facts.evidence import content
from aims_gate.facts.ownership import meaningful
from aims_gate.facts.patterns import Patterns
from aims_gate.model.collected import StatedRecord
from aims_gate.model.document import Parsed
from aims_gate.model.values import NamedTuple
from aims_gate.sources.documents import MARKDOWN, YAML, Reader
from aims_gate.sources.git import Repository
from aims_gate.sources.records import CHANGES, read_earlier_records

KEY = "break_glass"

_CASE = "nonconformity"
_LIMIT = 262_144
_WILD = frozenset("*?[\\")


class Glass(NamedTuple):
    """`standing`: records of the trusted ref that state `break_glass`. `unread`: why some could not be looked for.

    `lasting`: paths of this change's own such records that later checks will find.
    """

    standing: tuple[StatedRecord, ...] = ()
    lasting: frozenset[str] = frozenset()
    unread: tuple[str, ...] = ()


def look_for_glass(
    repository: Repository,
    at_trusted: Reader,
    at_head: Reader,
    globs: tuple[str, ...],
    records: tuple[StatedRecord, ...],
) -> Glass:
    """What broke the glass before and does now; the readers have read the nonconformities that may answer it.

    `globs` say where documents lie, by the trusted configuration.
    """
    found, unread = _holding(repository, at_trusted.tree, globs, KEY)
    standing = _records(repository, at_trusted, found)
    breaking = [record for record in records if KEY in record.value]
    lasting: frozenset[str] = frozenset()
    if breaking:
        lasting = frozenset(_holding(repository, at_head.tree, globs, KEY)[0])
    if standing or breaking:
        for reader in (at_trusted, at_head):
            cases, not_had = _holding(repository, reader.tree, globs, _CASE)
            reader.read(path for path in cases if not path.startswith(CHANGES))
            unread += not_had
    return Glass(standing, lasting, tuple(dict.fromkeys(unread)))


def _records(repository: Repository, reader: Reader, paths: list[str]) -> tuple[StatedRecord, ...]:
    """The records among some files of a reader's tree that state it. One that cannot be read never broke anything."""
    reader.read(path for path in paths if not path.startswith(CHANGES))
    read_earlier_records(repository, reader, [path for path in paths if path.startswith(CHANGES)])
    found = []
    for path in paths:
        parsed = reader.documents.get(path)
        source = "change" if path.startswith(CHANGES) else "prd"
        value = _stated(parsed, source)
        if parsed is not None and isinstance(value, dict) and KEY in value and "kind" not in value:
            pointer = "" if source == "change" else "aims"
            found.append(StatedRecord(path, pointer, source, value, parsed, edited=False))
    return tuple(found)


def _stated(parsed: Parsed | None, source: str) -> object:
    return getattr(parsed, "value", None) if source == "change" else content(parsed)


def _holding(repository: Repository, tree: str, globs: tuple[str, ...], word: str) -> tuple[list[str], list[str]]:
    """Paths of change records and documents that hold a word, and a sentence for each that git cannot show."""
    files = _files(repository, tree, globs)
    by_id: dict[str, list[str]] = {}
    for path, oid in files.items():
        by_id.setdefault(oid, []).append(path)
    found, unread = [], []
    for oid, blob in repository.blobs(by_id, limit=_LIMIT):
        if blob is None:
            unread += [f"{path} cannot be had from git, and may hold `{word}`" for path in by_id[oid]]
        elif word.encode() in blob.data:
            found += by_id[oid]
    return sorted(found), sorted(unread)


def _files(repository: Repository, tree: str, globs: tuple[str, ...]) -> dict[str, str]:
    """Path → object id of every change record and of every document that the globs mean."""
    meant = Patterns(meaningful(globs))
    found = {}
    for folder in (CHANGES.rstrip("/"), *_folders(globs)):
        for path, entry in repository.list_tree(tree, folder):
            own = path.startswith(CHANGES) and path.endswith(YAML)
            document = path.endswith((*MARKDOWN, *YAML)) and not path.startswith(".aims/")
            if entry.is_file and (own or (document and meant.match(path))):
                found[path] = entry.id
    return found


def _folders(globs: Iterable[str]) -> list[str]:
    """The folders below which the globs can match anything; the empty one stands for the whole tree."""
    folders = {_literal(glob) for glob in meaningful(tuple(globs)) if not glob.startswith("!")}
    return sorted(f for f in folders if not any(f != other and _below(f, other) for other in folders))


def _literal(glob: str) -> str:
    """The folder that a glob names before its first wild character. One without a slash may match at any depth."""
    if "/" not in glob.rstrip("/"):
        return ""
    steps = glob.lstrip("/").split("/")[:-1]
    plain = next((n for n, step in enumerate(steps) if _WILD & set(step)), len(steps))
    return "/".join(steps[:plain])


def _below(folder: str, other: str) -> bool:
    return not other or folder.startswith(f"{other}/")
