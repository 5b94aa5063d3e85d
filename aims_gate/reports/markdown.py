"""The report for check runs, step summaries and comments, on GitHub and GitLab. Knows no forge.

All text but its own goes through `markdown_escape`; the only HTML is its own `<details>`.
"""

from collections.abc import Callable
from itertools import accumulate
from typing import NamedTuple

from aims_gate.model.report import Finding, Report, Result
from aims_gate.reports import phrases
from aims_gate.reports.characters import one_line, verbatim
from aims_gate.reports.groups import Groups, by_fix, group, numbered
from aims_gate.reports.markdown_escape import code, fence, inline
from aims_gate.reports.options import Options

_OVERVIEW_FROM = 3
_OVERVIEW_ROWS = 30


class _Section(NamedTuple):
    """A stretch that is shown whole or not at all. `results` is how many results it tells of."""

    text: str
    results: int = 0


def render(report: Report, options: Options) -> str:
    """Markdown of at most `options.limit` bytes; what does not fit is left out by whole sections."""
    groups = group(report.results)
    sections = [section for make in _SECTIONS for section in make(report, groups)]
    return _fitted(sections, options.limit)


def without_a_report(message: str, hint: str) -> str:
    """What stands where there is no report."""
    said = "\n\n".join(inline(text) for text in (message, hint) if text)
    return f"## aims-gate: nothing was judged\n\n{said}\n"


def _fitted(sections: list[_Section], limit: int | None) -> str:
    ends = list(accumulate(_size(section.text) + 2 for section in sections))
    if limit is None or ends[-1] - 1 <= limit:
        return "\n\n".join(section.text for section in sections) + "\n"
    for kept in range(len(sections) - 1, 0, -1):
        left = sum(section.results for section in sections[kept:])
        rest = f"{left} more, see the report." if left else "More: see the report."
        if ends[kept - 1] + _size(rest) + 1 <= limit:
            return "\n\n".join([*(section.text for section in sections[:kept]), rest]) + "\n"
    return sections[0].text.encode()[:limit].decode(errors="ignore")


def _size(text: str) -> int:
    return len(text.encode())


def _head(report: Report, groups: Groups) -> list[_Section]:
    del groups
    counted = report.counts
    heading = f"## aims-gate: {phrases.verdict(report)}"
    read = f"{phrases.counts(counted)}. {phrases.read(counted)}. Exit code {report.exit_code}."
    summary = [_Section(f"**{inline(report.summary)}**")] if one_line(report.summary) else []
    return [_Section(heading), _Section(read), *summary]


def _overview(report: Report, groups: Groups) -> list[_Section]:
    """What stands in the way, a line each, where that is more than is seen at one glance below."""
    del report
    asked = [(one, "fix now") for one in groups.fix_now]
    asked += [(one, "waiting") for one in groups.waiting]
    asked += [(one, "undecided") for one in groups.undecided]
    asked += [(one, f"follows from {', '.join(one.follows)}") for one in groups.follows]
    if len(asked) < _OVERVIEW_FROM:
        return []
    rows = [_overview_row(result, state) for result, state in asked[:_OVERVIEW_ROWS]]
    more = f"\n\nand {len(asked) - len(rows)} more below." if len(asked) > len(rows) else ""
    return [
        _Section("\n".join(("| control | rule | state | can unblock |", "| --- | --- | --- | --- |", *rows)) + more)
    ]


def _overview_row(result: Result, state: str) -> str:
    controls, who = ", ".join(result.controls), ", ".join(result.unblocked_by)
    cells = (inline(controls, cell=True), _name(result, cell=True), inline(state, cell=True), inline(who, cell=True))
    return f"| {' | '.join(cells)} |"


def _fix_now(report: Report, groups: Groups) -> list[_Section]:
    del report
    return _entries("You can fix now", groups.fix_now)


def _warnings(report: Report, groups: Groups) -> list[_Section]:
    del report
    return _entries("Warnings, which block nothing", groups.warnings)


def _entries(heading: str, results: tuple[Result, ...]) -> list[_Section]:
    if not results:
        return []
    sections = []
    for together in by_fix(results):
        parts = [part for result in together for part in _failure(result)]
        sections.append(_Section("\n\n".join(parts + _next_steps(together)), len(together)))
    return _headed(heading, len(results), sections)


def _headed(heading: str, count: int, sections: list[_Section]) -> list[_Section]:
    """The heading goes with the first section, so that none is ever left without what it announces."""
    first = _Section(f"### {heading} ({count})\n\n{sections[0].text}", sections[0].results)
    return [first, *sections[1:]]


def _failure(result: Result) -> list[str]:
    parts = [_title(result), inline(phrases.required(result))]
    found = [_finding(finding) for finding in result.findings]
    parts.append("\n".join(found) or f"- No finding names a place: {inline(phrases.reason(result))}")
    return parts + _unblocked(result)


def _title(result: Result) -> str:
    controls = f" · {inline(', '.join(result.controls))}" if result.controls else ""
    return f"#### {_name(result)}{controls} · {_subject(result)}"


def _name(result: Result, cell: bool = False) -> str:
    return code(one_line(result.rule), cell)


