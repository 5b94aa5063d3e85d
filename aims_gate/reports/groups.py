"""Which results a reader meets together: to mend now, to wait for, to follow. Knows no format."""

import re
import sys
from typing import Literal

from aims_gate.model.report import Finding, Location, Result
from aims_gate.model.values import NamedTuple

Level = Literal["error", "warning", "notice"]
_Rule = tuple[int, str]
"""A pull request's number, 0 where only one is judged, and the id of a rule."""


class Groups(NamedTuple):
    """Every result of a report, each in exactly one group, in the report's order.

    `fix_now` are blocking failures that stand by themselves, what others may come of first: a document that cannot be
    read, then a record, then the change, then its systems along the standard: risk and impact before what is planned,
    measured and signed. `follows` are those that follow from them, `warnings` failures that never block. `waiting` is
    unknown only for want of a pull request, `undecided` for any other reason. `set_aside` are waived and overridden.
    """

    fix_now: tuple[Result, ...]
    waiting: tuple[Result, ...]
    undecided: tuple[Result, ...]
    follows: tuple[Result, ...]
    warnings: tuple[Result, ...]
    set_aside: tuple[Result, ...]
    passed: tuple[Result, ...]
    not_applicable: tuple[Result, ...]


def group(results: tuple[Result, ...]) -> Groups:
    """Puts each result into its group."""
    failures = [result for result in results if result.outcome == "fail" and result.blocking]
    followers = _followers(failures)
    following = [result for result in failures if id(result) in followers]
    unknown = [result for result in results if result.outcome == "unknown"]
    return Groups(
        fix_now=tuple(sorted((one for one in failures if id(one) not in followers), key=_turn)),
        waiting=tuple(result for result in unknown if result.waiting),
        undecided=tuple(result for result in unknown if not result.waiting),
        follows=tuple(following),
        warnings=tuple(result for result in results if result.outcome == "fail" and not result.blocking),
        set_aside=tuple(result for result in results if result.outcome in ("waived", "overridden")),
        passed=tuple(result for result in results if result.outcome == "pass"),
        not_applicable=tuple(result for result in results if result.outcome == "not-applicable"),
    )


_FIRST = ("document", "record", "change")


def _turn(result: Result) -> tuple[int, int, list[tuple[int, str]]]:
    """When a failure is to be mended: what cannot be read hides what it says, and a record what it declares.

    Of the clauses and controls that a rule cites the last one tells best when it is due: a sign-off cites roles too.
    """
    kind = result.subject.kind
    place = _FIRST.index(kind) if kind in _FIRST else len(_FIRST)
    return result.subject.number, place, max(map(numbered, result.controls), default=[])


def _rule(result: Result) -> _Rule:
    return result.subject.number, result.rule


def _followers(failures: list[Result]) -> set[int]:
    """Failures, by `id`, that lead back to one, of the same pull request, which follows from nothing.

    Those that only follow each other lead nowhere, and stay with what can be mended now.
    """
    failed = {_rule(result) for result in failures}
    causes = {
        id(one): failed.intersection((one.subject.number, rule) for rule in one.follows) - {_rule(one)}
        for one in failures
    }
    grounded = {_rule(one) for one in failures if not causes[id(one)] and _rule(one)[1] not in one.follows}
    followers: set[int] = set()
    while found := [one for one in failures if id(one) not in followers and causes[id(one)] & grounded]:
        followers |= {id(one) for one in found}
        grounded |= {_rule(one) for one in found}
    return followers


def by_fix(results: tuple[Result, ...]) -> tuple[tuple[Result, ...], ...]:
    """Results that share one fix text, together, by first appearance; one without a fix stands alone."""
    shared: dict[str, list[Result]] = {}
    for place, result in enumerate(results):
        shared.setdefault(result.fix.strip() or f"\0{place}", []).append(result)
    return tuple(tuple(together) for together in shared.values())


def by_control(results: tuple[Result, ...]) -> tuple[tuple[str, tuple[Result, ...]], ...]:
    """Results under each clause and control that they cite, clauses before Annex A; without one under no name."""
    names = {name for result in results for name in result.controls or ("",)}
    return tuple(
        (name, tuple(result for result in results if name in (result.controls or ("",))))
        for name in sorted(names, key=numbered)
    )


def numbered(control: str) -> list[tuple[int, str]]:
    """By which ids of clauses and controls are in order: clauses before Annex A, and 9 before 10."""
    pieces = re.findall(r"[0-9]{1,9}|[^0-9.]+", control)
    return [(int(piece), "") if piece.isdecimal() else (sys.maxsize, piece) for piece in pieces]


class Spot(NamedTuple):
    """Findings of one result that stand on one line. `first` counts from 0 among all findings of the result."""

    location: Location | None
    findings: tuple[Finding, ...]
    first: int = 0


def by_line(result: Result) -> tuple[Spot, ...]:
    """The findings of a result, those of one line together; what has no place joins the first that has one.

    At least one spot: a result without findings has one of its own, which is empty.
    """
    home = next((one.location for one in result.findings if one.location), None)
    lines: dict[tuple[str, int], list[tuple[int, Finding]]] = {}
    for index, finding in enumerate(result.findings):
        place = finding.location or home
        lines.setdefault((place.path, place.line) if place else ("", 0), []).append((index, finding))
    spots = [
        Spot(
            next((one.location for _, one in found if one.location), None), tuple(one for _, one in found), found[0][0]
        )
        for found in lines.values()
    ]
    return tuple(spots) or (Spot(None, ()),)


def level(result: Result) -> Level:
    """How loudly a result that did not pass is told: `error` only of what blocks, `notice` of what is settled or waits.

    A mode that lets a verdict through changes no level, as it changes no verdict.
    """
    if result.waiting or result.outcome in ("waived", "overridden"):
        return "notice"
    if result.severity == "error":
        return "error" if result.blocking else "warning"
    return result.severity
