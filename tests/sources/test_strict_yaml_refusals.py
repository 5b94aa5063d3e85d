"""Strict YAML: what it refuses, where, and the way out that it names."""

import pytest

from aims_gate.sources.strict_yaml import read_yaml
from tests.sources.strictly import problem, value

pytestmark = pytest.mark.usefixtures("parser")


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
