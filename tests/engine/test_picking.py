"""Elements that an expression picks are told by their place, and keys of a map keep the map's order."""

import subprocess
import sys

import pytest

from aims_gate.engine.expression import CannotEvaluate, compile_expression
from aims_gate.model.document import Json

FACTS: dict[str, Json] = {
    "systems": [
        {"id": "a", "live": True, "tier": "high", "evidence": {"x": {"due": "2026-01-01"}}},
        {"id": "b", "live": False, "tier": "limited"},
        {"id": "c", "live": True, "tier": "minimal", "unread": float("nan")},
    ],
    "names": ["p", "q"],
    "mixed": [{"id": "a"}, "b"],
    "roles": {"held": {"z": ["ana"], "y": [], "x": ["ben"]}},
    "other": [{"id": "a"}],
}


def picked(source: str) -> list[int] | None:
    return compile_expression(source, tuple(FACTS)).picked(FACTS)


@pytest.mark.parametrize(
    ("source", "places"),
    [
        ("systems", [0, 1, 2]),
        ("systems.filter(s, s.live)", [0, 2]),
        ("systems.filter(s, s.live && s.tier == 'high')", [0]),
        ("systems.filter(s, has(s.evidence) && has(s.evidence.x))", [0]),
        ("systems.filter(s, s.live).filter(t, t.tier == 'minimal')", [2]),
        ("systems.filter(s, s.live) + systems.filter(s, !s.live)", [0, 2, 1]),
    ],
)
def test_what_is_picked_from_a_list_is_told_by_its_place(source: str, places: list[int]) -> None:
    assert picked(source) == places


@pytest.mark.parametrize(
    "source",
    [
        "names",
        "names.filter(n, n == 'p')",
        "mixed",
        "systems.map(s, s.id)",
        "systems.filter(s, s in other)",
        "systems + other",
        "systems.filter(s, false)",
        "systems.filter(s, size(s) > 3)",
        "roles.held.map(k, k)",
        "'text'",
    ],
)
def test_where_a_place_would_not_tell_the_value_has_to(source: str) -> None:
    assert picked(source) is None


def test_a_fact_that_nothing_reads_stands_in_no_way() -> None:
    assert picked("systems.filter(s, s.id == 'c')") == [2]


def test_keys_of_a_map_come_in_its_own_order_in_every_process() -> None:
    code = (
        "from aims_gate.engine.expression import compile_expression as c;"
        "print(c('held.map(k, k)', ('held',)).value({'held': dict.fromkeys('zyxwvutsrq', 1)}))"
    )
    said = {subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout for _ in range(3)}
    assert said == {(str(list("zyxwvutsrq")) + "\n").encode()}


def test_a_fact_that_is_named_by_its_path_is_given_as_it_stands() -> None:
    held = compile_expression("roles.held", tuple(FACTS)).value(FACTS)
    assert list(held) == ["z", "y", "x"]
    with pytest.raises(CannotEvaluate, match="absent"):
        compile_expression("roles.lost", tuple(FACTS)).value(FACTS)
    with pytest.raises(CannotEvaluate, match="finite"):
        compile_expression("systems", tuple(FACTS)).value(FACTS)
