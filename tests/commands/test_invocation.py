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


@click.command()
@click.option("--label", "labels", type=Lines(), envvar="GATE_LABEL", multiple=True)
def labelled(labels: tuple[str, ...]) -> tuple[str, ...]:
    return labels


@pytest.mark.parametrize(
    ("args", "twin", "labels"),
    [
        ([], None, ()),
        ([], "", ()),
        ([], "a b\nc", ("a b", "c")),
        (["--label", "a b", "--label", "c\nd"], None, ("a b", "c\nd")),
        (["--label", "a"], "b\nc", ("a",)),
    ],
)
def test_an_option_beats_its_twin(
    args: list[str], twin: str | None, labels: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GATE_LABEL", raising=False)
    if twin is not None:
        monkeypatch.setenv("GATE_LABEL", twin)
    assert Gate("gate", commands={"labelled": labelled})(["labelled", *args], standalone_mode=False) == labels


@pytest.mark.parametrize("error", [ValueError, ConnectionResetError, KeyError])
def test_every_other_error_stays_what_it_is(error: type[Exception]) -> None:
    @click.command()
    def failing() -> None:
        raise error

    with pytest.raises(error):
        Gate("gate", commands={"failing": failing})(["failing"], standalone_mode=False)
