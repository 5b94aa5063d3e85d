"""From results to one verdict, one exit code and one sentence. Computed once, before any report is made."""

from collections.abc import Iterable

from aims_gate.engine.glass import owed
from aims_gate.facts.wording import number_of
from aims_gate.model.document import Json
from aims_gate.model.report import Counts, Result, Verdict
from aims_gate.model.values import NamedTuple

FAIL, UNDECIDED = 1, 3


class Decision(NamedTuple):
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
    blocking = mode not in ("audit", "warn")
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
    failed, unknown = _rules(results, "fail"), _rules(results, "unknown")
    if verdict == "fail":
        return f"Refused: {number_of(failed, 'rule')} failed for {about}."
    besides = _besides(results)
    if verdict == "undecided" and waits_only:
        nothing = "Nothing that blocks fails" if besides else "Nothing fails"
        return f"{nothing} for {about}; {number_of(unknown, 'rule')} waiting for the pull request{besides}."
    if verdict == "undecided" and not unknown:
        return f"Undecided: no rule that blocks was asked of {about}."
    if verdict == "undecided":
        return f"Undecided: {number_of(unknown, 'rule')} could not be judged for {about}{besides}."
    if not change["ai"] and not facts["proposed"]["gate"]:
        return _untouched(facts)
    if _rules(results, "overridden"):
        return f"Passed by break-glass: nothing else that blocks is missing for {about}{besides}{owed(facts)}."
    if besides:
        return f"Passed: nothing that blocks is missing for {about}{besides}."
    return f"Passed: everything asked of {about} is there."


def _rules(results: tuple[Result, ...], outcome: str, *, blocking: bool = True) -> int:
    return len({r.rule for r in results if r.outcome == outcome and r.blocking == blocking})


def _besides(results: tuple[Result, ...]) -> str:
    """What a reader of a verdict that does not fail has to know beside it."""
    said = {
        "waived": _rules(results, "waived"),
        "overridden": _rules(results, "overridden"),
        "failed without blocking": _rules(results, "fail", blocking=False),
    }
    return "".join(f"; {number_of(number, 'rule')} {words}" for words, number in said.items() if number)


def _untouched(facts: dict[str, Json]) -> str:
    files = number_of(len(facts["change"]["files"]), "changed file")
    # A likely one blocks nothing and is among the notes.
    signals = "no certain signal" if facts["signals"] else "no known signal"
    if not facts["trusted"]["present"]:
        return f"Passed: no `.aims` register at {facts['trusted']['ref']} and {signals} in {files}."
    return f"Passed: no AI system touched and {signals} in {files}."
