"""How a run ends, and who hears of it."""

import click
import pytest

from aims_gate.commands.ending import Ending
from aims_gate.model.report import Report
from tests.reports.sample import REFUSED

HOSTILE = "x\n::error::forged\x1b[2J"


class Heard:
    """A listener that remembers."""

    def __init__(self) -> None:
        self.heard: list[object] = []

    def tell(self, report: Report) -> int:
        self.heard.append(report)
        return 0

    def tell_failure(self, message: str, hint: str, exit_code: int) -> int:
        self.heard.append((message, hint, exit_code))
        return 9


@pytest.fixture(autouse=True)
def no_job(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)


def test_a_report_has_its_exit_code() -> None:
    assert Ending().judged(REFUSED) == REFUSED.exit_code == 1


def test_a_listener_has_a_word_in_it() -> None:
    ending, heard = Ending(), Heard()
    ending.listener = heard
    assert (ending.judged(REFUSED), ending.failed("a", "b", 2)) == (0, 9)
    assert heard.heard == [REFUSED, ("a", "b", 2)]


def test_a_failure_is_said_on_stderr_in_two_lines(capsys: pytest.CaptureFixture[str]) -> None:
    assert Ending().failed(HOSTILE, "do this", 3) == 3
    said = capsys.readouterr()
    assert said.out == ""
    assert [line.strip()[:10] for line in said.err.splitlines()] == ["aims-gate:", "→ do this"]
    assert "\x1b" not in said.err


def test_a_job_on_github_shows_it(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert Ending().failed(HOSTILE, "", 2) == 2
    commands = [line for line in capsys.readouterr().err.splitlines() if line.startswith("::")]
    assert [command.partition("::x")[0] for command in commands] == ["::error title=aims-gate%3A nothing was judged"]


def test_a_mistake_on_the_command_line_is_shown_with_its_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert Ending().not_understood(click.UsageError("no such option: --x")) == 2
    assert "no such option: --x" in capsys.readouterr().err
