"""The facts an expression is said to read, against what it can be shown to depend on."""

import copy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aims_gate.engine.expression import CannotEvaluate, compile_expression
from aims_gate.engine.fact_paths import resolve

VARIABLES = frozenset({"a", "b", "change", "evidence", "m", "now", "records"})


def reads(source: str) -> set[str]:
    return {".".join(path) for path in compile_expression(source, VARIABLES).reads}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("true", set()),
        ("a.b.c == 1", {"a.b.c"}),
        ("a == b", {"a", "b"}),
        ("a", {"a"}),
        ("a.b == b.c && a.b.x", {"a.b", "b.c", "a.b.x"}),
        ("change['x-org'] == 1", {"change.x-org"}),
        ("change['x-org'].y == 1", {"change.x-org.y"}),
        ("a.l[0].x == 1", {"a.l.[].x"}),
        ("a.l[size(a.l) - 1].x == 1", {"a.l", "a.l.[].x"}),
        ("a.l[b.n].x == 1", {"a.l.*.x", "b.n"}),
        ("a[b.key] == 1", {"a.*", "b.key"}),
        ("a['x' + b.key].y == 1", {"a.*.y", "b.key"}),
        ("a['[]'].y == 1", {"a.*.y"}),
        ("records[0].systems[1] == 'x'", {"records.[].systems.[]"}),
        ("'s1' in a.systems", {"a.systems"}),
        ("size(a.l) > 0", {"a.l"}),
        ("a.l.size() > 0 && a.l.all(m, m.x)", {"a.l", "a.l.[].x"}),
        ("a.t.startsWith(b.t)", {"a.t", "b.t"}),
        ("type(a.b) == int", {"a.b"}),
        (".a.b == 1", {"a.b"}),
        ("dyn(a.b).c == 1", {"a.b.c"}),
    ],
)
def test_a_plain_expression_reads_its_paths(source: str, expected: set[str]) -> None:
    assert reads(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "has(a.b)",
        "!has(a.b)",
        "!(a.b == 1)",
        "true || a.b == 1",
        "a.b == 1 || true",
        "false && a.b == 1",
        "true ? true : a.b == 1",
        "has(a.b) || true",
        "(true ? 'x' : a.b) == 'x'",
        "[a.b].size() == 1",
        "{'k': a.b}.size() == 1",
        "[1, 2].exists(i, i == 1 || a.b == i)",
        "[].all(i, a.b == i)",
        "'x' in [a.b]",
        "filled(a.b)",
        "days_between(a.b, '2026-01-01') > 1",
        "[[a.b]][0][0] == 1",
        "{'k': {'l': a.b}}.k.l == 1",
        "{a.b: 1}.exists(k, k == 'x')",
        "[1].map(i, a.b)[0] == 1",
        "[1].filter(i, a.b == i).size() == 0",
        "[1].map(i, [1].map(j, a.b == i + j)).size() == 1",
        "[a].exists(x, x.b == 1)",
        "[a].map(x, x.b)[0] == 1",
        "(true ? a : b).b == 1 || true",
    ],
)
def test_nothing_hides_a_path(source: str) -> None:
    assert "a.b" in reads(source)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a.l.exists(x, x.y == 1)", {"a.l.[].y"}),
        ("a.l.all(x, x.y > x.z)", {"a.l.[].y", "a.l.[].z"}),
        ("a.l.exists_one(x, x.y == b.c)", {"a.l.[].y", "b.c"}),
        ("a.l.map(x, x.y) == ['q']", {"a.l.[].y"}),
        ("a.l.map(x, x.ok, x.y) == ['q']", {"a.l.[].ok", "a.l.[].y"}),
        ("a.l.filter(x, x.ok).size() == 0", {"a.l.[].ok"}),
        ("a.l.filter(x, x.ok)[0].name == 'q'", {"a.l.[].ok", "a.l.[].name"}),
        ("a.l.filter(x, x.ok).all(y, y.name == 'q')", {"a.l.[].ok", "a.l.[].name"}),
        ("a.l.filter(x, x.ok)", {"a.l.[].ok", "a.l.[]"}),
        ("a.l.map(x, x.y.z).exists(w, w.q == 1)", {"a.l.[].y.z.q"}),
        ("a.l.exists(x, true)", {"a.l"}),
        ("a.l.exists(x, x == 'q')", {"a.l.[]"}),
        ("a.l.exists(x, has(x.y))", {"a.l.[].y"}),
        ("a.l.exists(x, x.of.exists(y, y.v == x.w))", {"a.l.[].of.[].v", "a.l.[].w"}),
        ("a.l.exists(x, b.l.exists(x, x.v == 1))", {"a.l", "b.l.[].v"}),
        ("a.l.exists(b, b.v == 1)", {"a.l.[].v"}),
        ("a.l.exists(b, .b.v == b.w)", {"b.v", "a.l.[].w"}),
        ("a.l.exists(b, b.v == 1) && b.q == 1", {"a.l.[].v", "b.q"}),
        ("(a.l + b.l).exists(x, x.v == 1)", {"a.l.[].v", "b.l.[].v"}),
        ("(a.ok ? a.l : b.l).exists(x, x.v == 1)", {"a.ok", "a.l.[].v", "b.l.[].v"}),
        ("evidence.all(k, has(evidence[k].path))", {"evidence.*.path"}),
        ("evidence.all(k, k.startsWith('x'))", {"evidence.[]"}),
        ("a.ks.all(k, has(evidence[k].path))", {"a.ks.[]", "evidence.*.path"}),
        ("{'k': a.b}.all(k, k != 'z')", {"a.b"}),
    ],
)
def test_a_loop_binds_its_variable_to_the_elements(source: str, expected: set[str]) -> None:
    assert reads(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("lacks(m, ['source', 'window']).size() == 0", {"m.source", "m.window"}),
        ("lacks(m, ['[]']) == []", {"m.*"}),
        ("lacks(m, a.names) == []", {"m", "a.names"}),
        ("lacks(m, ['x', a.name]) == []", {"m", "a.name"}),
        ("a.l.all(x, lacks(x, ['y']) == [])", {"a.l.[].y"}),
        ("lacks({'y': a.b}, ['y']) == []", {"a.b"}),
    ],
)
def test_a_function_of_named_fields_reads_these(source: str, expected: set[str]) -> None:
    assert reads(source) == expected


