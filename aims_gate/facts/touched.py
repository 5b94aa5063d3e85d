"""Which systems a change touches, and why each does."""

from collections.abc import Mapping
from types import MappingProxyType

from aims_gate.facts.ownership import Entries, Ownership
from aims_gate.facts.records import texts
from aims_gate.model.change import Change, ChangedFile
from aims_gate.model.collected import Register, StatedRecord
from aims_gate.model.document import Json, Parsed


def entries(register: Register) -> Entries:
    """System id → entry. The id is the file's name; an entry that cannot be read is left out."""
    found: Entries = {}
    for path, parsed in register.systems.items():
        if isinstance(parsed.value, dict):
            found[system_id(path)] = parsed.value
    return found


def system_id(path: str) -> str:
    """The id that an entry's path gives a system: `.aims/systems/<id>.yaml`."""
    return path.rpartition("/")[2].rpartition(".")[0]


def entry_paths(trusted: Register, head: Register) -> dict[str, str]:
    """System id → path of its entry, the head's where it has one."""
    return {system_id(path): path for register in (trusted, head) for path in register.systems}


def paths_of(file: ChangedFile) -> tuple[str, ...]:
    """Every path a changed file stands for: a rename stands for two."""
    return (file.path, file.old_path) if file.old_path else (file.path,)


def touched_systems(
    change: Change,
    ownership: Ownership,
    trusted: Register,
    head: Register,
    records: tuple[StatedRecord, ...],
    *documents: dict[str, Parsed],
    signals: Mapping[str, list[str]] = MappingProxyType({}),
) -> dict[str, list[str]]:
    """System id → reasons: a relevant file it owns, its entry, a document linked for it or naming it, a record, a signal.

    `documents` are the changed documents by path, of each side: a document that no longer names a system touches it.
    `signals` say of a system where AI usage is that is attributed to it.
    """
    known = {**entries(trusted), **entries(head)}
    reasons: dict[str, list[str]] = {}
    for file in change.files:
        for path in paths_of(file):
            for owner in ownership.relevant_to(path):
                reasons.setdefault(owner, []).append(f"owns {path}")
    changed = {path for file in change.files for path in paths_of(file)}
    _by_entry(reasons, changed & {*trusted.systems, *head.systems})
    for key in known:
        for path in _linked(entries(trusted).get(key), entries(head).get(key)):
            if path in changed:
                reasons.setdefault(key, []).append(f"links {path}")
    for path in sorted(changed):
        for key in [key for side in documents if path in side for key in _named(side[path])]:
            if key in known:
                reasons.setdefault(key, []).append(f"is named by {path}")
    for record in records:
        for key in texts(record.value.get("systems")):
            if key in known:
                reasons.setdefault(key, []).append(f"is named by {record.path}")
    for key in signals:
        if key in known:
            reasons.setdefault(key, []).extend(signals[key])
    return {key: list(dict.fromkeys(reasons[key])) for key in sorted(reasons)}


def _by_entry(reasons: dict[str, list[str]], changed_entries: set[str]) -> None:
    for path in sorted(changed_entries):
        reasons.setdefault(system_id(path), []).append("its entry changes")


def _linked(*versions: dict[str, Json] | None) -> list[str]:
    documents = [version.get("documents") for version in versions if version]
    return [path for found in documents if isinstance(found, dict) for path in found.values() if isinstance(path, str)]


def _named(parsed: Parsed) -> list[str]:
    """Systems that an evidence document names, or a record that broke the glass: neither may go unnoticed."""
    if not isinstance(parsed.value, dict):
        return []
    value = parsed.value.get("aims", parsed.value)
    speaks = isinstance(value, dict) and ("kind" in value or "break_glass" in value)
    return texts(value.get("systems")) if speaks else []
