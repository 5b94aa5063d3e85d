"""The report as JSON, `aims-gate/report/v1`: all that the other formats show, for programs. Words nothing.

Everything outside ASCII is escaped, so that printing the report moves no cursor and reorders no text; so is
the second of two `#`, by which some CI runners know a command.
"""

from aims_gate.model.document import Json
from aims_gate.model.report import Counts, Finding, Report, Result, Subject
from aims_gate.reports.json_text import json_text, plain
from aims_gate.reports.options import Options

_CHANGE = ("base", "head", "title", "ai", "systems", "tier")
_SIGN_OFF = ("required", "given", "missing", "could_sign", "hindered")
_IF_MERGED = ("verdict", "files", "differences")
_SIGNALS = ("searched", "certain", "likely", "muted", "unread", "mutes")
_POLICY = ("digest", "source")
_TOOL = ("name", "version")


def render(report: Report, options: Options) -> str:
    """One JSON object. Keys stand in a fixed order; what is absent has no key, and nothing is null."""
    del options
    return json_text(_report(report))


def _report(report: Report) -> dict[str, Json]:
    return {
        "schema": report.schema,
        "verdict": report.verdict,
        "exit_code": report.exit_code,
        "blocking": report.blocking,
        "summary": _plain(report.summary),
        "change": _plain(report.change, _CHANGE),
        "counts": _counts(report.counts),
        "results": [_result(result) for result in report.results],
        "sign_off": {_plain(system): _plain(state, _SIGN_OFF) for system, state in sorted(report.sign_off.items())},
        "if_merged": _plain(report.if_merged, _IF_MERGED),
        "policy": _plain(report.policy, _POLICY),
        "signals": _plain(report.signals, _SIGNALS),
        "notes": _plain(report.notes),
        **({"unreachable": _plain(report.unreachable)} if report.unreachable else {}),
        "facts_digest": report.facts_digest,
        "now": report.now,
        "tool": _plain(report.tool, _TOOL),
    }


def _counts(counts: Counts) -> dict[str, int]:
    return {name: getattr(counts, name) for name in Counts.__match_args__}


def _result(result: Result) -> dict[str, Json]:
    return {
        "rule": _plain(result.rule),
        "title": _plain(result.title),
        "controls": _plain(result.controls),
        "severity": result.severity,
        "subject": _subject(result.subject),
        "outcome": result.outcome,
        "waiting": result.waiting,
        "blocking": result.blocking,
        "basis": result.basis,
        "reason": _plain(result.reason),
        "findings": [_finding(finding) for finding in result.findings],
        "why": _plain(result.why),
        "fix": _plain(result.fix),
        "unblocked_by": _plain(result.unblocked_by),
        "follows": _plain(result.follows),
        "fingerprint": _plain(result.fingerprint),
    }


def _subject(judged: Subject) -> dict[str, Json]:
    named = {"kind": _plain(judged.kind), "id": _plain(judged.id)}
    return {**named, "pull_request": judged.number} if judged.number else named


def _finding(finding: Finding) -> dict[str, Json]:
    said: dict[str, Json] = {"message": _plain(finding.message)}
    if finding.location:
        place = finding.location
        said["location"] = {"path": _plain(place.path), "line": place.line, "column": place.column}
    if finding.hint:
        said["hint"] = _plain(finding.hint)
    return said


def _plain(value: Json, first: tuple[str, ...] = ()) -> Json:
    """The value with keys in order (`first`, then by name), no null, and nothing that JSON cannot carry."""
    if isinstance(value, dict):
        return {
            plain(key): _plain(value[key])
            for key in sorted(value, key=lambda key: (first.index(key) if key in first else len(first), key))
            if value[key] is not None
        }
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return plain(value)
