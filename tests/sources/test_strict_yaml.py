"""Strict YAML: the values it gives, where they stand, and what it says of what it cannot read."""

import random
import re
from typing import Any

import pytest
import yaml
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from aims_gate.model.document import Problem
from aims_gate.sources import strict_yaml
from aims_gate.sources.pointer import pointer_to
from aims_gate.sources.strict_yaml import read_yaml, read_yaml_with_text


@pytest.fixture(params=["C", "pure"], autouse=True)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "pure":
        monkeypatch.setattr(strict_yaml, "_LOADER", yaml.BaseLoader)
    return str(request.param)


def value(text: bytes | str) -> Any:
    parsed = read_yaml(text, "x.yaml")
    assert parsed.problems == ()
    return parsed.value


def problem(text: bytes | str, **options: Any) -> Problem:
    parsed = read_yaml(text, "x.yaml", **options)
    assert parsed.value is None
    assert parsed.spans == {}
    (found,) = parsed.problems
    assert found.cause == "unreadable"
    assert found.message
    return found


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


class TestRefusals:
    @pytest.mark.parametrize(
        ("text", "line", "column", "said", "hint"),
        [
            ("tier: high\nx: 1\ntier: low\n", 3, 1, "again, first on line 1", "keep one"),
            ("a: {b: 1, 'b': 2}\n", 1, 11, "again", "keep one"),
            ("a: &x 1\n", 1, 4, "anchor", "quote '&x 1'"),
            ("a: &x [1]\n", 1, 4, "anchor", ""),
            ("a: &x {b: 1}\n", 1, 4, "anchor", ""),
            ("a: *x\n", 1, 4, "alias", "quote '*x'"),
            ("a: 1\n<<: {b: 1}\n", 2, 1, "merge key", "write the keys out"),
            ("a: !x 1\n", 1, 4, "tag", "quote '!x 1'"),
            ("a: !!str 1\n", 1, 4, "tag", ""),
            ("a: ! 1\n", 1, 4, "tag", ""),
            ("a: !!map {}\n", 1, 4, "tag", ""),
            ("a: !!seq []\n", 1, 4, "tag", ""),
            ("!!map\na: 1\n", 1, 1, "tag", ""),
            ("!x a: 1\n", 1, 1, "tag", ""),
            ("1: a\n", 1, 1, "not text", "quote it"),
            ("a: {true: 1}\n", 1, 5, "not text", "quote it"),
            ("~: 1\n", 1, 1, "not text", "quote it"),
            (": 1\n", 1, 1, "a key is expected", ""),
            ("?\n: 1\n", 1, 2, "not text", ""),
            ("{", 1, 2, "bracket", "close"),
            ("a: {b: 1", 1, 4, "{ that opens here", "close"),
            (".inf: 1\n", 1, 1, "not text", "quote it"),
            ("? [a]\n: 1\n", 1, 3, "key cannot be", ""),
            ("a: {{ name }}\n", 1, 5, "key cannot be", "quote '{{ name }}'"),
            ("a: 1\n---\nb: 1\n", 2, 1, "second YAML document", "keep one"),
            ("a: 1\n...\nb: 1\n", 3, 1, "after the end", "keep one"),
            ("%YAML 1.1\n---\na: no\n", 1, 1, "1.2", "delete"),
            ("", 1, 1, "empty", "key: value"),
            ("# only a comment\n", 1, 1, "empty", ""),
            ("- a\n", 1, 1, "list", "key:"),
            ("text\n", 1, 1, "mapping", "colon"),
            ("a:b\n", 1, 1, "mapping", "space after the colon"),
            ("a:\u00a0b\n", 1, 1, "mapping", "ordinary space"),
            ("~\n", 1, 1, "mapping", ""),
            ("a: 1\nb: \x00\n", 2, 4, "U+0000", "delete"),
            ("a: \x1b[31m\n", 1, 4, "U+001B", "delete"),
            ("a: \x7f\n", 1, 4, "U+007F", "delete"),
            ("a: x\u0085tier: low\n", 1, 5, "U+0085", ""),
            ("a: x\u2028tier: low\n", 1, 5, "U+2028", ""),
            ("a: \u202ex\n", 1, 4, "U+202E", ""),
            ("\ufeff\ufeffa: 1\n", 1, 1, "U+FEFF", ""),
            ("a: \ud800\n", 1, 4, "U+D800", ""),
            ('a: "\\0"\n', 1, 4, "U+0000", "escape"),
            ('"a\\e": 1\n', 1, 1, "U+001B", "escape"),
            (b"a: 1\nb: \xe4\n", 2, 4, "0xe4 is not UTF-8", "UTF-8"),
        ],
    )
    def test_what_is_refused(self, text: bytes | str, line: int, column: int, said: str, hint: str) -> None:
        found = problem(text)
        assert (found.line, found.column) == (line, column)
        assert said in found.message
        assert hint in found.hint

    @pytest.mark.parametrize(
        ("text", "line", "column", "hint"),
        [
            ("a: 1\nowner: @alice\n", 2, 8, "quote '@alice'"),
            ("owner: @alice # lead\n", 1, 8, "quote '@alice'"),
            ("owner: [bob, @alice, eve]\n", 1, 14, "quote '@alice'"),
            ("by:\n  - @alice (lead)\n", 2, 5, "quote '@alice (lead)'"),
            ("threshold: > 0.35\n", 1, 12, "quote '> 0.35'"),
            ("threshold: >= 0.35\n", 1, 12, "quote '>= 0.35'"),
            ("threshold: >0.35\n", 1, 12, "quote '>0.35'"),
            ("threshold: >5\nowner: x\n", 1, 12, "quote '>5'"),
            ("threshold: >-5\n", 1, 12, "quote '>-5'"),
            ("choice: |2\nb: 1\n", 1, 9, "quote '|2'"),
            ("a: | b\n", 1, 4, "quote '| b'"),
            ("a: `code`\n", 1, 4, "quote '`code`'"),
            ("a: %d of all\n", 1, 4, "quote '%d of all'"),
            ("a: **bold**\n", 1, 4, "quote '**bold**'"),
            ("paths: [*.py]\n", 1, 9, "quote '*.py'"),
            ("a: , b\n", 1, 4, "quote ', b'"),
            ("a:\n\tb: 1\n", 2, 1, "indent with spaces"),
            ("a:\n  - b\n\t- c\n", 3, 1, "indent with spaces"),
            ("a: 1\nno colon here\nb: 2\n", 2, 1, "with a colon and a space"),
            ("a: 1\nb:2\nc: 3\n", 2, 1, "space after the colon"),
            (
                "a:\n  - [Plan](https://x.org/y) of May\n  - b\n",
                2,
                5,
                "quote '[Plan](https://x.org/y) of May'",
            ),
            ("a: [Plan](plan.md)\n", 1, 4, "quote '[Plan](plan.md)'"),
            ("a: b: c\n", 1, 5, "quote 'b: c'"),
            ("a: it's: c\n", 1, 8, "quote 'it''s: c'"),
            ("a: 1\n  b: 2\n", 2, 4, "indent it like the key above"),
            ("a: 'it's'\n", 1, 8, "quote the whole value"),
            ('a: "b" c\n', 1, 8, "quote the whole value"),
            ("a: 'b\nc: 1\n", 1, 4, "close the quote"),
            ("a: [1, 2\nb: 3\n", 1, 4, "close the bracket"),
            ("a: {b: 'x' y}\n", 1, 12, "quote each value"),
            ("a: - b\n", 1, 4, "line of its own"),
            ("a: -\n", 1, 4, "line of its own"),
            ("a:\n  - b\n  c: d\n", 3, 3, "indentation"),
            ("a:\n  b: 1\n c: 2\n", 3, 2, "indentation"),
        ],
    )
    def test_mistakes_of_writers_come_with_the_way_out(self, text: str, line: int, column: int, hint: str) -> None:
        found = problem(text, first_line=4)
        assert (found.line, found.column) == (line + 3, column)
        assert hint in found.hint

    def test_an_unknown_escape(self, parser: str) -> None:
        found = problem('a: "C:\\dir"\n')
        assert found.line == 1
        assert "single quotes" in found.hint

    def test_an_escape_beyond_unicode(self) -> None:
        assert problem('a: "\\UFFFFFFFF"\n').line == 1

    def test_a_block_of_text_may_be_indented_on_purpose(self) -> None:
        assert value("a: |2\n    x\n") == {"a": "  x\n"}
        assert value("a: >-\n  x\n  y\n") == {"a": "x y"}

    def test_a_hint_stays_short(self) -> None:
        assert len(problem("a: @" + "x" * 10_000 + "\n").hint) < 80

    def test_depth(self) -> None:
        def nested(levels: int) -> str:
            return "a: " + "[" * (levels - 1) + "]" * (levels - 1) + "\n"

        assert value(nested(20))
        found = problem(nested(21))
        assert (found.line, found.column) == (1, 23)
        assert "20 levels" in found.message

    def test_nodes(self) -> None:
        # The root, its key and its list are three.
        assert len(value("a: [" + "1," * 4_997 + "]\n")["a"]) == 4_997
        assert "5,000" in problem("a: [" + "1," * 4_998 + "]\n").message
        assert problem("a: [1, 2]\n", most_nodes=4).column == 8

    def test_size(self) -> None:
        text = "a: " + "x" * (64 * 1024 - 4) + "\n"
        assert value(text)
        assert "65,536 bytes" in problem(text + "\n").message
        assert problem("a: ü\n", limit=5).message == "the YAML is longer than 5 bytes"
        assert read_yaml(text + "\n", "x", limit=256 * 1024).value


