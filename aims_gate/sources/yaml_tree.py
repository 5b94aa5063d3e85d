"""A JSON value grown from the events of a YAML parser, with the place of every key, value and list item.

Knows what a strict mapping may hold: bounded depth and size, and no duplicate keys, aliases, anchors, tags or
second document. Knows nothing of bytes, nor of what the scanner says. It keeps a stack of its own, so that no
nesting exhausts Python's.
"""

from collections.abc import Iterable
from typing import Any

from aims_gate.model.document import Json, Spans
from aims_gate.model.regex import late_regex
from aims_gate.sources.core_schema import NumberRangeError, is_plain_text, plain_value
from aims_gate.sources.pointer import pointer_to
from aims_gate.sources.pyyaml import yaml
from aims_gate.sources.yaml_mistakes import Mistake, colon_hint, place_of, quoted, value_at

MOST_DEPTH = 20

_CONTROL = late_regex("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_INDENT_INDICATOR = late_regex(r"[>|][-+]?[1-9]")


class RefusedError(Exception):
    """The text is not to be read on, for this mistake in the part at this pointer."""

    def __init__(self, mistake: Mistake, pointer: str = "") -> None:
        super().__init__(mistake.message)
        self.mistake = mistake
        self.pointer = pointer


class Tree:
    """The value as it grows from the events: what is still open, and the place of all that was read.

    `root` is the mapping once grown, `spans` the places, `typed` pointer → source text of numbers and bools.
    """

    def __init__(self, text: str, first_line: int, most_nodes: int) -> None:
        self.text = text
        self.first_line = first_line
        self.most_nodes = most_nodes
        self.nodes = 0
        self.root: Json = None
        self.container: Any = None
        self.pointer = ""
        self.key: str | None = None
        self.key_pointer = ""
        self.key_place: tuple[int, int] = (0, 0)
        self.open: list[tuple[Any, str]] = []
        self.spans: Spans = {}
        self.typed: dict[str, str] = {}

    def grow(self, events: Iterable[yaml.Event]) -> None:
        """Take in a whole stream of events. Raises `RefusedError`."""
        for event in events:
            kind = type(event)
            if kind is yaml.ScalarEvent:
                self._admit(event)
                if self.key is None and type(self.container) is dict:
                    self._begin_entry(event)
                else:
                    self._add_scalar(event)
            elif kind is yaml.MappingStartEvent:
                self._enter(event, {})
            elif kind is yaml.SequenceStartEvent:
                self._enter(event, [])
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self.container, self.pointer = self.open.pop()
            elif kind is yaml.AliasEvent:
                raise self._refusal(event, "an alias (*) stands here", _quote_or("repeat the value"))
            elif kind is yaml.DocumentStartEvent:
                self._begin_document(event)
        if self.root is None:
            raise RefusedError(Mistake(0, 0, "the YAML is empty", "write 'key: value' lines"))

    def _begin_document(self, event: Any) -> None:
        if self.root is not None:
            raise self._refusal(event, "a second YAML document begins here", "keep one document")
        if event.version not in (None, (1, 2)):
            raise self._refusal(event, "only YAML 1.2 is read", "delete the %YAML line")

    def _admit(self, event: Any) -> None:
        """Refuse what would make a node more, or something else, than the text shows."""
        self.nodes += 1
        if self.nodes > self.most_nodes:
            message = f"the YAML has more than {self.most_nodes:,} keys and values"
            raise self._refusal(event, message, "split it")
        if event.anchor is not None:
            raise self._refusal(event, "an anchor (&) stands here", _quote_or("delete it"))
        if event.tag is not None:
            raise self._refusal(event, "a tag (!) stands here", _quote_or("delete it"))

    def _begin_entry(self, event: Any) -> None:
        key: str = event.value
        if not event.style:
            self._check_plain_key(event, key)
        elif event.style == '"':
            self._check_controls(event)
        pointer = pointer_to(self.pointer, key)
        mark = event.start_mark
        place = (mark.line + self.first_line, mark.column + 1)
        if pointer in self.spans:
            message = f"key {quoted(key)} stands here again, first on line {self.spans[pointer][0]}"
            raise RefusedError(Mistake(mark.line, mark.column, message, "keep one of them"), pointer)
        self.spans[pointer] = place + place
        self.key, self.key_pointer, self.key_place = key, pointer, place

    def _check_plain_key(self, event: Any, key: str) -> None:
        if key == "<<":
            raise self._refusal(event, "a merge key (<<) stands here", "write the keys out")
        if not is_plain_text(key):
            raise self._refusal(event, f"the key {quoted(key)} is not text", "quote it, or give it a name")

    def _add_scalar(self, event: Any) -> None:
        pointer = self._settle(event)
        value = event.value
        if event.style:
            self._check_styled(event)
        elif not is_plain_text(value):
            value = self._number_or_word(event, pointer)
        if self.container is None:
            raise self._refusal(
                event,
                "this is not a mapping of keys to values",
                colon_hint(value_at(self.text, event.start_mark.index)),
            )
        self._put(value)

    def _enter(self, event: Any, container: Any) -> None:
        self._admit(event)
        if len(self.open) >= MOST_DEPTH:
            raise self._refusal(event, f"the YAML is nested deeper than {MOST_DEPTH} levels", "write it flatter")
        if type(self.container) is dict and self.key is None:
            raise self._container_as_key(event)
        pointer = self._settle(event)
        if self.container is not None:
            self._put(container)
        elif type(container) is list:
            raise self._refusal(event, "this is a list, not a mapping of keys to values", "write 'key:' above it")
        else:
            self.root = container
        self.open.append((self.container, self.pointer))
        self.container, self.pointer = container, pointer

    def _container_as_key(self, event: Any) -> RefusedError:
        mark = event.start_mark
        # A template's {{ name }} is, to YAML, a mapping whose key is a mapping.
        begin = mark.index - (self.text[mark.index - 1 : mark.index + 1] == "{{")
        hint = f"quote {quoted(value_at(self.text, begin))} if it is text, or write the key as text"
        return self._refusal(event, "a key cannot be a mapping or a list", hint)

    def _settle(self, event: Any) -> str:
        """Note where the value stands that begins here; gives its pointer."""
        mark = event.start_mark
        place = (mark.line + self.first_line, mark.column + 1)
        if self.key is not None:
            pointer = self.key_pointer
            self.spans[pointer] = self.key_place + place
            return pointer
        pointer = f"{self.pointer}[{len(self.container)}]" if type(self.container) is list else ""
        self.spans[pointer] = place + place
        return pointer

    def _put(self, value: Json) -> None:
        if self.key is None:
            self.container.append(value)
            return
        if value is None:
            # The parsers do not agree on the place of a value that is not there.
            self.spans[self.key_pointer] = self.key_place + self.key_place
        else:
            self.container[self.key] = value
        self.key = None

    def _number_or_word(self, event: Any, pointer: str) -> Json:
        try:
            value = plain_value(event.value)
        except NumberRangeError as lack:
            hint = "write a smaller number, or quote it if it is text"
            raise self._refusal(event, f"{quoted(event.value)} {lack}", hint) from lack
        if value is not None:
            self.typed[pointer] = event.value
        return value

    def _check_styled(self, event: Any) -> None:
        if event.style == '"':
            self._check_controls(event)
        elif event.style != "'":
            header = _INDENT_INDICATOR.match(self.text, event.start_mark.index)
            if header and (event.style == ">" or not event.value.strip()):
                begins = header[0][0]
                message = f"{begins} begins a block of text, which starts on the next line"
                raise self._refusal(event, message, "quote {}")

    def _check_controls(self, event: Any) -> None:
        # Nothing printable is a control, and the expression takes long to compile.
        if not event.value.isprintable() and (found := _CONTROL.search(event.value)):
            message = f"the text holds the control character U+{ord(found[0]):04X}"
            raise self._refusal(event, message, "delete its escape")

    def _refusal(self, event: Any, message: str, hint: str = "") -> RefusedError:
        """A refusal at the event; `{}` in the hint becomes the value there, quoted."""
        mark = event.start_mark
        if "{}" in hint:
            hint = hint.replace("{}", quoted(value_at(self.text, mark.index)))
        pointer = self.pointer if self.key is None else self.key_pointer
        # The C scanner marks the line after an end without a line break.
        place = min((mark.line, mark.column), place_of(self.text, len(self.text)))
        return RefusedError(Mistake(*place, message, hint), pointer)


def _quote_or(otherwise: str) -> str:
    return f"quote {{}} if it is text, or {otherwise}"
