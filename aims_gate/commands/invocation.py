"""How commands are called: what the twin of a repeatable option holds, and what happens when nobody reads the answer.

Knows click, and no command.
"""

from typing import Any

import click


class NobodyReadsError(Exception):
    """Whoever read stdout has left. Click makes exit code 1 of it, which is a verdict here."""


class Gate(click.Group):
    """The group of all commands; raises NobodyReadsError where click would end the process."""

    def make_context(self, *args: Any, **more: Any) -> click.Context:
        """As click does: options that print and end, such as `--help`, print here."""
        try:
            return super().make_context(*args, **more)
        except BrokenPipeError:
            raise NobodyReadsError from None

    def invoke(self, ctx: click.Context) -> Any:
        """As click does."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise NobodyReadsError from None


class Lines(click.types.StringParamType):
    """Text of an option that may be repeated: paths and labels may hold blanks, so its twin has one a line."""

    def split_envvar_value(self, rv: str) -> list[str]:
        """The values of the twin."""
        return [line for line in rv.splitlines() if line]