def test_only_what_is_compared_or_passed_on_counts_as_a_whole() -> None:
    found = compile_expression("has(a.b) && a.l.size() > 1 && a.c == b && a.k.exists(x, true)", VARIABLES)
    assert found.reads == {("a", "b"), ("a", "l"), ("a", "c"), ("b",), ("a", "k")}
    assert found.reads_whole == {("a", "c"), ("b",)}


def test_resolve_puts_the_list_for_the_name_of_its_element() -> None:
    aliases = {"m": [("evidence", "plan", "metrics", "[]")], "two": [("a",), ("b",)], "made": []}
    paths = {("m", "source"), ("m",), ("a", "m"), ("two", "x"), ("made", "x")}
    assert resolve(paths, aliases) == {
        ("evidence", "plan", "metrics", "[]", "source"),
        ("evidence", "plan", "metrics", "[]"),
        ("a", "m"),
        ("a", "x"),
        ("b", "x"),
    }


@pytest.mark.parametrize(
    ("source", "elements", "decides"),
    [
        ("a.l", {"a.l.[]"}, set()),
        ("a.l.filter(x, x.y)", {"a.l.[]"}, {"a.l.[].y"}),
        ("has(a.b) ? a.b : []", {"a.b.[]"}, set()),
        ("a.b == 1 ? a.l : b.l", {"a.l.[]", "b.l.[]"}, {"a.b"}),
        ("a.l + b.l", {"a.l.[]", "b.l.[]"}, set()),
        ("a.l.map(x, x.y)", {"a.l.[].y"}, set()),
        ("a.l.map(x, {'y': x.y})", set(), {"a.l.[].y"}),
        ("lacks(a, ['x'])", set(), {"a.x"}),
        ("['x']", set(), set()),
    ],
)
def test_where_the_elements_of_a_list_stand_is_told(source: str, elements: set[str], decides: set[str]) -> None:
    found = compile_expression(source, VARIABLES)
    assert {".".join(path) for path in found.elements} == elements
    assert {".".join(path) for path in found.decides} == decides


def test_deep_nesting_that_compiles_can_be_read() -> None:
    source = "a.b == 1"
    for level in range(12):
        source = f"a.l.exists(x{level}, {source})"
    assert ("a", "b") in compile_expression(source, VARIABLES).reads


FACTS = {
    "a": {"n": 1, "t": "x", "l": [{"v": 1, "w": "x"}, {"v": 2}], "m": {"k": 1, "x": 2}, "e": []},
    "b": {"n": 2, "t": "k", "l": [{"v": 2, "w": "k"}]},
}

LEAVES = st.sampled_from(
    ["a.n", "b.n", "a.l[0].v", "a.m.k", "a.m[b.t]", "b.l[0].v", "a.zz", "a.l.size()", "size(a.m)", "1", "2"]
)


def conditions(leaf: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    comparison = st.builds("({} {} {})".format, leaf, st.sampled_from(["==", "!=", "<", ">="]), leaf)
    presence = st.sampled_from(["has(a.n)", "has(a.m.k)", "has(b.zz)", "has(a.l)", "a == b", "('x' in a.m)"])
    return st.recursive(
        comparison | presence,
        lambda inner: (
            st.builds("!{}".format, inner)
            | st.builds("({} || {})".format, inner, inner)
            | st.builds("({} && {})".format, inner, inner)
            | st.builds("({} ? {} : {})".format, inner, inner, inner)
            | st.builds("a.l.{}(a, {} || a.v == b.n)".format, st.sampled_from(["exists", "all"]), inner)
            | st.builds("((a.l + b.l).filter(x, {} || x.v == 2)[0].w == 'x')".format, inner)
            | st.builds("a.m.all(k, a.m[k] == b.n || {})".format, inner)
            | st.builds("(a.l.map(x, {}, x)[0].v == 1)".format, inner)
            | st.builds("[a, b].exists(x, x.n == 2 && {})".format, inner)
            | st.builds("(({} ? a : b).n == 2)".format, inner)
        ),
        max_leaves=4,
    )


def outcome(source: str, facts: dict[str, object]) -> object:
    from aims_gate.engine.expression import _environment

    engine = _environment(frozenset(facts))
    try:
        given_value = engine.compile(source).eval(data=facts)
    except RuntimeError:
        return "no value"
    plain = given_value.plain_value()
    return plain if isinstance(plain, bool) else "no value"


@settings(max_examples=300)
@given(conditions(LEAVES))
def test_what_is_reported_is_all_that_decides(source: str) -> None:
    """An expression is given the facts it reads only: the answer is the engine's own over all of them."""
    facts = copy.deepcopy(FACTS)
    try:
        ours: object = compile_expression(source, frozenset(facts)).value(facts)
    except CannotEvaluate:
        ours = "no value"
    assert ours == outcome(source, facts)
    assert facts == FACTS
