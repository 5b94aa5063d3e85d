"""From results to one verdict, one exit code and one sentence. Computed once, before any report is made."""

from collections.abc import Iterable
from dataclasses import dataclass

from aims_gate.model.document import Json
from aims_gate.model.report import Counts, Result, Verdict

FAIL, UNDECIDED = 1, 3


@dataclass(frozen=True, slots=True)
class Decision:
    """The verdict as enforcement would have it, and what this run makes of it."""

    verdict: Verdict
    exit_code: int
    blocking: bool
    summary: str


def counts(results: Iterable[Result], documents: int, files: int) -> Counts:
    """How often each outcome was found."""
    listed = list(results)

    def number(outcome: str) -> int:
        return sum(result.outcome == outcome for result in listed)

    return Counts(
        rules=len({result.rule for result in listed}),
        passed=number("pass"),
        failed=number("fail"),
        waived=number("waived"),
        overridden=number("overridden"),
        not_applicable=number("not-applicable"),
        unknown=number("unknown"),
        waiting=sum(result.waiting for result in listed),
        documents=documents,
        files=files,
    )


def decide(results: tuple[Result, ...], facts: dict[str, Json], mode: str, strict: bool) -> Decision:
    """The decision on a change.

    `mode` is `audit`, `warn` or `enforce`. With `strict`, results that only wait for the pull request of a local run
    count as undecided.
    """
    verdict, waits_only = _verdict(results, facts)
    code = {"pass": 0, "fail": FAIL, "undecided": UNDECIDED}[verdict]
    if verdict == "undecided" and waits_only and not strict:
        code = 0
    blocking = mode == "enforce"
    return Decision(verdict, code if blocking else 0, blocking, _summary(verdict, waits_only, results, facts))


def _verdict(results: tuple[Result, ...], facts: dict[str, Json]) -> tuple[Verdict, bool]:
    """The verdict, and for `undecided` whether it only waits for a pull request."""
    deciding = [result for result in results if result.blocking]
    if any(result.outcome == "fail" for result in deciding):
        return "fail", False
    unknown = [result for result in deciding if result.outcome == "unknown"]
    if unknown:
        return "undecided", all(result.waiting for result in unknown)
    judged = any(result.outcome != "not-applicable" for result in deciding)
    if (facts["change"]["ai"] or facts["proposed"]["gate"]) and not judged:
        return "undecided", False
    return "pass", False


def _summary(verdict: str, waits_only: bool, results: tuple[Result, ...], facts: dict[str, Json]) -> str:
    change = facts["change"]
    systems = ", ".join(change["systems"])
    about = f"{systems} (tier {change['tier']})" if systems else "this change"
    failed = {r.rule for r in results if r.outcome == "fail" and r.blocking}
    waiting = {r.rule for r in results if r.outcome == "unknown"}
    if verdict == "fail":
        return f"Refused: {_number(len(failed), 'rule')} failed for {about}."
    if verdict == "undecided" and waits_only:
        return f"Nothing fails for {about}; {_number(len(waiting), 'rule')} waiting for the pull request."
    if verdict == "undecided":
        return f"Undecided: {_number(len(waiting), 'rule')} could not be judged for {about}."
    if not change["ai"] and not facts["proposed"]["gate"]:
        return _untouched(facts)
    return f"Passed: everything asked of {about} is there."


def _untouched(facts: dict[str, Json]) -> str:
    files = _number(len(facts["change"]["files"]), "changed file")
    if not facts["trusted"]["present"]:
        return f"Passed: no `.aims` register at {facts['trusted']['ref']} and no known signal in {files}."
    return f"Passed: no AI system touched and no known signal in {files}."


def _number(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
