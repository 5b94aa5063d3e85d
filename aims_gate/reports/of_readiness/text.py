"""Readiness for a terminal: what it comes to, the auditor's questions, every gap, what falls due."""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from aims_gate.facts.wording import number_of
from aims_gate.model.readiness import Due, Entry, Gap, Held, Readiness, Stage, State
from aims_gate.reports import phrases
from aims_gate.reports.characters import lines as safe_lines
from aims_gate.reports.characters import without_commands
from aims_gate.reports.of_readiness.wording import STAGES, WORDS, when
from aims_gate.reports.options import Options
from aims_gate.reports.text_layout import NARROWEST, Layout, Style

_STYLE: dict[State, Style] = {
    "gap": "bad",
    "unknown": "unsure",
    "evidence": "good",
    "attested": "good",
    "not-applicable": "faint",
}


_AT_MOST = 6
"""Gaps of one rule under one entry that are listed in brief; of more, one fewer and how many others there are."""


def render(found: Readiness, options: Options) -> str:
    """Text of at most `options.width` columns. `verbose` also lists every entry, and how to close each gap."""
    layout = Layout(max(options.width, NARROWEST), options.colour)
    blocks = [
        *_head(found, layout),
        *[layout.prose(note) for note in found.notes],
        *_questions(found, layout),
        *_gaps(found, layout, options.verbose),
        *_others(found, layout),
        *([_every(found, layout)] if options.verbose else []),
        *_due(found.due, layout),
        *[layout.prose(note) for note in found.law],
        layout.prose(phrases.ANCHORS if options.verbose else "How to close each gap, and what stands: --verbose"),
    ]
    return without_commands("\n\n".join("\n".join(block) for block in blocks if block)) + "\n"


def _head(found: Readiness, layout: Layout) -> list[list[str]]:
    counts = found.coverage
    states = [f"{counts.get(state.replace('-', '_'), 0)} {word}" for state, word in WORDS.items()]
    lines = [layout.prose(f"{counts['entries']} clauses and controls: {', '.join(states)}.")]
    for stage, title in STAGES.items():
        mine = counts[stage]
        passed = f"{mine['pass']} of {number_of(mine['checks'], 'check')} pass, {number_of(mine['gaps'], 'gap')}"
        lines.append(layout.prose(f"{title}: {passed}."))
    lines.append(layout.prose(f"As of {found.as_of}, at {found.ref} ({found.commit[:12]})."))
    return [layout.prose(found.summary, style="heading"), [line for block in lines for line in block]]


def _questions(found: Readiness, layout: Layout) -> list[list[str]]:
    blocks = [layout.prose("What auditors ask first", style="heading")]
    for question in found.questions:
        block = layout.prose(f"{question.question} {WORDS[question.state]}", 2, 2, _STYLE[question.state])
        block += layout.prose(f"{question.answer}.", 4)
        blocks.append(block + layout.prose(f"See {', '.join(question.controls)}.", 4, 0, "faint"))
    return blocks


def _gaps(found: Readiness, layout: Layout, verbose: bool) -> Iterator[list[str]]:
    """What is missing by stage; what is missing under several entries stands in full under the first."""
    for stage, title in _MISSING.items():
        told: dict[Gap, str] = {}
        blocks = []
        for entry in found.entries:
            mine = tuple(gap for gap in entry.gaps if gap.stage == stage)
            if mine:
                blocks.append(_entry(entry, mine, told, layout, verbose))
            told.update({gap: told.get(gap, entry.id) for gap in mine})
        if blocks:
            yield layout.prose(f"{title}: {number_of(found.coverage[stage]['gaps'], 'gap')}", style="heading")
            yield from blocks


_MISSING: dict[Stage, str] = {"written": "Stage 1 (what is not written)", "done": "Stage 2 (what was not done)"}


def _entry(entry: Entry, gaps: tuple[Gap, ...], told: dict[Gap, str], layout: Layout, verbose: bool) -> list[str]:
    owner = f" · {entry.owner}" if entry.owner else ""
    lines = layout.prose(f"{entry.id} {entry.title}{owner}", 2, 4, _STYLE[entry.state])
    for rule, together in groupby((gap for gap in gaps if gap not in told), key=lambda gap: gap.rule):
        listed = list(together)
        shown = listed if verbose or len(listed) <= _AT_MOST else listed[: _AT_MOST - 1]
        for gap in shown:
            lines += layout.prose(_gap(gap), 4, 2)
        if len(shown) < len(listed):
            lines += layout.prose(f"- and {len(listed) - len(shown)} more of {rule}: --verbose lists them", 4, 2)
        if verbose and listed[0].fix:
            lines += [f"      {line}".rstrip() for line in safe_lines(listed[0].fix)]
    for first, number in Counter(told[gap] for gap in gaps if gap in told).items():
        lines += layout.prose(f"- as under {first}: {number} of the above", 4, 2)
    return lines


def _gap(gap: Gap) -> str:
    place = f" ({gap.path}:{gap.line})" if gap.path else ""
    closes = f" → {', '.join(gap.closes)}" if gap.closes else ""
    said = {"gap": "", "unknown": "not judged: ", "notice": "note: "}[gap.state]
    return f"- {said}{gap.message}{place}{closes}"


def _others(found: Readiness, layout: Layout) -> list[list[str]]:
    """Entries that are a gap, or were not judged, and have nothing to list."""
    blocks = []
    for entry in found.entries:
        if entry.state in ("gap", "unknown") and not entry.gaps:
            said = entry.basis if entry.state == "unknown" else entry.why
            head = f"{entry.id} {entry.title}: {WORDS[entry.state]}, {said}"
            blocks.append(layout.prose(head, 2, 4, _STYLE[entry.state]))
    return (
        [layout.prose("Nothing to judge by", style="heading") + [line for block in blocks for line in block]]
        if blocks
        else []
    )


def _every(found: Readiness, layout: Layout) -> list[str]:
    block = layout.prose("Every clause and control", style="heading")
    for entry in found.entries:
        block += layout.prose(f"{entry.id} {entry.title}: {WORDS[entry.state]}", 2, 4, _STYLE[entry.state])
        owner = f" Owner: {entry.owner}." if entry.owner else ""
        basis = f"{entry.basis[:1].upper()}{entry.basis[1:]}"
        block += layout.prose(f"{'Applies' if entry.applicable else 'Ruled out'}: {entry.why}. {basis}.{owner}", 6, 2)
        block += layout.prose(phrases.crosswalk(entry.crosswalk), 6, 2, "faint")
        for piece in entry.evidence:
            block += layout.prose(_piece(piece), 6, 2, "faint")
    return block


def _piece(piece: Held) -> str:
    changed = f"{piece.changed} by {piece.by}" if piece.changed and piece.by else piece.changed
    told = {"owner": piece.owner, "of": piece.date, "due": piece.due, "changed": changed}
    said = ", ".join(f"{name} {value}" for name, value in told.items() if value)
    return f"{piece.path}{f' ({said})' if said else ''}"


def _due(due: tuple[Due, ...], layout: Layout) -> list[list[str]]:
    if not due:
        return []
    late = sum(one.days < 0 for one in due)
    block = layout.prose(f"Falls due ({late} overdue, {len(due) - late} to come)", style="heading")
    for one in due:
        who = f" → {one.who}" if one.who else ""
        block += layout.prose(f"{one.day} {one.what}, {when(one)}{who}", 2, 4, "bad" if one.days < 0 else "")
    return [block]
