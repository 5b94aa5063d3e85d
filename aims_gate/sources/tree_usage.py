"""Looks a whole tree through for AI usage, with the detectors that a check has. Knows neither whose it is nor what it means."""

import re
from collections.abc import Iterable
from functools import partial
from typing import NamedTuple

from aims_gate.model.collected import Register
from aims_gate.model.inventory import Looked
from aims_gate.model.signal import Hit, Unread
from aims_gate.signals import Detector
from aims_gate.signals.catalogue import Catalogue
from aims_gate.sources.documents import candidates
from aims_gate.sources.git import Repository
from aims_gate.sources.looking import Looking, looking_by
from aims_gate.sources.namesakes import Namesakes
from aims_gate.sources.register import document_globs
from aims_gate.sources.shared import SHARED_FROM, Shared
from aims_gate.sources.signals import FILE_AT_MOST, why_not

_BINARY_WITHIN = 8_192
_EVIDENCE = re.compile(rb"^aims:", re.MULTILINE)

_Seen = tuple[list[tuple[str, Hit]], list[Unread], int]
"""Hits, what could not be looked through, and how many files a detector reads."""


class _Work(NamedTuple):
    """What is looked through and with what. `paths` is object id → the files with that content."""

    repository: Repository
    paths: dict[str, list[str]]
    documents: frozenset[str]
    looking: Looking
    catalogue: Catalogue


def look_through(repository: Repository, tree: str, register: Register, shared_from: int = SHARED_FROM) -> Looked:
    """Every hit of a tree, by path. The register and the evidence speak of AI to the gate itself and are left out."""
    looking = looking_by(register.value("signals"))
    listed = [(path, entry.id) for path, entry in repository.list_tree(tree) if entry.is_file]
    paths = tuple(path for path, _ in listed)
    by_content: dict[str, list[str]] = {}
    for path, oid in listed:
        if not path.startswith(".aims/"):
            by_content.setdefault(oid, []).append(path)
    if not by_content:
        return Looked(paths)
    documents = frozenset(candidates(paths, document_globs(register)))
    work = _Work(repository, by_content, documents, looking, looking.catalogue())
    parts = list(Shared(repository, partial(_seen, work), tuple(by_content), shared_from).found())
    namesakes = Namesakes(repository, tree)
    found = ((path, namesakes.weighed(path, hit)) for seen, _, _ in parts for path, hit in seen)
    hits = sorted(found, key=_place)
    unread = sorted(row for _, missed, _ in parts for row in missed)
    return Looked(paths, sum(read for _, _, read in parts), tuple(hits), tuple(unread))


def _seen(work: _Work, ids: Iterable[str]) -> _Seen:
    """What some contents show. Each is read once, where a detector reads a file that has it, and held alone."""
    hits: list[tuple[str, Hit]] = []
    unread: list[Unread] = []
    wanted = _wanted(work, ids)
    for oid, blob in work.repository.contents({oid: files[0][0] for oid, files in wanted.items()}, limit=FILE_AT_MOST):
        for path, detectors in wanted[oid]:
            if reason := why_not(blob, path):
                unread.append(Unread(path, reason))
            if blob is None or (path in work.documents and _EVIDENCE.search(blob.data, 0, _BINARY_WITHIN)):
                continue
            for detector in detectors:
                hits += [(path, hit) for hit in detector.hits(path, blob.data, work.catalogue)]
    return hits, unread, sum(map(len, wanted.values()))


def _wanted(work: _Work, ids: Iterable[str]) -> dict[str, list[tuple[str, list[Detector]]]]:
    """Object id → the files with that content that a detector reads."""
    wanted: dict[str, list[tuple[str, list[Detector]]]] = {}
    for oid in ids:
        if files := [(path, reading) for path in work.paths[oid] if (reading := work.looking.reading(path))]:
            wanted[oid] = files
    return wanted


def _place(found: tuple[str, Hit]) -> tuple[str, int, str, str]:
    path, hit = found
    return path, hit.line, hit.row, hit.name
