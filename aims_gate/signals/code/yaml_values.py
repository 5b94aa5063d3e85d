"""What a key of a YAML text is given: a value on its line, on the lines below it, as a block. Knows no meaning."""

import re
from collections.abc import Iterator

from aims_gate.model.regex import late_regex
from aims_gate.signals.code.lines import matches
from aims_gate.signals.code.text import Text

_KEY = late_regex(
    rb"^(?P<indent>[ \t]*+(?:- [ \t]*+)*+)[\"']?(?P<key>[A-Za-z_][\w-]{3,60})[\"']?:[ \t]++(?P<rest>[^\n]*)",
    re.MULTILINE,
)
# What stands below such a key is what it is given: inputs of an action, prompts by their roles.
_EMPTY = late_regex(
    rb"^(?P<indent>[ \t]*+(?:- [ \t]*+)*+)[\"']?(?P<key>[A-Za-z_][\w-]{3,60})[\"']?:[ \t]*+$", re.MULTILINE
)
_GIVEN = (b"default", b"value", b"content", b"text", b"template", b"system", b"user", b"message", b"instructions")
_LONG_ENOUGH = 80  # bytes; what is as long stands for itself, whatever its key is
_BLOCK = late_regex(rb"[|>][+-]?\d?[+-]?\s*\Z")
_BLOCK_AT_MOST = 100_000  # bytes; blocks within blocks are each read to their end


def yaml_keys(text: Text, lines: list[tuple[int, int]]) -> Iterator["re.Match[bytes]"]:
    """Every `key` on some lines that is given something on its line."""
    yield from matches(_KEY, text.spoken, lines, 0)


def yaml_keys_between(text: Text, start: int, end: int) -> Iterator["re.Match[bytes]"]:
    """As `yaml_keys`, from the line of one offset to another offset."""
    yield from _KEY.finditer(text.spoken, text.raw.rfind(b"\n", 0, start) + 1, end)


def yaml_openings(text: Text, lines: list[tuple[int, int]]) -> Iterator["re.Match[bytes]"]:
    """Every `key` on some lines that is given nothing there: what it is given may stand below."""
    yield from matches(_EMPTY, text.spoken, lines, 0)


def yaml_parts(text: Text, key: "re.Match[bytes]") -> Iterator[tuple[int, bytes]]:
    """Where the keys begin that a key is given in turn, such as `default` or what is given much, and what these are given."""
    start = reached = key.end() + 1
    below = lines_below(text.raw, start, len(key["indent"]), _BLOCK_AT_MOST)
    for part in _KEY.finditer(text.spoken, start, start + len(below)):
        is_named = part["key"].lower() in _GIVEN
        if part.start() < reached or not (is_named or len(part["rest"]) >= _LONG_ENOUGH or _BLOCK.match(part["rest"])):
            continue
        value = yaml_value(text, part)
        if is_named or len(value) >= _LONG_ENOUGH:
            reached = part.end() + len(lines_below(text.raw, part.end() + 1, len(part["indent"]), _BLOCK_AT_MOST))
            yield part.start("key"), value


def yaml_value(text: Text, key: "re.Match[bytes]") -> bytes:
    """What a key is given; empty where it is quoted."""
    rest = key["rest"].strip()
    if not rest or rest.startswith((b'"', b"'")):
        return b""
    more = lines_below(text.raw, key.end() + 1, len(key["indent"]), _BLOCK_AT_MOST).strip()
    return more if _BLOCK.match(rest) else b" ".join((rest, more))


def lines_below(raw: bytes, start: int, indent: int, at_most: int) -> bytes:
    """The lines from an offset on that are blank or stand further right than an indent, begun within some bytes."""
    position, last = start, min(len(raw), start + at_most)
    while position < last:
        end = raw.find(b"\n", position) + 1 or len(raw)
        line = raw[position:end]
        if line.strip() and len(line) - len(line.lstrip()) <= indent:
            break
        position = end
    return raw[start:position]
