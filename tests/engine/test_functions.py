"""The functions of conditions: what they answer, and what they refuse to answer."""

import inspect

import pytest

from aims_gate.engine import functions
from aims_gate.engine.expression import CannotEvaluate, compile_expression
from aims_gate.engine.fact_paths import FIELD_FUNCTIONS
from aims_gate.engine.functions import (
    FUNCTIONS,
    date_after,
    days,
    days_between,
    filled,
    is_date,
    lacks,
    level_at_least,
    meets,
    threshold,
    tier_at_least,
)

BAD_DATES = ["2026-13-01", "2026-02-30", "20260101", "2026-W01-1", "yesterday", "", "2026-1-1", "٢٠٢٦-٠١-٠١"]


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2026-01-01", "2026-01-31", 30),
        ("2026-01-31", "2026-01-01", -30),
        ("2024-02-28", "2024-03-01", 2),
        ("2026-01-01T23:59:00Z", "2026-01-02T00:01:00Z", 1),
        ("2026-01-01T23:30:00-02:00", "2026-01-02", 0),
        ("2026-01-01T08:00", "2026-01-01", 0),
        (" 2026-01-01 ", "2026-01-01 10:00:00.5+02:00", 0),
    ],
)
def test_days_between_counts_days(start: str, end: str, expected: int) -> None:
    assert days_between(start, end) == expected


@pytest.mark.parametrize("bad", BAD_DATES)
def test_a_bad_date_is_an_error_on_either_side(bad: str) -> None:
    assert not is_date(bad)
    for function in (days_between, date_after):
        with pytest.raises(ValueError, match="date"):
            function(bad, "2026-01-01")
        with pytest.raises(ValueError, match="date"):
            function("2026-01-01", bad)


def test_the_ends_of_the_calendar_are_an_error_and_not_a_crash() -> None:
    with pytest.raises(ValueError, match="calendar"):
        days_between("0001-01-01T00:00+10:00", "2026-01-01")
    with pytest.raises(ValueError, match="calendar"):
        date_after("9999-12-31T23:59-10:00", "2026-01-01")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2026-01-02", "2026-01-01", True),
        ("2026-01-01", "2026-01-01", False),
        ("2026-01-01T10:00:00Z", "2026-01-01", False),
        ("2026-01-01T10:00:00Z", "2026-01-01T09:59:59Z", True),
        ("2026-01-01T10:00:00+02:00", "2026-01-01T09:00:00Z", False),
    ],
)
def test_date_after(one: str, other: str, expected: bool) -> None:
    assert date_after(one, other) is expected


@pytest.mark.parametrize("value", [20260101, None, True, ["2026-01-01"]])
def test_only_a_text_is_a_date(value: object) -> None:
    assert is_date(value) is False
    assert is_date("2026-01-01T10:00:00Z") is True


@pytest.mark.parametrize(
    ("text", "expected"), [("90d", 90), ("72h", 3), ("36h", 1), ("23h", 0), ("0d", 0), (" 7d ", 7)]
)
def test_days_of_a_duration(text: str, expected: int) -> None:
    assert days(text) == expected


@pytest.mark.parametrize("text", ["", "90", "d", "-1d", "1.5d", "90 days", "1w", "9999999d", "TBD"])
def test_a_bad_duration_is_an_error(text: str) -> None:
    with pytest.raises(ValueError, match="duration"):
        days(text)


@pytest.mark.parametrize("value", ["yes", "n/a", 0, 1.5, False, ["x"], {"a": "x", "b": [1]}])
def test_content_is_filled(value: object) -> None:
    assert filled(value) is True


@pytest.mark.parametrize(
    "value",
    [
        "",
        "  ",
        "TBD",
        "yyyy-mm-dd",
        None,
        [],
        {},
        ["x", "TBD"],
        {"a": ""},
        {"a": []},
        {"a": {"b": "<b>"}},
        b"x",
    ],
)
def test_what_holds_no_content_is_not_filled(value: object) -> None:
    assert filled(value) is False


def test_lacks_names_what_is_absent_or_not_filled() -> None:
    metric = {"source": "log", "window": "TBD", "owner": "", "alert": 0}
    assert lacks(metric, ["action", "alert", "owner", "source", "window"]) == ["action", "owner", "window"]


@pytest.mark.parametrize(("holder", "names"), [("text", ["a"]), ([], ["a"]), (None, ["a"]), ({}, []), ({}, [1])])
def test_lacks_refuses_what_has_no_fields_and_an_empty_question(holder: object, names: object) -> None:
    with pytest.raises(ValueError, match="lacks"):
        lacks(holder, names)


@pytest.mark.parametrize(
    ("tier", "lowest", "expected"),
    [
        ("high", "limited", True),
        ("limited", "limited", True),
        ("minimal", "limited", False),
        ("prohibited", "high", True),
    ],
)
def test_tier_at_least(tier: str, lowest: str, expected: bool) -> None:
    assert tier_at_least(tier, lowest) is expected


