"""`.aims/signals.yaml`: what else looks like AI in this organisation, and what only looks like it."""

from typing import Literal

from aims_gate.model.fields import Date, Entry, Name, SystemId, Text

SignalKind = Literal["package", "import", "endpoint", "model-file", "prompt", "config-key", "text"]


class Signal(Entry):
    """Something by which AI usage is recognised."""

    kind: SignalKind
    """Where to look for it."""
    pattern: Name
    """What to look for: a name, or a glob where the kind is `model-file` or `prompt`."""
    note: Text | None = None
    """What it means."""
    system: SystemId | None = None
    """The system it belongs to, where that is known."""


class Mute(Entry):
    """Something that looks like AI and is not."""

    pattern: Name
    """What is not to be taken for AI: a signal, or a glob of paths."""
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
