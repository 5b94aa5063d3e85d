"""The report for a terminal: what it comes to, what to mend, whom to ask. Decides nothing, writes nowhere."""

import re
from collections.abc import Callable
from itertools import zip_longest

from aims_gate.model.report import Finding, Report, Result
from aims_gate.model.values import NamedTuple
from aims_gate.reports import phrases
from aims_gate.reports.characters import verbatim, without_commands
from aims_gate.reports.groups import Groups, by_fix, group
from aims_gate.reports.options import Options
from aims_gate.reports.text_layout import NARROWEST, Layout, Style, columns

MOST_FINDINGS = 6
"""Findings of one result that are shown where nobody asks for all."""

_VERDICT_STYLE: dict[str, Style] = {"pass": "good", "fail": "bad", "undecided": "unsure"}


class _Page(NamedTuple):
    report: Report
    groups: Groups
    layout: Layout
    verbose: bool


def render(report: Report, options: Options) -> str:
    """Text of at most `options.width` columns; only a single long word or a line to paste is let overflow."""
    layout = Layout(max(options.width, NARROWEST), options.colour)
    page = _Page(report, group(report.results), layout, options.verbose)
    blocks = [block for section in _SECTIONS for block in section(page)]
    # Wrapping may have brought a word to the start of a line that means something there.
    return without_commands("\n\n".join("\n".join(block) for block in blocks if block)) + "\n"


def _head(page: _Page) -> list[list[str]]:
    report, layout = page.report, page.layout
    style = _VERDICT_STYLE[report.verdict]
    first = layout.prose(report.summary or f"Verdict {report.verdict}.", style=style)
    second = layout.prose(f"Verdict {phrases.verdict(report)}, exit code {report.exit_code}.", style=style)
    # A number stays on the line of what it counts.
    second += layout.words(re.split(r"(?<=,) ", f"{phrases.counts(report.counts)}."))
    return [first, second + layout.prose(f"{phrases.read(report.counts)}.")]


def _fix_now(page: _Page) -> list[list[str]]:
    return _entries(page, "You can fix now", page.groups.fix_now, "bad")


def _warnings(page: _Page) -> list[list[str]]:
    return _entries(page, "Warnings, which block nothing", page.groups.warnings, "unsure")


def _entries(page: _Page, heading: str, results: tuple[Result, ...], style: Style) -> list[list[str]]:
    if not results:
        return []
    blocks = [_heading(page, heading, len(results), style)]
    for together in by_fix(results):
        blocks += [_failure(page, result) for result in together]
        blocks[-1] += _next_steps(page, together)
    return blocks


def _failure(page: _Page, result: Result) -> list[str]:
    lines = _title(page, result) + page.layout.prose(phrases.required(result), 4)
    lines += _findings(page, result)
    if not result.findings:
        lines += page.layout.prose(f"No finding names a place: {phrases.reason(result)}", 4)
    if page.verbose and result.why:
        lines += page.layout.prose(f"Why: {result.why}", 4, 2)
    if result.unblocked_by:
        lines += page.layout.prose(f"Can unblock: {', '.join(result.unblocked_by)}", 4, 2)
    return lines


def _title(page: _Page, result: Result) -> list[str]:
    controls = f" · {', '.join(result.controls)}" if result.controls else ""
    text = f"{result.rule}{controls} · {phrases.subject(result.subject)}"
    return page.layout.prose(text, 2, 2, "heading")


def _findings(page: _Page, result: Result) -> list[str]:
    """Those of one result; of very many the first, unless all are asked for."""
    most = len(result.findings) if page.verbose or len(result.findings) <= MOST_FINDINGS + 2 else MOST_FINDINGS
    shown, lines = result.findings[:most], []
    for finding, after in zip_longest(shown, shown[1:]):
        said_next = after is not None and after.hint == finding.hint
        lines += _finding(page.layout, finding, hint="" if said_next else finding.hint)
    if most < len(result.findings):
        lines += page.layout.prose(f"and {len(result.findings) - most} more; --verbose lists them", 4)
    return lines


def _finding(layout: Layout, finding: Finding, hint: str) -> list[str]:
    """`path:line:column  message`, so that a terminal can open it; the message below if it does not fit."""
    if finding.location is None:
        lines = layout.prose(finding.message, 4, 2)
    else:
        place = finding.location
        where = f"{verbatim(place.path)}:{place.line}:{place.column}"
        lines = layout.prose(finding.message, 6)
        if len(lines) == 1 and columns(where) + columns(lines[0].strip()) + 6 <= layout.width:
            lines = [f"    {where}  {lines[0].strip()}"]
        else:
            lines = [f"    {where}", *lines]
    return lines + (layout.prose(f"Hint: {hint}", 6, 2) if hint else [])


