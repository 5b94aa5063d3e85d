"""Which results a reader meets together: to mend now, to wait for, to follow. Knows no format."""

from dataclasses import dataclass

from aims_gate.model.report import Result


@dataclass(frozen=True, slots=True)
class Groups:
    """Every result of a report, each in exactly one group, in the report's order.

    `fix_now` are blocking failures that stand by themselves, `follows` those that follow from them,
    `warnings` failures that never block. `waiting` is unknown only for want of a pull request, `undecided`
    for any other reason. `set_aside` are waived and overridden.
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
    unknown = [result for result in results if result.outcome == "unknown"]
    return Groups(
        fix_now=tuple(result for result in failures if result.rule not in followers),
        waiting=tuple(result for result in unknown if result.waiting),
        undecided=tuple(result for result in unknown if not result.waiting),
        follows=tuple(result for result in failures if result.rule in followers),
        warnings=tuple(result for result in results if result.outcome == "fail" and not result.blocking),
        set_aside=tuple(result for result in results if result.outcome in ("waived", "overridden")),
        passed=tuple(result for result in results if result.outcome == "pass"),
        not_applicable=tuple(result for result in results if result.outcome == "not-applicable"),
    )


def _followers(failures: list[Result]) -> set[str]:
    """Ids of failed rules that lead back to a failure which follows from nothing.

    Rules that only follow each other lead nowhere, and stay with what can be mended now.
    """
    failed = {result.rule for result in failures}
    causes: dict[str, set[str]] = {rule: set() for rule in failed}
    for result in failures:
        causes[result.rule] |= failed.intersection(result.follows)
    grounded = {rule for rule in failed if not causes[rule]}
    followers: set[str] = set()
    while found := {rule for rule in failed - grounded if causes[rule] & grounded}:
        followers |= found
        grounded |= found
    return followers


def by_fix(results: tuple[Result, ...]) -> tuple[tuple[Result, ...], ...]:
    """Results that share one fix text, together, by first appearance; one without a fix stands alone."""
    shared: dict[str, list[Result]] = {}
    for place, result in enumerate(results):
        shared.setdefault(result.fix.strip() or f"\0{place}", []).append(result)
    return tuple(tuple(together) for together in shared.values())
