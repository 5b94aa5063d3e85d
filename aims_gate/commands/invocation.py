"""The group of all commands: how one is found, and what happens when nobody reads the answer.

Knows click, and no command.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
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
            command: click.Command = getattr(module, name)
            command.epilog = _told_of_twins(name, command)
            self._loaded[name] = command
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


_PREFIX = "AIMS_GATE_"


def twins(name: str, command: click.Command) -> dict[str, str]:
    """Option → its twin in the environment."""
    options = [param for param in command.params if isinstance(param, click.Option)]
    return {one.opts[0]: str(one.envvar or f"{_PREFIX}{name}_{one.name}".upper()) for one in options}


def unread(
    environment: Mapping[str, str], name: str, command: click.Command, commands: Iterable[str]
) -> list[tuple[str, str]]:
    """Variables that nothing reads, each with the twin of `command` that it nearly is: mistyped, or without its name.

    What begins as the twins of others among `commands` do is theirs.
    """
    theirs = tuple(f"{_PREFIX}{other}_".upper() for other in commands if other != name)
    known = twins(name, command).values()
    stated = [one for one in environment if one.startswith(_PREFIX) and one not in known and not one.startswith(theirs)]
    if not stated:
        return []
    from aims_gate.model.spelling import nearest

    bare = {one.replace(f"{name.upper()}_", "", 1): one for one in known}
    near = {variable: bare.get(variable) or nearest(variable, known) for variable in stated}
    return [(variable, twin) for variable, twin in sorted(near.items()) if twin]


def _told_of_twins(name: str, command: click.Command) -> str | None:
    """The end of a command's help: that its options may be variables, by the example of the first."""
    first = next(iter(twins(name, command).items()), None)
    return f"Every option may be a variable too, as {first[1]} is for {first[0]}." if first else None


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

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, and says of a variable that is nearly an option's twin that nobody reads it."""
        name, command, rest = super().resolve_command(ctx, args)
        if name and command:
            for variable, meant in unread(os.environ, name, command, self.commands):
                click.echo(f"aims-gate: nothing reads {variable}\n  → did you mean {meant}?", err=True)
        return name, command, rest

    def format_commands(self, _: click.Context, formatter: click.HelpFormatter) -> None:
        """As click does, by their first sentences: to load every command would take as long as all the rest."""
        limit = formatter.width - 6 - max(map(len, self.commands))
        stated = sorted((name, click.Command(name, help=said)) for name, (_, said) in self.commands.stated.items())
        with formatter.section("Commands"):
            formatter.write_dl([(name, command.get_short_help_str(limit)) for name, command in stated])
