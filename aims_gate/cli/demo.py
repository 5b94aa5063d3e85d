"""`aims-gate demo`: what it shows, in order."""

import click

from aims_gate.errors import TO_REPORT, UsageError


@click.command(short_help="Show the gate refuse a real change, then let it through.")
def demo() -> None:
    """Show the gate refusing and then passing a change, in a real git repository."""
    from aims_gate.commands import demo as command
    from aims_gate.commands.reporting import Sink, write_reports

    sink = Sink.parse((), verbose=False)
    with command.demo_repository() as folder:
        _headline("A pull request adds refund suggestions to an assistant that answers customers.")
        refused = command.judged(folder, "refused")
        write_reports(refused, sink)
        _headline("Its author brings the evidence up to date, and the gate looks again.")
        fixed = command.judged(folder, "fixed")
        write_reports(fixed, sink)
    problem = command.unexpected(refused, fixed)
    if problem:
        raise UsageError(f"the demo did not go as it should: {problem}", TO_REPORT)
    _headline("What waits is the risk lead's approving review. In your own repository: aims-gate check")


def _headline(text: str) -> None:
    click.echo(f"\n=== {text}\n")
