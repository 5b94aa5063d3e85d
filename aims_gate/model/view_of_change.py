"""The facts of a change as rules see them: its files and people, its records, the documents of the gate's own."""

from typing import Literal

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
    """Whether it touches an AI system, brings a record, or edits a document that speaks to the gate."""
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
    implied: tuple[str, ...]
    """Types that the entries' edits imply."""
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
