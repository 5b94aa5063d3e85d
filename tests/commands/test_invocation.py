"""How commands are called: twins of repeatable options, and a reader who leaves."""

import click
import pytest

from aims_gate.commands.given import Lines
from aims_gate.commands.invocation import Gate, NobodyReadsError


@pytest.mark.parametrize(
    ("twin", "values"), [("", []), ("a b", ["a b"]), ("a\nb\n", ["a", "b"]), ("\n\r\na\r\nb", ["a", "b"])]
)
def test_a_twin_has_a_value_a_line(twin: str, values: list[str]) -> None:
    assert Lines().split_envvar_value(twin) == values


@click.command()
def speaking() -> None:
    raise BrokenPipeError


def printing(context: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked:
        raise BrokenPipeError


@pytest.mark.parametrize("args", [["speaking"], ["--print"]])
def test_a_reader_who_left_is_no_verdict(args: list[str]) -> None:
    option = click.Option(["--print"], is_flag=True, is_eager=True, expose_value=False, callback=printing)
    gate = Gate("gate", commands={"speaking": speaking}, params=[option])
    with pytest.raises(NobodyReadsError):
        gate(args, standalone_mode=False)