def _subject(result: Result, cell: bool = False) -> str:
    return code(one_line(phrases.subject(result.subject)), cell)


def _finding(finding: Finding) -> str:
    place = finding.location
    where = f"{code(f'{verbatim(place.path)}:{place.line}:{place.column}')} " if place else ""
    # On a line of its own: after a value that was quoted, it would read as a part of it.
    hint = f"\\\n  *Hint:* {inline(finding.hint)}" if finding.hint else ""
    return f"- {where}{inline(finding.message)}{hint}"


def _unblocked(result: Result) -> list[str]:
    return [f"**Can unblock:** {inline(', '.join(result.unblocked_by))}"] if result.unblocked_by else []


def _next_steps(together: tuple[Result, ...]) -> list[str]:
    parts = phrases.fix_parts(together[0].fix)
    if not parts:
        return []
    shared = f", for the {len(together)} above" if len(together) > 1 else ""
    label = f"**What to do next{shared}:**"
    written = [fence(part.lines) if part.paste else inline(part.lines[0]) for part in parts]
    return [label, *written] if parts[0].paste else [f"{label} {written[0]}", *written[1:]]


def _waiting(report: Report, groups: Groups) -> list[_Section]:
    pending = phrases.sign_offs(report)
    sections = [_Section(_state(result), 1) for result in groups.waiting]
    sections += [_Section(_sign_off(lacking)) for lacking in pending]
    return _headed("Waiting for", len(groups.waiting) or len(pending), sections) if sections else []


def _sign_off(lacking: phrases.SignOff) -> str:
    said = [
        f"#### Sign-off for {code(one_line(lacking.subject))}\n",
        f"- Still missing: {inline(', '.join(lacking.missing))}",
        f"- Could sign: {inline(phrases.able(lacking))}",
        *(f"- Seen so far: {inline(approval)}" for approval in lacking.given),
    ]
    return "\n".join(said)


def _undecided(report: Report, groups: Groups) -> list[_Section]:
    del report
    sections = [_Section(_state(result), 1) for result in groups.undecided]
    return _headed("Undecided", len(sections), sections) if sections else []


def _state(result: Result) -> str:
    said = [f"- {inline(phrases.reason(result))}", *(_finding(finding) for finding in result.findings)]
    said += [f"- {line}" for line in _unblocked(result)]
    return f"{_title(result)}\n\n" + "\n".join(said)


def _follows(report: Report, groups: Groups) -> list[_Section]:
    del report
    return _listed("Follows from these", groups.follows, lambda one: f"follows from {', '.join(one.follows)}")


def _set_aside(report: Report, groups: Groups) -> list[_Section]:
    del report
    return _listed("Set aside", groups.set_aside, lambda one: f"{one.outcome}: {phrases.reason(one)}")


def _listed(heading: str, results: tuple[Result, ...], said: Callable[[Result], str]) -> list[_Section]:
    if not results:
        return []
    items = [f"- {_name(one)} · {_subject(one)}: {inline(said(one))}" for one in results]
    return _headed(heading, len(results), [_Section("\n".join(items), len(results))])


def _notes(report: Report, groups: Groups) -> list[_Section]:
    del groups
    notes = "\n".join(f"- {inline(note)}" for note in report.notes)
    merged = "\n".join(f"- {inline(sentence)}" for sentence in phrases.if_merged(report))
    found = (("Notes", notes), ("If merged", merged))
    return [_Section(f"### {heading}\n\n{items}") for heading, items in found if items]


def _table(report: Report, groups: Groups) -> list[_Section]:
    """Every result by its first control, those that block before the others."""
    del groups
    if not report.results:
        return []
    head = "| control | rule | subject | outcome | basis |\n| --- | --- | --- | --- | --- |\n"
    rows = "\n".join(_row(result) for result in sorted(report.results, key=_rank))
    opening = f"<details>\n<summary>All {len(report.results)} results by control</summary>\n\n"
    return [_Section(f"{opening}{head}{rows}\n\n</details>")]


def _row(result: Result) -> str:
    lenient = " (not blocking)" if result.outcome in ("fail", "unknown") and not result.blocking else ""
    outcome = f"{result.outcome}{' (waiting)' if result.waiting else ''}{lenient}"
    controls = inline(", ".join(result.controls), cell=True)
    cells = (controls, _name(result, cell=True), _subject(result, cell=True), outcome, result.basis)
    return f"| {' | '.join(cells)} |"


_ORDER = ("fail", "unknown", "overridden", "waived", "pass", "not-applicable")


def _rank(result: Result) -> tuple[bool, int, list[tuple[int, str]], str]:
    blocks = result.blocking and result.outcome in ("fail", "unknown") and not result.waiting
    outcome = _ORDER.index(result.outcome) if blocks else 0
    return not blocks, outcome, numbered((result.controls or ("",))[0]), result.rule


_SECTIONS: tuple[Callable[[Report, Groups], list[_Section]], ...] = (
    _head,
    _overview,
    _fix_now,
    _waiting,
    _undecided,
    _follows,
    _warnings,
    _set_aside,
    _notes,
    _table,
)
