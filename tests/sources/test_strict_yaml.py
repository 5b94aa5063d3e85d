"""Strict YAML: the values it gives and where they stand."""

from typing import Any

import pytest

from aims_gate.sources.pointer import pointer_to
from aims_gate.sources.strict_yaml import read_yaml, read_yaml_with_text
from tests.sources.strictly import problem, value

pytestmark = pytest.mark.usefixtures("parser")


class TestCoreSchema:
    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("true", True),
            ("False", False),
            ("TRUE", True),
            ("no", "no"),
            ("on", "on"),
            ("Yes", "Yes"),
            ("tRue", "tRue"),
            ("0", 0),
            ("-0", 0),
            ("+12", 12),
            ("010", 10),
            ("08", 8),
            ("0o17", 15),
            ("0x1F", 31),
            ("0X1F", "0X1F"),
            ("-0x1F", "-0x1F"),
            ("0b1", "0b1"),
            ("1_000", "1_000"),
            ("1:30", "1:30"),
            ("12:30:45", "12:30:45"),
            ("2026-11-10", "2026-11-10"),
            ("2026-13-45", "2026-13-45"),
            ("2026-11-10T12:00:00Z", "2026-11-10T12:00:00Z"),
            ("1.10", 1.1),
            (".5", 0.5),
            ("5.", 5.0),
            ("-1e3", -1000.0),
            ("1.2.3", "1.2.3"),
            ("9223372036854775807", 2**63 - 1),
            ("-9223372036854775808", -(2**63)),
            ("+", "+"),
            (".", "."),
            ("---x", "---x"),
            (".inf.", ".inf."),
            ("inf", "inf"),
            ("NaN", "NaN"),
            ("< 0.35", "< 0.35"),
            ("TBD", "TBD"),
            ("draft|approved", "draft|approved"),
            ("<name>", "<name>"),
            ("A.6.2.4", "A.6.2.4"),
            ("=", "="),
            ("١٢", "١٢"),
        ],
    )
    def test_plain_scalars(self, typed: str, meant: Any) -> None:
        read = value(f"a: {typed}\n")["a"]
        assert read == meant
        assert type(read) is type(meant)

    @pytest.mark.parametrize("style", ["'{}'", '"{}"', "|-\n  {}", ">-\n  {}"])
    @pytest.mark.parametrize("text", ["true", "null", "12", "1.10", "~", "0x1F", "1e400"])
    def test_styled_scalars_are_text(self, style: str, text: str) -> None:
        parsed, typed = read_yaml_with_text(f"a: {style.format(text)}\n", "x.yaml")
        assert parsed.value == {"a": text}
        assert typed == {}

    @pytest.mark.parametrize(
        "typed", ["9223372036854775808", "-9223372036854775809", "0xFFFFFFFFFFFFFFFF", "0o" + "7" * 30]
    )
    def test_whole_numbers_beyond_64_bits(self, typed: str) -> None:
        found = problem(f"a: {typed}\n")
        assert (found.line, found.column, found.pointer) == (1, 4, "a")
        assert "64 bits" in found.message
        assert "quote" in found.hint

    @pytest.mark.parametrize("typed", ["1e400", "-1e400", ".inf", "-.INF", "+.Inf", ".nan", ".NaN"])
    def test_numbers_that_are_not_finite(self, typed: str) -> None:
        found = problem(f"a:\n  - {typed}\n")
        assert (found.line, found.column) == (2, 5)
        assert "not a finite number" in found.message

    @pytest.mark.parametrize("empty", ["", " ~", " null", " NULL", " # TODO"])
    def test_a_key_without_a_value_is_a_missing_key_whose_place_is_known(self, empty: str) -> None:
        parsed = read_yaml(f"a:{empty}\nb: 1\n", "x.yaml")
        assert parsed.value == {"b": 1}
        assert parsed.spans["a"] == (1, 1, 1, 1)

    def test_a_missing_value_still_counts_as_a_duplicate(self) -> None:
        assert problem("a:\na: 1\n").line == 2

    def test_an_empty_list_item_keeps_its_place(self) -> None:
        assert value("a:\n  - x\n  -\n  - y\n") == {"a": ["x", None, "y"]}

    def test_typed_text_of_numbers_and_bools(self) -> None:
        text = "version: 1.10\nlist: [0x10, 'a', yes, True]\nmap: {n: 007, none: ~}\n"
        parsed, typed = read_yaml_with_text(text, "x.yaml")
        assert parsed.value == {"version": 1.1, "list": [16, "a", "yes", True], "map": {"n": 7}}
        assert typed == {"version": "1.10", "list[0]": "0x10", "list[3]": "True", "map.n": "007"}


class TestSpans:
    def test_every_key_value_and_item(self) -> None:
        text = "a: 1\nmetrics:\n  - name: x\n    threshold: '> 1'\n  -   {b: [c,\n     d]}\n"
        parsed = read_yaml(text, "x.yaml", first_line=10)
        assert parsed.spans == {
            "": (10, 1, 10, 1),
            "a": (10, 1, 10, 4),
            "metrics": (11, 1, 12, 3),
            "metrics[0]": (12, 5, 12, 5),
            "metrics[0].name": (12, 5, 12, 11),
            "metrics[0].threshold": (13, 5, 13, 16),
            "metrics[1]": (14, 7, 14, 7),
            "metrics[1].b": (14, 8, 14, 11),
            "metrics[1].b[0]": (14, 12, 14, 12),
            "metrics[1].b[1]": (15, 6, 15, 6),
        }

    def test_columns_count_characters(self) -> None:
        assert read_yaml("{ü😀: 'é', b: 1}\n".encode(), "x").spans["b"] == (1, 11, 1, 14)

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_line_ends(self, end: str) -> None:
        parsed = read_yaml(end.join(["a: 1", "b: |", "  x", "  y", "c: 2", ""]), "x")
        assert parsed.value == {"a": 1, "b": "x\ny\n", "c": 2}
        assert parsed.spans["b"] == (2, 1, 2, 4)
        assert parsed.spans["c"] == (5, 1, 5, 4)

    def test_a_byte_order_mark_moves_nothing(self) -> None:
        assert read_yaml(b"\xef\xbb\xbfa: 1\n", "x").spans["a"] == (1, 1, 1, 4)

    @pytest.mark.parametrize(
        ("parent", "key", "pointer"),
        [
            ("", "a", "a"),
            ("a[0]", "b-c_1", "a[0].b-c_1"),
            ("", "a.b", '["a.b"]'),
            ("x", "", 'x[""]'),
            ("x", 'say "no"\\', 'x["say \\"no\\"\\\\"]'),
            ("", "größe", '["größe"]'),
        ],
    )
    def test_pointers(self, parent: str, key: str, pointer: str) -> None:
        assert pointer_to(parent, key) == pointer

    def test_odd_keys_are_not_duplicates_of_paths(self) -> None:
        parsed = read_yaml("a:\n  b: 1\n  '': 0\n'a.b': 2\n'a[0]': 3\n", "x")
        assert parsed.value == {"a": {"b": 1, "": 0}, "a.b": 2, "a[0]": 3}
        assert set(parsed.spans) == {"", "a", "a.b", 'a[""]', '["a.b"]', '["a[0]"]'}
