"""One clause or control on the page: why it applies, what stands, what is missing and how to close it."""

from collections.abc import Iterable, Iterator

from aims_gate.facts.wording import number_of
from aims_gate.model.readiness import Entry, Gap, Held
from aims_gate.reports.html_page import attribute, badge, block, day, listed, prose, table, text
from aims_gate.reports.of_readiness.wording import STAGES, WORDS, anchors, by_fix, by_stage, judged, missing
from aims_gate.reports.phrases import fix_parts

_HEADS = ("File", "Kind", "System", "Owner", "Of", "Due", "Last change")


def owners(entry: Entry) -> tuple[str, ...]:
    """Everybody who answers for something of an entry, or can close a gap of it."""
    named = (
        entry.owner,
        *(piece.owner for piece in entry.evidence),
        *(who for gap in entry.gaps for who in gap.closes),
    )
    return tuple(dict.fromkeys(filter(None, named)))


def systems(entry: Entry) -> tuple[str, ...]:
    """Every system that an entry speaks of."""
    return tuple(dict.fromkeys(filter(None, (*entry.systems, *(piece.system for piece in entry.evidence)))))


def entry_article(entry: Entry) -> str:
    """The entry as an article whose id is its own, so that a link can name it."""
    key, state = attribute(entry.id), WORDS[entry.state]
    owner = f" · owner {text(entry.owner)}" if entry.owner else ""
    said = f"{entry.why}; {entry.basis}" if entry.state == "gap" and not entry.gaps else entry.basis
    return (
        f'<article class="entry" id="{key}" {_data(entry)}>\n'
        f'<h4><a href="#{key}">{text(entry.id)}</a> {text(entry.title)} {badge(entry.state, state)}</h4>\n'
        f'<p class="faint">{prose(said)}{owner}</p>\n'
        f"{''.join(_gaps(entry))}{_rest(entry)}</article>"
    )


def _data(entry: Entry) -> str:
    stages = [stage for stage, _ in by_stage(entry.gaps)]
    held: dict[str, Iterable[str]] = {
        "group": [entry.group], "state": [entry.state], "stage": stages, "owner": owners(entry), "system": systems(entry),
    }  # fmt: skip
    return " ".join(f'data-{name}="{listed(values)}"' for name, values in held.items())


def _gaps(entry: Entry) -> Iterator[str]:
    for stage, gaps in by_stage(entry.gaps):
        yield f'<h5>{text(STAGES[stage])}: {number_of(len(missing(gaps)), "gap")}</h5>\n<ul class="gaps">\n'
        for together in by_fix(gaps):
            # What closes them stands once, with the last of those that it closes.
            yield "".join(_gap(gap, fix=gap is together[-1]) for gap in together)
        yield "</ul>\n"


def _gap(gap: Gap, fix: bool) -> str:
    place = f" <code>{text(f'{gap.path}:{gap.line}')}</code>" if gap.path else ""
    said = "" if gap.state == "gap" else " (not judged)" if gap.state == "unknown" else f" ({gap.state})"
    closes = f"To be closed by {text(', '.join(gap.closes))} · " if gap.closes else ""
    how = _fix(gap.fix) if fix else ""
    return (
        f"<li><p>{prose(gap.message)}{said}{place}</p>\n"
        f'<p class="faint">{closes}<code>{text(gap.rule)}</code></p>{how}</li>\n'
    )


def _fix(fix: str) -> str:
    parts = [block(part.lines) if part.paste else f"<p>{prose(part.lines[0])}</p>" for part in fix_parts(fix)]
    return f"<details open><summary>How to close it</summary>\n{''.join(parts)}</details>" if parts else ""


def _rest(entry: Entry) -> str:
    pieces = (
        number_of(len(entry.evidence), "piece of evidence", "pieces of evidence") if entry.evidence else "no evidence"
    )
    facts = {"Applies" if entry.applicable else "Ruled out": entry.why, "Checks": judged(entry), **dict(anchors(entry))}
    if entry.rules:
        facts["Rules"] = ", ".join(entry.rules)
    told = "".join(f"<dt>{text(name)}</dt><dd>{prose(said)}</dd>" for name, said in facts.items())
    return f"<details open><summary>Why it applies, and {pieces}</summary>\n<dl>{told}</dl>\n{_evidence(entry)}</details>\n"


def _evidence(entry: Entry) -> str:
    if not entry.evidence:
        return ""
    return table(f"Evidence for {entry.id}", _HEADS, (_piece(piece) for piece in entry.evidence))


def _piece(piece: Held) -> tuple[str, ...]:
    changed = f"{piece.changed} by {piece.by}" if piece.by and piece.changed else piece.changed
    place, kind = f"<code>{text(piece.path)}</code>", text(piece.kind.replace("_", " "))
    return place, kind, text(piece.system), text(piece.owner), day(piece.date), day(piece.due), text(changed)
