"""What an expression is handed: the facts it reads, in types that the engine holds."""

import pytest

from aims_gate.engine.fact_paths import Reads
from aims_gate.engine.projection import kind_of, obstacle, place, plan_of, project

FACTS = {
    "a": {"b": {"c": 1, "d": 2}, "l": [{"x": 1, "y": 2}, {"x": 3}], "t": "text", "null": None},
    "big": list(range(5)),
}


def given(**reads: list[str]) -> dict[str, object]:
    parts = {name: frozenset(tuple(path.split(".")) for path in reads.get(name, [])) for name in Reads._fields}
    return project(plan_of(Reads(**parts)), FACTS)


@pytest.mark.parametrize(
    ("reads", "expected"),
    [
        ({}, {}),
        ({"whole": ["a.b.c"]}, {"a": {"b": {"c": 1}}}),
        ({"whole": ["a.b"]}, {"a": {"b": {"c": 1, "d": 2}}}),
        ({"whole": ["a.b", "a.b.c"]}, {"a": {"b": {"c": 1, "d": 2}}}),
        ({"asked": ["a.b"]}, {"a": {"b": {}}}),
        ({"asked": ["a.l"]}, {"a": {"l": []}}),
        ({"asked": ["a.t"]}, {"a": {"t": "text"}}),
        ({"asked": ["a.null", "a.gone"]}, {"a": {}}),
        ({"whole": ["a.l.[].x"]}, {"a": {"l": [{"x": 1}, {"x": 3}]}}),
        ({"walked": ["a.l"]}, {"a": {"l": [{}, {}]}}),
        ({"walked": ["a.l"], "whole": ["a.l.[].y"]}, {"a": {"l": [{"y": 2}, {}]}}),
        ({"walked": ["a.b"]}, {"a": {"b": {"c": 1, "d": 2}}}),
        ({"whole": ["a.b.*.z"]}, {"a": {"b": {"c": 1, "d": 2}}}),
        ({"whole": ["a.l.*.x"]}, {"a": {"l": [{"x": 1, "y": 2}, {"x": 3}]}}),
        ({"whole": ["a.l.x"]}, {"a": {"l": []}}),
        ({"whole": ["a.t.x"]}, {"a": {"t": "text"}}),
        ({"counted": ["big"]}, {"big": [0, 1, 2, 3, 4]}),
        ({"steps": ["a.b"]}, {"a": {"b": {"c": 1, "d": 2}}}),
        ({"steps": ["a.b"], "whole": ["a.b.c"]}, {"a": {"b": {"c": 1}}}),
        ({"whole": ["gone.x"]}, {}),
    ],
)
def test_only_what_is_read_is_handed_over(reads: dict[str, list[str]], expected: dict[str, object]) -> None:
    assert given(**reads) == expected


@pytest.mark.parametrize(
    ("path", "key", "expected"),
    [
        ("a.b.z", "z", 'the fact "a.b.z" is absent'),
        ("a.z.c", "z", 'the fact "a.z" is absent'),
        ("a.l.[].y", "y", 'the fact "a.l[1].y" is absent'),
        ("a.b.z", "q", None),
        ("a.b.c", "c", None),
        ("a.t.x", None, 'the fact "a.t" is a text and has no fields'),
        ("a.l.[].x.q", None, 'the fact "a.l[0].x" is a number and has no fields'),
        ("a.b.*.q", "q", None),
    ],
)
def test_an_obstacle_is_named(path: str, key: str | None, expected: str | None) -> None:
    assert obstacle([tuple(path.split("."))], FACTS, key) == expected


def test_places_are_written_as_rules_write_them() -> None:
    assert place(("a", "l", "[0]", "[1]", "x")) == "a.l[0][1].x"
    assert [kind_of(value) for value in (True, 1, "x", {}, [], None)] == [
        "a yes or no",
        "a number",
        "a text",
        "a map",
        "a list",
        "nothing",
    ]
