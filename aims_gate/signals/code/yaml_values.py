"""What a key of a YAML text is given: a value on its line, on the lines below it, as a block. Knows no meaning."""

import re
from collections.abc import Iterator

from aims_gate.model.regex import late_regex
from aims_gate.signals.code.lines import matches
from aims_gate.signals.code.literals import Literal
from aims_gate.signals.code.text import Text

_KEY = late_regex(
    rb"^(?P<indent>[ \t]*+(?:- [ \t]*+)*+)[\"']?(?P<key>[A-Za-z_][\w-]{3,60})[\"']?:[ \t]++(?P<rest>[^\n]*)",
    re.MULTILINE,
)
_BLOCK = late_regex(rb"[|>][+-]?\d?[+-]?\s*\Z")
_BLOCK_AT_MOST = 100_000  # bytes; blocks within blocks are each read to their end


def yaml_keys(text: Text, lines: list[tuple[int, int]]) -> Iterator["re.Match[bytes]"]:
    """Every `key` on some lines that is given something on its line."""
    yield from matches(_KEY, text.spoken, lines, 0)


def yaml_key(text: Text, start: int, end: int) -> Iterator["re.Match[bytes]"]:
    """Every `key` that is given something, from the line of one offset to another offset."""
    yield from _KEY.finditer(text.spoken, text.raw.rfind(b"\n", 0, start) + 1, end)


def yaml_value(text: Text, key: "re.Match[bytes]") -> Literal | None:
    """What a key is given, without quotes; None where it is quoted."""
    rest = key["rest"].strip()
    if not rest or rest.startswith((b'"', b"'")):
        return None
    end, more = _more(text.raw, key)
    return Literal(key.start("rest"), end, more if _BLOCK.match(rest) else b" ".join((rest, more)))


def _more(raw: bytes, key: "re.Match[bytes]") -> tuple[int, bytes]:
    """The lines below a key that are indented more than it, and where they end."""
    indent = len(key["indent"])
    lines: list[bytes] = []
    position = key.end() + 1
    last = min(len(raw), position + _BLOCK_AT_MOST)
    while 0 < position <= last:
        end = raw.find(b"\n", position)
        line = raw[position : end if end >= 0 else len(raw)]
        if line.strip() and len(line) - len(line.lstrip()) <= indent:
            break
        lines.append(line)
        if end < 0:
            position = len(raw)
            break
        position = end + 1
    return position, b"\n".join(lines).strip()
