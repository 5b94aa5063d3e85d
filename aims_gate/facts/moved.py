"""Files that a change moves out of the system that owns them."""

from aims_gate.facts.ownership import Ownership
from aims_gate.model.change import Change
from aims_gate.model.document import Json


def moved_out(change: Change, ownership: Ownership) -> list[dict[str, Json]]:
    """Renames out of a system's paths to a path that no entry at the head owns: `path`, `old_path`, `systems`."""
    found = []
    for file in change.files:
        if file.status != "R":
            continue
        before = ownership.relevant_to(file.old_path)
        if before and not ownership.owned_at_head(file.path):
            found.append({"path": file.path, "old_path": file.old_path, "systems": list(before)})
    return found
