"""The command line itself: exit codes, streams, environment twins, and an end without a traceback whatever happens."""

import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import click
import pytest

from aims_gate.cli import cli
from tests.e2e.command import INSTALLED, called, environment, installed
from tests.e2e.example import TODAY, check, example, shorter_greeting
from tests.repositories import Repo


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("chek",), "chek"),
        (("check", "--bas", "main"), "--base"),
        (("check", "stray"), "stray"),
        (("check", "--report", "sarif2=-"), "`sarif2` is no report format"),
        (("check", "--report", "json"), "--report json=PATH"),
        (("check", "--report", "json="), "names no file"),
        (("check", "--report", "json=-", "--report", "text=-"), "cannot share stdout"),
        (("check", "--description", "no-such-file"), "no-such-file cannot be read"),
        (("check", "--description", "."), "cannot be read"),
        (("check", "--base"), "--base"),
        (("declare",), "TYPE"),
        (("explain",), "RULE"),
        (("explain", "risk-signed-of"), "did you mean `risk-signed-off`?"),
        (("schema", "sistem"), "did you mean 'system'?"),
    ],
)
def test_usage_errors(args: tuple[str, ...], words: str, tmp_path: Path) -> None:
    said = called(example(tmp_path / "repo").folder, *args)
    assert (said.code, said.stdout) == (2, b"")
    assert words in said.words
    assert "Traceback" not in said.words


def test_no_command_shows_the_help(tmp_path: Path) -> None:
    said = called(tmp_path)
    assert said.code == 2
    assert "Usage:" in said.words


@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_names_the_exit_codes(option: str, tmp_path: Path) -> None:
    said = called(tmp_path, option)
    assert said.code == 0
    assert "0 passed, 1 the change fails, 2 usage or policy error, 3 undecided, 4 a bug" in said.words


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_command_has_help(name: str, tmp_path: Path) -> None:
    said = called(tmp_path, name, "--help")
    assert said.code == 0
    assert max(len(line) for line in said.out.splitlines()) <= 80


OPTIONS = [
    (f"AIMS_GATE_{name}_{option.opts[-1].removeprefix('--')}".upper().replace("-", "_"), name, option)
    for name, command in sorted(cli.commands.items())
    for option in command.params
    if isinstance(option, click.Option)
]


@pytest.mark.parametrize(("twin", "name", "option"), OPTIONS, ids=[twin for twin, _, _ in OPTIONS])
def test_every_option_has_a_twin_in_the_environment(twin: str, name: str, option: click.Option) -> None:
    context = click.Context(cli.commands[name], info_name=name, auto_envvar_prefix=f"AIMS_GATE_{name.upper()}")
    given = _value(option)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(twin, given)
        value, source = option.consume_value(context, {})
    assert source is click.core.ParameterSource.ENVIRONMENT
    assert option.type_cast_value(context, value) == (
        True if option.is_flag else (given,) if option.multiple else option.type.convert(given, option, context)
    )


def _value(option: click.Option) -> str:
    """Something that an option takes."""
    if isinstance(option.type, click.Choice):
        return str(option.type.choices[-1])
    return "true" if option.is_flag else "7" if isinstance(option.type, click.IntRange) else "a b"


def test_twins_at_work(tmp_path: Path) -> None:
    repo = example(tmp_path / "repo")
    shorter_greeting(repo)
    (tmp_path / "a folder").mkdir()
    reports = f"json={tmp_path}/a folder/r.json\njunit={tmp_path}/a folder/r.xml\n"
    twins = {"AIMS_GATE_CHECK_BASE": "main", "AIMS_GATE_CHECK_AS_OF": TODAY, "AIMS_GATE_CHECK_STRICT": "1"}
    said = called(repo.folder, "check", **twins, AIMS_GATE_CHECK_REPORT=reports)
    assert said.code == 3
    assert sorted(path.name for path in (tmp_path / "a folder").iterdir()) == ["r.json", "r.xml"]
    assert called(repo.folder, "check", **{**twins, "AIMS_GATE_CHECK_STRICT": "perhaps"}).code == 2
    assert called(repo.folder, "check", **{**twins, "AIMS_GATE_CHECK_AS_OF": "today"}).code == 2


def test_a_bug_says_how_to_report_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("wires crossed")

    monkeypatch.setattr("aims_gate.commands.check.check", broken)
    said = check(example(tmp_path / "repo", "fixed"))
    assert (said.code, said.stdout) == (4, b"")
    assert "wires crossed" in said.words
    assert "this is a bug in aims-gate" in said.words
    assert "report it" in said.words


def test_interrupted(tmp_path: Path) -> None:
    """Python answers an interrupt as it should only once it has started, and on a busy machine that takes long."""
    repo = example(tmp_path / "repo", "fixed")
    code, error = next(((c, e) for c, e in map(partial(interrupted, repo), (1, 4, 16)) if c == 130), (0, b""))
    assert code == 130
    assert b"Traceback" not in error


def interrupted(repo: Repo, after: float) -> tuple[int, bytes]:
    """Exit code and stderr of a check that waits for its stdin when it is interrupted, after so many seconds."""
    running = subprocess.Popen(
        [INSTALLED, "check", "--description=-"],
        cwd=repo.folder, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    try:
        time.sleep(after)
        running.send_signal(signal.SIGINT)
        _, error = running.communicate(timeout=20)
    finally:
        running.kill()
    return running.returncode, error


@pytest.mark.parametrize(
    "args",
    [("check", "--base=main", f"--as-of={TODAY}"), ("rules", "--json"), ("schema", "system"), ("--help",)],
)
def test_a_reader_that_has_left(args: tuple[str, ...], tmp_path: Path) -> None:
    """`aims-gate … | head -1`: no traceback, and no exit code that a verdict has."""
    repo = example(tmp_path / "repo", "refused")
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [INSTALLED, *args], cwd=repo.folder, env=environment(), stdout=writing, stderr=subprocess.PIPE, timeout=60
        )
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


def test_module_and_command_are_one(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-m", "aims_gate", "--version"], capture_output=True, env=environment())
    assert done.stdout == installed(tmp_path, "--version").stdout


def test_no_short_help_is_cut(tmp_path: Path) -> None:
    assert "..." not in called(tmp_path, "--help").out.partition("Commands:")[2]
