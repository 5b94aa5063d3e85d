"""Whose the signals of a change are, what each implies, and whether a record speaks for it.

Pure. A file of a system decides first; of a file that no system owns, what the entries say the systems use.
"""

from collections.abc import Iterable

from aims_gate.facts.mutes import Mutes
from aims_gate.facts.ownership import Entries, Ownership
from aims_gate.facts.people import names
from aims_gate.facts.placeholder import is_placeholder
from aims_gate.facts.records import texts
from aims_gate.facts.signal_types import implied_by, known_vendor, model_stated, plain, same_vendor
from aims_gate.facts.testing import is_test
from aims_gate.facts.wording import number_of
from aims_gate.model.collected import StatedRecord
from aims_gate.model.document import Json
from aims_gate.model.signal import Found, Signal, Unread
from aims_gate.model.values import NamedTuple

PATHS = "paths"
"""How a signal in a system's own file is attributed: no word of a record takes it away."""

_LISTED = ("tools", "suppliers")


class Attributed(NamedTuple):
    """The signals that count, as rules see them, then one element for each file that could not be looked through.

    `muted` is how many a mute takes out, by the mute's place in the register.
    """

    signals: list[dict[str, Json]]
    unknown: list[dict[str, Json]]
    muted: dict[int, int]


def own_row(kind: str, pattern: str) -> str:
    """The row id of a signal of the organisation's own."""
    return f"own:{kind}:{pattern}"


def attribute(
    found: Found,
    ownership: Ownership,
    trusted: Entries,
    head: Entries,
    records: tuple[StatedRecord, ...],
    register: Json,
    now: str,
) -> Attributed:
    """The signals of a change. `register` is the trusted `.aims/signals.yaml`; see `SignalView` for an element."""
    mutes = Mutes(register, now)
    place = _Place(ownership, trusted, head, records, _own_systems(register))
    listed: list[dict[str, Json]] = []
    muted: dict[int, int] = {}
    for signal in found.signals:
        if place.inert(signal.path):
            continue
        mute = mutes.silencing(signal.path, signal.hit.row, signal.hit.name)
        if mute is not None:
            muted[mute] = muted.get(mute, 0) + 1
        else:
            listed.append(place.signal(signal))
    _once_a_file(listed)
    unknown = []
    for unread in found.unread:
        if not place.inert(unread.path) and not is_test(unread.path) and mutes.silencing(unread.path) is None:
            reason = f"{unread.path} could not be looked through for AI usage: {unread.reason}"
            unknown.append({"path": f"signals[{len(listed)}]", "reason": reason, "waiting": False})
            listed.append(place.unread(unread))
    return Attributed(listed, unknown, muted)


def _once_a_file(signals: list[dict[str, Json]]) -> None:
    """Let the first signal of a file speak for the others that lack the same."""
    first: dict[tuple[str, str], dict[str, Json]] = {}
    number: dict[tuple[str, str], int] = {}
    for signal in signals:
        key = (signal["path"], signal["gap"])
        if signal["certain"] and not signal["declared"] and not signal["dismissed"]:
            signal["repeats"] = key in first
            first.setdefault(key, signal)
            number[key] = number.get(key, -1) + 1
    for key, more in number.items():
        if more:
            first[key]["besides"] = f" (and {number_of(more, 'further sign')})"


def touching(signals: Iterable[dict[str, Json]]) -> dict[str, list[str]]:
    """System id → the places of the signals that touch it: the certain ones that no record puts aside."""
    found: dict[str, list[str]] = {}
    for signal in signals:
        for system in signal["systems"] if signal["certain"] and not signal["dismissed"] else ():
            found.setdefault(system, []).append(f"signal at {signal['path']}:{signal['line']}")
    return found