KEYS = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=8) | st.sampled_from(
    ["a", "b", "on", "no", "1", "true", "a.b", "", "~", "<<", "=", '"', "2026-11-10", "0o7", "1e3"]
)
SCALARS = (
    st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]))
    | st.sampled_from(["> 0.35", "@alice", "no", "010", "1:30", "0o17", "1e3", "x\ny\n", " x ", "#", "- a"])
)
TREES = st.dictionaries(
    KEYS,
    st.recursive(
        SCALARS,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
        max_leaves=12,
    ),
    max_size=5,
)


class Dumper(yaml.SafeDumper):
    """Quotes what either version of YAML would take for something else than text; writes no alias."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _quote_where_versions_differ(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    looks_typed = re.match(r"[-+.0-9~=<]|(true|false|null|yes|no|on|off|y|n)$", text, re.IGNORECASE)
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"' if looks_typed else None)


Dumper.add_representer(str, _quote_where_versions_differ)


def dump(tree: Any, seed: int = 0) -> str:
    shapes = random.Random(seed)
    return str(
        yaml.dump(
            tree,
            Dumper=Dumper,
            allow_unicode=shapes.random() < 0.5,
            default_flow_style=shapes.choice([True, False, None]),
            width=shapes.choice([20, 1000]),
            sort_keys=False,
        )
    )


def parts(tree: Any, pointer: str = "") -> list[tuple[str, str | None, Any]]:
    """(pointer, key, value) of every part of a value but its root."""
    found: list[tuple[str, str | None, Any]] = []
    pairs = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, inner in pairs:
        at = pointer_to(pointer, key) if isinstance(key, str) else f"{pointer}[{key}]"
        found += [(at, key if isinstance(key, str) else None, inner), *parts(inner, at)]
    return found


def shown(text: str) -> bool:
    """Whether the text holds nothing that the reader refuses to take unescaped."""
    return strict_yaml.unseen(text) is None


class TestProperties:
    @settings(deadline=None)
    @given(st.binary() | st.text().map(lambda text: text.encode("utf-8", "surrogatepass")))
    @example(b"\xff\xfea\x00")
    @example(b'a: "\\UFFFFFFFF"')
    def test_any_bytes(self, data: bytes) -> None:
        parsed = read_yaml(data, "x")
        assert (parsed.value is None) == any(it.cause == "unreadable" for it in parsed.problems)
        assert len(parsed.problems) <= 1
        assert all(it.line >= 1 and it.column >= 1 for it in parsed.problems)

    @settings(deadline=None)
    @given(st.lists(st.sampled_from([*"{}[],:-?!&*|>'\"%@`#~ab1\n\t ", "\r", "---\n", "...\n", "- ", ": ", "<<"])))
    def test_any_punctuation(self, pieces: list[str]) -> None:
        text = "".join(pieces)
        parsed = read_yaml(text, "x")
        assert (parsed.value is None) == bool(parsed.problems)
        lines = re.split(r"\r\n|\r|\n", text)
        for found in parsed.problems:
            assert 1 <= found.line <= len(lines)
            assert 1 <= found.column <= len(lines[found.line - 1]) + 1

    @settings(deadline=None)
    @given(TREES, st.integers(0, 50))
    def test_what_is_dumped_reads_back(self, tree: dict[str, Any], seed: int) -> None:
        text = dump(tree, seed)
        assume(shown(text))
        assert value(text) == tree

    @settings(deadline=None)
    @given(TREES, st.integers(0, 50))
    def test_spans_point_at_the_text_that_stands_there(self, tree: dict[str, Any], seed: int) -> None:
        text = dump(tree, seed)
        assume(shown(text))
        lines = text.split("\n")
        spans = read_yaml(text, "x").spans
        assert set(spans) == {"", *(pointer for pointer, _, _ in parts(tree))}
        for pointer, key, inner in parts(tree):
            key_line, key_column, line, column = spans[pointer]
            if key is not None:
                assert _begins(lines[key_line - 1][key_column - 1 :], key)
            assert _begins(lines[line - 1][column - 1 :], inner)

    @settings(deadline=None)
    @given(TREES, st.integers(0, 50))
    def test_agrees_with_a_yaml_1_1_loader_where_the_versions_agree(self, tree: dict[str, Any], seed: int) -> None:
        text = dump(tree, seed)
        assume(shown(text))
        assert value(text) == yaml.safe_load(text)


def _begins(there: str, part: Any) -> bool:
    """Whether a key or value of this kind begins the rest of the line."""
    if isinstance(part, str):
        return there[:1] in ("'", '"') or there.startswith(re.split("[ \n]", part)[0])
    if isinstance(part, bool):
        return there.startswith(str(part).lower())
    if isinstance(part, int):
        return there.startswith(str(part))
    if isinstance(part, list):
        return there.startswith("- " if not there.startswith("[") else "[")
    first = next(iter(part), None)
    return there.startswith("{") or (first is not None and _begins(there, first))
