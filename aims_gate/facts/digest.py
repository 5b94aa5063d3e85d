"""The sign-off digest: what a change itself contributes, told from blobs, so that a rebase does not alter it.

Every edited file that matters counts with its old and new path and mode and with the lines added and removed, in
order and with their neighbours. Line numbers do not count, nor does what the base has meanwhile become elsewhere.
"""

import hashlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

LINES_COMPARED = 4_000
"""Lines between the first and the last difference; past this many the whole stretch counts as replaced."""


class Edit(NamedTuple):
    """One edited file. Contents are None where a side is absent, or is told by its object id alone.

    Links, submodules, binary files and files past the size limit are told by their ids.
    """

    old_path: str
    new_path: str
    old_mode: str
    new_mode: str
    old_id: str
    new_id: str
    old: bytes | None
    new: bytes | None


def contribution(edits: Iterable[Edit], unedited: Iterable[tuple[str, str]] = ()) -> str:
    """The digest of some edits. `unedited` are (path, object id) of evidence that counts although it is not edited."""
    digest = hashlib.sha256()
    for edit in sorted(edits, key=lambda edit: (edit.old_path, edit.new_path)):
        _add(digest, edit.old_path, edit.new_path, edit.old_mode, edit.new_mode)
        if edit.old is None and edit.new is None:
            _add(digest, edit.old_id, edit.new_id)
        else:
            _add(digest, *_hunks(edit.old or b"", edit.new or b""))
        digest.update(b"\xff")
    for path, oid in sorted(unedited):
        _add(digest, "=", path, oid)
    return digest.hexdigest()


def is_binary(content: bytes) -> bool:
    """Whether a file is told by its id alone: it holds a NUL byte."""
    return b"\0" in content


def _add(digest: "hashlib._Hash", *parts: str | bytes) -> None:
    for part in parts:
        data = part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big") + data)


def _hunks(old: bytes, new: bytes) -> Iterator[bytes]:
    """Each difference as the line before it, the lines removed, the lines added and the line after it."""
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    for start, end, new_start, new_end in _differences(before, after):
        yield b"@"
        yield before[start - 1] if start else b""
        yield from (b"-" + line for line in before[start:end])
        yield from (b"+" + line for line in after[new_start:new_end])
        yield before[end] if end < len(before) else b""


def _differences(before: list[bytes], after: list[bytes]) -> Iterator[tuple[int, int, int, int]]:
    head = 0
    while head < min(len(before), len(after)) and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < min(len(before), len(after)) - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    old, new = before[head : len(before) - tail], after[head : len(after) - tail]
    if len(old) + len(new) > LINES_COMPARED:
        yield head, head + len(old), head, head + len(new)
        return
    from difflib import SequenceMatcher

    for tag, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield head + start, head + end, head + new_start, head + new_end
