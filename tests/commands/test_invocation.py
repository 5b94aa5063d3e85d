"""How commands are called: twins of repeatable options, and a reader who leaves."""

from typing import Any

import click
import pytest

from aims_gate.cli.group import cli
from aims_gate.commands.given import Lines
from aims_gate.commands.invocation import Gate, NobodyReadsError, twins, unread


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


@pytest.mark.parametrize(
    ("variable", "meant"),
    [
        ("AIMS_GATE_BASE", "AIMS_GATE_CHECK_BASE"),
        ("AIMS_GATE_STRICT", "AIMS_GATE_CHECK_STRICT"),
        ("AIMS_GATE_CHECK_STRCIT", "AIMS_GATE_CHECK_STRICT"),
        ("AIMS_GATE_LABEL", "AIMS_GATE_CHECK_LABEL"),
        ("AIMS_GATE_CHECK_BASE", ""),
        ("AIMS_GATE_RECHECK_PUBLISH", ""),
        ("AIMS_GATE_GITLAB_TOKEN", ""),
        ("AIMS_BASE", ""),
    ],
)
def test_a_variable_that_nothing_reads_is_named_with_the_one_that_was_meant(variable: str, meant: str) -> None:
    found = unread({variable: "1"}, "check", cli.commands["check"], cli.commands)
    assert found == ([(variable, meant)] if meant else [])


def test_a_variable_that_nothing_reads_is_told_on_stderr(capsys: pytest.CaptureFixture[str], monkeypatch: Any) -> None:
    monkeypatch.setenv("AIMS_GATE_JSON", "1")
    cli(["rules"], standalone_mode=False)
    said = capsys.readouterr()
    assert said.err == "aims-gate: nothing reads AIMS_GATE_JSON\n  → did you mean AIMS_GATE_RULES_JSON?\n"
    assert "AIMS_GATE" not in said.out


def test_every_option_has_a_twin_of_its_command() -> None:
    for name, command in cli.commands.items():
        assert all(twin.startswith(f"AIMS_GATE_{name.upper()}_") for twin in twins(name, command).values())
        if twins(name, command):
            assert "may be a variable too" in str(command.epilog)
