"""Whether a rule can mean what it says: its expressions compile, and every fact they read exists."""

from collections.abc import Iterator

from aims_gate.engine.compiled import Compiler, compilers
from aims_gate.engine.expression import Expression, ExpressionError
from aims_gate.engine.fact_paths import FactPath, resolve
from aims_gate.engine.requirements import Aliases
from aims_gate.engine.template import expressions_in
from aims_gate.engine.unknown import steps
from aims_gate.model.document import Json
from aims_gate.model.rule import Requirement, Rule

Trees = dict[str, dict[str, Json]]
"""`all` and, by subject, the variables that differ: see `aims_gate.model.view_tree`."""


def lint(rule: Rule, trees: Trees) -> list[str]:
    """What is wrong with a rule, one sentence each: expressions that do not compile and facts that do not exist."""
    compiler = compilers()[rule.subject]
    table = {**trees["all"], **trees.get(rule.subject, {})}
    problems: list[str] = []
    problems += _problems(rule.when, "", {}, compiler, table)
    for part in rule.fix:
        problems += _problems(part.when, "", {}, compiler, table) if part.when else ()
        problems += _template(part.text, "", {}, compiler, table)
    for requirement in rule.require:
        problems += list(_requirement(requirement, compiler, table))
    return list(dict.fromkeys(problems))


def _requirement(requirement: Requirement, compiler: Compiler, table: dict[str, Json]) -> Iterator[str]:
    aliases: Aliases = {}
    if requirement.for_each:
        yield from _problems(requirement.for_each, "", {}, compiler, table)
        aliases = {requirement.each: _elements(requirement.for_each, compiler)}
    yield from _problems(requirement.that, requirement.each, aliases, compiler, table)
    yield from _template(requirement.message, requirement.each, aliases, compiler, table)
    if requirement.at:
        path = steps(requirement.at)
        yield from _missing(resolve({path}, aliases), table, f"at: {requirement.at}")


def _elements(listed: str, compiler: Compiler) -> frozenset[FactPath]:
    """The paths at which elements of a list stand; none where an expression makes them."""
    try:
        return compiler.expression(listed).elements
    except ExpressionError:
        return frozenset()


def _template(text: str, each: str, aliases: Aliases, compiler: Compiler, table: dict[str, Json]) -> Iterator[str]:
    try:
        sources = expressions_in(text)
    except ExpressionError as error:
        yield str(error)
        return
    for source in sources:
        yield from _problems(source, each, aliases, compiler, table)


def _problems(source: str, each: str, aliases: Aliases, compiler: Compiler, table: dict[str, Json]) -> Iterator[str]:
    try:
        expression: Expression = compiler.expression(source, each)
    except ExpressionError as error:
        yield f"{error} in `{source.strip()}`"
        return
    yield from _missing(resolve(expression.reads, aliases), table, source.strip())


def _missing(reads: frozenset[FactPath], table: dict[str, Json], source: str) -> Iterator[str]:
    for path in sorted(reads):
        problem = unknown_step(path, table)
        if problem:
            yield f"{problem} (in `{source}`)"


def unknown_step(path: FactPath, tree: Json) -> str:
    """Why a path leads nowhere in a tree of facts, with the nearest name that does; empty when it leads somewhere."""
    walked: list[str] = []
    for step in path:
        if tree is True or step == "*" or not isinstance(tree, dict):
            return "" if tree is True or step == "*" else f"`{'.'.join(walked)}` has no parts"
        found = _step(tree, step)
        if found is None:
            return f"there is no fact `{'.'.join([*walked, step])}`{_suggestion(step, tree, walked)}"
        walked.append(step)
        tree = found
    return ""


def _step(tree: dict[str, Json], step: str) -> Json:
    if step in tree:
        return tree[step]
    if step.startswith("["):
        return tree.get("[]", tree.get("*"))
    if step.startswith("x-") and "x-" in tree:
        return True
    return tree.get("*")


def _suggestion(step: str, tree: dict[str, Json], walked: list[str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(step, [key for key in tree if key[0].isalpha()], n=1)
    return f"; did you mean `{'.'.join([*walked, close[0]])}`?" if close else ""
