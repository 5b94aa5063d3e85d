"""The command line: options in, reports out, and the one place that turns errors into exit codes.

Every option has an environment twin, `AIMS_GATE_<COMMAND>_<OPTION>`; of one that may be repeated, a value a line.
"""

import os
import sys

import click

from aims_gate import __version__
from aims_gate.commands.ending import Ending
from aims_gate.commands.given import Lines
from aims_gate.commands.invocation import Gate, NobodyReadsError
from aims_gate.errors import AimsGateError, UsageError

INTERNAL_ERROR = 4
INTERRUPTED = 130
NOBODY_READS = 141

_ISSUES = "report it, with this text, to the maintainers (see SECURITY.md for anything sensitive)"


@click.group(
    cls=Gate,
    context_settings={
        "help_option_names": ["-h", "--help"],
        "auto_envvar_prefix": "AIMS_GATE",
        "max_content_width": 80,
    },
)
@click.version_option(__version__, prog_name="aims-gate")
def cli() -> None:
    """A merge gate for AI changes, after ISO/IEC 42001.

    Exit codes: 0 passed, 1 the change fails, 2 usage or policy error, 3 undecided, 4 a bug.
    """


@cli.command()
@click.option(
    "--base",
    default="",
    metavar="REF",
    help="Judge against this branch (default: the remote's default branch, else main or master).",
)
@click.option("--head", default="", metavar="REF", help="Judge this commit instead of the working tree.")
@click.option(
    "--report",
    "reports",
    type=Lines(),
    envvar="AIMS_GATE_CHECK_REPORT",
    multiple=True,
    metavar="FORMAT=PATH",
    help="Also write a report: text, json, junit, markdown. `-` is stdout. Repeatable.",
)
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
@click.option(
    "--label",
    "labels",
    type=Lines(),
    envvar="AIMS_GATE_CHECK_LABEL",
    multiple=True,
    metavar="LABEL",
    help="A label of the pull request. Repeatable.",
)
@click.option("--save-facts", default="", metavar="FILE", help="Write all that the decision depends on.")
@click.option("--facts", default="", metavar="FILE", help="Judge saved facts instead of a repository.")
@click.option("-v", "--verbose", is_flag=True, help="List what passed and what did not apply, too.")
@click.option(
    "--fail-job",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    help="On GitHub: fail the job with the verdict; `auto` only where no check run carries it.",
)
@click.option("--no-publish", is_flag=True, help="On GitHub: make no check run.")
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


@cli.command()
@click.argument("types_and_summary", nargs=-1, required=True, metavar="TYPE... SUMMARY")
@click.option(
    "--system",
    "systems",
    type=Lines(),
    envvar="AIMS_GATE_DECLARE_SYSTEM",
    multiple=True,
    metavar="ID",
    help="A system that changes (default: those whose files this change touches).",
)
@click.option("--base", default="", metavar="REF", help="The branch that the change is made against.")
def declare(types_and_summary: tuple[str, ...], systems: tuple[str, ...], base: str) -> None:
    """Write the change record of a change that has no PRD.

    Example: aims-gate declare prompt "Shorter greeting."
    """
    from aims_gate.commands.check import Options, collect_facts
    from aims_gate.commands.declare import checked_types
    from aims_gate.commands.declare import declare as command
    from aims_gate.commands.given import day_of_judgement
    from aims_gate.forges.local.change import Asked
    from aims_gate.sources.git import Repository

    *types, summary = types_and_summary
    checked_types(tuple(types))
    with Repository(".") as repository:
        folder = repository.folder
    facts = collect_facts(Options(now=day_of_judgement(""), asked=Asked(base=base), folder=folder))
    written = command(folder, tuple(types), summary, systems, facts)
    click.echo(f"{written.path}\n\n{written.text}")
    for step in written.next_steps:
        click.echo(step, err=True)


@cli.command()
@click.option("--coverage", is_flag=True, help="List clauses and controls with the rules that cite them.")
@click.option("--json", "as_json", is_flag=True, envvar="AIMS_GATE_RULES_JSON", help="Both, as JSON.")
def rules(coverage: bool, as_json: bool) -> None:
    """List the rules and the clauses and controls they cover."""
    from aims_gate.commands import rules as command
    from aims_gate.sources.rules import built_in_rules

    listed = built_in_rules()
    if as_json:
        click.echo(command.as_json(listed), nl=False)
    else:
        click.echo(command.render_coverage(listed) if coverage else command.render_rules(listed), nl=False)


@cli.command()
@click.argument("rule")
@click.option("--facts", default="", metavar="FILE", help="Show what the rule saw in facts that a check saved.")
def explain(rule: str, facts: str) -> None:
    """Say what a rule wants, why, and what to do about it."""
    from aims_gate.commands import explain as command
    from aims_gate.sources.rules import built_in_rules_with_examples, load_policy
    from aims_gate.sources.saved_facts import read_facts

    if not facts:
        click.echo(command.explain(command.find_rule(tuple(built_in_rules_with_examples()), rule)), nl=False)
        return
    saved = read_facts(facts)
    policy = load_policy(saved)
    found = command.find_rule(policy.rules, rule)
    click.echo(command.explain(found) + command.explain_facts(found, policy, saved), nl=False)


@cli.command()
@click.argument("name", required=False)
def schema(name: str | None) -> None:
    """Print the JSON Schema of a file, or list the names."""
    from aims_gate.commands.schema import run

    click.echo(run(name), nl=False)


@cli.command()
@click.argument("kind")
@click.option("--system", required=True, metavar="ID", help="The system that the document is about.")
@click.option("--path", default="", metavar="FILE", help="Where to write it (default: docs/ai/SYSTEM/KIND.md).")
def new(kind: str, system: str, path: str) -> None:
    """Write an evidence document, to be filled in: the gate refuses it until it is."""
    from aims_gate.commands.new import new as command
    from aims_gate.sources.git import Repository

    with Repository(".") as repository:
        folder = repository.folder
    written = command(folder, kind, system, path)
    click.echo(written)
    click.echo(f"Fill it in, and link it in .aims/systems/{system}.yaml under `documents`.", err=True)


@cli.command()
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
        raise UsageError(f"the demo did not go as it should: {problem}", _ISSUES)
    _headline("What waits is the risk lead's approving review. In your own repository: aims-gate check")


def _headline(text: str) -> None:
    click.echo(f"\n=== {text}\n")


def main() -> None:
    """Run the command line and end the process with its exit code."""
    ending = Ending()
    try:
        cli(standalone_mode=False, obj=ending)
    except AimsGateError as error:
        sys.exit(ending.failed(error.message, error.hint, error.exit_code))
    except click.exceptions.Abort:
        sys.exit(INTERRUPTED)
    except click.ClickException as error:
        sys.exit(ending.not_understood(error))
    except NobodyReadsError:
        # What is still buffered would be written once more when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(NOBODY_READS)
    except Exception:  # noqa: BLE001  the one handler of everything that is our fault
        import traceback

        traceback.print_exc()
        sys.exit(ending.failed("this is a bug in aims-gate", _ISSUES, INTERNAL_ERROR))
