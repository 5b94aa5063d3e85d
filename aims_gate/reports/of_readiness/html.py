"""Readiness as one page to open anywhere: questions, coverage, what falls due, and every clause and control."""

from collections.abc import Iterable, Iterator

from aims_gate.facts.wording import number_of
from aims_gate.model.readiness import STATES, Entry, Readiness, State
from aims_gate.reports.html_page import badge, bar, choice, day, filters, page, prose, table, text
from aims_gate.reports.of_readiness.html_entry import entry_article, owners, systems
from aims_gate.reports.of_readiness.wording import ANCHOR, STAGES, WORDS, by_group, group, when
from aims_gate.reports.options import Options

_SECTIONS = (
    ("questions", "What auditors ask first"),
    ("coverage", "Coverage"),
    ("due", "Falls due"),
    ("law", "EU AI Act"),
    ("entries", "Clauses and controls"),
)


def render(found: Readiness, options: Options) -> str:
    """The whole page; it has no other file, asks for none, and shows everything where scripts do not run."""
    del options
    parts = (_head(found), _questions(found), _coverage(found), _due(found), _law(found), _entries(found), _foot(found))
    sections = [(place, words) for place, words in _SECTIONS if place != "law" or found.law]
    return page(f"Readiness for ISO/IEC 42001 as of {found.as_of}", sections, "\n".join(parts))


def _heading(place: str) -> str:
    return f'<h2 id="{place}">{dict(_SECTIONS)[place]}</h2>'


def _head(found: Readiness) -> str:
    return (
        f'<header><h1>Readiness for ISO/IEC 42001</h1>\n<p class="lead">{prose(found.summary)}</p>\n'
        f'<p class="faint">As of {text(found.as_of)}, at {text(found.ref)} (<code>{text(found.commit[:12])}</code>).</p>\n'
        f"{''.join(f'<p>{prose(note)}</p>' for note in found.notes)}</header>"
    )


def _questions(found: Readiness) -> str:
    items = []
    for asked in found.questions:
        links = ", ".join(f'<a href="#{text(one)}">{text(one)}</a>' for one in asked.controls)
        items.append(
            f"<li><h3>{prose(asked.question)}</h3>\n"
            f"<p>{badge(asked.state, WORDS[asked.state])} {prose(asked.answer)}.</p>\n"
            f'<p class="faint">What they look for: {prose(asked.good)}.</p>\n<p class="faint">See {links}.</p></li>'
        )
    return f'<section>{_heading("questions")}\n<ol class="questions">\n{chr(10).join(items)}\n</ol></section>'


def _counted(entries: Iterable[Entry]) -> dict[State, int]:
    states = [entry.state for entry in entries]
    return {state: states.count(state) for state in STATES}


def _coverage(found: Readiness) -> str:
    counts = _counted(found.entries)
    words = ", ".join(f"{number} {WORDS[state]}" for state, number in counts.items())
    legend = "".join(f"<li>{badge(state, f'{number} {WORDS[state]}')}</li>" for state, number in counts.items())
    shown = f"{found.coverage['shown']} of {found.coverage['applicable']}"
    return (
        f"<section>{_heading('coverage')}\n"
        f'<p class="figure">{text(shown)}</p><p>clauses and controls that apply have evidence or somebody’s word.</p>\n'
        f'{bar(counts.items(), words)}\n<ul class="legend">{legend}</ul>\n'
        f'<div class="cards">{"".join(_stage(found, stage, title) for stage, title in STAGES.items())}</div>\n'
        f"{_by_group(found)}</section>"
    )


def _stage(found: Readiness, stage: str, title: str) -> str:
    checks, passed = found.coverage[stage]["checks"], found.coverage[stage]["pass"]
    gaps = number_of(found.coverage[stage]["gaps"], "gap")
    drawn = bar((("pass", passed), ("fail", checks - passed)), f"{passed} of {checks} checks pass")
    return (
        f'<section class="card"><h3>{text(title)}</h3><p class="figure">{passed} of {checks}</p>'
        f"<p>checks pass; {gaps}.</p>{drawn}</section>"
    )


def _by_group(found: Readiness) -> str:
    heads = ["Group", *(word.capitalize() for word in WORDS.values()), "Stage 1 checks", "Stage 2 checks"]
    rows = []
    for name, entries in by_group(found):
        counts = _counted(entries)
        link = f'<a href="#group-{text(name)}">{text(group(name))}</a>'
        stages = [_passes(entry.judged.get(stage, (0, 0)) for entry in entries) for stage in STAGES]
        rows.append([link, *(str(counts[state] or "") for state in WORDS), *stages])
    return table("How many clauses and controls of each group are in each state, and how many checks pass", heads, rows)


def _passes(judged: Iterable[tuple[int, int]]) -> str:
    pairs = tuple(judged)
    checks, passed = sum(all_ for all_, _ in pairs), sum(passed for _, passed in pairs)
    return f"{passed} of {checks}" if checks else ""


def _due(found: Readiness) -> str:
    if not found.due:
        return f"<section>{_heading('due')}\n<p>Nothing within the time that was asked for.</p></section>"
    late = sum(one.days < 0 for one in found.due)
    rows = []
    for one in found.due:
        said = badge("gap", when(one)) if one.days < 0 else text(when(one))
        rows.append([text(one.what), day(one.day), said, text(one.who), f"<code>{text(one.path)}</code>"])
    return (
        f"<section>{_heading('due')}\n<p>{late} overdue, {len(found.due) - late} to come.</p>\n"
        f"{table('What falls due, the earliest first', ('What', 'Day', 'When', 'Who', 'File'), rows)}</section>"
    )


def _law(found: Readiness) -> str:
    if not found.law:
        return ""
    first, *rows = found.law
    listed = "".join(f"<li>{prose(row.removeprefix('EU AI Act, '))}</li>" for row in rows)
    return f'<section>{_heading("law")}\n<p class="faint">{prose(first)}</p>\n<ul class="law">{listed}</ul></section>'


def _entries(found: Readiness) -> str:
    return (
        f"<section>{_heading('entries')}\n"
        f'<p class="faint">Articles of the EU AI Act and subcategories of the NIST AI RMF stand beside each: {ANCHOR}.</p>\n'
        f"{filters(_choices(found), 'clauses and controls')}\n{''.join(_groups(found))}</section>"
    )


def _choices(found: Readiness) -> Iterator[str]:
    """The fields of the filter, each with what occurs."""
    yield choice("group", "Group", ((name, group(name)) for name, _ in by_group(found)))
    yield choice("state", "State", ((state, WORDS[state]) for state in STATES))
    yield choice("stage", "With gaps in", STAGES.items())
    for name, label, of in (("owner", "Owner", owners), ("system", "System", systems)):
        yield choice(name, label, ((one, one) for one in sorted({one for entry in found.entries for one in of(entry)})))


def _groups(found: Readiness) -> Iterator[str]:
    for name, entries in by_group(found):
        yield f'<section class="group"><h3 id="group-{text(name)}">{text(group(name))}</h3>\n'
        yield "\n".join(entry_article(entry) for entry in entries)
        yield "</section>\n"


def _foot(found: Readiness) -> str:
    tool = f"{found.tool.get('name', '')} {found.tool.get('version', '')}"
    return (
        f'<footer class="faint"><p>Made by {text(tool)} from what the repository holds: it says what evidence exists '
        f"and what is missing, and leaves the judgement of it to people.</p>\n"
        f"<p>Policy {text(str(found.policy.get('digest', '')))} from {text(str(found.policy.get('source', '')))}; "
        f"facts {text(found.facts_digest)}.</p></footer>"
    )
