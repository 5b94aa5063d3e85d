"""`.aims/signals.yaml`: what else looks like AI in this organisation, and what only looks like it."""

from typing import Literal

from aims_gate.model.fields import Date, Entry, Name, SystemId, Text
from aims_gate.model.register.change_record import ChangeType
from aims_gate.model.signal import Confidence, SignalKind

PatternKind = Literal[SignalKind, "config-key", "text"]
"""What a pattern of one's own may show: also a configuration key, or any text."""


class Signal(Entry):
    """Something by which AI usage is recognised."""

    kind: PatternKind
    """What it shows, and so where it is looked for."""
    pattern: Name
    """What to look for: a name; a glob of paths where the kind is `model-file`, `prompt`, `dataset` or `agent`."""
    ecosystem: Text | None = None
    """Where a package, an import or a cloud resource has this name, as in `pypi`, `python` or `terraform`; without it,
    everywhere."""
    vendor: Text | None = None
    """Who provides it."""
    implies: tuple[ChangeType, ...] | None = None
    """The change types that bringing it in, or changing it, suggests; else those usual for its kind."""
    confidence: Confidence | None = None
    """`likely` for what may be something else: it is said and blocks nothing."""
    note: Text | None = None
    """What it means."""
    system: SystemId | None = None
    """The system it belongs to, where that is known."""


class Mute(Entry):
    """Something that looks like AI and is not."""

    pattern: Name
    """What is not to be taken for AI: a signal's row or name, or a glob of paths with a `/` or `*` in it."""
    reason: Name
    """Why it is none."""
    owner: Name
    """The person who answers for it, by id in roles.yaml."""
    review_by: Date
    """The day on which it lapses."""


class Signals(Entry):
    """The organisation's own signals and mutes."""

    signals: tuple[Signal, ...] | None = None
    """What else looks like AI here."""
    mutes: tuple[Mute, ...] | None = None
    """What only looks like it."""
