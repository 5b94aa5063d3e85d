"""JSON read strictly: the same values as the library's, with places, and every trap refused."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aims_gate.sources.places import part_at
from aims_gate.sources.strict_json import MOST_BYTES, MOST_DEPTH, MOST_PARTS, read_json
from aims_gate.sources.strict_yaml import unseen

_TEXTS = st.text().filter(lambda text: not unseen(text))
_VALUES = st.recursive(
    st.booleans() | st.integers(-(10**20), 10**20) | st.floats(allow_nan=False, allow_infinity=False) | _TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_TEXTS, inner, max_size=4),
    max_leaves=20,
)


def problem(data: bytes | str) -> str:
    parsed = read_json(data if isinstance(data, bytes) else data.encode(), "x.json")
    assert parsed.value is None
    (only,) = parsed.problems
    assert only.cause == "unreadable"
    return f"{only.line}:{only.column} {only.message}"


@given(st.dictionaries(_TEXTS, _VALUES, max_size=5), st.sampled_from([None, 1, "\t"]), st.booleans())
def test_it_reads_what_the_library_reads(value: dict[str, Any], indent: Any, ascii_only: bool) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    parsed = read_json(text.encode(), "x.json")
    assert (parsed.value, parsed.problems) == (json.loads(text), ())
    lines = text.split("\n")
    for pointer, (_, _, line, column) in parsed.spans.items():
        rest = "\n".join([lines[line - 1][column - 1 :], *lines[line:]])
        assert json.JSONDecoder().raw_decode(rest)[0] == part_at(parsed.value, pointer)


@given(st.binary(max_size=200))
def test_no_bytes_raise(data: bytes) -> None:
    parsed = read_json(data, "x.json")
    assert (parsed.value is None) == bool(parsed.problems)


def test_a_key_without_a_value_is_left_out_and_keeps_its_place() -> None:
    parsed = read_json(b'{"a": null,\n "b": [null, 1]}', "x.json")
    assert parsed.value == {"b": [None, 1]}
    assert parsed.spans["a"] == (1, 2, 1, 7)
    assert parsed.spans["b[1]"][:2] == (2, 14)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "1:1 this is no JSON object"),
        ("[1]", "1:1 this is no JSON object"),
        ('{"a": 1', "1:8 a `,` is missing here"),
        ('{"a": 1,}', "1:9 a key in quotes is missing"),
        ('{"a" 1}', "1:6 a `:` is missing here"),
        ('{"a": 1,\n "a": 2}', "2:2 this key stands here again"),
        ('{"a": 1, "\\u0061": 2}', "1:10 this key stands here again"),
        ('{"a": NaN}', "1:7 a value is missing here"),
        ('{"a": 1e999}', "1:7 this number is too large"),
        ('{"a": "x}', "1:7 the text that begins here is not closed"),
        ('{"a": "x\ty"}', "1:7 the text that begins here is not closed"),
        ('{"a": "\\ud800"}', "1:7 the text holds U+D800"),
        ('{"a": "\\u202e"}', "1:7 the text holds U+202E"),
        ('{"a": "\u202e"}', "1:8 an invisible or control character, U+202E"),
        ('{"a": 1} {}', "1:10 more text follows"),
        (b'{"a":\n"\xff"}', "2:1 byte 0xff is not UTF-8"),
        ('{"a": // note\n 1}', "1:7 a value is missing here"),
    ],
)
def test_what_is_refused(text: str | bytes, said: str) -> None:
    assert problem(text).startswith(said)


def test_size_depth_and_number_of_parts_are_bounded() -> None:
    assert "longer than 1,048,576 bytes" in problem(b'{"a": "' + b"x" * MOST_BYTES + b'"}')
    assert f"nested deeper than {MOST_DEPTH} levels" in problem('{"a":' + "[" * 100_000)
    assert f"more than {MOST_PARTS:,} keys" in problem('{"a": [' + "1," * MOST_PARTS + "1]}")
    assert read_json(b'{"a": ' + b"9" * 5_000 + b"}", "x.json").value is None
    assert read_json(b'{"a": ' + b"9" * 200 + b"}", "x.json").value == {"a": float("9" * 200)}
