"""`aims-gate readiness`: its options."""

import sys

import click

from aims_gate.commands.given import report_option


@click.command(short_help="Show what stands for each clause and control, what is missing.")
@click.option("--ref", default="", metavar="REF", help="Look at this branch or commit (default: the default branch).")
@click.option("--as-of", default="", metavar="DATE", help="Look as of this day (YYYY-MM-DD), also one to come.")
@click.option("--horizon", default=90, type=click.IntRange(0, 3650), metavar="DAYS", help="Show what falls due within.")
@report_option("readiness", "text, json, html, markdown, junit, oscal")
@click.option(
    "--fail-under", default=0, type=click.IntRange(0, 100), metavar="PERCENT", help="Exit 1 below this coverage."
)
@click.option(
    "--fail-on",
    type=click.Choice(["gap", "unknown", "overdue"]),
    multiple=True,
    envvar="AIMS_GATE_READINESS_FAIL_ON",
    help="Exit 1 where anything is in this state. Repeatable.",
)
@click.option("-v", "--verbose", is_flag=True, help="List what stands, too, and how to close each gap.")
def readiness(
    ref: str,
    as_of: str,
    horizon: int,
    reports: tuple[str, ...],
    fail_under: int,
    fail_on: tuple[str, ...],
    verbose: bool,
) -> None:
    """Show what stands for each clause and control, and what is missing."""
    import gc

    from aims_gate.commands import readiness as command
    from aims_gate.commands.given import day_of_judgement
    from aims_gate.commands.reporting import Sink, write
    from aims_gate.reports.of_readiness import RENDERERS, render

    sink = Sink.parse(reports, verbose, known=tuple(RENDERERS))
    # Facts hold no cycles, and looking for some among hundreds of thousands of them takes a tenth of the time.
    gc.disable()
    try:
        found = command.readiness(command.Options(day_of_judgement(as_of), ref, horizon=horizon))
        write(sink, lambda name, options: render(name, found, options))
    finally:
        gc.enable()
    sys.exit(command.exit_code(found, fail_under, fail_on))
