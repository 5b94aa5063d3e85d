"""The group of all commands: how one is found, and what happens when nobody reads the answer.

Knows click, and no command.
"""

from collections.abc import Iterator, MutableMapping
from importlib import import_module
from typing import Any

import click


class NobodyReadsError(Exception):
    """Whoever read stdout has left. Click makes exit code 1 of it, which is a verdict here."""


class Commands(MutableMapping[str, click.Command]):
    """Name → command, each loaded when it is first asked for.

    `stated` says in which module below `package` each is, and its first sentence.
    """

    def __init__(self, package: str, stated: dict[str, tuple[str, str]]) -> None:
        self._package = package
        self._loaded: dict[str, click.Command] = {}
        self.stated = stated

    def __getitem__(self, name: str) -> click.Command:
        if name not in self._loaded:
            module = import_module(f"{self._package}.{self.stated[name][0]}")
            self._loaded[name] = getattr(module, name)
        return self._loaded[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.stated)

    def __len__(self) -> int:
        return len(self.stated)

    def __setitem__(self, name: str, command: click.Command) -> None:
        self.stated[name] = ("", command.help or "")
        self._loaded[name] = command

    def __delitem__(self, name: str) -> None:
        del self.stated[name]


class Gate(click.Group):
    """The group of all commands; raises NobodyReadsError where click would end the process."""

    commands: Commands

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

    def format_commands(self, _: click.Context, formatter: click.HelpFormatter) -> None:
        """As click does, by their first sentences: to load every command would take as long as all the rest."""
        limit = formatter.width - 6 - max(map(len, self.commands))
        stated = sorted((name, click.Command(name, help=said)) for name, (_, said) in self.commands.stated.items())
        with formatter.section("Commands"):
            formatter.write_dl([(name, command.get_short_help_str(limit)) for name, command in stated])
