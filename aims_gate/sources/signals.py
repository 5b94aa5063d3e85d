"""The signals of AI usage in a change: both versions of every changed file that could show it, from git objects.

Knows what a file may weigh and what it means that one could not be read; neither what AI usage looks like nor whose
it is.
"""

from collections.abc import Callable, Collection, Iterable
from functools import cache, partial

from aims_gate.facts.touched import paths_of
from aims_gate.model.change import ChangedFile
from aims_gate.model.document import Json
from aims_gate.model.signal import Found, Hit, Unread
from aims_gate.model.values import NamedTuple
from aims_gate.signals import DETECTORS, Detecting, Detector
from aims_gate.signals.catalogue import Catalogue
from aims_gate.signals.difference import Pair, Standing, Version, difference
from aims_gate.signals.files.whole import suffix_of
from aims_gate.sources.git import Blob, Repository
from aims_gate.sources.shared import SHARED_FROM, shared

FILE_AT_MOST = 8 * 1024 * 1024
"""Bytes of one version of a file that are looked through."""

TOTAL_AT_MOST = 128 * 1024 * 1024
"""Bytes of all versions of all changed files that are looked through."""

_TOO_MUCH = f"the changed files weigh more than {TOTAL_AT_MOST >> 20} MiB together: split the change"
_BINARY_WITHIN = 8_192


class Looking:
    """What AI usage is looked for with. `catalogue` is made once, when the first file is met that a detector reads.

    What detectors make of it they keep: many changes are looked through with the same one.
    """

    def __init__(self, detecting: Iterable[Detecting], catalogue: Callable[[], Catalogue]) -> None:
        self.catalogue = catalogue
        self._makers = [(suffixes, cache(make)) for suffixes, make in detecting]
        self._of_suffix: dict[str, list[Detector]] = {}

    def reading(self, path: str) -> list[Detector]:
        """The detectors that a file with this path could show something to."""
        suffix = suffix_of(path)
        asked = self._of_suffix.get(suffix)
        if asked is None:
            asked = [made() for suffixes, made in self._makers if suffixes is None or suffix in suffixes]
            self._of_suffix[suffix] = asked
        return [detector for detector in asked if detector.reads(path)]


class _Side(NamedTuple):
    """One version of a changed file that is to be looked through. The new one may lie in the working tree."""

    path: str
    id: str
    detectors: list[Detector]
    is_new: bool


class _Looked(NamedTuple):
    """What some contents showed. `weights` is in bytes, by object id, in the order in which they were looked at.

    `shown` has, by object id, the files that show anything or could not be looked through whole: path, hits, and why not.
    """

    weights: dict[str, int]
    shown: dict[str, list[tuple[str, list[Hit], str]]]


_Hits = dict[tuple[str, str], tuple[Hit, ...]]
"""Path and object id → what the file shows with that content, where it shows anything."""


def looking_by(register: Json) -> Looking:
    """What ships, with the organisation's own; `register` is what the trusted `.aims/signals.yaml` says."""
    if not register:
        return Looking(DETECTORS.values(), cache(_catalogue))
    from aims_gate.sources.own_signals import own_detectors, with_own

    return Looking((*DETECTORS.values(), *own_detectors(register)), cache(lambda: with_own(_catalogue(), register)))


def _catalogue() -> Catalogue:
    from aims_gate.sources.signals_catalogue import shipped_catalogue

    return shipped_catalogue()


def find_signals(
    repository: Repository,
    files: Iterable[ChangedFile],
    looking: Looking,
    standing: Standing,
    leave: Collection[str] = (),
    shared_from: int = SHARED_FROM,
) -> Found:
    """The signals in the changed files, less those at the paths to `leave`.

    A file that weighs too much, or that this clone lacks, is unread; data, models and other binary files are told by path
    and beginning.
    """
    sides = [_sides(file, looking, leave) for file in files]
    wanted: dict[str, list[_Side]] = {}
    for side in (side for pair in sides for side in pair if side is not None):
        wanted.setdefault(side.id, []).append(side)
    if not wanted:
        return Found()
    look = partial(_looked_at, repository, wanted, looking.catalogue())
    looked = shared(repository, look, tuple(wanted), shared_from)
    hits, reasons = _gathered(looked, wanted)
    pairs = (
        Pair(_version(old, hits), _version(new, hits)) for old, new in sides if _shows(old, hits) or _shows(new, hits)
    )
    searched = sum(old is not None or new is not None for old, new in sides)
    return Found(difference(pairs, standing), tuple(Unread(*row) for row in sorted(reasons.items())), searched)


def _sides(file: ChangedFile, looking: Looking, leave: Collection[str]) -> tuple[_Side | None, _Side | None]:
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


def _looked_at(
    repository: Repository, wanted: dict[str, list[_Side]], catalogue: Catalogue, ids: Iterable[str]
) -> _Looked:
    """What some contents show, up to the one that makes them too many. One is held at a time."""
    looked = _Looked({}, {})
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


def _gathered(parts: Iterable[_Looked], wanted: dict[str, list[_Side]]) -> tuple[_Hits, dict[str, str]]:
    """The hits, and path → why it could not be looked through: past a total weight no more is looked at."""
    hits: _Hits = {}
    reasons: dict[str, str] = {}
    left, total = dict(wanted), 0
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


def gate_files(files: Iterable[ChangedFile], documents: Collection[str]) -> frozenset[str]:
    """Changed paths that speak of AI to the gate itself: its register and its evidence."""
    paths = {path for file in files for path in paths_of(file)}
    register = {path for path in paths if path.startswith(".aims/") and path.endswith((".yaml", ".yml", ".md"))}
    return frozenset(register | (paths & set(documents)))
