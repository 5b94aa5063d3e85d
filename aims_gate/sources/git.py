"""One git repository as the gate reads it: refs, what two branches have in common, files, trees, commits,
contents.

Git objects only, so nothing needs to be checked out and nothing of the judged change runs. Knows nothing of
forges, and nothing of what a path or a commit means.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from types import TracebackType
from typing import Self

from aims_gate.errors import SourceError, UsageError
from aims_gate.model.change import ChangedFile, Commit, Identity
from aims_gate.model.values import NamedTuple
from aims_gate.sources import git_diff, git_log, git_refs, working_tree
from aims_gate.sources.git_history import Line, first_parent_line
from aims_gate.sources.git_log import Landed
from aims_gate.sources.git_objects import ObjectReader
from aims_gate.sources.git_partial import is_partial
from aims_gate.sources.git_process import Git, Question
from aims_gate.sources.git_tree import TreeEntry, TreeReader

_EMPTY_TREES = {
    "sha1": "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
    "sha256": "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321",
}
_TOGETHER = 500  # files of the working tree, some MiB, that are held at a time


class Blob(NamedTuple):
    """A file's content. `size` is its whole length in bytes; `data` is shorter where a limit cut it."""

    data: bytes
    size: int

    @property
    def truncated(self) -> bool:
        """Whether there is more than `data` holds."""
        return len(self.data) < self.size


