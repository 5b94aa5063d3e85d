"""What a system's documents name and close, as rules see it: references, incidents and nonconformities."""

from aims_gate.model.view import View


class Reference(View):
    """A path named as evidence; `problem` is empty when it resolves."""

    at: str
    """The fact that names it."""
    path: str
    """As it is named."""
    kind: str
    """Of evidence that is meant; empty where any file will do."""
    problem: str
    """Why it does not resolve; empty where it does."""


class ClosedCase(View):
    """An incident or nonconformity that the change closes; `linked` when a record names it in `closes`."""

    path: str
    """Its document."""
    kind: str
    """`incident` or `nonconformity`."""
    linked: bool
    """Whether a record names it in `closes`."""


class StatedClosing(View):
    """A case that a record says it closes; `problem` is empty when it does."""

    path: str
    """As the record names it."""
    at: str
    """The fact that names it."""
    problem: str
    """Why it is not closed by that; empty where it is."""


class StandingGlass(View):
    """A record of the trusted ref that broke the glass, and what became of it."""

    path: str
    """The record."""
    until: str
    """The day that the record states."""
    reason: str
    """As the record states it."""
    incident: str
    """The incident that the record names."""
    overdue: bool
    """Whether that day is over."""
    taken_back: bool
    """Whether this change removes the record or alters what it says of the broken glass."""
    nonconformity: str
    """The nonconformity that names the record, absent without one."""
    lacks: tuple[str, ...]
    """What that one lacks before it is closed."""
    settled: bool
    """Whether a closed nonconformity names the record."""


class CasesView(View):
    """Incidents and nonconformities of a system: closed by this change, and owed since a broken glass."""

    closed: tuple[ClosedCase, ...]
    """Those that are closed with this change."""
    closes: tuple[StatedClosing, ...]
    """What its records say that it closes."""
    glass: tuple[StandingGlass, ...]
    """Uses of break-glass on the trusted branch."""


class IncidentRoute(View):
    """Where the monitoring plan says incidents go."""

    named: bool
    """Whether the plan names any."""
    resolves: bool
    """Whether what it names is a file of the head."""
    path: str
    """What it names."""
