"""Where a part of a parsed file stands and what it holds, by its pointer. Knows nothing of what it should hold."""

import re
from typing import Final

from aims_gate.model.document import Json, Parsed
from aims_gate.model.regex import late_regex

_STEP = late_regex(r'\.?([A-Za-z0-9_-]+)|\[([0-9]+)\]|\["((?:[^"\\]|\\.)*)"\]')
_LAST_STEP = late_regex(r'(?:(?:\.|(?<![A-Za-z0-9_.-]))[A-Za-z0-9_-]++|\[[0-9]++\]|\["(?:[^"\\]++|\\.)*+"\])$')
_ESCAPE = late_regex(r"\\(.)", re.DOTALL)


class _Absent:
    """The type of `ABSENT`."""


ABSENT: Final = _Absent()
"""What stands at a pointer that leads nowhere; null is no lack of a value but one."""


def part_at(value: Json, pointer: str) -> Json:
    """What stands at a pointer within a value (the whole for the empty one), or `ABSENT`."""
    end = 0
    while (step := _STEP.match(pointer, end)) is not None:
        key, index, quoted_key = step.groups()
        name = key if key is not None else _ESCAPE.sub(r"\1", quoted_key or "")
        if index is not None and isinstance(value, list) and int(index) < len(value):
            value = value[int(index)]
        elif index is None and isinstance(value, dict) and name in value:
            value = value[name]
        else:
            return ABSENT
        end = step.end()
    return value if end == len(pointer) else ABSENT


def key_place(parsed: Parsed, pointer: str) -> tuple[int, int]:
    """Line and column of the key (of a list's item: of the item) at a pointer, or of its nearest ancestor."""
    return _span(parsed, pointer)[:2]


def value_place(parsed: Parsed, pointer: str) -> tuple[int, int]:
    """Line and column of the value at a pointer, or of its nearest ancestor."""
    return _span(parsed, pointer)[2:]


def _span(parsed: Parsed, pointer: str) -> tuple[int, int, int, int]:
    while pointer and pointer not in parsed.spans:
        shorter = _LAST_STEP.sub("", pointer)
        pointer = shorter if shorter != pointer else ""
    return parsed.spans.get(pointer, (1, 1, 1, 1))
