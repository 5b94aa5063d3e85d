"""`aims-gate recheck`: its options."""

import os
import sys

import click


@click.command()
@click.argument("number", type=click.IntRange(min=1), required=False)
@click.option("--dry-run", is_flag=True, help="Judge, and say what would be published.")
@click.option("--policy-ref", default="", metavar="REF|DIGEST", help="As for `check`: use what its job uses.")
@click.option("--as-of", default="", metavar="DATE", help="Judge as of this day (YYYY-MM-DD).")
def recheck(number: int | None, dry_run: bool, policy_ref: str, as_of: str) -> None:
    """Bring the check run of a pull request, or of every open one, up to date.

    Exit codes: 0 each run has its verdict, whatever that is; 2 or 3 where one was not judged or not delivered; 4 a bug.
    """
    from aims_gate.commands import recheck as command
    from aims_gate.commands.given import day_of_judgement

    now = day_of_judgement(as_of)
    sys.exit(command.recheck(command.Options(now, number or 0, dry_run, policy_ref, environment=os.environ)))
