"""The report as SARIF 2.1.0, for code scanning and editors. Knows the format and GitHub's limits, no upload.

One SARIF result for each line at which a rule's result has findings. Left out: what passed and what does not
apply, because GitHub reads no `kind` and would make an alert of each; the counts stand in the run's properties.
`unknown` is an error like a failure, since a gate that cannot tell does not let through. What only waits for a pull
request has kind `review` and level `none`, as the format demands of every kind but `fail`. Waived and overridden
are suppressed, and notes, because GitHub reads no suppression either. GitHub needs a place for every result: what
has none stands at the file its subject is described in. Where no result shows why the verdict is not a pass, a
result of its own does. Controls are taxa, and so are their anchors in other texts: rules are related to them as
`relevant`, which is all that an anchor says.
"""

from aims_gate.model.document import Json
from aims_gate.model.report import Location, Report, Result, Subject
from aims_gate.reports import phrases
from aims_gate.reports.characters import lines, one_line
from aims_gate.reports.groups import Spot, by_fix, by_line, level
from aims_gate.reports.json_text import json_text
from aims_gate.reports.markdown_escape import fence, inline
from aims_gate.reports.options import Options
from aims_gate.reports.places import described_in, place, uri
from aims_gate.reports.taxonomies import Taxonomies

MOST_RESULTS = 25_000
MOST_TAGS = 20
LONGEST_DESCRIPTION = 1024
"""GitHub's limits: results a run, tags a rule, characters of a description."""

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"
_FINGERPRINT = "aimsGate/v1"
_VERDICT_RULE = "verdict"
_LEVELS = {"error": "error", "warning": "warning", "notice": "note"}
_LOUDEST_FIRST = ("error", "warning", "note", "none")
_TOLD = ("fail", "unknown", "waived", "overridden")


def render(report: Report, options: Options) -> str:
    """One log with one run, all of it ASCII. Keys and results stand in a fixed order."""
    told = _run(report, Taxonomies(options.catalogue))
    return json_text({"$schema": _SCHEMA, "version": "2.1.0", "runs": [told]})


def _run(report: Report, taxonomies: Taxonomies) -> dict[str, Json]:
    rules = _rules(report.results, taxonomies)
    places = {rule["id"]: index for index, rule in enumerate(rules)}
    results = [_result(one, spot, places) for one in report.results if one.outcome in _TOLD for spot in by_line(one)]
    if report.verdict != "pass" and not any(one["level"] == "error" for one in results):
        rules.append(_verdict_rule())
        results.append(_verdict_result(report, len(rules) - 1))
    left = len(results) - MOST_RESULTS
    if left > 0:
        results = sorted(results, key=lambda one: _LOUDEST_FIRST.index(one["level"]))[:MOST_RESULTS]
    return {
        "tool": {"driver": _driver(report, rules)},
        "automationDetails": {"id": "aims-gate/"},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the repository."}}},
        "invocations": [_invocation(report, left)],
        "results": results,
        **({"taxonomies": taxonomies.said()} if taxonomies.said() else {}),
        "properties": _properties(report),
    }


def _driver(report: Report, rules: list[dict[str, Json]]) -> dict[str, Json]:
    version = one_line(str(report.tool.get("version") or ""))
    stated = {"version": version} if version else {}
    return {"name": one_line(str(report.tool.get("name") or "aims-gate")), **stated, "rules": rules}


def _rules(results: tuple[Result, ...], taxonomies: Taxonomies) -> list[dict[str, Json]]:
    """Every rule that was judged, passed or not, by first appearance."""
    judged: dict[str, list[Result]] = {}
    for result in results:
        judged.setdefault(_rule_id(result), []).append(result)
    return [_rule(rule, tuple(told), taxonomies) for rule, told in judged.items()]


def _rule(rule: str, judged: tuple[Result, ...], taxonomies: Taxonomies) -> dict[str, Json]:
    first = judged[0]
    required = _text(phrases.required(first))[:LONGEST_DESCRIPTION]
    controls = [one for one in dict.fromkeys(map(one_line, first.controls)) if one]
    tags = [*controls, *taxonomies.tags(controls)]
    related = taxonomies.related(controls)
    return {
        "id": rule,
        "shortDescription": {"text": required},
        "fullDescription": {"text": _text(first.why)[:LONGEST_DESCRIPTION] or required},
        "defaultConfiguration": {"level": _LEVELS[first.severity]},
        "help": _help(judged),
        **({"relationships": related} if related else {}),
        "properties": {"tags": tags[:MOST_TAGS]},
    }


