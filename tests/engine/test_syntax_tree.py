"""The reader of the engine's wire format: what it does not know it refuses."""

import pytest

from aims_gate.engine.expression import _environment
from aims_gate.engine.syntax_tree import (
    Call,
    Field,
    Items,
    Literal,
    Loop,
    Name,
    SyntaxTree,
    UnreadableTreeError,
)


def tree(source: str) -> SyntaxTree:
    return SyntaxTree(_environment(frozenset({"a"})).compile(source).serialize())


def sealed(node: bytes) -> bytes:
    """A node as the expression of a checked expression inside an Any."""
    checked = b"\x22" + bytes([len(node)]) + node
    return b"\x12" + bytes([len(checked)]) + checked


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("-5", -5),
        ("9223372036854775807", 2**63 - 1),
        ("7u", 7),
        ("1.5", 1.5),
        ("'é'", "é"),
        ("true", True),
        ("false", False),
        ("null", None),
        ("b'x'", None),
    ],
)
def test_constants_keep_their_value(source: str, value: object) -> None:
    root = tree(source).root
    assert isinstance(root, Literal)
    assert root.value == value
    assert type(root.value) is type(value)


def test_every_kind_of_node_is_read() -> None:
    field = tree("a.b").root
    assert isinstance(field, Field)
    assert isinstance(field.operand, Name)
    assert (field.operand.name, field.field, field.only_asked) == ("a", "b", False)
    asked = tree("has(a.b)").root
    assert isinstance(asked, Field)
    assert asked.only_asked
    call = tree("a.t.startsWith('x')").root
    assert isinstance(call, Call)
    assert (call.function, len(call.arguments)) == ("startsWith", 2)
    assert isinstance(call.arguments[0], Field)
    items = tree("{'k': a}").root
    assert isinstance(items, Items)
    assert (len(items.keys), len(items.values)) == (1, 1)
    loop = tree("a.exists(x, x == 1)").root
    assert isinstance(loop, Loop)
    assert (loop.variable, loop.total) == ("x", "@result")


def test_types_are_those_of_the_checker() -> None:
    index = tree("a[size(a) - 1]")
    assert isinstance(index.root, Call)
    assert index.is_number(index.root.arguments[1])
    assert not index.is_number(index.root.arguments[0])


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x12\x00",
        sealed(b""),
        sealed(b"\x10\x01"),
        sealed(b"\x52\x00"),
        sealed(b"\x22\x09\x0a"),
        sealed(b"\x22\x80"),
        sealed(b"\x23"),
        sealed(b"\x20\x01"),
        sealed(b"\x2a\x03\x12\x01x"),
        sealed(b"\x32\x03\x22\x01x"),
        sealed(b"\x4a\x03\x42\x01x"),
    ],
    ids=[
        "nothing",
        "no expression",
        "empty node",
        "only an id",
        "unknown kind",
        "cut short",
        "number cut short",
        "unknown wire type",
        "number for a part",
        "field of nothing",
        "unknown part of a call",
        "loop over two variables",
    ],
)
def test_what_is_not_known_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableTreeError):
        SyntaxTree(data)
