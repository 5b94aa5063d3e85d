"""Facts × policy → results: one outcome for every rule and subject."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial

from aims_gate.engine.basis import basis_of
from aims_gate.engine.blanks import only_blank
from aims_gate.engine.compiled import Compiler, compilers
from aims_gate.engine.expression import CannotEvaluate, holds
from aims_gate.engine.fact_paths import FactPath
from aims_gate.engine.functions import filled
from aims_gate.engine.glass import could_break, overridden
from aims_gate.engine.policy import OFF, Level, Policy
from aims_gate.engine.requirements import Judgement, does_not_apply, judge_requirements, judged_at_once, reading_unknown
from aims_gate.engine.views import View, views
from aims_gate.engine.waivers import waiver_for
from aims_gate.engine.words import fix_text
from aims_gate.model.document import Json
from aims_gate.model.report import Result, Subject
from aims_gate.model.rule import Rule
from aims_gate.model.vocabulary import tier_rank

Facts = dict[str, Json]


Task = Callable[[], tuple[Result, ...]]

_AT_A_TIME = 250
"""Subjects that one task judges."""


def judge(policy: Policy, facts: Facts, many: bool = False) -> tuple[Result, ...]:
    """The outcome of every rule for every subject that the facts have, in the order of rules and subjects.

    `many` changes how fast that is where there are many subjects, and nothing else.
    """
    return joined(policy, facts, [task() for task in tasks_of(policy, facts, many)])


def tasks_of(policy: Policy, facts: Facts, many: bool = False) -> list[Task]:
    """What `judge` does, in parts that do not depend on each other; `joined` makes one of what they give, in this order."""
    by_kind = {kind: tuple(views(facts, kind)) for kind in {rule.subject for rule in policy.rules}}
    compiled = compilers(many)
    return [
        partial(_judge_rule, rule, by_kind[rule.subject][begin : begin + _AT_A_TIME], policy, facts, compiled)
        for rule in policy.rules
        for begin in range(0, len(by_kind[rule.subject]), _AT_A_TIME)
    ]


def joined(policy: Policy, facts: Facts, parts: Iterable[tuple[Result, ...]]) -> tuple[Result, ...]:
    """The results of all parts, each failure with those that it follows from."""
    results = [result for part in parts for result in part]
    return tuple(with_follows(results, {rule.id: rule.follows for rule in policy.rules}, facts))


def _judge_rule(
    rule: Rule, subjects: tuple[View, ...], policy: Policy, facts: Facts, compiled: Mapping[str, Compiler]
) -> tuple[Result, ...]:
    level, compiler = policy.level(rule), compiled[rule.subject]
    return tuple(judge_one(rule, view, level, facts, compiler) for view in subjects)


def judge_one(rule: Rule, view: View, level: Level, facts: Facts, compiler: Compiler) -> Result:
    """One rule's outcome for one subject."""
    reason = _not_asked(rule, view, level)
    if reason:
        return _result(rule, view, level, Judgement("not-applicable", reason=reason))
    judgement = (
        judged_at_once(rule, view, compiler)
        or _applies(rule, view, compiler)
        or judge_requirements(rule, view, compiler, facts["spans"])
    )
    if judgement.outcome == "fail" and rule.waivable:
        judgement = _waived(rule, view, facts, judgement)
    breakers: tuple[str, ...] = ()
    if judgement.outcome in ("fail", "unknown") and rule.waivable:
        judgement = overridden(view, facts, judgement)
        breakers = could_break(view, facts, judgement)
    fix = fix_text(rule, view, compiler) if judgement.outcome in ("fail", "unknown") else ""
    result = _result(rule, view, level, judgement, fix)
    return replace(result, unblocked_by=tuple(dict.fromkeys((*result.unblocked_by, *breakers)))) if breakers else result


def _not_asked(rule: Rule, view: View, level: Level) -> str:
    """Why a rule is not asked of a subject, before any expression is run; empty when it is asked."""
    if level.level == OFF:
        return f"the rule is {level.reason}"
    if not view.material and not rule.asked_of_non_material:
        return "the record says that nothing material changed"
    if tier_rank(view.tier) < tier_rank(rule.from_tier):
        return f"tier {view.tier} is below {rule.from_tier}"
    return ""


def _applies(rule: Rule, view: View, compiler: Compiler) -> Judgement | None:
    """None when `when` holds; else why the rule does not apply, or why that is unknown."""
    expression = compiler.expression(rule.when)
    lacking = reading_unknown(expression.reads, expression.reads_whole, view, {})
    if lacking:
        return Judgement.unknown(lacking, expression.reads)
    try:
        if holds(expression, view.variables, compiler.fitted):
            return None
    except CannotEvaluate as error:
        return Judgement("unknown", reason=str(error), reads=expression.reads)
    return does_not_apply(rule)


