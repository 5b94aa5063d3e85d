"""What a report says of signals beside the rules: how much was looked through, what is only likely, and every mute."""

from collections.abc import Iterator

from aims_gate.facts.mutes import ABOUT_TO_LAPSE
from aims_gate.facts.wording import number_of
from aims_gate.model.document import Json

Facts = dict[str, Json]

_SHOWN = 5


def summary(facts: Facts) -> dict[str, Json]:
    """Numbers of files and signals, and the mutes, for programs."""
    signals = [signal for signal in facts["signals"] if signal["kind"] != "unread"]
    return {
        "searched": facts["searched"],
        "certain": sum(signal["certain"] for signal in signals),
        "likely": sum(not signal["certain"] for signal in signals),
        "muted": sum(mute["signals"] for mute in facts["mutes"]),
        "unread": len(facts["unread"]),
        "mutes": facts["mutes"],
    }


def notes(facts: Facts) -> Iterator[str]:
    """Sentences for a reader."""
    change = facts["change"]
    if not change["ai"]:
        files = len(change["files"])
        yield (
            f"Files were told by the register's `paths`, and {facts['searched']} of {files} were looked through for "
            "known signs of AI usage: what the catalogue does not know is not found."
        )
    yield from _likely(facts)
    yield from _mutes(facts["mutes"])
    asked = {signal["path"] for signal in facts["signals"] if signal["kind"] == "unread"}
    for unread in facts["unread"]:
        if unread["path"] not in asked:
            yield f"{unread['path']} was not looked through, and need not be: {unread['reason']}."


def _likely(facts: Facts) -> Iterator[str]:
    """What may be AI usage and nobody spoke of."""
    listed = [s for s in facts["signals"] if s["kind"] != "unread" and not s["certain"] and _is_news(s, facts)]
    if listed:
        shown = "; ".join(f"{s['path']}:{max(s['line'], 1)} {s['seen']}{_types(s)}" for s in listed[:_SHOWN])
        more = f"; and {len(listed) - _SHOWN} more" if len(listed) > _SHOWN else ""
        yield f"This may be AI usage, and blocks nothing: {shown}{more}."


def _is_news(signal: dict[str, Json], facts: Facts) -> bool:
    if not signal["declared"]:
        return True
    stated = set(facts["change"]["types"])
    return not stated >= set(signal["implies"])


def _types(signal: dict[str, Json]) -> str:
    return f" (`{'`, `'.join(signal['implies'])}`)" if signal["implies"] else ""


def _mutes(mutes: list[dict[str, Json]]) -> Iterator[str]:
    live = [mute for mute in mutes if mute["in_force"]]
    if live:
        silenced = sum(mute["signals"] for mute in live)
        yield (
            f"{number_of(len(live), 'mute')} in force, by which {number_of(silenced, 'signal')} of this change "
            f"{'is' if silenced == 1 else 'are'} not asked about."
        )
    for mute in live:
        if mute["days_left"] <= ABOUT_TO_LAPSE:
            yield f"The mute `{mute['pattern']}` of {mute['owner']} lapses on {mute['review_by']}."
    for mute in mutes:
        if not mute["in_force"]:
            yield f"The mute `{mute.get('pattern', '')}` is not in force: {mute['why_not']}."
