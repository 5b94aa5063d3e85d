"""The report on a change as one page to open anywhere: what to mend, whom to ask, what follows, and all by control."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from aims_gate.model.report import Finding, Report, Result
from aims_gate.reports import phrases
from aims_gate.reports.characters import verbatim
from aims_gate.reports.groups import Groups, by_control, by_fix, group
from aims_gate.reports.html_page import attribute, badge, bar, block, choice, filters, listed, page, prose, table, text
from aims_gate.reports.options import Options


class _Section(NamedTuple):
    """Results that a reader meets together. `state` is what they are called and coloured by."""

    place: str
    heading: str
    state: str
    of: Callable[[Groups], tuple[Result, ...]]


_GROUPS = (
    _Section("fix-now", "You can fix now", "fail", lambda groups: groups.fix_now),
    _Section("waiting", "Waiting for", "waiting", lambda groups: groups.waiting),
    _Section("undecided", "Undecided", "undecided", lambda groups: groups.undecided),
    _Section("follows", "Follows from these", "follows", lambda groups: groups.follows),
    _Section("warnings", "Warnings, which block nothing", "warning", lambda groups: groups.warnings),
    _Section("set-aside", "Set aside", "waived", lambda groups: groups.set_aside),
    _Section("passed", "Passed", "pass", lambda groups: groups.passed),
    _Section("rest", "Not applicable", "not-applicable", lambda groups: groups.not_applicable),
)

Ids = dict[int, str]
"""Identity of a result → the id of its article."""


def render(report: Report, options: Options) -> str:
    """The whole page; it has no other file, asks for none, and shows everything where scripts do not run."""
    del options
    groups, ids = group(report.results), _ids(report.results)
    shown = [section for section in _GROUPS if section.of(groups) or (section.place == "waiting" and _pending(report))]
    parts = [_head(report, groups), filters(_choices(report, shown), "results") if report.results else ""]
    parts += [_group(section, report, groups, ids) for section in shown]
    parts += [_notes(report), _by_control(report, ids), _foot(report)]
    around = [(section.place, section.heading) for section in shown]
    around += [("controls", "Results by control")] if report.results else []
    return page(f"aims-gate: {phrases.verdict(report)}", around, "\n".join(filter(None, parts)))


def _ids(results: tuple[Result, ...]) -> Ids:
    """The rule's id for its first result, with a number for each further one."""
    found: Ids = {}
    count: dict[str, int] = {}
    for result in results:
        name = "".join(char for char in result.rule if char.isalnum() or char in "-_") or "rule"
        count[name] = count.get(name, 0) + 1
        found[id(result)] = f"rule-{name}.{count[name]}" if count[name] > 1 else f"rule-{name}"
    return found


def _head(report: Report, groups: Groups) -> str:
    change = report.change
    named = [("Change", change.get("title")), ("Systems", ", ".join(phrases.names(change.get("systems"))))]
    named += [
        ("Tier", change.get("tier")),
        ("Base", change.get("base")),
        ("Head", change.get("head")),
        ("Day", report.now),
    ]
    told = "".join(f"<dt>{name}</dt><dd>{text(str(value))}</dd>" for name, value in named if value)
    sizes = [(section.state, len(section.of(groups))) for section in _GROUPS]
    label = ", ".join(
        f"{size} {section.heading.lower()}" for section, (_, size) in zip(_GROUPS, sizes, strict=True) if size
    )
    return (
        f"<header><h1>aims-gate: {badge(report.verdict, phrases.verdict(report))}</h1>\n"
        f'<p class="lead">{prose(report.summary)}</p>\n<p>{text(phrases.counts(report.counts))}. '
        f"{text(phrases.read(report.counts))}. Exit code {report.exit_code}.</p>\n{bar(sizes, label or 'no result')}\n"
        f"<dl>{told}</dl>{_together(report)}</header>"
    )


def _together(report: Report) -> str:
    """The pull requests of a merge group or of one head, where several are judged together."""
    several = report.change.get("pull_requests") or ()
    rows = (
        (
            text(f"#{one.get('number')}"),
            prose(str(one.get("title") or "")),
            badge(str(one.get("verdict")), str(one.get("verdict"))),
            prose(str(one.get("summary") or "")),
        )
        for one in several
    )
    return table("Pull requests judged together", ("Number", "Title", "Verdict", "Summary"), rows) if several else ""


def _choices(report: Report, shown: list[_Section]) -> Iterator[str]:
    yield choice("state", "Group", ((section.place, section.heading) for section in shown))
    yield choice("control", "Clause or control", ((name, name) for name, _ in by_control(report.results) if name))
    yield choice(
        "subject", "Subject", ((one, one) for one in sorted({phrases.subject(r.subject) for r in report.results}))
    )


