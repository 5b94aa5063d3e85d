"""Readiness for a terminal: what it comes to, the auditor's questions, every gap, what falls due."""

from itertools import groupby

from aims_gate.model.readiness import Due, Entry, Gap, Readiness, State
from aims_gate.reports.characters import without_commands
from aims_gate.reports.options import Options
from aims_gate.reports.text_layout import NARROWEST, Layout, Style

_STYLE: dict[State, Style] = {
    "gap": "bad",
    "unknown": "unsure",
    "evidence": "good",
    "attested": "good",
    "not-applicable": "faint",
}
_WORDS: dict[State, str] = {
    "gap": "gap",
    "unknown": "not judged",
    "evidence": "evidence",
    "attested": "attested",
    "not-applicable": "ruled out",
}


def render(found: Readiness, options: Options) -> str:
    """Text of at most `options.width` columns. `verbose` also lists what stands and how to close each gap."""
    layout = Layout(max(options.width, NARROWEST), options.colour)
    blocks = [
        *_head(found, layout),
        *_questions(found, layout),
        *_gaps(found, layout, options.verbose),
        *(_standing(found, layout) if options.verbose else []),
        *_due(found.due, layout),
        *[layout.prose(note) for note in found.notes],
        *_tail(found, layout, options.verbose),
    ]
    return without_commands("\n\n".join("\n".join(block) for block in blocks if block)) + "\n"


def _head(found: Readiness, layout: Layout) -> list[list[str]]:
    counts = found.coverage
    states = [f"{counts.get(state.replace('-', '_'), 0)} {word}" for state, word in _WORDS.items()]
    stages = [
        f"{counts[stage]['pass']} of {counts[stage]['checks']} checks of what is {stage}"
        for stage in ("written", "done")
    ]
    return [
        layout.prose(found.summary, style="heading"),
        layout.prose(f"{counts['entries']} clauses and controls: {', '.join(states)}.")
        + layout.prose(f"Pass: {stages[0]} (stage 1), {stages[1]} (stage 2).")
        + layout.prose(f"As of {found.as_of}, at {found.ref} ({found.commit[:12]})."),
    ]


def _questions(found: Readiness, layout: Layout) -> list[list[str]]:
    blocks = [layout.prose("What auditors ask first", style="heading")]
    for question in found.questions:
        said = f"{question.question} {_WORDS[question.state]}: {question.answer}"
        blocks[0] += layout.prose(said, 2, 4, _STYLE[question.state])
    return blocks


def _gaps(found: Readiness, layout: Layout, verbose: bool) -> list[list[str]]:
    blocks: list[list[str]] = []
    for entry in found.entries:
        if entry.gaps:
            blocks.append(_entry(entry, layout, verbose))
        elif entry.state == "unknown":
            head = f"{entry.id} {entry.title}: {_WORDS['unknown']}, {entry.basis}"
            blocks.append(layout.prose(head, 2, 4, "unsure"))
    number = sum(gap.state != "notice" for entry in found.entries for gap in entry.gaps)
    return [layout.prose(f"Gaps ({number})", style="heading"), *blocks] if blocks else []


def _entry(entry: Entry, layout: Layout, verbose: bool) -> list[str]:
    owner = f" · {entry.owner}" if entry.owner else ""
    lines = layout.prose(f"{entry.id} {entry.title}{owner}", 2, 4, _STYLE[entry.state])
    for _, together in groupby(entry.gaps, key=lambda gap: gap.rule):
        listed = list(together)
        for gap in listed:
            lines += layout.prose(_gap(gap), 4, 2)
        if verbose and listed[0].fix:
            lines += [f"      {line}".rstrip() for line in listed[0].fix.splitlines()]
    return lines


def _gap(gap: Gap) -> str:
    place = f" ({gap.path}:{gap.line})" if gap.path else ""
    closes = f" → {', '.join(gap.closes)}" if gap.closes else ""
    said = "note: " if gap.state == "notice" else ""
    return f"- {said}{gap.message}{place}{closes}"


def _standing(found: Readiness, layout: Layout) -> list[list[str]]:
    block = layout.prose("What stands", style="heading")
    for entry in found.entries:
        if entry.state in ("evidence", "attested", "not-applicable"):
            block += layout.prose(f"{entry.id} {entry.title}: {entry.basis}", 2, 4, _STYLE[entry.state])
            for piece in entry.evidence:
                dates = ", ".join(filter(None, [piece.date and f"of {piece.date}", piece.due and f"due {piece.due}"]))
                block += layout.prose(f"{piece.path}{f' ({dates})' if dates else ''}", 6, 2, "faint")
    return [block]


def _due(due: tuple[Due, ...], layout: Layout) -> list[list[str]]:
    if not due:
        return []
    block = layout.prose("Falls due", style="heading")
    for one in due:
        when = f"{-one.days} days overdue" if one.days < 0 else f"in {one.days} days"
        who = f" → {one.who}" if one.who else ""
        block += layout.prose(f"{one.day} {one.what}, {when}{who}", 2, 4, "bad" if one.days < 0 else "")
    return [block]


def _tail(found: Readiness, layout: Layout, verbose: bool) -> list[list[str]]:
    del found
    return [] if verbose else [layout.prose("How to close each gap, and what stands: --verbose")]
