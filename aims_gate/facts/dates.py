"""Dates and durations as register and evidence write them. Knows no clock: `now` is always handed in."""

import re
from datetime import date, timedelta

_DURATION = re.compile(r"(\d{1,5})([dh])", re.ASCII)
_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}.*)?", re.ASCII)


def iso_date(value: object) -> str:
    """The calendar date of an ISO 8601 date or date-time text; empty when it is neither."""
    match = _DATE.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        return ""
    try:
        return date.fromisoformat(match[1]).isoformat()
    except ValueError:
        return ""


def days_from(start: str, end: str) -> int:
    """Whole days from one ISO date to another; negative when `end` is earlier."""
    return (date.fromisoformat(end) - date.fromisoformat(start)).days


def days_after(start: str, days: int) -> str:
    """The ISO date so many days after another, or the calendar's last."""
    try:
        return (date.fromisoformat(start) + timedelta(days=days)).isoformat()
    except OverflowError:
        return date.max.isoformat()


def hours_of(duration: object) -> int | None:
    """Hours of `90d` or `72h`; None for anything else."""
    match = _DURATION.fullmatch(duration) if isinstance(duration, str) else None
    if match is None:
        return None
    return int(match[1]) * (24 if match[2] == "d" else 1)


def days_of(duration: object) -> int | None:
    """Whole days of `90d` or `72h`, rounded up; None for anything else."""
    hours = hours_of(duration)
    return None if hours is None else -(-hours // 24)


def day_after(start: str, duration: object) -> str:
    """The ISO date on which a duration from an ISO date ends; empty where it is no duration or there is no such day."""
    days = days_of(duration)
    try:
        return "" if days is None else (date.fromisoformat(start) + timedelta(days=days)).isoformat()
    except OverflowError:
        return ""
