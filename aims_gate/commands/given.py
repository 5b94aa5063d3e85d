"""What stands behind the options of a command: the day, texts in files, lines of a variable."""

from collections.abc import Callable
from typing import Any

import click

from aims_gate.errors import UsageError


class Lines(click.types.StringParamType):
    """Text of an option that may be repeated: paths and labels may hold blanks, so its twin has one a line."""

    def split_envvar_value(self, rv: str) -> list[str]:
        """The lines that hold something."""
        return [line for line in rv.splitlines() if line]


_Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]
Offer = Callable[[click.Context, click.Parameter, str], list[str]]
"""What completes a half written word: asked with it, answers with words."""


def repeated(
    command: str, option: str, into: str, metavar: str, words: str, shell_complete: Offer | None = None
) -> _Decorator:
    """An option that may be given several times, or by its environment twin, one a line."""
    twin = f"AIMS_GATE_{command}_{option.removeprefix('--').replace('-', '_')}".upper()
    return click.option(
        option,
        into,
        type=Lines(),
        envvar=twin,
        multiple=True,
        metavar=metavar,
        help=words,
        shell_complete=shell_complete,
    )


def report_option(command: str, formats: str) -> _Decorator:
    """`--report`, which says a command's result in further formats."""
    told = f"Also write a report: {formats}. `-` is stdout. Repeatable."
    return repeated(command, "--report", "reports", "FORMAT=PATH", told)


def day_of_judgement(as_of: str) -> str:
    """The day that was asked for, else today: the only place where a clock is read. Raises UsageError."""
    from datetime import UTC, datetime

    from aims_gate.facts.dates import iso_date

    if not as_of:
        return datetime.now(UTC).date().isoformat()  # noqa: TID251  the one place
    if not iso_date(as_of) or len(as_of) != len("2026-11-21"):
        raise UsageError(f"`{as_of}` is no date", "write YYYY-MM-DD")
    return as_of


def text_of(path: str) -> str:
    """The text of a file, or of stdin for `-`; empty without a path. Raises UsageError."""
    if not path:
        return ""
    try:
        with click.open_file(path, encoding="utf-8", errors="replace") as file:
            text: str = file.read()
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}", "name a file, or - for stdin") from None
    return text
