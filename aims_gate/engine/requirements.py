"""A rule's `require` list, judged in order: past a pass or an unknown, not past a fail."""

from collections.abc import Iterable, Mapping
from dataclasses import field

from aims_gate.engine.basis import rests_on_claims
from aims_gate.engine.compiled import NOT_APPLICABLE, PASS, Compiler, at_once
from aims_gate.engine.expression import CannotEvaluate, ExpressionError, holds
from aims_gate.engine.fact_paths import ANY, ELEMENT, FactPath, resolve
from aims_gate.engine.locate import locate
from aims_gate.engine.picking import at
from aims_gate.engine.template import expressions_in
from aims_gate.engine.unknown import UnknownFact, steps, unknown_reads
from aims_gate.engine.views import View
from aims_gate.engine.words import message_text
from aims_gate.model.document import Json
from aims_gate.model.report import Finding, Outcome
from aims_gate.model.rule import Requirement, Rule
from aims_gate.model.values import NamedTuple, dataclass

_LONG = 50
"""Elements of a list from which on to compile a condition over all of it costs less than to ask of each."""

Aliases = Mapping[str, Iterable[FactPath]]
"""Name of a list's element → the paths at which it may stand."""


class Judgement(NamedTuple):
    """An outcome in the making. `reads` are the fact paths that its expressions read.

    `for_approval` is true of an unknown one when nothing but somebody's approval is lacking.
    """

    outcome: Outcome
    reason: str = ""
    waiting: bool = False
    findings: tuple[Finding, ...] = ()
    reads: frozenset[FactPath] = frozenset()
    for_approval: bool = False

    @staticmethod
    def unknown(facts: list[UnknownFact], reads: Iterable[FactPath] = ()) -> "Judgement":
        """Unknown because of facts that could not be had; waiting when each only waits for the pull request."""
        reasons = dict.fromkeys(str(fact["reason"]) for fact in facts)
        waiting = all(fact["waiting"] for fact in facts)
        for_approval = all(fact.get("for_approval", False) for fact in facts)
        return Judgement("unknown", "; ".join(reasons), waiting, reads=frozenset(reads), for_approval=for_approval)

    def because(self, reason: str) -> "Judgement":
        """The same, with a reason."""
        return self._replace(reason=reason)


class _Case(NamedTuple):
    """One evaluation of a requirement: for the subject, or for one element of its list.

    `path` is where the element stands, empty where that cannot be told, and `place` its index there.
    """

    variables: Mapping[str, Json]
    aliases: Aliases
    path: str
    element: Json = None
    place: int | None = None


def does_not_apply(rule: Rule) -> Judgement:
    """Of a rule whose `when` does not hold."""
    return Judgement("not-applicable", reason=f"it does not hold that {rule.when.strip()}")


def judged_at_once(rule: Rule, view: View, compiler: Compiler) -> Judgement | None:
    """A rule that passes or does not apply, told by one expression; None where one by one has to tell."""
    whole = compiler.answer(rule) if compiler.many else None
    if whole is None or reading_unknown(whole.reads, whole.reads_whole, view, {}):
        return None
    try:
        said = whole.value(view.variables, compiler.fitted)
    except CannotEvaluate:
        return None
    if said == PASS:
        return Judgement("pass", reads=whole.reads)
    return does_not_apply(rule) if said == NOT_APPLICABLE else None


def judge_requirements(rule: Rule, view: View, compiler: Compiler, spans: dict[str, Json]) -> Judgement:
    """The outcome of the requirements of a rule that applies."""
    if not compiler.many and (met := _all_met(rule, view, compiler)):
        return Judgement("pass", reads=met)
    findings: list[Finding] = []
    lacking: list[UnknownFact] = []
    reads: set[FactPath] = set()
    for requirement in rule.require:
        if findings and not requirement.always:
            continue
        judging = _Judging(requirement, view, compiler, spans)
        judging.judge()
        reads |= judging.reads
        findings += judging.findings
        lacking += judging.lacking
    if findings:
        return Judgement("fail", findings=tuple(findings), reads=frozenset(reads))
    if lacking:
        return Judgement.unknown(lacking, reads)
    return Judgement("pass", reads=frozenset(reads))


