"""Commands that say what the gate knows: `rules`, `explain` and `schema`."""

import click

from aims_gate.cli import completing


@click.command()
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


@click.command()
@click.argument("rule", shell_complete=completing.rules)
@click.option("--facts", default="", metavar="FILE", help="Show what the rule saw in facts that a check saved.")
def explain(rule: str, facts: str) -> None:
    """Say what a rule wants, why, and what to do about it."""
    from aims_gate.commands import explain as command
    from aims_gate.facts.together import parts_of
    from aims_gate.sources.rules import built_in_rules, built_in_rules_with_examples, load_policy
    from aims_gate.sources.saved_facts import read_facts

    if not facts:
        click.echo(command.explain(command.find_rule(tuple(built_in_rules_with_examples()), rule)), nl=False)
        return
    parts = [(number, part, load_policy(part)) for number, part in parts_of(read_facts(facts))]
    known = {one.id: one for one in (*built_in_rules(), *parts[0][2].rules)}
    found = command.find_rule(tuple(known.values()), rule)
    said = [command.explain_facts(found, policy, part, number) for number, part, policy in parts]
    click.echo(command.explain(found) + "".join(said), nl=False)


@click.command()
@click.argument("name", required=False, shell_complete=completing.schemas)
def schema(name: str | None) -> None:
    """Print the JSON Schema of a file, or list the names."""
    from aims_gate.commands.schema import run

    click.echo(run(name), nl=False)
