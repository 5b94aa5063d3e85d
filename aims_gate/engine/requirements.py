"""A rule's `require` list, judged in order: past a pass or an unknown, not past a fail."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from aims_gate.engine.compiled import Compiler
from aims_gate.engine.expression import CannotEvaluate, Expression, holds
from aims_gate.engine.locate import locate
from aims_gate.engine.unknown import FactPath, steps, unknown_reads
from aims_gate.engine.views import View
from aims_gate.engine.words import message_text
from aims_gate.model.document import Json
from aims_gate.model.report import Finding, Outcome
from aims_gate.model.rule import Requirement, Rule


@dataclass(frozen=True, slots=True)
class Judgement:
    """An outcome in the making. `reads` are the fact paths that its expressions read."""

    outcome: Outcome
    reason: str = ""
    waiting: bool = False
    findings: tuple[Finding, ...] = ()
    reads: frozenset[FactPath] = frozenset()

    @staticmethod
    def unknown(facts: list[dict[str, Json]]) -> "Judgement":
        """Unknown because of facts that could not be had; waiting when each only waits for the pull request."""
        reasons = dict.fromkeys(str(fact["reason"]) for fact in facts)
        return Judgement("unknown", "; ".join(reasons), waiting=all(fact["waiting"] for fact in facts))

    def because(self, reason: str) -> "Judgement":
        """The same, with a reason."""
        return replace(self, reason=reason)


@dataclass(frozen=True, slots=True)
class _Case:
    """One evaluation of a requirement: for the subject, or for one element of its list."""

    variables: Mapping[str, Json]
    aliases: dict[str, FactPath]
    path: str
    element: Json = None


def judge_requirements(rule: Rule, view: View, compiler: Compiler, spans: dict[str, Json]) -> Judgement:
    """The outcome of the requirements of a rule that applies."""
    lacking: list[dict[str, Json]] = []
    reads: set[FactPath] = set()
    for requirement in rule.require:
        findings, missing = _judge(requirement, view, compiler, spans, reads)
        if findings:
            return Judgement("fail", findings=tuple(findings), reads=frozenset(reads))
        lacking += missing
    if lacking:
        return replace(Judgement.unknown(lacking), reads=frozenset(reads))
    return Judgement("pass", reads=frozenset(reads))


def reading_unknown(expression: Expression, view: View, aliases: dict[str, FactPath]) -> list[dict[str, Json]]:
    """The unknown facts of a view that an expression reads."""
    if not view.unknown:
        return []
    whole = expression.reads_whole
    tested = expression.reads - whole
    return unknown_reads(resolved(whole, aliases), resolved(tested, aliases), view.unknown)


def resolved(paths: frozenset[FactPath], aliases: dict[str, FactPath]) -> frozenset[FactPath]:
    """Paths with the name of a list's element replaced by where that element stands."""
    return frozenset((*aliases[path[0]], *path[1:]) if path[0] in aliases else path for path in paths)


def _judge(
    requirement: Requirement, view: View, compiler: Compiler, spans: dict[str, Json], reads: set[FactPath]
) -> tuple[list[Finding], list[dict[str, Json]]]:
    """Findings of one requirement, and the unknown facts in its way."""
    findings: list[Finding] = []
    lacking: list[dict[str, Json]] = []
    expression = compiler.expression(requirement.that, requirement.each)
    try:
        for case in _cases(requirement, view, compiler, lacking):
            reads |= resolved(expression.reads, case.aliases)
            missing = reading_unknown(expression, view, case.aliases)
            lacking += missing
            if not missing and not holds(expression, case.variables):
                findings.append(_finding(requirement, case, view, compiler, spans))
    except CannotEvaluate as error:
        lacking.append({"path": "", "reason": str(error), "waiting": False})
    except _EmptyListError:
        findings.append(_finding(requirement, _Case(view.variables, {}, ""), view, compiler, spans))
    return findings, lacking


class _EmptyListError(Exception):
    """A `for_each` over nothing: nothing that was asked for is there."""


def _cases(requirement: Requirement, view: View, compiler: Compiler, lacking: list[dict[str, Json]]) -> Iterator[_Case]:
    if not requirement.for_each:
        yield _Case(view.variables, {}, "")
        return
    listed = compiler.expression(requirement.for_each)
    missing = reading_unknown(listed, view, {})
    whole = [fact for fact in missing if not _inside(fact, listed)]
    if whole:
        lacking += whole
        return
    elements = listed.value(view.variables)
    if not isinstance(elements, list):
        raise CannotEvaluate(f"`{requirement.for_each}` is no list")
    if not elements and not requirement.allow_empty:
        raise _EmptyListError
    plain = next(iter(listed.reads)) if len(listed.reads) == 1 else ()
    for index, element in enumerate(elements):
        exact = requirement.for_each.strip() == ".".join(plain)
        alias = (*plain, f"[{index}]" if exact else "[]")
        path = f"{requirement.for_each.strip()}[{index}]" if exact else ""
        yield _Case({**view.variables, requirement.each: element}, {requirement.each: alias}, path, element)


def _inside(fact: dict[str, Json], listed: Expression) -> bool:
    """Whether an unknown fact is a part of single elements: then each element answers for itself."""
    path = steps(fact["path"])
    return any(len(path) > len(read) and path[: len(read)] == read for read in listed.reads)


def _finding(requirement: Requirement, case: _Case, view: View, compiler: Compiler, spans: dict[str, Json]) -> Finding:
    message = message_text(requirement.message, case.variables, requirement.each, compiler)
    at, element = requirement.at.strip(), None
    if requirement.each and at.split(".")[0].split("[")[0] == requirement.each:
        element = case.element if at == requirement.each else None
        at = case.path + at[len(requirement.each) :] if case.path else ""
    hint = case.element.get("hint", "") if isinstance(case.element, dict) else ""
    return Finding(message, locate(at, view, spans, element), hint if isinstance(hint, str) else "")
