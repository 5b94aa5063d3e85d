"""Pointers to files that are kept elsewhere: of Git LFS (its own specification, v1) and of DVC. Knows no kind of file."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from aims_gate.model.regex import late_regex

_LFS = b"version https://git-lfs.github.com/spec/v1"
_OID = late_regex(rb"^oid (\w+:[0-9a-f]{8,128})$", re.MULTILINE)
_SIZE = late_regex(rb"^size (\d{1,20})$", re.MULTILINE)
_KEY = late_regex(
    rb"^[ \t]*+(?:-[ \t]++)?(?P<key>md5|etag|size|path|checksum|cmd):[ \t]++(?P<value>[^\n]*+)", re.MULTILINE
)
_LARGEST = 1_000_000  # bytes


class Kept(NamedTuple):
    """A file that is kept elsewhere: its path as told, its digest and size as told, and the line that names it."""

    path: str
    digest: str
    size: str
    line: int


def lfs_pointer(path: str, content: bytes) -> Kept | None:
    """What a Git LFS pointer stands for, or None where the content is none."""
    if not content.startswith(_LFS):
        return None
    oid, size = _OID.search(content, 0, 1024), _SIZE.search(content, 0, 1024)
    return Kept(path, oid[1].decode() if oid else "", size[1].decode() if size else "", 0)


def dvc_outputs(content: bytes) -> Iterator[Kept]:
    """The files that a `.dvc` file or `dvc.lock` tells of, each with the digest that stands beside its path."""
    told: dict[bytes, str] = {}
    line, position = 1, 0
    raw = content[:_LARGEST].replace(b"\r\n", b"\n")
    for match in _KEY.finditer(raw):
        key, value = match["key"], match["value"].decode("utf-8", "replace").strip().strip("'\"")
        starts = raw[match.start() : match.end()].lstrip().startswith(b"-")
        if starts and b"path" in told:
            yield _kept(told, line)
        if starts or key == b"cmd":
            told = {}
        told[key] = value
        if key == b"path":
            line += raw.count(b"\n", position, match.start())
            position = match.start()
    if b"path" in told:
        yield _kept(told, line)


def _kept(told: dict[bytes, str], line: int) -> Kept:
    digest = next((told[key] for key in (b"md5", b"etag", b"checksum") if key in told), "")
    return Kept(told[b"path"], digest, told.get(b"size", ""), line)
