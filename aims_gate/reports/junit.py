"""The report as JUnit XML.

One case a result: `fail` is a failure, `unknown` an error, and all that does not block is skipped with its reason,
because a failure would turn a viewer red where the exit code is green, and a bare pass would hide it. Where no case shows
why the verdict is not a pass, a case `verdict[change]` does. Findings stand in the text, which every viewer shows.
"""

from collections.abc import Iterable

from aims_gate.model.document import Json
from aims_gate.model.report import Finding, Report, Result
from aims_gate.reports import phrases
from aims_gate.reports.characters import lines, one_line, verbatim, without_commands
from aims_gate.reports.junit_suite import Case, Outcome, Suite, document, token
from aims_gate.reports.options import Options


def render(report: Report, options: Options) -> str:
    """One `<testsuites>` with one suite.

    `options.junit_file` adds the attribute `file`, which GitLab links to and neither schema allows. The mode
    (`audit`, `warn`) changes no case: it changes the exit code.
    """
    pack = token(str(report.policy.get("pack") or "iso42001"))
    cases = tuple(_case(result, pack, options) for result in report.results)
    if not _explained(report, cases):
        cases = (*cases, _verdict_case(report, pack))
    return document(Suite(pack, report.now, _properties(report), cases, _summary(report)))


def _case(result: Result, pack: str, options: Options) -> Case:
    said, outcome = _message(result), _outcome(result)
    return Case(
        classname=".".join((pack, *result.controls[:1])),
        name=f"{result.rule}[{phrases.subject(result.subject)}]",
        outcome=outcome,
        message=f"{_standing(result)}: {one_line(said)}" if outcome == "skipped" else said,
        text=tuple(_text(result)),
        path=_path(result) if options.junit_file else "",
    )


def _outcome(result: Result) -> Outcome:
    if result.outcome == "pass":
        return "pass"
    if result.outcome == "fail" and result.blocking:
        return "failure"
    return "error" if result.outcome == "unknown" and result.blocking and not result.waiting else "skipped"


def _standing(result: Result) -> str:
    if result.waiting:
        return "waiting"
    return "warning" if result.outcome in ("fail", "unknown") else result.outcome


def _message(result: Result) -> str:
    if result.outcome != "fail" or not result.findings:
        return phrases.reason(result)
    more = f" (and {len(result.findings) - 1} more)" if len(result.findings) > 1 else ""
    return f"{result.findings[0].message}{more}"


def _text(result: Result) -> Iterable[str]:
    yield one_line(phrases.required(result))
    if result.reason.strip() or not result.findings:
        yield one_line(f"{result.outcome}: {phrases.reason(result)}")
    for finding in result.findings:
        yield _finding(finding)
        if finding.hint:
            yield f"    Hint: {one_line(finding.hint)}"
    if result.unblocked_by:
        yield one_line(f"Can unblock: {', '.join(result.unblocked_by)}")
    if result.follows:
        yield one_line(f"Follows from: {', '.join(result.follows)}")
    if result.outcome == "fail" and result.fix.strip():
        yield from ("What to do next:", *(f"    {line}".rstrip() for line in lines(result.fix.rstrip())))


def _finding(finding: Finding) -> str:
    place = finding.location
    where = f"{verbatim(place.path)}:{place.line}:{place.column}: " if place else ""
    # A path that is a colon, and the colon after it, make the start of a command.
    return without_commands(where + one_line(finding.message))


def _path(result: Result) -> str:
    return next((verbatim(one.location.path) for one in result.findings if one.location), "")


def _explained(report: Report, cases: tuple[Case, ...]) -> bool:
    """Whether a viewer that sees only the cases would come to the verdict."""
    if report.verdict == "pass":
        return bool(cases)
    return any(case.outcome in ("failure", "error") for case in cases)


def _verdict_case(report: Report, pack: str) -> Case:
    said = one_line(report.summary) or f"verdict {report.verdict}"
    outcomes: dict[str, Outcome] = {"pass": "skipped", "fail": "failure", "undecided": "error"}
    text = tuple(filter(None, map(one_line, _summary(report))))
    return Case(f"{pack}.verdict", "verdict[change]", outcomes[report.verdict], said, text)


def _summary(report: Report) -> tuple[str, ...]:
    said = (report.summary, f"Verdict {phrases.verdict(report)}, exit code {report.exit_code}.")
    counted = f"{phrases.counts(report.counts)}. {phrases.read(report.counts)}."
    return (*said, counted, *report.notes, *phrases.if_merged(report))


def _properties(report: Report) -> dict[str, Json]:
    return {
        "schema": report.schema,
        "verdict": report.verdict,
        "exit_code": report.exit_code,
        "blocking": str(report.blocking).lower(),
        **{f"counts.{name}": getattr(report.counts, name) for name in report.counts.__match_args__},
        "base": report.change.get("base"),
        "head": report.change.get("head"),
        "policy.digest": report.policy.get("digest"),
        "policy.source": report.policy.get("source"),
        "facts_digest": report.facts_digest,
        "now": report.now,
    }
