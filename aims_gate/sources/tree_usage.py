"""Looks a whole tree through for AI usage, with the detectors that a check has. Knows neither whose it is nor what it means."""

import os
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from aims_gate.errors import SourceError
from aims_gate.model.collected import Register
from aims_gate.model.inventory import Looked
from aims_gate.model.signal import Hit, Unread
from aims_gate.signals import Detector
from aims_gate.signals.catalogue import Catalogue
from aims_gate.sources.documents import candidates
from aims_gate.sources.git import Repository
from aims_gate.sources.namesakes import Namesakes
from aims_gate.sources.register import document_globs
from aims_gate.sources.signals import FILE_AT_MOST, Looking, looking_by, why_not

TOGETHER = 500
"""Contents that one task looks through."""

SHARED_FROM = 5_000
"""Contents from which a second process is worth its start."""

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
    """Every hit of a tree, by path. The register and the evidence speak of AI to the gate itself and are left out.

    Raises SourceError where a process that shares the work ends before it is done.
    """
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
    parts = list(_shared(work) if _is_shared(len(by_content), shared_from) else [_seen(work, by_content)])
    namesakes = Namesakes(repository, tree)
    found = ((path, namesakes.weighed(path, hit)) for seen, _, _ in parts for path, hit in seen)
    hits = sorted(found, key=_place)
    unread = sorted(row for _, missed, _ in parts for row in missed)
    return Looked(paths, sum(read for _, _, read in parts), tuple(hits), tuple(unread))


def _is_shared(contents: int, shared_from: int) -> bool:
    # What a forked process has it need not be sent; elsewhere the start costs more than it brings.
    return contents >= shared_from and hasattr(os, "fork") and (os.cpu_count() or 1) > 1


def _shared(work: _Work) -> Iterator[_Seen]:
    """The work done in two processes, each with a git process of its own."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    work.repository.close()
    ids = list(work.paths)
    tasks = [ids[start : start + TOGETHER] for start in range(0, len(ids), TOGETHER)]
    try:
        with ProcessPoolExecutor(2, get_context("fork"), _begin, (work,)) as pool:
            yield from pool.map(_task, tasks)
    except BrokenProcessPool as error:
        hint = "run again with more memory"
        raise SourceError("a process that looked through the tree ended before it was done", hint) from error


_mine: list[_Work] = []
"""In a process that shares the work: the work."""


def _begin(work: _Work) -> None:
    _mine.append(work)


def _task(ids: list[str]) -> _Seen:
    return _seen(_mine[0], ids)


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