class Repository:
    """A repository, found from any folder in it; bare, shallow, partial and linked ones too.

    A context manager: it holds one git process, which `close` ends. Raises UsageError where the folder is
    in no repository, git refuses to open it, or there is no git.
    """

    def __init__(self, folder: str) -> None:
        place = git_refs.locate(folder)
        self.folder = place.top
        self.has_working_tree = place.has_working_tree
        self.empty_tree = _EMPTY_TREES[place.object_format]
        self._git_dir = place.git_dir
        self._common_dir = place.common_dir
        self._store = os.path.join(place.common_dir, "objects")
        self._git = Git(place.top)
        self._objects = ObjectReader(self._git, partial=is_partial(self._store))
        self._trees = TreeReader(self._objects)
        self._tree_of: dict[str, str] = {}
        self._looked: Question | None = None
        self._compared: dict[tuple[str, str], Question | None] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End what runs of git. The repository can still be used: a later question starts a new one."""
        self._objects.close()
        for begun in (self._looked, *self._compared.values()):
            if begun is not None:
                begun.drop()
        self._looked, self._compared = None, {}

    def while_git_works(self, do: Callable[[], None]) -> None:
        """What to do, once, when git is first waited for: something that will be wanted and raises nothing."""
        self._git.meanwhile = do

    def is_shallow(self) -> bool:
        """Whether the clone leaves out old commits."""
        return bool(git_log.shallow_commits(self._common_dir))

    def resolve(self, ref: str) -> str | None:
        """The full id of the commit that a branch, tag or id names, or None. Costs no process of its own.

        Raises UsageError for what is no name of one commit, and where a branch and a tag share the name but
        not the commit: git would take the tag, and whoever may push one could choose what others are judged
        by.
        """
        git_refs.refuse_other_than_a_name(ref)
        found = self._commit(ref)
        if found and not ref.startswith("refs/"):
            branch = self._commit(f"refs/heads/{ref}")
            if branch and branch != found:
                raise UsageError(
                    f"'{ref}' names both a branch and something else",
                    f"write refs/heads/{ref} or refs/tags/{ref}",
                )
        return found

    def require(self, ref: str) -> str:
        """As `resolve`, raising a UsageError with the way to get the commit where it is not here."""
        found = self.resolve(ref)
        if found is None:
            raise git_refs.not_here(ref, shallow=self.is_shallow())
        return found

    def default_base(self) -> str | None:
        """The full name of the ref that a change is made against, or None.

        The default branch of `origin`, else of the only remote that tells one; else origin's main or
        master; else the local main or master.
        """
        return git_refs.default_base(self._git)

    def require_default_base(self, why: str, how: str) -> str:
        """As `default_base`, raising UsageError where there is none: for want of `why`, to be named as `how` says."""
        found = self.default_base()
        if found is not None:
            return found
        if self.resolve("HEAD") is None:
            raise UsageError(
                f"there is no commit yet {why}",
                "make a first one on the default branch: `git commit --allow-empty -m Begin`",
            )
        raise UsageError(f"there is no default branch {why}", f"name it: `{how}`")

    def tree_of(self, commit: str) -> str:
        """The id of a commit's tree. Raises SourceError where the commit is not here."""
        if commit not in self._tree_of and not self._commit(commit):
            raise SourceError(f"the commit {commit} is not in this repository", f"run `git fetch origin {commit}`")
        return self._tree_of[commit]

    def merge_base(self, a: str, b: str) -> str:
        """The commit where two commits parted. Raises SourceError where there is none or a shallow clone
        hides it.
        """
        return git_log.merge_base(self._git, a, b, git_log.shallow_commits(self._common_dir))

    def changed_files(self, old_tree: str, new_tree: str) -> tuple[ChangedFile, ...]:
        """Every path that differs between two trees, sorted; links and submodules with their modes."""
        self.compare_ahead(old_tree, new_tree)
        return git_diff.changed_files(self._compared.pop((old_tree, new_tree)))

    def compare_ahead(self, old_tree: str, new_tree: str) -> None:
        """Let git begin with what `changed_files` of these trees will ask, while something else is asked."""
        if (old_tree, new_tree) not in self._compared:
            self._compared[old_tree, new_tree] = git_diff.compared(self._git, old_tree, new_tree)

    def commits(self, base: str, head: str) -> tuple[Commit, ...]:
        """The commits of head that base has not, newest first. Raises SourceError where a shallow clone
        cuts them off.
        """
        return git_log.commits(self._git, base, head, git_log.shallow_commits(self._common_dir))

    def line(self, tip: str, since: str = "") -> Line:
        """The first-parent line that leads to a commit, from an ISO date on (all where empty)."""
        return first_parent_line(self._git, tip, git_log.shallow_commits(self._common_dir), since)

    def landed(self, base: str, head: str) -> tuple[Landed, ...]:
        """The commits by which a branch went from base to head, oldest first, merged branches left out. Raises
        SourceError where it did not go on from base.
        """
        return git_log.landed(self._git, base, head, git_log.shallow_commits(self._common_dir))

    def entries(self, tree: str, paths: Iterable[str]) -> dict[str, TreeEntry]:
        """What a tree has at each of the paths; those it has not are left out. Starts no process."""
        return self._trees.entries(tree, paths)

    def list_tree(self, tree: str, prefix: str = "") -> tuple[tuple[str, TreeEntry], ...]:
        """Every file, link and submodule of a tree below a folder, sorted by path."""
        return self._trees.list_tree(tree, prefix)

    def blobs(self, ids: Iterable[str], *, limit: int = 1_048_576) -> Iterator[tuple[str, Blob | None]]:
        """Contents one after the other, each id once; None for what is absent or no blob. `limit` in bytes
        a blob.
        """
        for oid, found in self._objects.read_fetched(ids, limit=limit):
            yield oid, Blob(found.data, found.size) if found and found.kind == "blob" else None

    def contents(self, files: Mapping[str, str], *, limit: int) -> Iterator[tuple[str, Blob | None]]:
        """As `blobs`, of object id → a path at which the working tree may have it ('' for none), which is quicker."""
        from aims_gate.sources.checkout import lying_contents

        ids = tuple(files)
        for together in (ids[start : start + _TOGETHER] for start in range(0, len(ids), _TOGETHER)):
            paths = {oid: files[oid] for oid in together}
            lying = lying_contents(self.folder, paths, limit) if self.has_working_tree else {}
            packed = self.blobs([oid for oid in together if oid not in lying], limit=limit)
            for oid in together:
                data = lying.pop(oid, None)
                yield next(packed) if data is None else (oid, Blob(data, len(data)))

    def read_blobs(self, ids: Iterable[str], *, limit: int = 1_048_576) -> dict[str, Blob | None]:
        """As `blobs`, all at once: for documents, not for whole trees."""
        return dict(self.blobs(ids, limit=limit))

    def author(self) -> Identity:
        """Who would commit here now; both parts empty where git does not know."""
        return git_refs.author(self._git)

    def look_ahead(self) -> None:
        """Let git begin to look through the files as they lie, which `working_tree` needs, while something else is
        asked.
        """
        if self.has_working_tree and self._looked is None:
            self._looked = working_tree.looked_through(self._git)

    @contextmanager
    def working_tree(self) -> Iterator[str]:
        """The id of the tree that the files make as they lie there, uncommitted and untracked ones included.

        Inside the context the other methods find its objects; after it nothing of it remains. Index,
        objects and files of the user are never written. Raises UsageError in a bare repository, SourceError
        for unreadable files.
        """
        if not self.has_working_tree:
            raise UsageError("this repository has no working tree to judge", "name what to judge with --head REF")
        looked, self._looked = self._looked or working_tree.looked_through(self._git), None
        paths = working_tree.uncommitted(looked)
        with self._lying(paths) as tree:
            yield tree

    @contextmanager
    def _lying(self, paths: tuple[bytes, ...]) -> Iterator[str]:
        """The tree of HEAD, with what lies at the paths instead."""
        head = self._commit("HEAD")
        if head and not paths:
            yield self.tree_of(head)
            return
        with working_tree.written_apart(self._git, self._git_dir, self._store, paths) as tree:
            # The running process knows nothing of the objects that were just written; at the end, of their
            # absence.
            self.close()
            try:
                yield tree
            finally:
                self.close()

    def _commit(self, name: str) -> str | None:
        found = self._objects.find(f"{name}^{{commit}}")
        if found is None or found.kind != "commit":
            return None
        self._tree_of[found.id] = found.data[5 : 5 + len(found.id)].decode("ascii")
        return found.id