def _next_steps(page: _Page, together: tuple[Result, ...]) -> list[str]:
    parts = phrases.fix_parts(together[0].fix)
    if not parts:
        return []
    shared = f", for the {len(together)} above" if len(together) > 1 else ""
    lines = ["", *page.layout.prose(f"What to do next{shared}:", 4, style="good")]
    for place, part in enumerate(parts):
        if part.paste:
            # Wrapping would break what is to be pasted; the indent keeps it from passing for our own lines.
            lines += ["", *(f"          {line}".rstrip() for line in part.lines)]
        else:
            lines += ([""] if place else []) + page.layout.prose(part.lines[0], 6)
    return lines


def _waiting(page: _Page) -> list[list[str]]:
    pending = phrases.sign_offs(page.report)
    results = page.groups.waiting
    if not pending and not results:
        return []
    blocks = [_heading(page, "Waiting for", len(results) or len(pending), "unsure")]
    blocks += [_state(page, result) for result in results]
    return blocks + [_sign_off(page.layout, lacking) for lacking in pending]


def _sign_off(layout: Layout, lacking: phrases.SignOff) -> list[str]:
    lines = layout.prose(f"sign-off for {lacking.subject}", 2, 2, "heading")
    lines += layout.prose(f"Still missing: {', '.join(lacking.missing)}", 4, 2)
    lines += layout.prose(f"Could sign: {phrases.able(lacking)}", 4, 2)
    for approval in lacking.given:
        lines += layout.prose(f"Seen so far: {approval}", 4, 2)
    return lines


def _undecided(page: _Page) -> list[list[str]]:
    return _states(page, "Undecided", page.groups.undecided, "unsure")


def _states(page: _Page, heading: str, results: tuple[Result, ...], style: Style) -> list[list[str]]:
    return [_heading(page, heading, len(results), style), *(_state(page, one) for one in results)] if results else []


def _state(page: _Page, result: Result) -> list[str]:
    lines = _title(page, result) + page.layout.prose(_sentence(phrases.reason(result)), 4, 2)
    lines += _findings(page, result)
    if result.unblocked_by:
        lines += page.layout.prose(f"Can unblock: {', '.join(result.unblocked_by)}", 4, 2)
    return lines


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _follows(page: _Page) -> list[list[str]]:
    followers = page.groups.follows
    return _listed(page, "Follows from these", followers, lambda one: f"follows from {', '.join(one.follows)}")


def _set_aside(page: _Page) -> list[list[str]]:
    results = page.groups.set_aside
    return _listed(page, "Set aside", results, lambda one: f"{one.outcome}: {phrases.reason(one)}")


def _passed(page: _Page) -> list[list[str]]:
    if not page.verbose:
        return []
    blocks = _listed(page, "Passed", page.groups.passed, lambda one: one.basis)
    return blocks + _listed(page, "Not applicable", page.groups.not_applicable, phrases.reason)


def _listed(page: _Page, heading: str, results: tuple[Result, ...], said: Callable[[Result], str]) -> list[list[str]]:
    """One line a result."""
    if not results:
        return []
    lines = _heading(page, heading, len(results), "heading")
    for result in results:
        lines += page.layout.prose(f"{result.rule} · {phrases.subject(result.subject)}: {said(result)}", 2, 2)
    return [lines]


def _notes(page: _Page) -> list[list[str]]:
    if not page.report.notes:
        return []
    lines = page.layout.prose("Notes", style="heading")
    for note in page.report.notes:
        lines += page.layout.prose(note, 2, 2)
    return [lines]


def _if_merged(page: _Page) -> list[list[str]]:
    sentences = phrases.if_merged(page.report)
    if not sentences:
        return []
    lines = page.layout.prose("If merged", style="heading")
    for sentence in sentences:
        lines += page.layout.prose(sentence, 2, 2)
    return [lines]


def _hint(page: _Page) -> list[list[str]]:
    first = (page.groups.fix_now or page.groups.warnings or page.groups.undecided)[:1]
    return [page.layout.prose(f"More on a rule: aims-gate explain {one.rule}", style="faint") for one in first]


def _heading(page: _Page, heading: str, count: int, style: Style) -> list[str]:
    return page.layout.prose(f"{heading} ({count})", style=style)


_SECTIONS: tuple[Callable[[_Page], list[list[str]]], ...] = (
    _head,
    _fix_now,
    _waiting,
    _undecided,
    _follows,
    _warnings,
    _set_aside,
    _notes,
    _if_merged,
    _passed,
    _hint,
)
