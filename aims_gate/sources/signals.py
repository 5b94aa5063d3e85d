"""The signals of AI usage in a change: both versions of every changed file that could show it, from git objects.

Knows what a file may weigh and what it means that one could not be read; neither what AI usage looks like nor whose
it is.
"""

from collections.abc import Collection, Iterable, Iterator
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
_FILE = "100"  # how the mode of an ordinary file begins

_Side = tuple[str, str, list[Detector]]
"""One version of a changed file that is to be looked through: path, object id, and the detectors that read it."""

_Hits = dict[tuple[str, str], tuple[Hit, ...]]
"""Path and object id → what the file shows with that content, where it shows anything."""


class _Looked(NamedTuple):
    """What some changed files showed. `weights` is in bytes, by object id, in the order in which they were looked at.

    `shown` has, by object id, the versions that show anything or could not be looked through whole: path, hits, and why
    not. `searched` counts the files that a detector reads.
    """

    weights: dict[str, int]
    shown: dict[str, list[tuple[str, list[Hit], str]]]
    searched: int


class _Gathered(NamedTuple):
    """What all of them showed. `reasons` is path → why it could not be looked through."""

    hits: _Hits
    reasons: dict[str, str]
    searched: int


class _Batch(NamedTuple):
    """Some of the changed files, which of their paths are left out, and what they show."""

    files: list[ChangedFile]
    leave: Collection[str]
    looked: Shared[ChangedFile, _Looked]


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
        shared_from: int = SHARED_FROM // 2,
    ) -> None:
        self._repository = repository
        self._looking = looking
        self._shared_from = shared_from
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

    def _batch(self, files: list[ChangedFile], leave: Collection[str] = ()) -> _Batch:
        look = partial(_looked_at, self._repository, self._looking, leave)
        return _Batch(files, leave, Shared(self._repository, look, files, self._shared_from))

    def found(self, standing: Standing, leave: Collection[str] = ()) -> Found:
        """The signals, less those at the paths to `leave`, which are among the unsure ones.

        A file that weighs too much, or that this clone lacks, is unread; data, models and other binary files are told by
        path and beginning.
        """
        batches = (self._begin(), self._batch(self._unsure, leave))
        hits, reasons, searched = _gathered(batches, self._looking)
        pairs = sorted(_pairs(batches, self._looking, hits), key=_place)
        return Found(difference(pairs, standing), tuple(Unread(*row) for row in sorted(reasons.items())), searched)


def find_signals(
    repository: Repository,
    files: Iterable[ChangedFile],
    looking: Looking,
    standing: Standing,
    leave: Collection[str] = (),
    shared_from: int = SHARED_FROM // 2,
) -> Found:
    """The signals in changed files of which it is known which are to be left."""
    with Search(repository, files, looking, leave, shared_from) as search:
        return search.found(standing, leave)


def _sides(file: ChangedFile, looking: Looking, leave: Collection[str]) -> tuple[_Side | None, _Side | None]:
    """The old and the new version of a changed file; None for one that is absent, no ordinary file, or read by nobody."""
    if file.old_id == file.new_id and not file.old_path:
        return None, None
    reading = [] if file.path in leave else looking.reading(file.path)
    before = reading
    if file.old_path:
        before = [] if file.old_path in leave else looking.reading(file.old_path)
    has_old = before and file.old_id and file.old_mode.startswith(_FILE)
    has_new = reading and file.new_id and file.new_mode.startswith(_FILE)
    return (
        (file.old_path or file.path, file.old_id, before) if has_old else None,
        (file.path, file.new_id, reading) if has_new else None,
    )


def _looked_at(
    repository: Repository, looking: Looking, leave: Collection[str], files: Iterable[ChangedFile]
) -> _Looked:
    """What some changed files show, up to the content that makes them too many. One content is held at a time."""
    wanted: dict[str, list[_Side]] = {}
    lying: dict[str, str] = {}  # content → where the working tree may have it, which is where a new version is
    searched = weight = 0
    for file in files:
        old, new = _sides(file, looking, leave)
        searched += old is not None or new is not None
        if old is not None:
            wanted.setdefault(old[1], []).append(old)
            lying.setdefault(old[1], "")
        if new is not None:
            wanted.setdefault(new[1], []).append(new)
            lying[new[1]] = new[0]
    looked = _Looked({}, {}, searched)
    for oid, blob in repository.contents(lying, limit=FILE_AT_MOST):
        looked.weights[oid] = len(blob.data) if blob is not None else 0
        weight += looked.weights[oid]
        if weight > TOTAL_AT_MOST:
            break
        for path, _, detectors in wanted[oid]:
            # What could be read of it still counts: a sign that was seen is a sign.
            hits = _hits_in(path, detectors, blob.data, looking.catalogue()) if blob is not None else []
            reason = why_not(blob, path) if blob is None or blob.truncated else ""
            if hits or reason:
                looked.shown.setdefault(oid, []).append((path, hits, reason))
    return looked


def _hits_in(path: str, detectors: Iterable[Detector], content: bytes, catalogue: Catalogue) -> list[Hit]:
    found: list[Hit] = []
    for detector in detectors:
        found += detector.hits(path, content, catalogue)
    return found


def _gathered(batches: Collection[_Batch], looking: Looking) -> _Gathered:
    """What batches showed, taken one after the other. Past a total weight no more is looked at."""
    gathered = _Gathered({}, {}, 0)
    weighed: set[str] = set()
    total = searched = 0
    for part in (part for batch in batches for part in batch.looked.found()):
        searched += part.searched
        for oid, weight in part.weights.items():
            total += weight if oid not in weighed else 0
            if total > TOTAL_AT_MOST:
                return _with_the_rest(gathered, batches, looking, weighed)
            weighed.add(oid)
            for path, hits, reason in part.shown.get(oid, ()):
                gathered.hits[path, oid] = tuple(hits)
                if reason:
                    gathered.reasons[path] = reason
    return gathered._replace(searched=searched)


def _with_the_rest(
    gathered: _Gathered, batches: Iterable[_Batch], looking: Looking, weighed: Collection[str]
) -> _Gathered:
    """The same with the versions that nobody looked at any more."""
    sides = [_sides(file, looking, batch.leave) for batch in batches for file in batch.files]
    left = {side[0]: _TOO_MUCH for pair in sides for side in pair if side is not None and side[1] not in weighed}
    return _Gathered(gathered.hits, {**gathered.reasons, **left}, sum(pair != (None, None) for pair in sides))


def _pairs(batches: Iterable[_Batch], looking: Looking, hits: _Hits) -> Iterator[Pair]:
    """The versions of each file that shows anything."""
    for batch in batches:
        for file in batch.files:
            if (file.path, file.new_id) in hits or (file.old_path or file.path, file.old_id) in hits:
                old, new = _sides(file, looking, batch.leave)
                yield Pair(_version(old, hits), _version(new, hits))


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


def _version(side: _Side | None, hits: _Hits) -> Version | None:
    if side is None:
        return None
    path, oid, _ = side
    return Version(path, oid, hits.get((path, oid), ()))


def _place(pair: Pair) -> str:
    version = pair.new or pair.old
    return version.path if version is not None else ""


def gate_files(files: Iterable[ChangedFile], documents: Collection[str]) -> frozenset[str]:
    """Changed paths that speak of AI to the gate itself: its register and its evidence."""
    paths = {path for file in files for path in paths_of(file)}
    register = {path for path in paths if path.startswith(".aims/") and path.endswith((".yaml", ".yml", ".md"))}
    return frozenset(register | (paths & set(documents)))
