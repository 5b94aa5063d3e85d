"""Commands on what the gate knows: `rules`, `explain`, `test` and `schema`."""

import sys
from typing import TYPE_CHECKING

import click

from aims_gate.cli import completing

if TYPE_CHECKING:
    from aims_gate.model.rule import Rule


@click.command()
@click.option("--coverage", is_flag=True, help="List clauses and controls with the rules that cite them.")
@click.option("--json", "as_json", is_flag=True, envvar="AIMS_GATE_RULES_JSON", help="Both, as JSON.")
def rules(coverage: bool, as_json: bool) -> None:
    """List the rules and the clauses and controls they cover.

    Your own are those that lie here, in force or not.
    """
    from aims_gate.commands import rules as command
    from aims_gate.sources.rules import built_in_rules
    from aims_gate.sources.rules_here import rules_here

    listed = [*built_in_rules(), *rules_here()]
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
    from aims_gate.sources.rules import built_in_rules, load_policy
    from aims_gate.sources.saved_facts import read_facts

    if not facts:
        click.echo(command.explain(_rule_of(rule)), nl=False)
        return
    parts = [(number, part, load_policy(part)) for number, part in parts_of(read_facts(facts))]
    known = {one.id: one for one in (*built_in_rules(), *parts[0][2].rules)}
    found = command.find_rule(tuple(known.values()), rule)
    said = [command.explain_facts(found, policy, part, number) for number, part, policy in parts]
    click.echo(command.explain(found) + "".join(said), nl=False)


@click.command()
@click.argument("names", nargs=-1, metavar="[RULE]...", shell_complete=completing.rules)
def test(names: tuple[str, ...]) -> None:
    """Judge the examples of your own rules, which are their tests.

    Of the rules in `.aims/policies/` as they lie here, or of those that are named. Exit codes: 0 each example is what it
    says, 1 one is not, 2 a rule cannot be used or there is none.
    """
    from aims_gate.commands import test as command
    from aims_gate.errors import UsageError
    from aims_gate.sources.rules_here import rules_here

    chosen = tuple(map(_rule_of, dict.fromkeys(names))) or rules_here()
    if not chosen:
        raise UsageError("there is no rule of your own here", "write one in .aims/policies/, or name a built-in rule")
    tried = command.tried(chosen)
    click.echo(command.render(tried), nl=False)
    if not all(one.holds for one in tried):
        sys.exit(1)


def _rule_of(name: str) -> "Rule":
    """A built-in rule, or one that lies here; a broken one of these is no obstacle to looking up a built-in one."""
    from aims_gate.commands.explain import find_rule
    from aims_gate.sources.rules import built_in_rules_with_examples
    from aims_gate.sources.rules_here import rules_here

    built_in = tuple(built_in_rules_with_examples())
    known = built_in if name in {rule.id for rule in built_in} else (*built_in, *rules_here())
    return find_rule(known, name)


@click.command()
@click.argument("name", required=False, shell_complete=completing.schemas)
def schema(name: str | None) -> None:
    """Print the JSON Schema of a file, or list the names."""
    from aims_gate.commands.schema import run

    click.echo(run(name), nl=False)
