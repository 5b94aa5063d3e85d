"""Commands that write a file for a user to fill in: `declare` and `new`."""

import click

from aims_gate.commands.given import repeated


@click.command()
@click.argument("types_and_summary", nargs=-1, required=True, metavar="TYPE... SUMMARY")
@repeated(
    "declare", "--system", "systems", "ID", "A system that changes (default: those whose files this change touches)."
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


@click.command()
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
