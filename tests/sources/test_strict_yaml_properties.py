"""Strict YAML: what holds of any text and any value."""

import random
import re
from typing import Any

import pytest
import yaml
from hypothesis import assume, example, given
from hypothesis import strategies as st

from aims_gate.sources import strict_yaml
from aims_gate.sources.pointer import pointer_to
from aims_gate.sources.strict_yaml import read_yaml
from tests.sources.strictly import value

pytestmark = pytest.mark.usefixtures("parser")

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
    @given(st.binary() | st.text().map(lambda text: text.encode("utf-8", "surrogatepass")))
    @example(b"\xff\xfea\x00")
    @example(b'a: "\\UFFFFFFFF"')
    def test_any_bytes(self, data: bytes) -> None:
        parsed = read_yaml(data, "x")
        assert (parsed.value is None) == any(it.cause == "unreadable" for it in parsed.problems)
        assert len(parsed.problems) <= 1
        assert all(it.line >= 1 and it.column >= 1 for it in parsed.problems)

    @given(st.lists(st.sampled_from([*"{}[],:-?!&*|>'\"%@`#~ab1\n\t ", "\r", "---\n", "...\n", "- ", ": ", "<<"])))
    def test_any_punctuation(self, pieces: list[str]) -> None:
        text = "".join(pieces)
        parsed = read_yaml(text, "x")
        assert (parsed.value is None) == bool(parsed.problems)
        lines = re.split(r"\r\n|\r|\n", text)
        for found in parsed.problems:
            assert 1 <= found.line <= len(lines)
            assert 1 <= found.column <= len(lines[found.line - 1]) + 1

    @given(TREES, st.integers(0, 50))
    def test_what_is_dumped_reads_back(self, tree: dict[str, Any], seed: int) -> None:
        text = dump(tree, seed)
        assume(shown(text))
        assert value(text) == tree

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
