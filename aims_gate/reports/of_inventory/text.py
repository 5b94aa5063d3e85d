"""An inventory for a terminal: what it comes to, each system, what nobody owns with a block to paste, and differences."""

from aims_gate.model.inventory import Found, Inventory, Owned
from aims_gate.reports.characters import one_line, without_commands
from aims_gate.reports.options import Options
from aims_gate.reports.text_layout import NARROWEST, Layout

_SHOWN = 8  # places of one owner
_NAMED_AT_MOST = 3  # paths of one proposal
_SAID_WITH_VALUE = ("endpoint", "sampling", "threshold", "human-step", "monitor", "guardrail")


def render(found: Inventory, options: Options) -> str:
    """Text of at most `options.width` columns. `verbose` lists every place."""
    layout = Layout(max(options.width, NARROWEST), options.colour)
    most = len(found.seen) if options.verbose else _SHOWN
    blocks = [
        [*layout.prose(found.summary, style="heading"), *layout.prose(counted(found))],
        *[_system(system, found, layout, most) for system in found.systems],
        _unowned(found, layout, most),
        *_proposals(found, layout),
        _differences(found, layout),
        _aside(found, layout),
    ]
    return without_commands("\n\n".join("\n".join(block) for block in blocks if block)) + "\n"


def counted(found: Inventory) -> str:
    """What was looked through and what was put aside, in one paragraph."""
    counts = found.counts
    where = f"{found.ref} ({found.commit[:12]})" if found.commit else found.ref
    return (
        f"Looked at {where}: {counts['files']:,} files, {counts['searched']:,} of a kind that is looked through, "
        f"{counts['unread']:,} that could not be. {counts['muted']:,} signals muted, {counts['inert']:,} in files that "
        f"their systems call inert. Mutes and own signals of {found.signals_from}. As of {found.as_of}."
    )


def _system(system: Owned, found: Inventory, layout: Layout, most: int) -> list[str]:
    mine = [use for use in found.seen if system.id in use.systems]
    files = f"{system.files:,} {'file' if system.files == 1 else 'files'}"
    said = [f"vendors: {', '.join(system.vendors)}"] if system.vendors else []
    said += [f"models: {', '.join(system.models)}"] if system.models else []
    told = "; ".join([files, *(said or ["no known signal in them"])])
    title = f"{system.id} ({system.lifecycle})" if system.lifecycle else system.id
    return [*layout.prose(title, style="heading"), *layout.prose(told, 2), *_places(mine, layout, most)]


def _unowned(found: Inventory, layout: Layout, most: int) -> list[str]:
    mine = [use for use in found.seen if not use.systems]
    if not mine:
        return []
    return [*layout.prose("In no system", style="bad"), *_places(mine, layout, most)]


def _places(uses: list[Found], layout: Layout, most: int) -> list[str]:
    lines = [line for use in uses[:most] for line in layout.prose(place(use), 2, 2)]
    more = len(uses) - most
    return lines + (layout.prose(f"and {more:,} more; --verbose lists them", 2, style="faint") if more > 0 else [])


def place(use: Found) -> str:
    """One use on one line."""
    at = f"{use.path}:{use.line}" if use.line else use.path
    name = use.model or (f"{use.name} {use.version}" if use.version else use.name)
    if use.kind in _SAID_WITH_VALUE and use.text.startswith(f"{use.name} = "):
        name = use.text
    vendor = f" ({use.vendor})" if use.vendor else ""
    sure = "" if use.confidence == "certain" else ", likely"
    owner = f"; may be of {', '.join(use.candidates)}" if use.candidates else ""
    return one_line(f"{at} {use.kind} {name}{vendor}{sure}{owner}")


def begin(found: Inventory) -> str:
    """What to do where nothing is in the register yet; empty where something is, or nothing was found."""
    if found.systems or not found.proposals:
        return ""
    return (
        "No system is in the register yet. `aims-gate init` begins one, with the use that it is for and the files that are "
        "its own; where several systems lie beside each other, run it for each: `aims-gate init --name NAME --path GLOB`."
    )


def folders(found: Inventory) -> tuple[str, ...]:
    """Where it lies what no system owns, with how many uses."""
    return tuple(
        f"{proposal.folder or 'the top of the repository'}: {proposal.uses:,} {'use' if proposal.uses == 1 else 'uses'} "
        f"in {proposal.files:,} {'file' if proposal.files == 1 else 'files'}"
        for proposal in found.proposals
    )


def _begin(found: Inventory, layout: Layout) -> list[str]:
    places = [line for folder in folders(found) for line in layout.prose(folder, 2, 2)]
    return [*layout.prose(begin(found), style="heading"), *places]


def _proposals(found: Inventory, layout: Layout) -> list[list[str]]:
    if begin(found):
        return [_begin(found, layout)]
    blocks = []
    for proposal in found.proposals:
        where = " and ".join(proposal.paths) if len(proposal.paths) <= _NAMED_AT_MOST else "the paths below"
        head = (
            f"Add {where} to `paths` of the system that it is part of, or put this into {proposal.path} and complete it: "
            f"what says TBD is refused until somebody does."
        )
        pasted = [f"    {line}" for line in proposal.block.splitlines()]
        blocks.append([*layout.prose(head, style="heading"), *pasted])
    return blocks


def _differences(found: Inventory, layout: Layout) -> list[str]:
    if not found.differences:
        return []
    lines = layout.prose("Where the register says something else", style="unsure")
    for difference in found.differences:
        at = f"{difference.path}:{difference.line}" if difference.line else difference.path
        lines += layout.prose(f"{at} {difference.message}", 2, 2)
        lines += layout.prose(f"→ {difference.fix}", 4, 2)
    return lines


def _aside(found: Inventory, layout: Layout) -> list[str]:
    lines = []
    for mute in found.mutes:
        state = f"{mute['signals']} signals" if mute["in_force"] else f"not in force: {mute.get('why_not', '')}"
        lines += layout.prose(f"Mute {mute.get('pattern', '')}: {state}; {mute.get('reason', '')}", 0, 2, "faint")
    for unread in found.unread:
        lines += layout.prose(f"Not looked through: {unread.path}: {unread.reason}", 0, 2, "unsure")
    return lines
