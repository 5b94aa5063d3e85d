"""`aims-gate doctor`: its options."""

import os
import sys

import click


@click.command()
@click.option("--base", default="", metavar="REF", help="Look at this branch (default: as for check).")
@click.option("--here", is_flag=True, help="Look at the files in this folder instead, as if they were merged.")
@click.option("--no-forge", is_flag=True, help="Do not ask GitHub what it enforces.")
@click.option("--as-of", default="", metavar="DATE", help="Tell who may sign on this day (YYYY-MM-DD).")
@click.option("--format", type=click.Choice(["text", "json"]), default="text", help="How to say it.")
def doctor(base: str, here: bool, no_forge: bool, as_of: str, format: str) -> None:  # noqa: A002  its environment twin is named after it
    """Say what weakens the gate here, and what nobody could sign.

    Exit codes: 0 nothing to change, 1 something to change, 2 usage, 3 something could not be told.
    """
    from aims_gate.commands import doctor as command
    from aims_gate.commands.given import day_of_judgement

    asked = command.Options(day_of_judgement(as_of), base=base, here=here, ask=not no_forge, environment=os.environ)
    found = command.doctor(asked)
    command.say(found, format)
    sys.exit(found.exit_code)
