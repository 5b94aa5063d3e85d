"""Where reports go: one to stdout, any number to files."""

import os
import sys
from collections.abc import Callable
from typing import NamedTuple

from aims_gate.errors import UsageError
from aims_gate.model.document import Json
from aims_gate.model.report import Report
from aims_gate.reports import RENDERERS, Options, render

STDOUT = "-"

WIDEST = 100
"""Columns beyond which lines are hard to follow."""


class Sink(NamedTuple):
    """Pairs of format and path; the path `-` is stdout."""

    targets: tuple[tuple[str, str], ...]
    verbose: bool = False

    @staticmethod
    def parse(
        stated: tuple[str, ...], verbose: bool, otherwise: str = "text", known: tuple[str, ...] = tuple(RENDERERS)
    ) -> "Sink":
        """Targets from `FORMAT=PATH` texts; the format `otherwise` goes to stdout where no other does.

        Raises UsageError before anything is judged.
        """
        targets = []
        for text in stated:
            name, equals, path = text.partition("=")
            if name not in known:
                raise UsageError(f"`{name}` is no report format", f"write one of {', '.join(known)}")
            if not equals or not path:
                raise UsageError(
                    f"--report {text} names no file", f"write --report {name}=PATH, or {name}=- for stdout"
                )
            if path.splitlines() != [path]:
                raise UsageError(f"the path of the {name} report holds a line break", "name a file on one line")
            targets.append((name, path))
        if sum(path == STDOUT for _, path in targets) > 1:
            raise UsageError("two reports cannot share stdout", "give all but one a file")
        if not any(path == STDOUT for _, path in targets):
            targets.append((otherwise, STDOUT))
        return Sink(tuple(targets), verbose)


def write_reports(report: Report, sink: Sink) -> None:
    """Render and write every report on a change that was asked for."""
    write(sink, lambda name, options: render(name, report, options))


def write(sink: Sink, rendered: Callable[[str, Options], str]) -> None:
    """Write what `rendered` makes of each format that was asked for."""
    for name, path in sink.targets:
        text = rendered(name, _options(path, sink.verbose)._replace(catalogue=_catalogue(name)))
        if path == STDOUT:
            _print(text)
        else:
            _save(path, text)


def _options(path: str, verbose: bool) -> Options:
    terminal = path == STDOUT and sys.stdout.isatty()
    colour = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    # GitLab makes a link of a case's file; other readers of JUnit hold to schemas that do not have it.
    junit_file = os.environ.get("GITLAB_CI") == "true"
    return Options(colour=colour, width=_width() if terminal else 80, verbose=verbose, junit_file=junit_file)


def _width() -> int:
    """Columns of the terminal, up to what can be read with ease; 80 where it does not tell."""
    try:
        return min(os.get_terminal_size(sys.stdout.fileno()).columns, WIDEST) or 80
    except (OSError, ValueError):
        return 80


def _catalogue(name: str) -> dict[str, dict[str, Json]]:
    """Control id → its entry, for the one format that links controls to other texts."""
    if name != "sarif":
        return {}
    from aims_gate.sources import pack

    return {str(control["id"]): control for control in pack.controls()}


def _print(text: str) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()


def _save(path: str, text: str) -> None:
    try:
        os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
        with open(path, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise UsageError(f"the report cannot be written to {path}: {error.strerror}", "name a file that can") from None
