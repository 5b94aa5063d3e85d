"""The signals of AI usage in a change: both versions of every changed file that could show it, from git objects.

Knows what a file may weigh and what it means that one could not be read; neither what AI usage looks like nor whose
it is.
"""

from collections.abc import Collection, Iterable
from functools import partial
from types import TracebackType
from typing import Self

from aims_gate.facts.touched import paths_of
from aims_gate.model.change import ChangedFile
from aims_gate.model.signal import Found, Hit, Unread
from aims_gate.model.values import NamedTuple
from aims_gate.signals import Detector
from aims_gate.signals.catalogue import Catalogue
from aims_gate.signals.difference import Pair, Standing, Version, difference
from aims_gate.signals.files.whole import suffix_of
from aims_gate.sources.git import Blob, Repository
from aims_gate.sources.looking import Looking
from aims_gate.sources.shared import SHARED_FROM, Shared

FILE_AT_MOST = 8 * 1024 * 1024
"""Bytes of one version of a file that are looked through."""

TOTAL_AT_MOST = 128 * 1024 * 1024
"""Bytes of all versions of all changed files that are looked through."""

_TOO_MUCH = f"the changed files weigh more than {TOTAL_AT_MOST >> 20} MiB together: split the change"
_BINARY_WITHIN = 8_192


class _Side(NamedTuple):
    """One version of a changed file that is to be looked through. The new one may lie in the working tree."""

    path: str
    id: str
    detectors: list[Detector]
    is_new: bool


_Sides = tuple[_Side | None, _Side | None]
"""The old and the new version of a changed file."""


class _Looked(NamedTuple):
    """What some contents showed. `weights` is in bytes, by object id, in the order in which they were looked at.

    `shown` has, by object id, the files that show anything or could not be looked through whole: path, hits, and why not.
    """

    weights: dict[str, int]
    shown: dict[str, list[tuple[str, list[Hit], str]]]


_Hits = dict[tuple[str, str], tuple[Hit, ...]]
"""Path and object id → what the file shows with that content, where it shows anything."""


class _Batch(NamedTuple):
    """Some of the changed files. `wanted` is object id → the versions with that content."""

    sides: list[_Sides]
    wanted: dict[str, list[_Side]]
    looked: Shared[_Looked]


class Search:
    """The search for AI usage in changed files.

    A context manager: a second process may begin with it while it is read which files are the gate's own, and ends with
    the context. What has a path that is `unsure` waits for that.
    """

    def __init__(
        self,
        repository: Repository,
        files: Iterable[ChangedFile],
        looking: Looking,
        unsure: Collection[str] = (),
        shared_from: int = SHARED_FROM,
    ) -> None:
        self._batch = partial(_batch, repository, looking, shared_from)
        self._sure: list[ChangedFile] = []
        self._unsure: list[ChangedFile] = []
        for file in files:
            (self._unsure if any(path in unsure for path in paths_of(file)) else self._sure).append(file)
        self._begun: _Batch | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._begun is not None:
            self._begun.looked.drop()

    def begin(self) -> None:
        """Let a second process begin, where there are files enough."""
        self._begin().looked.begin()

    def _begin(self) -> _Batch:
        self._begun = self._begun or self._batch(self._sure)
        return self._begun

    def found(self, standing: Standing, leave: Collection[str] = ()) -> Found:
        """The signals, less those at the paths to `leave`, which are among the unsure ones.

        A file that weighs too much, or that this clone lacks, is unread; data, models and other binary files are told by
        path and beginning.
        """
        batches = (self._begin(), self._batch(self._unsure, leave))
        hits, reasons = _gathered(batches)
        sides = [pair for batch in batches for pair in batch.sides]
        pairs = (
            Pair(_version(old, hits), _version(new, hits))
            for old, new in sides
            if _shows(old, hits) or _shows(new, hits)
        )
        searched = sum(old is not None or new is not None for old, new in sides)
        unread = tuple(Unread(*row) for row in sorted(reasons.items()))
        return Found(difference(sorted(pairs, key=_place), standing), unread, searched)


def find_signals(
    repository: Repository,
    files: Iterable[ChangedFile],
    looking: Looking,
    standing: Standing,
    leave: Collection[str] = (),
    shared_from: int = SHARED_FROM,
) -> Found:
    """The signals in changed files of which it is known which are to be left."""
    with Search(repository, files, looking, leave, shared_from) as search:
        return search.found(standing, leave)


def _batch(
    repository: Repository,
    looking: Looking,
    shared_from: int,
    files: Iterable[ChangedFile],
    leave: Collection[str] = (),
) -> _Batch:
    sides = [_sides(file, looking, leave) for file in files]
    wanted: dict[str, list[_Side]] = {}
    for side in (side for pair in sides for side in pair if side is not None):
        wanted.setdefault(side.id, []).append(side)
    look = partial(_looked_at, repository, wanted, looking)
    return _Batch(sides, wanted, Shared(repository, look, tuple(wanted), shared_from))