def _help(judged: tuple[Result, ...]) -> dict[str, Json]:
    """What the rule asks, why, and what to do next; the last for each subject where that differs."""
    first = judged[0]
    text = [_text(phrases.required(first))]
    markdown = [inline(phrases.required(first))]
    if one_line(first.why):
        text.append(f"Why: {_text(first.why)}")
        markdown.append(f"**Why:** {inline(first.why)}")
    fixes = by_fix(tuple(one for one in judged if one.fix.strip()))
    for together in fixes:
        subjects = ", ".join(phrases.subject(one.subject) for one in together)
        whose = f", for {one_line(subjects)}" if len(fixes) > 1 else ""
        text += [f"What to do next{whose}:", "\n".join(lines(together[0].fix.strip("\n")))]
        markdown.append(f"**What to do next**{inline(whose)}")
        parts = phrases.fix_parts(together[0].fix)
        markdown += [fence(part.lines) if part.paste else inline(part.lines[0]) for part in parts]
    return {"text": "\n\n".join(text), "markdown": "\n\n".join(markdown)}


def _result(result: Result, spot: Spot, places: dict[str, int]) -> dict[str, Json]:
    rule = _rule_id(result)
    suppressed = result.outcome in ("waived", "overridden")
    said = "\n".join(filter(None, map(_text, phrases.statement(result, spot.findings))))
    return {
        "ruleId": rule,
        "ruleIndex": places[rule],
        **({"kind": "review", "level": "none"} if result.waiting else {"level": _LEVELS[level(result)]}),
        "message": {"text": said or _text(phrases.required(result))},
        "locations": [_physical(place(result.subject, spot))],
        "partialFingerprints": {_FINGERPRINT: f"{one_line(result.fingerprint) or rule}/{spot.first}"},
        **({"suppressions": [_suppression(phrases.reason(result))]} if suppressed else {}),
        "properties": {
            "outcome": result.outcome,
            "basis": result.basis,
            "blocking": result.blocking,
            "subject": one_line(phrases.subject(result.subject)),
        },
    }


def _suppression(justification: str) -> dict[str, Json]:
    return {"kind": "external", "status": "accepted", "justification": _text(justification)}


def _verdict_rule() -> dict[str, Json]:
    said = "Whether this change may be merged, where no single rule shows it."
    return {
        "id": _VERDICT_RULE,
        "shortDescription": {"text": said},
        "fullDescription": {"text": said},
        "defaultConfiguration": {"level": "error"},
        "help": {"text": said, "markdown": said},
        "properties": {"tags": []},
    }


def _verdict_result(report: Report, index: int) -> dict[str, Json]:
    return {
        "ruleId": _VERDICT_RULE,
        "ruleIndex": index,
        "level": "error",
        "message": {"text": _summary(report)},
        "locations": [_physical(Location(described_in(Subject("change", ""))))],
        "partialFingerprints": {_FINGERPRINT: f"{_VERDICT_RULE}/0"},
        "properties": {"outcome": report.verdict, "basis": "computed", "blocking": report.blocking},
    }


def _physical(where: Location) -> dict[str, Json]:
    artifact = {"uri": uri(where.path), "uriBaseId": _ROOT}
    region = {"startLine": where.line, "startColumn": where.column}
    return {"physicalLocation": {"artifactLocation": artifact, "region": region}}


def _rule_id(result: Result) -> str:
    return one_line(result.rule) or "unnamed"


def _text(text: str) -> str:
    """One safe line in which no viewer finds a link: `](` makes one even in plain messages."""
    return one_line(text).replace("](", "] (")


def _summary(report: Report) -> str:
    counted = f"{phrases.counts(report.counts)}. {phrases.read(report.counts)}."
    verdict = f"Verdict {phrases.verdict(report)}, exit code {report.exit_code}."
    return "\n".join(line for line in map(_text, (report.summary, verdict, counted)) if line)


def _invocation(report: Report, left: int) -> dict[str, Json]:
    told = [_summary(report), *map(_text, report.notes), *map(_text, phrases.if_merged(report))]
    if left > 0:
        told.append(f"{left} more results are left out: code scanning takes {MOST_RESULTS} a run.")
    return {
        "executionSuccessful": report.verdict != "undecided",
        "exitCode": report.exit_code,
        "toolExecutionNotifications": [{"level": "note", "message": {"text": one}} for one in told if one],
    }


def _properties(report: Report) -> dict[str, Json]:
    stated = {
        "schema": report.schema,
        "verdict": report.verdict,
        "blocking": report.blocking,
        "counts": {name: getattr(report.counts, name) for name in report.counts.__slots__},
        "base": report.change.get("base"),
        "head": report.change.get("head"),
        "policy_digest": report.policy.get("digest"),
        "policy_source": report.policy.get("source"),
        "facts_digest": report.facts_digest,
        "now": report.now,
    }
    said = {name: one_line(value) if isinstance(value, str) else value for name, value in stated.items()}
    return {name: value for name, value in said.items() if value not in (None, "")}