def _group(section: _Section, report: Report, groups: Groups, ids: Ids) -> str:
    results = section.of(groups)
    articles = []
    for together in by_fix(results):
        # What mends several stands once, below the last of them.
        articles += [_article(section, result, ids, together if result is together[-1] else ()) for result in together]
    pending = _pending(report) if section.place == "waiting" else []
    count = len(results) or len(pending)
    heading = f'<h2 id="{section.place}">{text(section.heading)} ({count})</h2>'
    # Sign-offs are no results: where a filter leaves no result of the group, they still stand.
    kind = ' class="group"' if not pending else ""
    return f"<section{kind}>{heading}\n{''.join(articles)}{''.join(pending)}</section>"


def _article(section: _Section, result: Result, ids: Ids, mends: tuple[Result, ...]) -> str:
    key = attribute(ids[id(result)])
    controls = f" · {text(', '.join(result.controls))}" if result.controls else ""
    held = {"state": [section.place], "control": result.controls, "subject": [phrases.subject(result.subject)]}
    data = " ".join(f'data-{name}="{listed(values)}"' for name, values in held.items())
    state = "waiting" if result.waiting else result.outcome
    return (
        f'<article class="entry" id="{key}" {data}>\n'
        f'<h3><a href="#{key}">{text(result.rule)}</a>{controls} {badge(section.state, state)}</h3>\n'
        f'<p class="faint">{text(phrases.subject(result.subject))} · {text(result.basis)}</p>\n'
        f"<p>{prose(phrases.required(result))}</p>\n{_said(result)}{_people(result)}{_more(result, mends)}</article>\n"
    )


def _said(result: Result) -> str:
    if result.outcome == "pass":
        return ""
    reason = "" if result.outcome == "fail" and result.findings else f"<p>{prose(phrases.reason(result))}</p>\n"
    items = "".join(map(_finding, result.findings))
    return f'{reason}<ul class="gaps">{items}</ul>\n' if items else reason


def _finding(finding: Finding) -> str:
    place = finding.location
    where = f" <code>{text(verbatim(f'{place.path}:{place.line}:{place.column}'))}</code>" if place else ""
    hint = f'<p class="faint">Hint: {prose(finding.hint)}</p>' if finding.hint else ""
    return f"<li><p>{prose(finding.message)}{where}</p>{hint}</li>\n"


def _people(result: Result) -> str:
    who = [f"Can unblock: {text(', '.join(result.unblocked_by))}"] if result.unblocked_by else []
    who += [f"Follows from: {text(', '.join(result.follows))}"] if result.follows else []
    return f'<p class="faint">{" · ".join(who)}</p>\n' if who else ""


def _more(result: Result, mends: tuple[Result, ...]) -> str:
    why = f"<details open><summary>Why</summary><p>{prose(result.why)}</p></details>\n" if result.why.strip() else ""
    parts = phrases.fix_parts(mends[0].fix) if mends and result.outcome not in ("pass", "not-applicable") else ()
    if not parts:
        return why
    shared = f", for the {len(mends)} results above" if len(mends) > 1 else ""
    said = "".join(block(part.lines) if part.paste else f"<p>{prose(part.lines[0])}</p>" for part in parts)
    return f"<details open data-open><summary>What to do next{shared}</summary>\n{said}</details>\n{why}"


def _pending(report: Report) -> list[str]:
    return [
        f"<article><h3>Sign-off for {text(lacking.subject)}</h3>\n<dl>"
        f"<dt>Still missing</dt><dd>{text(', '.join(lacking.missing))}</dd>"
        f"<dt>Could sign</dt><dd>{prose(phrases.able(lacking))}</dd>"
        f"{''.join(f'<dt>Seen so far</dt><dd>{prose(given)}</dd>' for given in lacking.given)}</dl></article>\n"
        for lacking in phrases.sign_offs(report)
    ]


def _notes(report: Report) -> str:
    found = (("Notes", report.notes), ("If merged", phrases.if_merged(report)))
    return "\n".join(
        f"<section><h2>{heading}</h2>\n<ul>{''.join(f'<li>{prose(one)}</li>' for one in said)}</ul></section>"
        for heading, said in found
        if said
    )


def _by_control(report: Report, ids: Ids) -> str:
    if not report.results:
        return ""
    rows = []
    for control, results in by_control(report.results):
        for result in results:
            link = f'<a href="#{attribute(ids[id(result)])}">{text(result.rule)}</a>'
            said = f"{result.outcome}{' (waiting)' if result.waiting else ''}"
            state = badge("waiting" if result.waiting else result.outcome, said)
            rows.append(
                (text(control or "none"), link, text(phrases.subject(result.subject)), state, text(result.basis))
            )
    heads = ("Control", "Rule", "Subject", "Outcome", "Basis")
    said = table("Every result under each clause and control that its rule cites", heads, rows)
    return f'<section><h2 id="controls">Results by control</h2>\n{said}</section>'


def _foot(report: Report) -> str:
    tool = f"{report.tool.get('name', 'aims-gate')} {report.tool.get('version', '')}"
    return (
        f'<footer class="faint"><p>Made by {text(tool)}. Policy {text(str(report.policy.get("digest", "")))} '
        f"from {text(str(report.policy.get('source', '')))}; facts {text(report.facts_digest)}.</p></footer>"
    )
