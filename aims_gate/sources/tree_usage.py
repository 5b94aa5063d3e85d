"""Looks a whole tree through for AI usage, with the detectors that a check has. Knows neither whose it is nor what it means."""

import re

from aims_gate.model.collected import Register
from aims_gate.model.inventory import Looked
from aims_gate.model.signal import Hit, Unread
from aims_gate.signals import Detector
from aims_gate.sources.documents import candidates
from aims_gate.sources.git import Blob, Repository
from aims_gate.sources.register import document_globs
from aims_gate.sources.signals import FILE_AT_MOST, Looking, looking_by

_BINARY_WITHIN = 8_192
_EVIDENCE = re.compile(rb"^aims:", re.MULTILINE)
_Wanted = dict[str, list[tuple[str, list[Detector]]]]


def look_through(repository: Repository, tree: str, register: Register) -> Looked:
    """Every hit of a tree, by path. The register and the evidence speak of AI to the gate itself and are left out."""
    looking = looking_by(register.value("signals"))
    listed = [(path, entry.id) for path, entry in repository.list_tree(tree) if entry.is_file]
    paths = tuple(path for path, _ in listed)
    documents = frozenset(candidates(paths, document_globs(register)))
    wanted = _wanted(listed, looking)
    hits: list[tuple[str, Hit]] = []
    unread: list[Unread] = []
    catalogue = looking.catalogue() if wanted else None
    for oid, blob in repository.blobs(wanted, limit=FILE_AT_MOST):
        reason = _why_not(blob)
        for path, detectors in wanted[oid]:
            if blob is None or reason:
                unread.append(Unread(path, reason))
            if blob is None or (path in documents and _EVIDENCE.search(blob.data, 0, _BINARY_WITHIN)):
                continue
            for detector in detectors:
                if catalogue is not None:
                    hits += [(path, hit) for hit in detector.hits(path, blob.data, catalogue)]
    searched = sum(len(files) for files in wanted.values())
    return Looked(paths, searched, tuple(sorted(hits, key=_place)), tuple(sorted(unread)))


def _wanted(listed: list[tuple[str, str]], looking: Looking) -> _Wanted:
    """Object id → the files with that content that a detector reads. A content is read once."""
    wanted: _Wanted = {}
    for path, oid in listed:
        detectors = looking.reading(path) if not path.startswith(".aims/") else []
        if detectors:
            wanted.setdefault(oid, []).append((path, detectors))
    return wanted


def _place(found: tuple[str, Hit]) -> tuple[str, int, str, str]:
    path, hit = found
    return path, hit.line, hit.row, hit.name


def _why_not(blob: Blob | None) -> str:
    if blob is None:
        return "it is not in this clone: run `git fetch --refetch`"
    if blob.truncated and b"\0" not in blob.data[:_BINARY_WITHIN]:
        return f"it weighs {blob.size >> 20} MiB, more than the {FILE_AT_MOST >> 20} that are read"
    return ""