def _sides(file: ChangedFile, looking: Looking, leave: Collection[str]) -> _Sides:
    if file.old_id == file.new_id and not file.old_path:
        return None, None
    reading = [] if file.path in leave else looking.reading(file.path)
    before = reading
    if file.old_path:
        before = [] if file.old_path in leave else looking.reading(file.old_path)
    old = _side(file.old_path or file.path, file.old_mode, file.old_id, before, is_new=False)
    return old, _side(file.path, file.new_mode, file.new_id, reading, is_new=True)


def _side(path: str, mode: str, oid: str, reading: list[Detector], *, is_new: bool) -> _Side | None:
    """A version to look through; None for one that is absent, no ordinary file, or read by nobody."""
    if not reading or not oid or not mode.startswith("100"):
        return None
    return _Side(path, oid, reading, is_new)


def _looked_at(repository: Repository, wanted: dict[str, list[_Side]], looking: Looking, ids: Iterable[str]) -> _Looked:
    """What some contents show, up to the one that makes them too many. One is held at a time."""
    looked, catalogue = _Looked({}, {}), looking.catalogue()
    weight = 0
    # Of the versions of one content the last may be a new one, which may lie in the working tree.
    lying = {oid: side.path if (side := wanted[oid][-1]).is_new else "" for oid in ids}
    for oid, blob in repository.contents(lying, limit=FILE_AT_MOST):
        looked.weights[oid] = len(blob.data) if blob is not None else 0
        weight += looked.weights[oid]
        if weight > TOTAL_AT_MOST:
            break
        for side in wanted[oid]:
            # What could be read of it still counts: a sign that was seen is a sign.
            hits = _hits(side, blob, catalogue)
            reason = why_not(blob, side.path) if blob is None or blob.truncated else ""
            if hits or reason:
                looked.shown.setdefault(oid, []).append((side.path, hits, reason))
    return looked


def _gathered(batches: Iterable[_Batch]) -> tuple[_Hits, dict[str, str]]:
    """The hits, and path → why it could not be looked through: past a total weight no more is looked at."""
    hits: _Hits = {}
    reasons: dict[str, str] = {}
    total = 0
    for batch in batches:
        left = dict(batch.wanted)
        parts = batch.looked.found() if total <= TOTAL_AT_MOST else ()
        for oid, weight, shown in ((oid, weight, part.shown) for part in parts for oid, weight in part.weights.items()):
            total += weight
            if total > TOTAL_AT_MOST:
                break
            del left[oid]
            for path, found, reason in shown.get(oid, ()):
                hits[path, oid] = tuple(found)
                if reason:
                    reasons[path] = reason
        reasons.update({side.path: _TOO_MUCH for sides in left.values() for side in sides})
    return hits, reasons


def why_not(blob: Blob | None, path: str) -> str:
    """Why a content could not be looked through as the file at a path; '' where it could."""
    if blob is None:
        return "it is not in this clone: run `git fetch --refetch`"
    if blob.truncated and _matters_to_its_end(path, blob.data):
        return f"it weighs {blob.size >> 20} MiB, more than the {FILE_AT_MOST >> 20} that are read"
    return ""


def _matters_to_its_end(path: str, beginning: bytes) -> bool:
    """Whether what comes later in a file could show AI usage. A NUL makes nothing binary that a language is written in."""
    from aims_gate.signals.code.languages import language_of
    from aims_gate.signals.files.datasets import DATA
    from aims_gate.signals.files.models import SURE

    if language_of(path) is not None:
        return True
    return suffix_of(path) not in (*DATA, *SURE) and b"\0" not in beginning[:_BINARY_WITHIN]


def _hits(side: _Side, blob: Blob | None, catalogue: Catalogue) -> list[Hit]:
    found: list[Hit] = []
    if blob is not None:
        for detector in side.detectors:
            found += detector.hits(side.path, blob.data, catalogue)
    return found


def _shows(side: _Side | None, hits: _Hits) -> bool:
    return side is not None and (side.path, side.id) in hits


def _version(side: _Side | None, hits: _Hits) -> Version | None:
    return Version(side.path, side.id, hits.get((side.path, side.id), ())) if side is not None else None


def _place(pair: Pair) -> str:
    version = pair.new or pair.old
    return version.path if version is not None else ""


def gate_files(files: Iterable[ChangedFile], documents: Collection[str]) -> frozenset[str]:
    """Changed paths that speak of AI to the gate itself: its register and its evidence."""
    paths = {path for file in files for path in paths_of(file)}
    register = {path for path in paths if path.startswith(".aims/") and path.endswith((".yaml", ".yml", ".md"))}
    return frozenset(register | (paths & set(documents)))
