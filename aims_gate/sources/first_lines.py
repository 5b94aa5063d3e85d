"""Where a changed file begins to differ, so that a finding points to what was changed and not to the top of the file."""

from collections.abc import Collection, Iterable

from aims_gate.model.change import ChangedFile
from aims_gate.sources.git import Blob, Repository

FILES_AT_MOST = 100
"""Files that are looked at: nobody reads more findings of one rule."""

_LIMIT = 1_048_576


def first_lines(repository: Repository, files: Iterable[ChangedFile], paths: Collection[str]) -> dict[str, int]:
    """Path → the first line of the new version that is not the old one's, counted from 1.

    Of a file that ends where it was cut, its last line. What is new, gone, no text file, or over a MiB is left out.
    """
    wanted = [file for file in files if file.path in paths and _has_both(file)][:FILES_AT_MOST]
    blobs = repository.read_blobs([oid for file in wanted for oid in (file.old_id, file.new_id)], limit=_LIMIT)
    found = {}
    for file in wanted:
        old, new = blobs.get(file.old_id), blobs.get(file.new_id)
        if old is not None and new is not None and _is_text(old) and _is_text(new):
            found[file.path] = _first_line(old.data, new.data)
    return found


def _has_both(file: ChangedFile) -> bool:
    return bool(file.old_id and file.new_id) and file.old_mode.startswith("100") and file.new_mode.startswith("100")


def _is_text(blob: Blob) -> bool:
    return not blob.truncated and b"\0" not in blob.data


def _first_line(old: bytes, new: bytes) -> int:
    before, after = old.splitlines(), new.splitlines()
    pairs = enumerate(zip(before, after, strict=False), 1)
    alike = next((number for number, (one, other) in pairs if one != other), min(len(before), len(after)) + 1)
    return max(min(alike, len(after)), 1)
