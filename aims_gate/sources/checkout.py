"""Contents of objects from the files that lie in the working tree, which cost less to read there than to unpack.

A file is taken for an object only where its bytes have that object's id, so it matters neither who wrote it nor when.
Knows how git makes an id; knows neither trees nor filters: a file that a filter changes has another id, and is git's to give.
"""

import hashlib
import os
from collections.abc import Mapping

from aims_gate.sources.ordinary_file import read_ordinary

_HELD_AT_MOST = 16 * 1024 * 1024  # bytes
_MISSES_AT_MOST = 8  # more than there were hits: the working tree lies otherwise, and what is tried there is lost time


def lying_contents(folder: str, files: Mapping[str, str], limit: int) -> dict[str, bytes]:
    """Those of some files (object id → path below the folder, '' for none) that lie there, by id: the first few MiB."""
    top = os.fsencode(folder) + b"/"
    found: dict[str, bytes] = {}
    held = missed = 0
    for oid, path in files.items():
        if held > _HELD_AT_MOST or missed > len(found) + _MISSES_AT_MOST:
            break
        data = checked_out(top + os.fsencode(path), oid, limit) if path else None
        if data is not None:
            found[oid] = data
            held += len(data)
        elif path:
            missed += 1
    return found


def checked_out(file: bytes, oid: str, limit: int) -> bytes | None:
    """What a file holds, where it is the blob `oid` (hexadecimal) and weighs `limit` bytes at most; else None."""
    data = read_ordinary(file, limit)
    return data if data is not None and _id(data, len(oid)) == oid else None


def _id(data: bytes, digits: int) -> str:
    hashed = hashlib.sha256() if digits == 64 else hashlib.sha1(usedforsecurity=False)
    hashed.update(b"blob %d\0" % len(data))
    hashed.update(data)
    return hashed.hexdigest()
