"""All that was read of a change, before anything is concluded from it: what `facts` is built from.

Everything here is a value; where it came from (git, a forge, a file given on the command line) no longer matters.
"""

from dataclasses import field

from aims_gate.model.change import Change, Identity
from aims_gate.model.document import Json, Parsed
from aims_gate.model.results import Results
from aims_gate.model.signal import Found
from aims_gate.model.values import NamedTuple, dataclass


@dataclass(frozen=True)
class Register:
    """`.aims/` as one tree holds it. A file that is absent there is absent here.

    `files` maps every path below `.aims/` to its object id. `systems` maps an entry's path to what it says; `single`
    maps `config`, `roles`, `risk-method`, `soa`, `waivers`, `programme` and `signals` to theirs. `rules` are the
    organisation's own rule files and `schemas` its JSON Schemas, as path → text.
    """

    files: dict[str, str] = field(default_factory=dict)
    systems: dict[str, Parsed] = field(default_factory=dict)
    single: dict[str, Parsed] = field(default_factory=dict)
    rules: dict[str, str] = field(default_factory=dict)
    schemas: dict[str, str] = field(default_factory=dict)

    @property
    def present(self) -> bool:
        """Whether this tree has a register at all: an entry or a configuration."""
        return bool(self.systems) or "config" in self.single

    def value(self, name: str) -> Json:
        """What one file says; an empty mapping when it is absent or unreadable."""
        parsed = self.single.get(name)
        return parsed.value if parsed is not None and parsed.value is not None else {}


@dataclass(frozen=True)
class Tree:
    """The part of one tree that matters: documents as read, and for every path asked about its mode and object id.

    A path that was asked about and is absent maps to ("", "").
    """

    documents: dict[str, Parsed] = field(default_factory=dict)
    entries: dict[str, tuple[str, str]] = field(default_factory=dict)

    def has_file(self, path: str) -> bool:
        """Whether an ordinary file stands at that path (no folder, link or submodule)."""
        return self.entries.get(path, ("", ""))[0] in ("100644", "100755")


@dataclass(frozen=True)
class StatedRecord:
    """A change record as its author wrote it: where it stands and what it says.

    `source` is `prd`, `change`, `description` or `label`; `pointer` leads to the record inside the file (`aims` in
    front matter, empty elsewhere). `edited` is whether this change brings or edits it.
    """

    path: str
    pointer: str
    source: str
    value: dict[str, Json]
    parsed: Parsed
    edited: bool = True


class Landed(NamedTuple):
    """One step of the default branch: a merge or a commit on its first-parent line.

    `at` is ISO 8601 with offset. `files` are the paths that differ from the step before. `records` are the change records
    that it brought or edited, as they were then.
    """

    commit: str
    at: str
    author: Identity
    files: tuple[str, ...]
    records: tuple[StatedRecord, ...] = ()


@dataclass(frozen=True)
class Collected:
    """Everything a decision can depend on.

    `digests` maps the head and every reviewed commit to its sign-off digest, empty where that could not be had;
    `administrators` are logins of reviewers who administer the repository. `unavailable` says why the forge's reviews
    could not be had, `undescribed` why title, description, labels and author could not; both are empty where they
    were, or where there is no forge. `notes` are sentences about how this was collected.

    `now` is an ISO 8601 date or date-time. `trusted` is the register that binds, `head` the one the change would
    bring; `bootstrap` says that `trusted` is the head's own because the trusted ref has none (or an unreadable one).
    `changed` holds every path, old and new, that the change touches between merge base and head. `gate_workflows`
    are changed pipeline files that, at either side, run the gate. `changed_documents` are paths of
    files that carry `aims:` and that the change edits or names. `documents_read` counts every document that was
    opened. `found` are the signals of AI usage in the changed files.

    `standing_glass` are records of the trusted ref that state `break_glass`; `lasting_glass` paths of this change's own
    ones that a later check will find; `unread_glass` says of which files it could not be told.

    `results` maps the files of results that evidence names, and that are files of the head, to what they hold.

    `first_lines` maps changed files of systems that no record names to the line at which they begin to differ.

    `landed` are the steps that led to the trusted commit, newest first, as far back as a touched system's drift is counted;
    none where no drift is. Only those after the ISO day `landed_after` are all here, and `landed_lack` says why; both are
    empty where nothing is lacking.
    """

    now: str
    forge: str
    change: Change
    trusted_ref: str
    trusted_commit: str
    trusted: Register
    head: Register
    trusted_tree: Tree
    head_tree: Tree
    records: tuple[StatedRecord, ...]
    changed: frozenset[str]
    changed_documents: tuple[str, ...]
    gate_workflows: tuple[str, ...] = ()
    bootstrap: bool = False
    digests: dict[str, str] = field(default_factory=dict)
    administrators: tuple[str, ...] = ()
    unavailable: str = ""
    undescribed: str = ""
    notes: tuple[str, ...] = ()
    documents_read: int = 0
    found: Found = field(default_factory=Found)
    standing_glass: tuple[StatedRecord, ...] = ()
    lasting_glass: frozenset[str] = frozenset()
    unread_glass: tuple[str, ...] = ()
    results: dict[str, Results] = field(default_factory=dict)
    landed: tuple[Landed, ...] = ()
    landed_after: str = ""
    landed_lack: str = ""
    first_lines: dict[str, int] = field(default_factory=dict)