def _all_met(rule: Rule, view: View, compiler: Compiler) -> frozenset[FactPath]:
    """What was read where all that a rule requires holds at once and nothing of that is unknown; empty where one by one
    has to tell.
    """
    whole = compiler.together(rule)
    if whole is None or reading_unknown(whole.reads, whole.reads_whole, view, {}):
        return frozenset()
    # Whose word it was that counted, of all that stand in a list, is told element by element.
    if rests_on_claims(whole.reads):
        return frozenset()
    try:
        return whole.reads if holds(whole, view.variables, compiler.fitted) else frozenset()
    except CannotEvaluate:
        return frozenset()


def reading_unknown(
    reads: frozenset[FactPath], whole: frozenset[FactPath], view: View, aliases: Aliases
) -> list[UnknownFact]:
    """The unknown facts of a view among those read; of the `whole` ones any part counts."""
    if not view.unknown:
        return []
    if aliases:
        return unknown_reads(resolve(whole, aliases), resolve(reads - whole, aliases), view.unknown)
    return unknown_reads(whole, reads - whole, view.unknown)


@dataclass()
class _Judging:
    """One requirement and what comes of it: findings, the facts in its way, and what was read."""

    requirement: Requirement
    view: View
    compiler: Compiler
    spans: dict[str, Json]
    findings: list[Finding] = field(default_factory=list)
    lacking: list[UnknownFact] = field(default_factory=list)
    reads: set[FactPath] = field(default_factory=set)

    def judge(self) -> None:
        """Judge the subject, or every element of the list: what cannot be told of one hides no other's failure."""
        if not self.requirement.for_each:
            self._one(_Case(self.view.variables, {}, ""))
            return
        if not self.compiler.many and self._is_long() and self._every_one_holds():
            return
        try:
            listed = self._elements()
        except CannotEvaluate as error:
            self.lacking.append(_no_value(error))
            return
        if listed == [] and not self.requirement.allow_empty:
            self.findings.append(self._nothing_there())
        for case in self._untold(listed or []):
            self._one(case)

    def _untold(self, listed: list[_Case]) -> list[_Case]:
        """The cases that one by one has to tell: none where all that fail are picked at once."""
        failing = self._failing() if self.compiler.many and listed and not self.view.unknown else None
        if failing is None or not failing <= {case.place for case in listed}:
            return listed
        each, that = self.requirement.each, self.requirement.that
        aliases = {each: [path for case in listed for path in case.aliases[each]]}
        self.reads |= resolve(self.compiler.expression(that, each).reads, aliases)
        self.findings += [self._finding(case) for case in listed if case.place in failing]
        return []

    def _failing(self) -> set[int | None] | None:
        """The places of the elements that fail; None where they cannot be told at once."""
        expression = self.compiler.failing(self.requirement)
        try:
            places = expression.picked(self.view.variables) if expression is not None else None
        except CannotEvaluate:
            return None
        return None if places is None else {*places}

    def _is_long(self) -> bool:
        there = at(self.view.variables, self._list_path())
        return isinstance(there, list) and len(there) > _LONG

    def _every_one_holds(self) -> bool:
        """Whether one look at a list tells that all of it does. False where one by one has to tell."""
        requirement, compiler = self.requirement, self.compiler
        listed = compiler.expression(requirement.for_each)
        each = compiler.expression(requirement.that, requirement.each)
        if rests_on_claims(each.reads):
            return False
        try:
            whole = compiler.expression(at_once(requirement))
            missing = reading_unknown(whole.reads, whole.reads_whole, self.view, {})
            if missing or not holds(whole, self.view.variables, compiler.fitted):
                return False
        except (CannotEvaluate, ExpressionError):
            return False
        self.reads |= listed.reads | resolve(each.reads, {requirement.each: listed.elements})
        return True

    def _one(self, case: _Case) -> None:
        expression = self.compiler.expression(self.requirement.that, self.requirement.each)
        self.reads |= resolve(expression.reads, case.aliases)
        missing = reading_unknown(expression.reads, expression.reads_whole, self.view, case.aliases)
        try:
            if not missing and not holds(expression, case.variables, self.compiler.fitted):
                self.findings.append(self._finding(case))
        except CannotEvaluate as error:
            missing = [_no_value(error)]
        self.lacking += missing

    def _elements(self) -> list[_Case] | None:
        """A case for each element; None when it is unknown which elements there are."""
        requirement, view = self.requirement, self.view
        listed = self.compiler.expression(requirement.for_each)
        self.reads |= listed.reads
        missing = reading_unknown(listed.reads, listed.decides, view, {})
        self.lacking += missing
        if missing:
            return None
        where = self._list_path()
        places = listed.picked(view.variables)
        if places is None:
            elements = listed.value(view.variables)
            if not isinstance(elements, list):
                raise CannotEvaluate(f"`{requirement.for_each}` is no list")
            if at(view.variables, where) == elements:
                return [self._case(element, where, index) for index, element in enumerate(elements)]
            return [self._case(element, where, None) for element in elements]
        there = at(view.variables, where)
        return [self._case(there[place], where, place) for place in places]

    def _case(self, element: Json, where: FactPath, place: int | None) -> _Case:
        """An element that stands at a place of the list at `where`, None where that cannot be told."""
        each = self.requirement.each
        variables = {**self.view.variables, each: element}
        if place is None:
            return _Case(variables, {each: self.compiler.expression(self.requirement.for_each).elements}, "", element)
        return _Case(variables, {each: [(*where, f"[{place}]")]}, f"{'.'.join(where)}[{place}]", element, place)

    def _path(self, case: _Case) -> str:
        """Where an element stands. Of a part of a list it is looked for: of two like ones it may be the other."""
        if case.path:
            return case.path
        where = self._list_path()
        place = _index(case.element, at(self.view.variables, where))
        return f"{'.'.join(where)}[{place}]" if place is not None else ""

    def _list_path(self) -> FactPath:
        """Where the list stands; no steps when its elements come from nowhere or from several places."""
        found = self.compiler.expression(self.requirement.for_each).elements
        path = next(iter(found)) if len(found) == 1 else ()
        return path[:-1] if path[-1:] == (ELEMENT,) and not {ELEMENT, ANY} & {*path[:-1]} else ()

    def _finding(self, case: _Case) -> Finding:
        requirement = self.requirement
        message = message_text(requirement.message, case.variables, requirement.each, self.compiler)
        place, element = requirement.at.strip(), None
        if self._at_element():
            element = case.element if place == requirement.each else None
            path = self._path(case)
            place = path + place[len(requirement.each) :] if path else ""
        about = case.element if isinstance(case.element, dict) else {}
        hint = about.get("hint", "")
        owner = about.get("owner") or about.get("person")
        return Finding(
            message,
            locate(place, self.view, self.spans, element),
            hint if isinstance(hint, str) else "",
            owner if isinstance(owner, str) else "",
        )

    def _nothing_there(self) -> Finding:
        requirement, view = self.requirement, self.view
        message = f"`{requirement.for_each}` lists nothing, and at least one is needed."
        if not self._speaks_of_element():
            message = message_text(requirement.message, view.variables, requirement.each, self.compiler)
        place = ".".join(self._list_path()) if self._at_element() else requirement.at.strip()
        return Finding(message, locate(place, view, self.spans))

    def _at_element(self) -> bool:
        return bool(self.requirement.each) and steps(self.requirement.at)[:1] == (self.requirement.each,)

    def _speaks_of_element(self) -> bool:
        each = self.requirement.each
        read = (self.compiler.expression(source, each).reads for source in expressions_in(self.requirement.message))
        return any(path[0] == each for paths in read for path in paths)


def _index(element: Json, listed: Json) -> int | None:
    return listed.index(element) if isinstance(listed, list) and element in listed else None


def _no_value(error: CannotEvaluate) -> UnknownFact:
    return {"path": "", "reason": str(error), "waiting": False}