class _Place(NamedTuple):
    """What it takes to say whose a path or a usage is. `own` maps rows of the organisation's own to systems."""

    ownership: Ownership
    trusted: Entries
    head: Entries
    records: tuple[StatedRecord, ...]
    own: dict[str, str]

    def inert(self, path: str) -> bool:
        """Whether every owner of the path has said, before this change and in it, that it alters no behaviour."""
        return bool(self.ownership.owners(path)) and not self._owners(path)

    def signal(self, signal: Signal) -> dict[str, Json]:
        hit = signal.hit
        systems, how, candidates = self._whose(signal)
        view = self._said(systems, how, candidates)
        likely = hit.confidence != "certain" or is_test(signal.path)
        entries = [(self.trusted.get(key, {}), self.head.get(key, {})) for key in systems]
        fresh = bool(hit.vendor) and signal.action != "removed" and not _known(hit.vendor, entries)
        view.update(
            kind=hit.kind,
            action=signal.action,
            path=signal.path,
            line=hit.line,
            text=hit.text,
            name=hit.name,
            row=hit.row,
            seen=_seen(signal),
            certain=not likely,
            confidence="likely" if likely else "certain",
            implies=implied_by(signal, [before for before, _ in entries], fresh),
            new_vendor=fresh,
        )
        optional = {"vendor": hit.vendor, "model": hit.model, "version": hit.version, "old_version": signal.old_version}
        view.update({key: value for key, value in optional.items() if value})
        return view

    def unread(self, unread: Unread) -> dict[str, Json]:
        """The element that stands for whatever a file may hold."""
        owners = self._owners(unread.path)
        return {
            **self._said(owners, PATHS if owners else "", []),
            "kind": "unread",
            "action": "changed",
            "path": unread.path,
            "line": 0,
            "text": "",
            "name": "",
            "row": "",
            "seen": "could not be looked through",
            "certain": False,
            "confidence": "likely",
            "implies": [],
            "new_vendor": False,
        }

    def _said(self, systems: list[str], how: str, candidates: list[str]) -> dict[str, Json]:
        named = {name for record in self.records if _is_ai(record) for name in texts(record.value.get("systems"))}
        undeclared = [system for system in systems if system not in named]
        declared = bool(systems) and not undeclared
        dismissed = how != PATHS and not declared and any(_puts_aside(record) for record in self.records)
        return {
            "systems": systems,
            "attributed": how,
            "candidates": candidates,
            "undeclared": undeclared,
            "gap": _gap(undeclared, systems, candidates),
            "repeats": False,
            "besides": "",
            "declared": declared,
            "dismissed": dismissed,
        }

    def _owners(self, path: str) -> list[str]:
        owners = self.ownership.owners(path)
        return [key for key in owners if not (key in self.trusted and self.ownership.inert(path, key))]

    def _whose(self, signal: Signal) -> tuple[list[str], str, list[str]]:
        """The systems that a signal belongs to, how that is known, and where it is not, which it may belong to."""
        owners = self._owners(signal.path)
        if owners:
            return owners, PATHS, []
        if signal.hit.row in self.own:
            return [self.own[signal.hit.row]], "signals", []
        named = {name for record in self.records if _is_ai(record) for name in texts(record.value.get("systems"))}
        for how in ("models", *_LISTED):
            using = [key for key in sorted({**self.trusted, **self.head}) if self._uses(key, signal, how)]
            chosen = [key for key in using if key in named] or (using if len(using) == 1 else [])
            if using:
                return chosen, how if chosen else "", [] if chosen else using
        return [], "", []

    def _uses(self, system: str, signal: Signal, how: str) -> bool:
        versions = [side[system] for side in (self.trusted, self.head) if system in side]
        if any(version.get("lifecycle") == "retired" for version in versions):
            return False
        if how == "models":
            return any(model_stated(signal.hit, version) for version in versions)
        listed = [item for version in versions for item in texts(version.get(how))]
        if how == "tools" and plain(signal.hit.name) in {plain(item) for item in listed} - {""}:
            return True
        return bool(signal.hit.vendor) and any(same_vendor(item, signal.hit.vendor) for item in listed)


def _is_ai(record: StatedRecord) -> bool:
    return record.value.get("ai") is not False


def _puts_aside(record: StatedRecord) -> bool:
    """Whether a record says, with a reason, that the change looks like AI and is not."""
    reason = record.value.get("reason")
    return not _is_ai(record) and isinstance(reason, str) and bool(reason.strip()) and not is_placeholder(reason)


def _gap(undeclared: list[str], systems: list[str], candidates: list[str]) -> str:
    """What a declaration lacks, in words that follow what was seen; empty where nothing does."""
    if undeclared:
        return f"no change record names {names(undeclared)}, to which it belongs"
    if candidates:
        return f"no change record says to which of {names(candidates)} it belongs"
    return "" if systems else "no system's entry accounts for it"


def _known(vendor: str, entries: list[tuple[dict[str, Json], dict[str, Json]]]) -> bool:
    """Whether every system that uses it had this vendor before the change."""
    return bool(entries) and all(known_vendor(vendor, before) for before, _ in entries)


def _own_systems(register: Json) -> dict[str, str]:
    rows = register.get("signals") if isinstance(register, dict) else None
    return {
        own_row(str(row.get("kind")), str(row.get("pattern"))): row["system"]
        for row in (rows if isinstance(rows, list) else ())
        if isinstance(row, dict) and isinstance(row.get("system"), str)
    }


_NOUNS = {"model-file": "model file", "human-step": "human step", "sampling": "sampling parameter", "cloud": "resource"}


def _seen(signal: Signal) -> str:
    """What happens, in words that follow the place: `adds the package openai (OpenAI)`."""
    hit = signal.hit
    verb = {"added": "adds", "removed": "removes", "changed": "changes"}[signal.action]
    noun = _NOUNS.get(hit.kind, hit.kind)
    vendor = f" ({hit.vendor})" if hit.vendor and plain(hit.vendor) != plain(hit.name) else ""
    steps = f" from {signal.old_version} to {hit.version or hit.model or hit.name}" if signal.old_version else ""
    return f"{verb} the {noun} `{hit.name}`{vendor}{steps}"
