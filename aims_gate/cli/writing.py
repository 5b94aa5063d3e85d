"""Commands that write a file for a user to fill in: `declare` and `new`."""

import click

from aims_gate.cli import completing
from aims_gate.commands.given import repeated


@click.command()
@click.argument(
    "types_and_summary", nargs=-1, required=True, metavar="TYPE... SUMMARY", shell_complete=completing.types
)
@repeated(
    "declare",
    "--system",
    "systems",
    "ID",
    "A system that changes (default: those whose files this change touches).",
    shell_complete=completing.systems,
)
@click.option("--base", default="", metavar="REF", help="The branch that the change is made against.")
def declare(types_and_summary: tuple[str, ...], systems: tuple[str, ...], base: str) -> None:
    """Write the change record of a change that has no PRD.

    Example: aims-gate declare prompt "Shorter greeting."

    Types: new-system, new-use, new-model, model-version, prompt, logic, tools, guardrail, dependency, data, threshold,
    user-group, region, autonomy, supplier, monitoring, reclassification, retirement, rollback, none-material.
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


@click.command(short_help="Write an evidence document, to be filled in.")
@click.argument("kind", shell_complete=completing.kinds)
@click.option(
    "--system",
    required=True,
    metavar="ID",
    help="The system that the document is about.",
    shell_complete=completing.systems,
)
@click.option("--path", default="", metavar="FILE", help="Where to write it (default: docs/ai/SYSTEM/KIND.md).")
def new(kind: str, system: str, path: str) -> None:
    """Write an evidence document, to be filled in: the gate refuses it until it is.

    Kinds: impact_assessment, risk_assessment, monitoring_plan, monitoring_result, verification, deployment_plan,
    datasheet, supplier, user_information, event_log, technical_documentation, incident, nonconformity, audit.
    """
    from aims_gate.commands.new import new as command
    from aims_gate.commands.new import next_steps
    from aims_gate.sources.git import Repository

    with Repository(".") as repository:
        folder = repository.folder
    written = command(folder, kind, system, path)
    click.echo(written)
    for step in next_steps(folder, kind, system, written):
        click.echo(step, err=True)
