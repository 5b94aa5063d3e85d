"""When a change's description and labels were last edited, where a decision rests on them. How a forge tells, each knows."""

from collections.abc import Callable
from dataclasses import replace

from aims_gate.errors import ForgeError
from aims_gate.forges.refusals import reason_of
from aims_gate.model.collected import Collected

EditedAt = Callable[[], tuple[str | None, str | None]]
"""Of the description and of the label: ISO 8601 in UTC, None where the forge does not tell. Raises ForgeError."""


def dated(side: Collected, edited_at: EditedAt) -> Collected:
    """With the times at which description and label were edited, where a record rests on them."""
    if not any(record.source in ("description", "label") or not record.edited for record in side.records):
        return side
    try:
        body, labels = edited_at()
    except ForgeError as error:
        body = labels = None
        side = replace(side, notes=(*side.notes, f"When the description was last edited: {reason_of(error)}."))
    return replace(side, change=replace(side.change, body_edited=body, labels_edited=labels))