def test_level_at_least_by_default_and_by_the_methods_own_words() -> None:
    assert level_at_least("critical", "high")
    assert not level_at_least("low", "medium")
    assert level_at_least("amber", "green", ["green", "amber", "red"])
    assert not level_at_least("green", "amber", ["green", "amber", "red"])


@pytest.mark.parametrize("word", ["", "High", "moderate", "TBD"])
def test_an_unknown_tier_or_level_is_an_error(word: str) -> None:
    for function in (tier_at_least, level_at_least):
        with pytest.raises(ValueError, match="is no"):
            function(word, "high")
        with pytest.raises(ValueError, match="is no"):
            function("high", word)
    with pytest.raises(ValueError, match="is no level"):
        level_at_least("low", "low", [])


@pytest.mark.parametrize(
    "text",
    """> 0.35
>0.35
<= 5%
<= 5 %
>= 2 per 1,000 replies
== 0
= 0
!= 0
< 500 ms
<500ms
≥ 90 %
< -1.5
> 1e-3
> 10,000
< 3 / day
<= 5 % of replies""".splitlines(),
)
def test_a_threshold_is_an_operator_and_a_number(text: str) -> None:
    assert threshold(text) is True


@pytest.mark.parametrize(
    "text",
    [
        "",
        "at least 3",
        "0.35",
        ">",
        "> TBD",
        "> x",
        "> 0,35",
        "> 0.35 TBD",
        "> 0.3 - 0.5",
        "> 0.3 < 0.5",
        "> <number>",
        "=> 3",
        "> ٣",
        0.35,
        None,
        ["> 1"],
    ],
)
def test_anything_else_is_no_threshold(text: object) -> None:
    assert threshold(text) is False


@pytest.mark.parametrize(
    ("operator", "target", "result", "expected"),
    [
        (">=", 0.9, 0.93, True),
        (">=", 0.9, 0.9, True),
        (">", 0.9, 0.9, False),
        ("<", 5, 4.99, True),
        ("≤", 5, 5, True),
        ("=", 1, 1.0, True),
        ("==", 1, 2, False),
        ("!=", 1, 2, True),
    ],
)
def test_meets_compares_the_result_to_the_target(operator: str, target: float, result: float, expected: bool) -> None:
    assert meets(operator, target, result) is expected


@pytest.mark.parametrize(
    ("operator", "target", "result"),
    [("at least", 1, 1), ("", 1, 1), (">", "1", 2), (">", 1, "2"), (">", 1, None), ("==", True, True)],
)
def test_meets_refuses_what_is_no_number_or_operator(operator: str, target: object, result: object) -> None:
    with pytest.raises(ValueError, match=r"operator|number"):
        meets(operator, target, result)


def test_the_table_holds_every_public_function_with_its_words() -> None:
    public = {
        name
        for name, value in inspect.getmembers(functions, inspect.isfunction)
        if value.__module__ == functions.__name__ and not name.startswith("_")
    }
    assert public == set(FUNCTIONS)
    assert all(function.compute.__doc__ for function in FUNCTIONS.values())
    assert set(FUNCTIONS) >= FIELD_FUNCTIONS


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("days_between(v.date, '2026-01-31')", 30),
        ("days(v.every)", 90),
        ("date_after('2026-01-02', v.date)", True),
        ("is_date(v.every)", False),
        ("filled(v.names)", True),
        ("lacks(v, ['date', 'gone'])", ["gone"]),
        ("tier_at_least(v.tier, 'limited')", True),
        ("level_at_least(v.level, 'medium')", True),
        ("level_at_least(v.level, 'low', v.levels)", True),
        ("threshold(v.threshold)", True),
        ("meets(v.operator, 1, v.result)", True),
        ("meets('<', 1.5, 1)", True),
    ],
)
def test_conditions_reach_every_function(source: str, expected: object) -> None:
    facts = {
        "date": "2026-01-01",
        "every": "90d",
        "names": ["x"],
        "tier": "high",
        "level": "high",
        "levels": ["low", "high"],
        "threshold": "> 1",
        "operator": ">",
        "result": 1.5,
    }
    assert compile_expression(source, ["v"]).value({"v": facts}) == expected


@pytest.mark.parametrize(
    "source",
    [
        "days_between(v.number, '2026-01-01') > 1",
        "days(v.text) > 1",
        "lacks(v.text, ['a']).size() == 0",
        "lacks(v, []).size() == 0",
        "tier_at_least(v.text, 'high')",
        "level_at_least(v.text, 'high')",
        "meets(v.text, 1, 1)",
        "meets('>', v.text, 1)",
        "filled(v.gone)",
        "threshold(v.gone)",
    ],
)
def test_an_error_in_a_function_is_no_answer(source: str) -> None:
    with pytest.raises(CannotEvaluate):
        compile_expression(source, ["v"]).value({"v": {"number": 5, "text": "?!"}})
