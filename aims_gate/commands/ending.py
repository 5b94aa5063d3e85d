"""How a run ends: its exit code, what is said of a failure, and who else hears of it."""

import os
from typing import TYPE_CHECKING, Protocol

import click

from aims_gate.errors import AimsGateError

if TYPE_CHECKING:
    from aims_gate.model.report import Report


class Listener(Protocol):
    """A job on a forge that hears how a run ended, and has a word in the exit code."""

    def tell(self, report: "Report") -> int:
        """A change was judged."""

    def tell_failure(self, message: str, hint: str, exit_code: int) -> int:
        """Nothing was judged."""


class Ending:
    """The end of one run."""

    listener: Listener | None = None

    def judged(self, report: "Report") -> int:
        """The exit code after a report."""
        return self.listener.tell(report) if self.listener else report.exit_code

    def failed(self, message: str, hint: str, exit_code: int) -> int:
        """The exit code where nothing was judged."""
        from aims_gate.reports.characters import one_line

        click.echo(f"aims-gate: {one_line(message)}", err=True)
        if hint:
            click.echo(f"  → {one_line(hint)}", err=True)
        return self._shown(message, hint, exit_code)

    def not_understood(self, error: click.ClickException) -> int:
        """The exit code where the command line was not understood."""
        error.show()
        return self._shown(error.format_message(), "", AimsGateError.exit_code)

    def _shown(self, message: str, hint: str, exit_code: int) -> int:
        """In a job on GitHub, whoever looks at it sees why without the log."""
        if os.environ.get("GITHUB_ACTIONS") == "true":
            from aims_gate.reports.github import nothing_judged

            click.echo(nothing_judged(message, hint), err=True)
        return self.listener.tell_failure(message, hint, exit_code) if self.listener else exit_code
