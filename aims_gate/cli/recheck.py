"""`aims-gate recheck`: its options, and which forge it asks."""

import os
import sys

import click

from aims_gate.errors import UsageError


@click.command(short_help="Bring what pull or merge requests are shown up to date.")
@click.argument("number", type=click.IntRange(min=1), required=False)
@click.option("--dry-run", is_flag=True, help="On GitHub: judge, and say what would be published.")
@click.option("--policy-ref", default="", metavar="REF|DIGEST", help="As for `check`: use what its job uses.")
@click.option("--as-of", default="", metavar="DATE", help="Judge as of this day (YYYY-MM-DD).")
@click.option(
    "--publish",
    type=click.Choice(["note", "status"]),
    multiple=True,
    envvar="AIMS_GATE_RECHECK_PUBLISH",
    help="On GitLab: what to bring up to date (default: note). Repeatable.",
)
def recheck(number: int | None, dry_run: bool, policy_ref: str, as_of: str, publish: tuple[str, ...]) -> None:
    """Bring what a pull or merge request, or every open one, is shown up to date.

    Exit codes: 0 each has its verdict, whatever that is; 2 or 3 where one was not judged or not delivered; 4 a bug.
    """
    from aims_gate.commands.given import day_of_judgement
    from aims_gate.forges import detect

    now = day_of_judgement(as_of)
    if detect(os.environ) == "gitlab":
        if dry_run:
            raise UsageError("--dry-run is for GitHub", "leave it out; `aims-gate check` publishes nothing by itself")
        sys.exit(_on_gitlab(number, policy_ref, now, publish or ("note",)))
    if publish:
        raise UsageError("--publish is for GitLab", "leave it out: on GitHub the check run is brought up to date")
    from aims_gate.commands import recheck as command

    sys.exit(command.recheck(command.Options(now, number or 0, dry_run, policy_ref, environment=os.environ)))


def _on_gitlab(number: int | None, policy_ref: str, now: str, wanted: tuple[str, ...]) -> int:
    from aims_gate.commands.check import facts_of, judged
    from aims_gate.commands.publishing_on_gitlab import bring_up_to_date
    from aims_gate.forges.gitlab.read_change import collect_gitlab

    pinned = policy_ref if policy_ref.startswith("sha256:") else ""
    ref = "" if pinned else policy_ref
    environment = {**os.environ, **({"AIMS_GATE_RECHECK_MERGE_REQUEST": str(number)} if number else {})}
    return bring_up_to_date(
        environment,
        ".",
        lambda source: judged(facts_of((collect_gitlab(source, now, ref),)), strict=True, policy_digest=pinned),
        wanted,
    )
