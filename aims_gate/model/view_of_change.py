"""The facts of a change as rules see them: its files and people, its records, the documents of the gate's own."""

from typing import Literal

from aims_gate.model.signal import Action, Confidence
from aims_gate.model.view import Basis, View


class AuthorView(View):
    """Who git or the forge says made the change."""

    name: str
    email: str
    login: str


class FileView(View):
    """A changed file; `old_path` where it was renamed or copied."""

    path: str
    status: str
    old_path: str


class CommitView(View):
    """A commit of the change."""

    id: str
    title: str


class RelevantFile(View):
    """A changed file that some system owns and that is not inert."""

    path: str
    line: int
    """Where it begins to differ, if a system that owns it is undeclared; else 1."""
    systems: tuple[str, ...]
    undeclared: tuple[str, ...]
    """Owning systems that no record names."""


class MovedFile(View):
    """A file that the change moves out of the paths of a system."""

    path: str
    old_path: str
    systems: tuple[str, ...]


class ChangeView(View):
    """The change as a whole."""

    ai: bool
    """Whether it touches an AI system, brings a record or a signal, or edits a document that speaks to the gate."""
    base: str
    head: str
    head_tree: str
    title: str
    body: str
    author: AuthorView
    contributors: tuple[str, ...]
    """People of the register who wrote, committed or co-wrote it."""
    labels: tuple[str, ...]
    files: tuple[FileView, ...]
    commits: tuple[CommitView, ...]
    systems: tuple[str, ...]
    """Ids of the systems it touches."""
    types: tuple[str, ...]
    """Every change type that its records state."""
    relevant: tuple[RelevantFile, ...]
    moved_out: tuple[MovedFile, ...]
    tier: str
    """The highest tier of the systems it touches."""
    signalled: bool
    """Whether a certain signal stands in it, or a file that could hold one could not be looked through."""


class ReviewView(View):
    """The last review of one account that says something, and what it is worth for what would be merged."""

    login: str
    person: str
    """Who it belongs to, by id in roles.yaml; empty for a stranger."""
    roles: tuple[str, ...]
    """What that person holds on this day, by roles.yaml."""
    state: Literal["verified", "stale", "self", "dismissed", "withdrawn", "bot", "stranger", "unknown"]
    """`verified` approves what would be merged, and is of a person of the register; `stranger` is of nobody there, `self` of
    somebody who took part in the change; `withdrawn` asks for changes."""
    reason: str
    """Why it is not verified; empty where it is."""
    commit: str
    at: str
    """When it was given, ISO 8601 in UTC."""


class SignalView(View):
    """What the change does to the use of AI at one place. `unread` stands for all that a file may hold."""

    kind: str
    action: Action
    path: str
    line: int
    """From 1; 0 is the file as a whole."""
    text: str
    """What was seen there."""
    name: str
    """The package, host, model, resource or key."""
    row: str
    """The row of the catalogue that recognised it."""
    seen: str
    """What happens, as in: adds the package `openai`."""
    vendor: str
    model: str
    version: str
    old_version: str
    """What a changed one was before."""
    confidence: Confidence
    certain: bool
    """Whether it blocks: it is no test's, and can be nothing else."""
    implies: tuple[str, ...]
    """Change types that it makes of the change."""
    new_vendor: bool
    """Whether it comes from a vendor that the system did not have."""
    systems: tuple[str, ...]
    attributed: Literal["paths", "models", "tools", "suppliers", "signals", ""]
    """What of the systems' entries says so; empty where none does."""
    candidates: tuple[str, ...]
    """Systems of which each could be meant, where no record chooses."""
    undeclared: tuple[str, ...]
    """Its systems that no record names."""
    gap: str
    """What its declaration lacks, in words; empty where nothing does."""
    repeats: bool
    """Whether an earlier signal of the same file lacks the same."""
    besides: str
    """How many of those there are, in words; empty where it is alone or one of them."""
    declared: bool
    """Whether it has systems, and records name all of them."""
    dismissed: bool
    """Whether a record says `ai: false` and it lies outside every system's paths."""


class Implication(View):
    """A change type that a signal implies, and the place of the first signal that does."""

    type: str
    kind: str
    path: str
    line: int
    seen: str
    certain: bool
    stated: bool
    """Whether a record of the same system states the type."""


class GateEdit(View):
    """A part of the gate that the change edits."""

    path: str
    what: str


class ProposedView(View):
    """What the change would do to the gate itself."""

    gate: tuple[GateEdit, ...]
    bootstrap: bool
    approved: bool
    could_approve: tuple[str, ...]
    basis: Basis


class Meant(View):
    """A system's id as it was written, and the one that was probably meant."""

    name: str
    id: str


class RecordView(View):
    """One change record."""

    path: str
    source: Literal["prd", "change", "description", "label"]
    systems: tuple[str, ...]
    change: tuple[str, ...]
    summary: str
    tier: str
    reason: str
    ai: bool
    material: bool
    edited: bool
    unknown_types: tuple[str, ...]
    standing_alone: tuple[str, ...]
    """Types that stand alone and here do not."""
    outside_inventory: tuple[str, ...]
    """Named systems without an entry."""
    meant: tuple[Meant, ...]
    """Of those, the ones that are nearly called like a system that has an entry."""
    implied: tuple[str, ...]
    """Types that the entries' edits imply."""
    signalled: tuple[Implication, ...]
    """Types that signals of the named systems imply."""
    retired: tuple[str, ...]
    """Named systems that are already retired."""
    could_confirm: tuple[str, ...]
    """Who could confirm that nothing material changed."""
    confirmed: bool
    """Whether an entitled review bears out that nothing material changed."""
    basis: Basis


class DocumentProblem(View):
    """Something wrong with a document."""

    message: str
    cause: Literal["unreadable", "shape", "missing", "placeholder", "extension"]
    pointer: str
    """The field, as in `aims.metrics[0].owner`."""
    hint: str


class DocumentView(View):
    """A file of the gate's own: evidence, record or register."""

    path: str
    kind: str
    id: str
    status: str
    owner: str
    systems: tuple[str, ...]
    edited: bool
    readable: bool
    problems: tuple[DocumentProblem, ...]
    same_id: tuple[str, ...]
