"""JSON read loosely: every key and list element with its offset, whatever is broken around it. Knows no manifest.

A loose reading stands in for the strict one so that a manifest which its own tools would refuse hides nothing.
"""

import re
from collections.abc import Iterator

from aims_gate.signals.dependencies.named import Entry

DEEPEST = 12
"""No manifest keeps a package deeper, and an entry costs as much as it lies deep."""

# A text ends with its line, so that one lost quotation mark spoils no more than that.
_TOKEN = re.compile(r'"((?:[^"\\\n]++|\\.)*+)"?|//[^\n]*+|[{}\[\],:]')
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))")


def json_entries(text: str) -> Iterator[Entry]:
    """Every key of every object and every element of every list below the outermost, in order."""
    stack: list[str] = []
    begun = False
    value: tuple[str, int] | None = None
    key: tuple[str, int] | None = None
    for token in _TOKEN.finditer(text):
        mark = token[0][0]
        if mark == "/":
            continue
        if mark == ":":
            key, value = value, None
            continue
        if mark != '"' or (key and value):
            # A text after a whole key and value: the comma between them was lost.
            yield from _entry(stack, key, value)
            within, key, value = key, None, None
        if mark == '"':
            value = _unescaped(token[1]), token.start()
        elif mark in "}]":
            del stack[-1:]
        elif mark != "," and begun:
            stack.append(within[0] if within else "")
        begun = True
    yield from _entry(stack, key, value)


def _entry(stack: list[str], key: tuple[str, int] | None, value: tuple[str, int] | None) -> Iterator[Entry]:
    if len(stack) > DEEPEST:
        return
    if key:
        yield Entry((*stack, key[0]), value[0] if value else "", key[1])
    elif value:
        yield Entry((*stack, ""), value[0], value[1])


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else found[2], text)
