"""What a check run is called and how it concludes. Makes no request.

| verdict | mode `enforce` | mode `audit` or `warn` |
|---|---|---|
| pass | `success` | `success` |
| fail | `failure` | `success` |
| undecided, and all that decides it waits for a review | `action_required` | `success` |
| undecided | `failure` | `success` |

Those modes turn the exit codes 1 and 3 into 0, and a run that blocked all the same would contradict them; the title
says what enforcement would have done. `neutral` and `skipped` are never used: GitHub lets both pass a required check,
so they would claim less than `success` and let as much through.
"""

from aims_gate.model.report import Report

NAME = "aims-gate"

_NOTHING_WAS_JUDGED = (2, 4)


def check_name(default_branch: str, target: str) -> str:
    """The run's name for changes into `target`, so that a verdict against one branch cannot serve another."""
    return NAME if target and target == default_branch else f"{NAME} ({target})"


def conclusion(report: Report) -> str:
    """GitHub's word for the verdict; see the table above."""
    if report.exit_code in _NOTHING_WAS_JUDGED:
        return "failure"
    if report.verdict == "pass" or not report.blocking:
        return "success"
    unknown = [result for result in report.results if result.blocking and result.outcome == "unknown"]
    waits = report.verdict == "undecided" and bool(unknown) and all(result.waiting for result in unknown)
    return "action_required" if waits else "failure"


def title(report: Report) -> str:
    """The report's summary; says so where nothing is enforced that would have been."""
    lenient = report.verdict != "pass" and not report.blocking
    return f"Not enforced: {report.summary}" if lenient else report.summary
