"""How a part of a document is named: the pointers of `Spans`. Knows nothing of documents."""

import re

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


def pointer_to(parent: str, key: str) -> str:
    """The pointer of a key in the mapping at `parent`."""
    if (key.isidentifier() and key.isascii()) or _BARE_KEY.fullmatch(key):
        return f"{parent}.{key}" if parent else key
    escaped = key.replace("\\", "\\\\").replace('"', '\\"')
    return f'{parent}["{escaped}"]'
