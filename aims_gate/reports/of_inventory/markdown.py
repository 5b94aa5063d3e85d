"""An inventory as Markdown, for a page or a comment: the same parts as the text has. All of it is escaped."""

from aims_gate.model.inventory import Found, Inventory
from aims_gate.reports.markdown_escape import fence, inline
from aims_gate.reports.of_inventory.text import begin, counted, folders, place
from aims_gate.reports.options import Options

_SHOWN = 50  # places of one owner


def render(found: Inventory, options: Options) -> str:
    """The whole page. `verbose` lists every place."""
    most = len(found.seen) if options.verbose else _SHOWN
    parts = [f"# {inline(found.summary)}", inline(counted(found)), *_systems(found)]
    for system in found.systems:
        parts += _places(f"## {inline(system.id)}", [use for use in found.seen if system.id in use.systems], most)
    parts += _places("## In no system", [use for use in found.seen if not use.systems], most)
    if said := begin(found):
        parts += [inline(said), "\n".join(f"- {inline(folder)}" for folder in folders(found))]
    for proposal in () if said else found.proposals:
        parts += [f"Put this into {inline(f'`{proposal.path}`')} and complete it:", fence([proposal.block])]
    rows = [f"- {inline(f'{row.path}:{row.line} {row.message}')}. {inline(row.fix)}" for row in found.differences]
    parts += ["## Where the register says something else", "\n".join(rows)] if rows else []
    aside = [f"- Mute {inline(str(mute.get('pattern', '')))}: {mute['signals']} signals" for mute in found.mutes]
    aside += [f"- Not looked through: {inline(f'{unread.path}: {unread.reason}')}" for unread in found.unread]
    return "\n\n".join([*parts, *(["\n".join(aside)] if aside else [])]) + "\n"


def _systems(found: Inventory) -> list[str]:
    if not found.systems:
        return []
    rows = [
        f"| {inline(row.id, cell=True)} | {row.files} | {inline(', '.join(row.vendors), cell=True)} "
        f"| {inline(', '.join(row.models), cell=True)} |"
        for row in found.systems
    ]
    return ["\n".join(["| system | files | vendors | models |", "|---|---|---|---|", *rows])]


def _places(title: str, uses: list[Found], most: int) -> list[str]:
    if not uses:
        return []
    rows = [f"- {inline(place(use))}" for use in uses[:most]]
    rows += [f"- and {len(uses) - most} more"] if len(uses) > most else []
    return [title, "\n".join(rows)]
