"""Contents of objects from the files that lie in the working tree, which cost less to read there than to unpack.

A file is taken for an object only where its bytes have that object's id, so it matters neither who wrote it nor when.
Knows how git makes an id; knows neither trees nor filters: a file that a filter changes has another id, and is git's to give.
"""

import hashlib
import os
import stat

# No link is followed, and what stands in a file's place must not keep us waiting.
_HOW = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def checked_out(file: bytes, oid: str, limit: int) -> bytes | None:
    """What a file holds, where it is the blob `oid` (hexadecimal) and weighs `limit` bytes at most; else None."""
    try:
        descriptor = os.open(file, _HOW)
    except OSError:
        return None
    try:
        data = _content(descriptor, limit)
    except OSError:
        return None
    finally:
        os.close(descriptor)
    return data if data is not None and _id(data, len(oid)) == oid else None


def _content(descriptor: int, limit: int) -> bytes | None:
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode) or status.st_size > limit:
        return None
    # One read gives all of an ordinary file; one that gives less has another id.
    return os.read(descriptor, status.st_size + 1)


def _id(data: bytes, digits: int) -> str:
    hashed = hashlib.sha256() if digits == 64 else hashlib.sha1(usedforsecurity=False)
    hashed.update(b"blob %d\0" % len(data))
    hashed.update(data)
    return hashed.hexdigest()
