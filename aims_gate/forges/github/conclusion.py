"""What a check run is called and how it concludes. Makes no request.

| verdict | mode `enforce` | mode `audit` or `warn` |
|---|---|---|
| pass | `success` | `success` |
| fail or undecided, and all that blocks lacks only a review | `action_required` | `success` |
| the same, and reviews could not be had: nobody knows what is lacking | `failure` | `success` |
| fail, undecided | `failure` | `success` |

Those modes turn the exit codes 1 and 3 into 0, and a run that blocked all the same would contradict them; the title
says what enforcement would have done. `neutral` and `skipped` are never used: GitHub lets both pass a required check,
so they would claim less than `success` and let as much through.
"""

from aims_gate.model.document import Json
from aims_gate.model.report import Report, Result, sign_off_key

NAME = "aims-gate"

_NOTHING_WAS_JUDGED = (2, 4)


def check_name(default_branch: str, target: str) -> str:
    """The run's name for changes into `target`, so that a verdict against one branch cannot serve another."""
    return NAME if target and target == default_branch else f"{NAME} ({target})"


def external_id(target: str) -> str:
    """The mark by which every job finds the one run of a head commit for changes into `target`.

    It names no pull request: where several have one head commit, their verdicts go into the same run.
    """
    return f"{NAME}/{target}"


def conclusion(report: Report) -> str:
    """GitHub's word for the verdict; see the table above."""
    if report.exit_code in _NOTHING_WAS_JUDGED:
        return "failure"
    if report.verdict == "pass" or not report.blocking:
        return "success"
    return "action_required" if _lacks_only_reviews(report) else "failure"


def _lacks_only_reviews(report: Report) -> bool:
    """Whether somebody's approving review is all that is missing.

    A result that rests on a claim lacks the review that would bear it out. One that a claim refuted by its review
    makes fail rests on that review, and is a failure as any other.
    """
    if report.unreachable:
        return False
    blocking = [result for result in report.results if result.blocking and result.outcome in ("fail", "unknown")]
    explained = report.verdict == "undecided" or any(result.outcome == "fail" for result in blocking)
    waits = all(_waits(report, result) for result in blocking)
    return bool(blocking) and explained and waits


def _waits(report: Report, result: Result) -> bool:
    refuted = any(row.get("state") == "refuted" for row in _given(report, result))
    return result.waiting or (result.basis == "claimed" and not refuted)


def _given(report: Report, result: Result) -> list[Json]:
    """The sign-offs of the system that a result is about."""
    subject = result.subject
    signed = report.sign_off.get(sign_off_key(subject.id, subject.number)) if subject.kind == "system" else None
    return list(signed.get("given", ())) if signed else []


def title(report: Report) -> str:
    """The report's summary; says so where nothing is enforced that would have been."""
    lenient = report.verdict != "pass" and not report.blocking
    return f"Not enforced: {report.summary}" if lenient else report.summary
