"""The YAML between the two fences at the top of a document.

Knows where front matter begins and ends, and nothing of the text below it nor of what its keys mean.
"""

import re

from aims_gate.model.document import Parsed, Problem
from aims_gate.model.regex import late_regex
from aims_gate.sources.strict_yaml import FRONT_MATTER_BYTES, read_yaml

_OPENING = late_regex(rb"(?:\xef\xbb\xbf)?---[ \t]*(?:\r\n|\r|\n|\Z)")
_CLOSING = late_regex(rb"(?:---|\.\.\.)[ \t]*(?:[\r\n]|\Z)")
_NEXT_CLOSING = late_regex(rb"[\r\n]" + _CLOSING.pattern)
_UTF16_OPENINGS = (b"\xff\xfe-\0-\0-\0", b"\xfe\xff\0-\0-\0-")

# More than the longest fence that anyone writes, so that a fence just within the limit is found whole.
_FENCE_BYTES = 64

_INDENT = late_regex(rb"(?:[ \t]*(?:#[^\r\n]*)?[\r\n])*([ \t]*)")
_FLOW_KEY = late_regex(rb"""[{,\s]["']?aims["']?\s*:""")


def read_front_matter(data: bytes, path: str) -> Parsed | None:
    """The front matter of a file, with the file's own line numbers; None where its first line is no fence.

    Only the front matter is looked at: the text below it may be long, and in any encoding.
    """
    opening = _OPENING.match(data)
    if opening is None:
        if data.startswith(_UTF16_OPENINGS):
            return _unreadable(path, "the file is UTF-16, not UTF-8", "save the file as UTF-8")
        return None
    end = _end(data, opening.end())
    if end is None:
        within = f" within {FRONT_MATTER_BYTES:,} bytes" if len(data) > FRONT_MATTER_BYTES else ""
        message = f"the front matter that opens here is not closed{within}"
        return _unreadable(path, message, "close it with a line of ---")
    return read_yaml(data[opening.end() : end], path, first_line=2)


def carries_aims(data: bytes) -> bool:
    """Whether the front matter has a top-level `aims` key, told from its lines: for YAML that cannot be read.

    Where it is not closed, the first 64 KiB are looked at. False for a file without front matter.
    """
    if data.startswith(_UTF16_OPENINGS):
        data = data[: 2 * FRONT_MATTER_BYTES :].replace(b"\0", b"")[2:]
    opening = _OPENING.match(data)
    if opening is None:
        return False
    end = _end(data, opening.end())
    text = data[opening.end() : FRONT_MATTER_BYTES if end is None else end].replace(b"\0", b"")
    indent = _INDENT.match(text)
    assert indent is not None
    if text.startswith(b"{", indent.end()):
        return _FLOW_KEY.search(text) is not None
    key = rb"""(?:\A|[\r\n])%b(?:\?[ ]+)?["']?aims["']?[ \t]*(?:[:\r\n]|\Z)""" % re.escape(indent[1])
    return re.search(key, text) is not None


def _end(data: bytes, begin: int) -> int | None:
    """Where the closing fence begins; None where there is none within the limit."""
    if _CLOSING.match(data, begin):
        return begin
    horizon = begin + FRONT_MATTER_BYTES + _FENCE_BYTES
    closing = _NEXT_CLOSING.search(data, begin, horizon)
    return closing.start() + 1 if closing else None


def _unreadable(path: str, message: str, hint: str) -> Parsed:
    return Parsed(path, None, problems=(Problem(message, 1, 1, hint=hint),))
