"""The group of all commands, and what happens when nobody reads the answer.

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
