"""The report as JUnit XML, valid under Jenkins' junit-10 schema and Windy Road's at once.

Alone knows `junit_xml`. One case a result: `fail` is a failure, `unknown` an error, and all that does not
block is skipped with its reason, because a failure would turn a viewer red where the exit code is green, and
a bare pass would hide it. Where no case shows why the verdict is not a pass, a case `verdict[change]` does.
GitLab shows an element's text and drops its `message` when there is text, and refuses a whole file over a
`type` that it takes for a data type: findings stand in the text, and `type` is one of two constants.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from xml.etree import ElementTree

from junit_xml import TestCase, TestSuite

from aims_gate.model.report import Finding, Report, Result
from aims_gate.reports import phrases
from aims_gate.reports.characters import lines, one_line, verbatim, without_commands
from aims_gate.reports.options import Options

_FAILURE, _ERROR = "policy", "unknown"

_NO_TIME = "1970-01-01T00:00:00"


def render(report: Report, options: Options) -> str:
    """One `<testsuites>` with one suite.

    `options.junit_file` adds the attribute `file`, which GitLab links to and neither schema allows. The mode
    (`audit`, `warn`) changes no case: it changes the exit code.
    """
    root = ElementTree.Element("testsuites")
    root.append(_suite(report, options))
    ElementTree.indent(root)
    body = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'


def _suite(report: Report, options: Options) -> ElementTree.Element:
    pack = _token(str(report.policy.get("pack") or "iso42001"))
    suite = TestSuite(
        "aims-gate",
        _cases(report, pack, options),
        hostname="localhost",
        id="0",
        package=pack,
        timestamp=_timestamp(report.now),
        properties=_properties(report),
    )
    return _conforming(suite.build_xml_doc(), _summary(report))


def _conforming(suite: ElementTree.Element, summary: str) -> ElementTree.Element:
    """Takes out what one of the schemas forbids and adds what one of them requires."""
    del suite.attrib["disabled"]
    for case in suite.iter("testcase"):
        case.set("time", "0")
        for skipped in case.iter("skipped"):
            del skipped.attrib["type"]
    ElementTree.SubElement(suite, "system-out").text = summary
    ElementTree.SubElement(suite, "system-err")
    return suite


def _cases(report: Report, pack: str, options: Options) -> list[TestCase]:
    cases: list[TestCase] = []
    taken: set[str] = set()
    for result in report.results:
        name = _unique(_token(f"{result.rule}[{phrases.subject(result.subject)}]"), taken)
        case = TestCase(name, classname=_token(".".join((pack, *result.controls[:1]))))
        _judge(case, result)
        if options.junit_file and (path := _path(result)):
            case.file = path
        cases.append(case)
    if not _explained(report, cases):
        cases.append(_verdict_case(report, pack, _unique("verdict[change]", taken)))
    return cases


def _unique(name: str, taken: set[str]) -> str:
    """GitLab keeps only the first of two cases with one name."""
    wanted, number = name, 1
    while name in taken:
        number += 1
        name = f"{wanted}#{number}"
    taken.add(name)
    return name


def _judge(case: TestCase, result: Result) -> None:
    said, text = one_line(_message(result)), without_commands("\n".join(_text(result)))
    if result.outcome == "pass":
        return
    if result.outcome == "fail" and result.blocking:
        case.add_failure_info(said, text, _FAILURE)
    elif result.outcome == "unknown" and result.blocking and not result.waiting:
        case.add_error_info(said, text, _ERROR)
    else:
        case.add_skipped_info(f"{_standing(result)}: {said}", text)


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


def _explained(report: Report, cases: list[TestCase]) -> bool:
    """Whether a viewer that sees only the cases would come to the verdict."""
    if report.verdict == "pass":
        return bool(cases)
    return any(case.is_failure() or case.is_error() for case in cases)


def _verdict_case(report: Report, pack: str, name: str) -> TestCase:
    case = TestCase(name, classname=f"{pack}.verdict")
    said = one_line(report.summary) or f"verdict {report.verdict}"
    if report.verdict == "pass":
        case.add_skipped_info(said, _summary(report))
    elif report.verdict == "fail":
        case.add_failure_info(said, _summary(report), _FAILURE)
    else:
        case.add_error_info(said, _summary(report), _ERROR)
    return case


def _summary(report: Report) -> str:
    said = [report.summary, f"Verdict {phrases.verdict(report)}, exit code {report.exit_code}."]
    said += [f"{phrases.counts(report.counts)}. {phrases.read(report.counts)}."]
    said += [*report.notes, *phrases.if_merged(report)]
    return "\n".join(line for line in map(one_line, said) if line)


def _properties(report: Report) -> dict[str, str]:
    counted = {f"counts.{name}": getattr(report.counts, name) for name in report.counts.__slots__}
    stated = {
        "schema": report.schema,
        "verdict": report.verdict,
        "exit_code": report.exit_code,
        "blocking": str(report.blocking).lower(),
        **counted,
        "base": report.change.get("base"),
        "head": report.change.get("head"),
        "policy.digest": report.policy.get("digest"),
        "policy.source": report.policy.get("source"),
        "facts_digest": report.facts_digest,
        "now": report.now,
    }
    return {name: one_line(str(value)) for name, value in stated.items() if value not in (None, "")}


def _token(text: str) -> str:
    """As `xs:token` has it: no white space but single spaces inside; never empty."""
    return one_line(text) or "unnamed"


def _timestamp(now: str) -> str:
    """`now` in UTC without its zone, as the schemas want it; the epoch where there is none."""
    try:
        moment = datetime.fromisoformat(now)
        in_utc = moment.astimezone(UTC) if moment.tzinfo else moment
    except (ValueError, OverflowError):
        return _NO_TIME
    return in_utc.replace(tzinfo=None).isoformat(timespec="seconds")
