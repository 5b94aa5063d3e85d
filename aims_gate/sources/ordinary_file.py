"""Reads a file as it lies in the working tree, where it is an ordinary one. Follows no link, and waits for nobody."""

import os
import stat

# What stands in a file's place (a pipe, a device) must not keep us waiting.
_HOW = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def read_ordinary(file: str | bytes, limit: int) -> bytes | None:
    """What a file holds; None where it is no ordinary file, cannot be read whole, or weighs more than `limit` bytes."""
    try:
        descriptor = os.open(file, _HOW)
    except OSError:
        return None
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode) or status.st_size > limit:
            return None
        data = os.read(descriptor, status.st_size + 1)
    except OSError:
        return None
    finally:
        os.close(descriptor)
    return data if len(data) == status.st_size else None
