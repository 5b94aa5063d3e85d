"""Dates and durations as people write them, and what is none."""

import pytest

from aims_gate.facts.dates import days_after, days_from, days_of, hours_of, iso_date


@pytest.mark.parametrize(
    "text", ["2026-11-20", "2026-11-20T10:00:00+02:00", "2026-11-20 10:00", "2026-11-20T23:59:59Z"]
)
def test_a_date_or_a_date_time_is_its_day(text: str) -> None:
    assert iso_date(text) == "2026-11-20"


@pytest.mark.parametrize(
    "value",
    ["", "2026-13-01", "2026-02-30", "20261120", "2026-W47-5", "2026-11-200", "2026-11-20 draft", "yyyy-mm-dd",
     "２０２６-11-20", "99999999999", None, 20261120, 2026.5, True, ["2026-11-20"], {"date": "2026-11-20"}],
)  # fmt: skip
def test_what_is_no_date_is_none(value: object) -> None:
    assert iso_date(value) == ""


def test_days_between_two_dates_may_be_negative() -> None:
    assert (days_from("2026-02-28", "2026-03-01"), days_from("2026-03-01", "2026-02-28")) == (1, -1)


@pytest.mark.parametrize(("text", "hours", "days"), [("90d", 2160, 90), ("72h", 72, 3), ("25h", 25, 2), ("1h", 1, 1)])
def test_a_duration_is_hours_and_whole_days_rounded_up(text: str, hours: int, days: int) -> None:
    assert (hours_of(text), days_of(text)) == (hours, days)


@pytest.mark.parametrize("value", ["90", "90 d", "-1d", "1w", "999999d", "٩d", "", None, 90, True, ["90d"]])
def test_what_is_no_duration_is_none(value: object) -> None:
    assert (hours_of(value), days_of(value)) == (None, None)


def test_a_day_beyond_the_calendar_is_its_last() -> None:
    assert (days_after("2026-12-31", 1), days_after("9999-12-31", 90)) == ("2027-01-01", "9999-12-31")
