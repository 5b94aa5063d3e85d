"""Contents of objects from the files that lie in the working tree, which cost less to read there than to unpack.

A file is taken for an object only where its bytes have that object's id, so it matters neither who wrote it nor when.
Knows how git makes an id; knows neither trees nor filters: a file that a filter changes has another id, and is git's to give.
"""

import hashlib

from aims_gate.sources.ordinary_file import read_ordinary


def checked_out(file: bytes, oid: str, limit: int) -> bytes | None:
    """What a file holds, where it is the blob `oid` (hexadecimal) and weighs `limit` bytes at most; else None."""
    data = read_ordinary(file, limit)
    return data if data is not None and _id(data, len(oid)) == oid else None


def _id(data: bytes, digits: int) -> str:
    hashed = hashlib.sha256() if digits == 64 else hashlib.sha1(usedforsecurity=False)
    hashed.update(b"blob %d\0" % len(data))
    hashed.update(data)
    return hashed.hexdigest()
