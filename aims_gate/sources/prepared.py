"""Compiles the built-in rules' expressions ahead: `python -m aims_gate.sources.prepared` writes the table that ships.

A rule that is not in the table, or differs from it, is compiled when it is needed: the table saves time and decides
nothing. `--check` says whether it is current.
"""

import json
import sys
from functools import partial

from aims_gate.engine.basis import rests_on_claims
from aims_gate.engine.compiled import answer, failing, sources, together
from aims_gate.engine.expression import LONGEST_SOURCE, Prepared, compile_expression, prepare, prepared_key
from aims_gate.engine.template import expressions_in
from aims_gate.engine.views import VARIABLES
from aims_gate.model.rule import Rule
from aims_gate.sources import pack
from aims_gate.sources.rules import built_in_rules
from aims_gate.sources.shipped import renew


def prepared_table(of_programme: bool = False) -> Prepared:
    """Every expression of the built-in rules that judge a change, or of those that judge the programme, and those that
    ask much of a rule at once where a check or readiness asks so.
    """
    table: Prepared = {}
    for rule in built_in_rules():
        asked = _expressions(rule) if pack.is_of_programme(rule.path) == of_programme else []
        asked += _at_once(rule) if of_programme else _together(rule)
        table.update({prepared_key(*one): prepare(*one) for one in asked})
    return table


def _together(rule: Rule) -> list[tuple[str, tuple[str, ...]]]:
    """All that a rule requires, of what judges a change where a check asks so."""
    source, names = together(rule), VARIABLES[rule.subject]
    if pack.is_of_programme(rule.path) or len(sources(rule)) == 2 or len(source) > LONGEST_SOURCE:
        return []
    return [] if rests_on_claims(compile_expression(source, names).reads) else [(source, names)]


def is_current(shipped: Prepared, of_programme: bool = False) -> bool:
    """Whether a table has just these expressions, with the facts that each reads.

    The engine serializes one expression in more than one way, so that form is not compared.
    """
    now = prepared_table(of_programme)
    return {key: entry[1:] for key, entry in shipped.items()} == {key: entry[1:] for key, entry in now.items()}


def _expressions(rule: Rule) -> list[tuple[str, tuple[str, ...]]]:
    """Every expression of a rule, with the variables that it may name."""
    names = VARIABLES[rule.subject]
    found = [(rule.when, names)]
    for part in rule.fix:
        found += [(source, names) for source in (part.when, *expressions_in(part.text)) if source]
    for requirement in rule.require:
        inside = (*names, requirement.each) if requirement.each else names
        found += [(requirement.for_each, names)] if requirement.for_each else []
        found += [(source, inside) for source in (requirement.that, *expressions_in(requirement.message))]
    return found


def _at_once(rule: Rule) -> list[tuple[str, tuple[str, ...]]]:
    """What readiness asks of a rule of its own at once."""
    if not (rule.standing or pack.is_of_programme(rule.path)):
        return []
    asked = [answer(rule), *(failing(requirement) for requirement in rule.require if requirement.for_each)]
    return [(source, VARIABLES[rule.subject]) for source in asked if len(source) <= LONGEST_SOURCE]


def main(arguments: list[str]) -> int:
    """Write the tables, or with `--check` only say whether one is out of date: 1 if it is."""
    stale = {
        pack.table_name(pack.PREPARED, which): partial(_text, which)
        for which in (False, True)
        if not is_current(pack.prepared_expressions(which), which)
    }
    return renew(stale, "what the rules say now", arguments)


def _text(of_programme: bool) -> str:
    return json.dumps(prepared_table(of_programme), separators=(",", ":"), sort_keys=True) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
