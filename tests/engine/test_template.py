"""Messages: one line whatever the values hold."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aims_gate.engine.expression import CannotEvaluate, ExpressionError, compile_expression
from aims_gate.engine.template import ABSENT, LONGEST_VALUE, expressions_in, render, unfilled, written


def test_values_stand_where_their_expressions_were() -> None:
    facts = {"system": {"name": "Refunds", "owners": ["a", "b"]}}

    def value_of(source: str) -> object:
        return compile_expression(source, ["system"]).value(facts)

    text = "{{ system.name }} needs {{system.owners}}, {{ size(system.owners) }}; {{ system.tier }}."
    assert render(text, value_of) == "Refunds needs a, b, 2; (absent)."


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (True, "true"),
        (False, "false"),
        (0.35, "0.35"),
        (2.0, "2"),
        (1e-7, "1e-07"),
        (12, "12"),
        (None, ABSENT),
        ([], ""),
        (["a", 1, True, 0.5], "a, 1, true, 0.5"),
        ({"R1": "high", "R2": ["x", "y"]}, "R1: high, R2: x, y"),
        ("a\r\nb\tc\n\nd", "a b c d"),
        ("a\x1b[31mb\x00c", "a\ufffd[31mb\ufffdc"),
        ("abc\u202edcb\u2066\u200b", "abc\ufffddcb\ufffd\ufffd"),
        ("x\ud800", "x\ufffd"),
        ("a\u2028b\x85c", "a b c"),
        ("naïve – 東京", "naïve – 東京"),
        ("{{ system }}", "{{ system }}"),
        ("x" * 200, "x" * 200),
        ("x" * 201, "x" * 199 + "…"),
    ],
)
def test_a_value_is_written_in_one_line(value: object, expected: str) -> None:
    assert written(value) == expected


@settings(max_examples=60)
@given(
    st.recursive(st.text() | st.floats() | st.none(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner))
)
def test_no_value_breaks_the_line(value: object) -> None:
    line = written(value)
    assert len(line) <= LONGEST_VALUE
    assert len(line.splitlines()) <= 1
    assert not any(ord(c) < 32 or 0x202A <= ord(c) <= 0x202E or 0x2066 <= ord(c) <= 0x2069 for c in line)
    line.encode()


def test_a_value_is_not_read_as_a_template() -> None:
    assert render("{{ a }}{{ b }}", {"a": "{{ b }", "b": "}"}.__getitem__) == "{{ b }}"


def test_an_expression_without_a_value_is_absent() -> None:
    def value_of(source: str) -> object:
        raise CannotEvaluate("no such fact")

    assert render("the plan of {{ system.name }}", value_of) == "the plan of (absent)"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain { text } }}", ()),
        ("", ()),
        ("{{a}}", ("a",)),
        ("{{ a.b }} and {{ c }}", ("a.b", "c")),
        ("{{ {'k': {'l': a}}.k.l }}!", ("{'k': {'l': a}}.k.l",)),
        ("{{ {'k': {'l': a}} }}", ("{'k': {'l': a}}",)),
        ("{{ a == '}}' ? \"{{\" : 'it\\'s }}' }}.", ("a == '}}' ? \"{{\" : 'it\\'s }}'",)),
        ("{{ it's }}", ("it's",)),
        ("{{ a.filter(x,\n x.ok) }}", ("a.filter(x,\n x.ok)",)),
    ],
)
def test_expressions_are_found_whole(text: str, expected: tuple[str, ...]) -> None:
    assert expressions_in(text) == expected


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a {{ b", 1, 3),
        ("a\nb {{ c }", 2, 3),
        ("x {{ }} y", 1, 3),
        ("{{ {'k': 1 }}", 1, 1),
    ],
)
def test_a_broken_placeholder_has_a_place(text: str, line: int, column: int) -> None:
    with pytest.raises(ExpressionError) as caught:
        expressions_in(text)
    assert (caught.value.line, caught.value.column) == (line, column)
    with pytest.raises(ExpressionError):
        render(text, lambda source: 1)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("tier: {{ system.computed_tier }}", "tier: <system.computed_tier>"),
        ("declare {{ signals.size() > 0 ? signals[0].implies[0] : 'prompt' }} it", "declare prompt it"),
        ("at {{ has(p) ? p.path : 'docs/' + system.id }}", "at <…>"),
        ("no {{ lacks(m, ['owner', 'alert']) }}", "no <…>"),
        ("{{ a }} and {{ b }}", "<a> and <b>"),
        ("nothing to fill", "nothing to fill"),
    ],
)
def test_a_message_without_facts_names_what_would_fill_it(text: str, read: str) -> None:
    assert unfilled(text) == read
