"""`aims-gate inventory`: its options."""

import sys

import click

from aims_gate.commands.given import report_option


@click.command(short_help="Show what AI a tree uses, whose it is, what the register lacks.")
@click.option("--ref", default="", metavar="REF", help="Look at this branch or commit (default: the working tree).")
@click.option(
    "--policy-ref",
    default="",
    metavar="REF",
    help="Take mutes and own signals from this ref (default: the default branch).",
)
@click.option("--as-of", default="", metavar="DATE", help="Look as of this day (YYYY-MM-DD): it ends mutes.")
@report_option("inventory", "text, json, markdown, cyclonedx")
@click.option(
    "--fail-on",
    type=click.Choice(["unowned", "drift"]),
    multiple=True,
    envvar="AIMS_GATE_INVENTORY_FAIL_ON",
    help="Exit 1 where a use of AI has no system, or the register says something else. Repeatable.",
)
@click.option("-v", "--verbose", is_flag=True, help="List every place, too.")
def inventory(
    ref: str, policy_ref: str, as_of: str, reports: tuple[str, ...], fail_on: tuple[str, ...], verbose: bool
) -> None:
    """Show what AI a whole tree uses, whose it is, and what the register lacks."""
    from aims_gate.commands import inventory as command
    from aims_gate.commands.given import day_of_judgement
    from aims_gate.commands.reporting import Sink, write
    from aims_gate.reports.of_inventory import RENDERERS, render

    # A digest pins rules, which an inventory has none of.
    pinned = "" if policy_ref.startswith("sha256:") else policy_ref
    sink = Sink.parse(reports, verbose, known=tuple(RENDERERS))
    found = command.inventory(command.Options(day_of_judgement(as_of), ref, policy_ref=pinned))
    write(sink, lambda name, options: render(name, found, options))
    sys.exit(command.exit_code(found, fail_on))
