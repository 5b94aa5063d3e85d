"""The facts of a change as rules see them: its files, people, reviews and signals, and the documents of the gate's own."""

from typing import Literal

from aims_gate.model.signal import Action, Confidence
from aims_gate.model.view import Basis, View


class AuthorView(View):
    """Who git or the forge says made the change."""

    name: str
    """As git has it."""
    email: str
    """As git has it."""
    login: str
    """On the forge; empty where nobody told."""


class FileView(View):
    """A changed file; `old_path` where it was renamed or copied."""

    path: str
    """Of the head; of a removed file, that of the base."""
    status: str
    """Git's letter: `A` added, `M` modified, `D` deleted, `R` renamed, `C` copied, `T` of another type."""
    old_path: str
    """Where it was renamed or copied from; absent elsewhere."""


class CommitView(View):
    """A commit of the change."""

    id: str
    """Whole."""
    title: str
    """The first line of its message."""


class RelevantFile(View):
    """A changed file that some system owns and that is not inert."""

    path: str
    """Of the head; of a removed file, that of the base."""
    line: int
    """Where it begins to differ, if a system that owns it is undeclared; else 1."""
    systems: tuple[str, ...]
    """Ids of the systems that own it."""
    undeclared: tuple[str, ...]
    """Owning systems that no record names."""


class MovedFile(View):
    """A file that the change moves out of the paths of a system."""

    path: str
    """Where it lies now."""
    old_path: str
    """Where it lay."""
    systems: tuple[str, ...]
    """Ids of the systems that owned it."""


class ChangeView(View):
    """The change as a whole."""

    ai: bool
    """Whether it touches an AI system, brings a record or a signal, or edits a document that speaks to the gate."""
    base: str
    """The commit that it is compared with."""
    head: str
    """The commit that is judged."""
    head_tree: str
    """Its tree."""
    title: str
    """Of the pull or merge request, or of the newest commit."""
    body: str
    """The description of the pull or merge request."""
    author: AuthorView
    contributors: tuple[str, ...]
    """People of the register who wrote, committed or co-wrote it."""
    labels: tuple[str, ...]
    """Of the pull or merge request."""
    files: tuple[FileView, ...]
    """Every changed file."""
    commits: tuple[CommitView, ...]
    """Those between base and head."""
    systems: tuple[str, ...]
    """Ids of the systems it touches."""
    types: tuple[str, ...]
    """Every change type that its records state."""
    relevant: tuple[RelevantFile, ...]
    """Changed files of systems, less the inert ones."""
    moved_out: tuple[MovedFile, ...]
    """Files that leave a system's paths."""
    tier: str
    """The highest tier of the systems it touches."""
    signalled: bool
    """Whether a certain signal stands in it, or a file that could hold one could not be looked through."""
    unregistered: bool
    """Whether there is no register yet, neither where the rules are from nor in the change."""


class ReviewView(View):
    """The last review of one account that says something, and what it is worth for what would be merged."""

    login: str
    """On the forge."""
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
    """That it was given for."""
    at: str
    """When it was given, ISO 8601 in UTC."""


class SignalView(View):
    """What the change does to the use of AI at one place. `unread` stands for all that a file may hold."""

    kind: str
    """`package`, `import`, `endpoint`, `model`, `prompt` and so on: what of AI it shows."""
    action: Action
    """Whether it comes, goes or becomes another."""
    path: str
    """The file."""
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
    """Empty where it is nobody's."""
    model: str
    """As it is named; empty where none is."""
    version: str
    """Empty where none is named."""
    old_version: str
    """What a changed one was before."""
    confidence: Confidence
    """`likely` tells and does not block."""
    certain: bool
    """Whether it blocks: it is no test's, and can be nothing else."""
    implies: tuple[str, ...]
    """Change types that it makes of the change."""
    new_vendor: bool
    """Whether it comes from a vendor that the system did not have."""
    systems: tuple[str, ...]
    """Ids of the systems that it belongs to."""
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


class GateEdit(View):
    """A part of the gate that the change edits."""

    path: str
    """The file."""
    what: str
    """What of the gate it is, in words."""


class ProposedView(View):
    """What the change would do to the gate itself."""

    gate: tuple[GateEdit, ...]
    """Edits of rules, roles, method, waivers and of the keys of entries that decide."""
    bootstrap: bool
    """Whether it brings the first register, or repairs one that cannot be read."""
    approved: bool
    """Whether a programme owner, or for the first register an administrator, has approved them."""
    could_approve: tuple[str, ...]
    """Ids of those who could."""
    basis: Basis
    """`verified` where they are approved, else `claimed`."""


class DocumentProblem(View):
    """Something wrong with a document."""

    message: str
    """In words."""
    cause: Literal["unreadable", "shape", "missing", "placeholder", "extension"]
    """What is wrong with it."""
    pointer: str
    """The field, as in `aims.metrics[0].owner`."""
    hint: str
    """What to do about it."""


class DocumentView(View):
    """A file of the gate's own: evidence, record or register."""

    path: str
    """Of the head."""
    kind: str
    """Of evidence or of the register; `change_record` for a record."""
    id: str
    """As it states it."""
    status: str
    """As it states it."""
    owner: str
    """As it states it."""
    systems: tuple[str, ...]
    """Ids of the systems that it is about."""
    edited: bool
    """Whether this change brings or alters it."""
    readable: bool
    """Whether it could be parsed."""
    problems: tuple[DocumentProblem, ...]
    """What is wrong with it."""
    same_id: tuple[str, ...]
    """Paths of other documents with its id."""
