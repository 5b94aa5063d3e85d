"""Makes text fit what GitHub takes: no characters that trick a reader, no more bytes than allowed."""

import unicodedata

TITLE = 255
MESSAGE = DETAILS = 64 * 1024 - 1
"""Limits in bytes. GitHub counts characters here and there; of those there are never more."""

_KEPT = "\n\t\u200c\u200d"
_GONE = "\ufffd"


def clean(text: str) -> str:
    """Text without characters that control, hide or reorder what is read."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_GONE if _is_unsafe(character) else character for character in text)


def line(text: str) -> str:
    """Text as one clean line."""
    return " ".join(clean(" ".join(text.split())).split())


def clip(text: str, most: int) -> str:
    """Clean text in at most so many bytes of UTF-8, never half a character."""
    encoded = text.encode()
    return text if len(encoded) <= most else encoded[: most - 3].decode(errors="ignore") + "…"


def clip_lines(text: str, most: int) -> str:
    """Clean text in at most so many bytes, cut at the end of a line where there is one."""
    if len(text.encode()) <= most:
        return text
    kept, newline, _ = text.encode()[: most + 1].rpartition(b"\n")
    return kept.decode() if newline and kept else clip(text, most)


def _is_unsafe(character: str) -> bool:
    if character in _KEPT:
        return False
    return unicodedata.category(character) in ("Cc", "Cf", "Cs") or ord(character) & 0xFFFE == 0xFFFE
