"""One YAML mapping, read strictly: a JSON value, where each part of it stands, or why it cannot be read.

Knows YAML 1.2 and its traps; knows nothing of files, front matter or evidence. It is built on the parser's
events and never on its composer, which exhausts the C stack on deep nesting.
"""

import re
from collections.abc import Iterator
from typing import Any

from aims_gate.model.document import Parsed, Problem
from aims_gate.sources.pyyaml import yaml
from aims_gate.sources.yaml_mistakes import Mistake, explain, place_of
from aims_gate.sources.yaml_tree import RefusedError, Tree

FRONT_MATTER_BYTES = 64 * 1024
MOST_NODES = 5_000

BOM = "\ufeff"

_PURE: Any = yaml.BaseLoader
_LOADER: Any = getattr(yaml, "CBaseLoader", _PURE)

# Beside what YAML forbids: line ends that the scanner counts and editors do not (U+0085, U+2028, U+2029),
# a byte order mark in the text, and what shows text in another order than it is read in (U+202A–E, U+2066–9).
_UNSEEN = "[^\t\n\r\x20-\x7e\xa0-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
_UNSEEN_ASCII = re.compile("[^\t\n\r\x20-\x7e]")


def read_yaml(
    data: bytes | str,
    path: str,
    *,
    first_line: int = 1,
    limit: int = FRONT_MATTER_BYTES,
    most_nodes: int = MOST_NODES,
) -> Parsed:
    """Read one YAML mapping.

    `first_line` is the line of the file on which the text begins, `limit` the most bytes of it, `most_nodes`
    the most keys, values and list items. Keys without a value (null) are left out and keep their
    span. Whatever the bytes, nothing is raised: unreadable text gives one problem of that cause.
    """
    return read_yaml_with_text(data, path, first_line=first_line, limit=limit, most_nodes=most_nodes)[0]


def read_yaml_with_text(
    data: bytes | str,
    path: str,
    *,
    first_line: int = 1,
    limit: int = FRONT_MATTER_BYTES,
    most_nodes: int = MOST_NODES,
) -> tuple[Parsed, dict[str, str]]:
    """As `read_yaml`, and pointer → source text of each number and bool (`1.10`, where the value is 1.1)."""
    try:
        text = _text(data, limit, first_line)
        tree = Tree(text, first_line, most_nodes)
        try:
            tree.grow(_events(text))
        except yaml.YAMLError as error:
            raise RefusedError(explain(error, text)) from error
    except RefusedError as refused:
        line, column, message, hint = refused.mistake
        problem = Problem(message, line + first_line, column + 1, refused.pointer, hint)
        return Parsed(path, None, problems=(problem,)), {}
    return Parsed(path, tree.root, tree.spans), tree.typed


def _text(data: bytes | str, limit: int, first_line: int) -> str:
    """The text without the byte order mark that a file may begin with."""
    size = len(data) if isinstance(data, bytes) else len(data.encode("utf-8", "surrogatepass"))
    if size > limit:
        message = f"the YAML is longer than {limit:,} bytes"
        raise RefusedError(Mistake(0, 0, message, "move long text out of it"))
    text = data if isinstance(data, str) else _decoded(data)
    if first_line == 1:
        text = text.removeprefix(BOM)
    if found := unseen(text):
        message = f"an invisible or control character, U+{ord(found[0]):04X}, stands here"
        raise RefusedError(Mistake(*place_of(text, found.start()), message, "delete it"))
    return text


def unseen(text: str) -> re.Match[str] | None:
    """The first character that a reader does not see, or that YAML forbids."""
    # The wide class takes long to compile, and most documents are ASCII.
    return _UNSEEN_ASCII.search(text) if text.isascii() else re.search(_UNSEEN, text)


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        place = place_of(data[: error.start].decode("utf-8"), error.start)
        message = f"byte {data[error.start]:#04x} is not UTF-8"
        raise RefusedError(Mistake(*place, message, "save the file as UTF-8")) from error


def _events(text: str) -> Iterator[yaml.Event]:
    events = iter(_LOADER(text).get_event, None)
    return _guarded(events) if _LOADER is _PURE else events


def _guarded(events: Iterator[yaml.Event]) -> Iterator[yaml.Event]:
    """The events of the pure-Python parser, which lets errors of chr() through for escapes beyond Unicode."""
    try:
        yield from events
    except (ValueError, OverflowError) as error:
        raise yaml.YAMLError(str(error)) from error