def _waived(rule: Rule, view: View, facts: Facts, judgement: Judgement) -> Judgement:
    register = facts["trusted"]["register"]
    subject = f"{view.kind}:{view.id}"
    waived = waiver_for(
        rule.id, subject, view.tier, register.get("waivers"), register.get("risk_method"), facts["trusted"]["day"]
    )
    if waived is None:
        return judgement
    if not waived.live:
        return judgement.because(waived.reason)
    return judgement._replace(outcome="waived", reason=waived.reason)


def _result(rule: Rule, view: View, level: Level, judgement: Judgement, fix: str = "") -> Result:
    severity = rule.severity if level.level == OFF else level.level
    return Result(
        rule=rule.id,
        title=rule.title,
        controls=rule.controls,
        severity=severity,
        subject=Subject(view.kind, view.id),
        outcome=judgement.outcome,
        waiting=judgement.waiting,
        basis=basis_of(judgement.reads, view),
        reason=judgement.reason,
        findings=judgement.findings,
        why=rule.why.strip(),
        fix=fix,
        unblocked_by=_unblocked_by(judgement, view),
        blocking=severity == "error" and rule.stage != "experimental",
        fingerprint=fingerprint(rule.id, view.kind, view.id),
    )


def fingerprint(rule: str, kind: str, key: str, number: int = 0) -> str:
    """What stays the same of a result when lines and wording change. The change itself has no lasting id.

    `number` is the pull request's where several are judged together.
    """
    stable = "" if kind == "change" else key
    whose = f"\0#{number}" if number else ""
    # Paths that are not UTF-8 hold lone surrogates.
    return hashlib.sha256(f"{rule}\0{kind}\0{stable}{whose}".encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _unblocked_by(judgement: Judgement, view: View) -> tuple[str, ...]:
    """Ids of people who can supply what is missing: signers for a sign-off, else the system's owner and backup."""
    if judgement.outcome not in ("fail", "unknown"):
        return ()
    read = {path[0] for path in judgement.reads}
    named = [_approver(view, path) for path in judgement.reads if path[-1] == "approved"]
    if any(named):
        return tuple(dict.fromkeys(filter(None, named)))
    if "sign_off" in view.variables and ("sign_off" in read or any("accepted" in path for path in judgement.reads)):
        return tuple(view.variables["sign_off"].get("could_sign", ()))
    if any(path[-1] == "confirmed" for path in judgement.reads):
        return _confirmers(view)
    if "proposed" in read:
        return tuple(view.variables["proposed"].get("could_approve", ()))
    stating = [_stating(view, path) for path in judgement.reads if path[-1] == "holds"]
    if judgement.outcome == "unknown" and any(stating):
        return tuple(dict.fromkeys(filter(None, stating)))
    entry = view.variables.get("system", {})
    return tuple(dict.fromkeys(str(entry[key]) for key in ("owner", "backup") if filled(entry.get(key))))


def _approver(view: View, path: FactPath) -> str:
    """Who is named as having approved the evidence at a path."""
    piece = view.variables.get("evidence", {}).get(path[1]) if path[0] == "evidence" else None
    approval = piece.get("approval") if isinstance(piece, dict) else None
    if not isinstance(approval, dict) or approval.get("state") == "recorded":
        return ""
    return str(approval.get("by", ""))


def _stating(view: View, path: FactPath) -> str:
    """Who is named as saying that the evidence at a path still holds."""
    stated = (
        view.variables.get("record", {}).get("still_valid", {}).get(path[2])
        if path[:2] == ("record", "still_valid")
        else None
    )
    return str(stated.get("by", "")) if isinstance(stated, dict) else ""


def _confirmers(view: View) -> tuple[str, ...]:
    """Who could confirm the record, or any of the records, that a rule of this subject sees."""
    records = [view.variables["record"]] if "record" in view.variables else view.variables.get("records", [])
    return tuple(dict.fromkeys(person for record in records for person in record.get("could_confirm", ())))


def with_follows(results: Iterable[Result], stated: dict[str, tuple[str, ...]], facts: Facts) -> list[Result]:
    """Name, for each failure, those it follows from: what its rule names, a document's problem at its place, and the
    template text that is all there is where it points to.
    """
    listed = list(results)
    failed = [result for result in listed if result.outcome == "fail"]
    blank_files = only_blank(facts)
    found: dict[int, tuple[str, ...]] = {}
    for result in failed:
        named = [r.rule for r in failed if r.rule in stated.get(result.rule, ()) and r.subject == result.subject]
        places = _places(result)
        same = [r.rule for r in failed if r.subject.kind == "document" != result.subject.kind and places & _places(r)]
        blank = blank_files(result) if result.subject.kind != "document" else frozenset()
        unfilled = [r.rule for r in failed if r.subject.kind == "document" and r.subject.id in blank]
        if named or same or unfilled:
            found[id(result)] = tuple(dict.fromkeys(named + same + unfilled))
    return [replace(r, follows=found[id(r)]) if id(r) in found else r for r in listed]


def _places(result: Result) -> set[tuple[str, int, int]]:
    """Where the findings of a failure stand; places at the very top of a file say too little to compare."""
    places = {(f.location.path, f.location.line, f.location.column) for f in result.findings if f.location}
    return {place for place in places if place[1:] != (1, 1)}
