"""The syntax tree of a checked CEL expression, read from its protobuf wire format (`cel.expr.CheckedExpr`).

Knows the node kinds of cel-spec's syntax.proto; what a node means for facts is `fact_paths`' to say. A
kind of node that is not known here is an error, never skipped: a skipped node could hide a fact that is
read.
"""

from struct import unpack

from aims_gate.model.values import NamedTuple

_ANY_VALUE, _TYPES, _EXPRESSION = 2, 3, 4
_TYPE_PRIMITIVE, _INT64, _UINT64 = 3, 2, 3
_MASK = (1 << 64) - 1


class UnreadableTreeError(ValueError):
    """The bytes hold something this reader does not know."""


class Literal(NamedTuple):
    """A constant. Bytes and null are None: neither can name a fact."""

    id: int
    value: bool | int | float | str | None


class Name(NamedTuple):
    """An identifier; a leading dot asks for the variable even where a loop shadows it."""

    id: int
    name: str


class Field(NamedTuple):
    """`operand.field`, or `has(operand.field)` when `only_asked`."""

    id: int
    operand: "Node"
    field: str
    only_asked: bool


class Call(NamedTuple):
    """A function or operator. The receiver of a method call is the first of `arguments`."""

    id: int
    function: str
    arguments: tuple["Node", ...]


class Items(NamedTuple):
    """A list, a map or a message as written: `keys` is empty for a list."""

    id: int
    keys: tuple["Node", ...]
    values: tuple["Node", ...]


class Loop(NamedTuple):
    """What a macro such as `exists` becomes. `variable` walks `over`; `total` gathers the answer."""

    id: int
    variable: str
    over: "Node"
    total: str
    start: "Node"
    goes_on: "Node"
    step: "Node"
    result: "Node"


Node = Literal | Name | Field | Call | Items | Loop


class SyntaxTree:
    """`root` and, read only when asked for, the types the checker gave to nodes."""

    __slots__ = ("_checked", "_types", "root")

    def __init__(self, serialized: bytes) -> None:
        self._checked = _one(_bytes(serialized, _ANY_VALUE))
        self._types: dict[int, bytes] | None = None
        self.root = _node(_one(_bytes(self._checked, _EXPRESSION)))

    def is_number(self, node: Node) -> bool:
        """Whether the checker knows the node to be a whole number."""
        return dict(_fields(self._type(node))).get(_TYPE_PRIMITIVE) in (_INT64, _UINT64)

    def _type(self, node: Node) -> bytes:
        if self._types is None:
            entries = (dict(_fields(entry)) for entry in _bytes(self._checked, _TYPES))
            self._types = {_number(entry.get(1, 0)): _blob(entry.get(2, b"")) for entry in entries}
        return self._types.get(node.id, b"")


def _varint(data: bytes, at: int) -> tuple[int, int]:
    result = shift = 0
    while True:
        if at >= len(data):
            raise UnreadableTreeError("a number runs past the end")
        byte = data[at]
        at += 1
        if byte < 0x80 and not shift:
            return byte, at
        result |= (byte & 0x7F) << shift
        if byte < 0x80:
            return result & _MASK, at
        shift += 7


def _fields(data: bytes) -> list[tuple[int, int | bytes]]:
    found: list[tuple[int, int | bytes]] = []
    at, end = 0, len(data)
    while at < end:
        key = data[at]
        at += 1
        if key >= 0x80:
            key, at = _varint(data, at - 1)
        kind = key & 7
        if kind == 0:
            value, at = _varint(data, at)
            found.append((key >> 3, value))
            continue
        if kind == 2:
            size, at = _varint(data, at)
        elif kind in (1, 5):
            size = 8 if kind == 1 else 4
        else:
            raise UnreadableTreeError(f"wire type {kind}")
        if at + size > end:
            raise UnreadableTreeError("a field runs past the end")
        found.append((key >> 3, data[at : at + size]))
        at += size
    return found


def _bytes(data: bytes, wanted: int) -> list[bytes]:
    return [_blob(value) for number, value in _fields(data) if number == wanted]


def _one(found: list[bytes]) -> bytes:
    if len(found) != 1:
        raise UnreadableTreeError("a part of the expression is absent")
    return found[0]


def _blob(value: int | bytes) -> bytes:
    if isinstance(value, int):
        raise UnreadableTreeError("a number where a part was expected")
    return value


def _number(value: int | bytes) -> int:
    if isinstance(value, bytes):
        raise UnreadableTreeError("a part where a number was expected")
    return value - (1 << 64) if value >> 63 else value


def _text(parts: dict[int, int | bytes], number: int) -> str:
    return _blob(parts.get(number, b"")).decode()


def _child(parts: dict[int, int | bytes], number: int) -> Node:
    if number not in parts:
        raise UnreadableTreeError("a part of the expression is absent")
    return _node(_blob(parts[number]))


def _node(data: bytes) -> Node:
    identity = 0
    found: Node | None = None
    for number, value in _fields(data):
        if number == 2:
            identity = _number(value)
        elif number in _READERS:
            found = _READERS[number](identity, _blob(value))
        else:
            raise UnreadableTreeError(f"a node of kind {number}")
    if found is None:
        raise UnreadableTreeError("a node of no kind")
    return found


def _literal(identity: int, data: bytes) -> Node:
    for number, value in _fields(data):
        if number == 2:
            return Literal(identity, bool(value))
        if number in (3, 4):
            return Literal(identity, _number(value))
        if number == 5:
            return Literal(identity, unpack("<d", _blob(value))[0])
        if number == 6:
            return Literal(identity, _blob(value).decode())
    return Literal(identity, None)


def _name(identity: int, data: bytes) -> Node:
    return Name(identity, _text(dict(_fields(data)), 1))


def _field(identity: int, data: bytes) -> Node:
    parts = dict(_fields(data))
    return Field(identity, _child(parts, 1), _text(parts, 2), bool(parts.get(3, 0)))


def _call(identity: int, data: bytes) -> Node:
    function = ""
    arguments: list[Node] = []
    receiver: tuple[Node, ...] = ()
    for number, value in _fields(data):
        if number == 1:
            receiver = (_node(_blob(value)),)
        elif number == 2:
            function = _blob(value).decode()
        elif number == 3:
            arguments.append(_node(_blob(value)))
        else:
            raise UnreadableTreeError(f"a call's part {number}")
    return Call(identity, function, (*receiver, *arguments))


def _list(identity: int, data: bytes) -> Node:
    return Items(identity, (), tuple(_node(item) for item in _bytes(data, 1)))


def _map(identity: int, data: bytes) -> Node:
    entries = [dict(_fields(entry)) for entry in _bytes(data, 2)]
    keys = tuple(_child(entry, 3) for entry in entries if 3 in entry)
    return Items(identity, keys, tuple(_child(entry, 4) for entry in entries))


def _loop(identity: int, data: bytes) -> Node:
    parts = dict(_fields(data))
    if not parts.keys() <= {1, 2, 3, 4, 5, 6, 7}:
        raise UnreadableTreeError("a loop over two variables")
    children = (_child(parts, number) for number in (4, 5, 6, 7))
    return Loop(identity, _text(parts, 1), _child(parts, 2), _text(parts, 3), *children)


_READERS = {3: _literal, 4: _name, 5: _field, 6: _call, 7: _list, 8: _map, 9: _loop}
