"""`aims-gate check`: its options."""

import os
import sys

import click

from aims_gate.commands.ending import Ending
from aims_gate.commands.given import repeated, report_option
from aims_gate.errors import UsageError


@click.command()
@click.option(
    "--base",
    default="",
    metavar="REF",
    help="Judge against this branch (default: the remote's default branch, else main or master).",
)
@click.option("--head", default="", metavar="REF", help="Judge this commit instead of the working tree.")
@report_option("check", "text, json, junit, sarif, markdown, github, gitlab-codequality, html")
@click.option("--strict", is_flag=True, help="Count what waits for the pull request as undecided.")
@click.option("--as-of", default="", metavar="DATE", help="Judge as of this day (YYYY-MM-DD).")
@click.option(
    "--policy-ref",
    default="",
    metavar="REF|DIGEST",
    help="Take rules and register from this ref, or hold the policy to this sha256 digest.",
)
@click.option(
    "--description",
    default="",
    metavar="FILE",
    help="Read the pull request's description from this file (`-` is stdin).",
)
@repeated("check", "--label", "labels", "LABEL", "A label of the pull request. Repeatable.")
@click.option("--save-facts", default="", metavar="FILE", help="Write all that the decision depends on.")
@click.option("--facts", default="", metavar="FILE", help="Judge saved facts instead of a repository.")
@click.option("-v", "--verbose", is_flag=True, help="List what passed and what did not apply, too.")
@click.option(
    "--fail-job",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    help="On GitHub: fail the job with the verdict; `auto` only where no check run carries it.",
)
@click.option("--no-publish", is_flag=True, help="On a forge: publish nothing.")
@click.option(
    "--publish",
    "wanted",
    type=click.Choice(["note", "status"]),
    multiple=True,
    envvar="AIMS_GATE_CHECK_PUBLISH",
    help="On GitLab: also keep a note on the merge request, or a commit status. Repeatable.",
)
@click.pass_obj
def check(
    ending: Ending,
    base: str,
    head: str,
    reports: tuple[str, ...],
    strict: bool,
    as_of: str,
    policy_ref: str,
    description: str,
    labels: tuple[str, ...],
    save_facts: str,
    facts: str,
    verbose: bool,
    fail_job: str,
    no_publish: bool,
    wanted: tuple[str, ...],
) -> None:
    """Judge a change in this repository and say what is missing."""
    from aims_gate.commands import check as command
    from aims_gate.commands.given import day_of_judgement, text_of
    from aims_gate.commands.reporting import Sink, write_reports
    from aims_gate.forges.local.change import Asked

    if facts and (base or head or as_of or description or labels or save_facts):
        raise UsageError(
            "--facts replays a decision as it was", "drop the other options; --report and --strict may stay"
        )
    pinned = policy_ref.startswith("sha256:")
    options = command.Options(
        now=day_of_judgement(as_of),
        asked=Asked(base, head, "" if pinned else policy_ref, text_of(description), labels),
        strict=strict or bool(os.environ.get("CI")),
        policy_digest=policy_ref if pinned else "",
        facts=facts,
        save_facts=save_facts,
        environment=os.environ,
    )
    forge = command.forge_of(options)
    if forge == "gitlab" and wanted and not no_publish:
        from aims_gate.commands.publishing_on_gitlab import GitLabJob

        ending.listener = GitLabJob(os.environ, wanted)
    if forge == "github":
        from aims_gate.commands.publishing import Job

        ending.listener = Job(os.environ, reports, fail_job, publish=not no_publish)
    sink = Sink.parse(reports, verbose, otherwise="github" if forge == "github" else "text")
    report = command.check(options)
    write_reports(report, sink)
    sys.exit(ending.judged(report))
