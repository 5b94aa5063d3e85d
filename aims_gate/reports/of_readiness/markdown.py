"""Readiness as Markdown, for issues, wikis and step summaries. All text but its own goes through `markdown_escape`."""

from collections.abc import Iterable, Iterator

from aims_gate.facts.wording import number_of
from aims_gate.model.readiness import STATES, Entry, Gap, Readiness
from aims_gate.reports.characters import one_line, without_commands
from aims_gate.reports.markdown_escape import code, fence, inline
from aims_gate.reports.of_readiness.wording import (
    STAGES,
    WORDS,
    anchors,
    by_fix,
    by_group,
    by_stage,
    group,
    judged,
    when,
)
from aims_gate.reports.options import Options
from aims_gate.reports.phrases import fix_parts


def render(found: Readiness, options: Options) -> str:
    """The whole of it; what stands is listed only where `options.verbose` asks for it."""
    parts = [*_head(found), *_questions(found), *_coverage(found), *_due(found), *_law(found)]
    parts += _gaps(found)
    parts += _standing(found) if options.verbose else []
    return without_commands("\n\n".join(parts)) + "\n"


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table of cells that are Markdown already."""
    names = tuple(heads)
    lines = (f"| {' | '.join(cells)} |" for cells in (names, ("---",) * len(names), *rows))
    return "\n".join(lines)


def _head(found: Readiness) -> Iterator[str]:
    yield "# Readiness for ISO/IEC 42001"
    yield f"**{inline(found.summary)}**"
    yield f"As of {inline(found.as_of)}, at {code(one_line(found.ref))} ({code(one_line(found.commit[:12]))})."
    yield from map(inline, found.notes)


def _questions(found: Readiness) -> Iterator[str]:
    yield "## What auditors ask first"
    rows = ((asked.question, WORDS[asked.state], asked.answer, ", ".join(asked.controls)) for asked in found.questions)
    yield _table(("question", "state", "answer", "see"), ((inline(cell, cell=True) for cell in row) for row in rows))


def _coverage(found: Readiness) -> Iterator[str]:
    yield "## Coverage"
    yield "\n".join(
        f"- {title}: {found.coverage[stage]['pass']} of {number_of(found.coverage[stage]['checks'], 'check')} pass"
        for stage, title in STAGES.items()
    )
    rows = []
    for name, entries in by_group(found):
        states = [entry.state for entry in entries]
        rows.append((group(name), *(str(states.count(state) or "") for state in STATES)))
    yield _table(("group", *(WORDS[state] for state in STATES)), rows)


def _due(found: Readiness) -> Iterator[str]:
    yield "## Falls due"
    if not found.due:
        yield "Nothing within the time that was asked for."
        return
    rows = ((one.day, when(one), one.what, one.who, one.path) for one in found.due)
    heads = ("day", "when", "what", "who", "file")
    yield _table(heads, ((inline(cell, cell=True) for cell in row) for row in rows))


def _law(found: Readiness) -> Iterator[str]:
    if found.law:
        first, *rows = (inline(row.removeprefix("EU AI Act, ")) for row in found.law)
        yield from ("## EU AI Act", first, "\n".join(f"- {row}" for row in rows))


def _gaps(found: Readiness) -> Iterator[str]:
    asked = [entry for entry in found.entries if entry.gaps or entry.state in ("gap", "unknown")]
    yield f"## Gaps ({found.coverage['gaps']})"
    for entry in asked:
        yield _title(entry)
        if entry.state == "gap" and not entry.gaps:
            yield inline(entry.why)
        yield inline(f"{entry.basis}{f' · owner {entry.owner}' if entry.owner else ''}")
        for stage, gaps in by_stage(entry.gaps):
            yield f"{STAGES[stage]}:"
            for together in by_fix(gaps):
                yield "\n".join(_gap(gap) for gap in together)
                yield from _fix(together[0].fix)
    if not asked:
        yield "None."


def _title(entry: Entry) -> str:
    return f"### {inline(f'{entry.id} {entry.title}')}: {WORDS[entry.state]}"


def _gap(gap: Gap) -> str:
    place = f" ({code(one_line(f'{gap.path}:{gap.line}'))})" if gap.path else ""
    closes = f" → {inline(', '.join(gap.closes))}" if gap.closes else ""
    return f"- {inline(gap.message)}{place}{closes}"


def _fix(fix: str) -> Iterator[str]:
    for part in fix_parts(fix):
        yield fence(part.lines) if part.paste else inline(part.lines[0])


def _standing(found: Readiness) -> Iterator[str]:
    yield "## What stands"
    for entry in found.entries:
        if entry.state in ("gap", "unknown"):
            continue
        yield _title(entry)
        told = [entry.basis, entry.why, judged(entry), *(f"{name}: {said}" for name, said in anchors(entry))]
        yield "\n".join(f"- {inline(line)}" for line in told)
        if entry.evidence:
            rows = ((one.path, one.owner, one.date, one.due, one.changed) for one in entry.evidence)
            heads = ("file", "owner", "of", "due", "changed")
            yield _table(heads, ((inline(cell, cell=True) for cell in row) for row in rows))
