"""Turns the files as they lie in the working tree into a tree object, and leaves the repository as it was.

Knows git's index and object folders. What comes of it is what `git add --all` and a commit would hold: line
ends and clean filters are applied, the latter only where the user's own configuration defines the driver
that a `.gitattributes` names; the change itself cannot bring one.
"""

import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress

from aims_gate.errors import SourceError
from aims_gate.sources.git_process import Git, Question

_STATUS = (
    "status", "--porcelain", "-z", "--untracked-files=all", "--ignored=no", "--no-renames",
    "--ignore-submodules=dirty",
)  # fmt: skip
# The objects live for seconds, in a temporary folder.
_IN_PASSING = ("-c", "core.fsync=none", "-c", "core.looseCompression=0", "-c", "core.safecrlf=false")


def looked_through(git: Git) -> Question:
    """Begins to look for what differs from HEAD; `uncommitted` waits for it."""
    return Question(git, _STATUS)


def uncommitted(looked: Question) -> tuple[bytes, ...]:
    """The paths that differ from HEAD, in the index or on disk, untracked ones that are not ignored included.

    A repository nested in this one and unknown to it is left out: its files are not this repository's. Raises
    SourceError where a folder cannot be read.
    """
    answer = looked.answer()
    if answer.code or "could not open directory" in answer.error:
        raise _unreadable(answer.error)
    # Two letters and a blank precede each path; a nested repository ends with a slash.
    return tuple(field[3:] for field in answer.out.split(b"\0") if field and not field.endswith(b"/"))


@contextmanager
def written_apart(git: Git, git_dir: str, objects: str, paths: tuple[bytes, ...]) -> Iterator[str]:
    """The id of the tree that the index and the given paths make. Its objects last as long as the context
    does.
    """
    import tempfile

    with tempfile.TemporaryDirectory(prefix="aims-gate-") as folder:
        try:
            git.overlay = _beside(folder, git_dir, objects)
            gone = frozenset(path for path in paths if _beyond_a_link(git.folder, path))
            _update(git, ("--force-remove",), gone)
            _update(git, ("--add", "--remove", "--replace"), [path for path in paths if path not in gone])
            yield git.demand("write-tree", "--missing-ok").decode("ascii").strip()
        finally:
            git.overlay = {}


def _update(git: Git, how: tuple[str, ...], paths: Collection[bytes]) -> None:
    if paths:
        listed = b"".join(path + b"\0" for path in paths)
        updated = git.ask(*_IN_PASSING, "update-index", "-z", *how, "--stdin", given=listed)
        if updated.code:
            raise _unreadable(updated.error)


def _beyond_a_link(top: str, path: bytes) -> bool:
    """Whether a link has taken the place of a folder that the index still knows. git refuses to look behind it."""
    folder = os.path.dirname(path)
    return bool(folder) and (os.path.islink(os.path.join(os.fsencode(top), folder)) or _beyond_a_link(top, folder))


def _beside(folder: str, git_dir: str, objects: str) -> dict[str, str]:
    import shutil

    index, store = os.path.join(folder, "index"), os.path.join(folder, "objects")
    os.makedirs(os.path.join(store, "info"))
    with open(os.path.join(store, "info", "alternates"), "wb") as file:
        file.write(os.fsencode(objects) + b"\n")
    with suppress(FileNotFoundError):
        # With its time: git tells by it which entries are too young to be trusted unread.
        shutil.copy2(os.path.join(git_dir, "index"), index)
    return {"GIT_INDEX_FILE": index, "GIT_OBJECT_DIRECTORY": store}


def _unreadable(error: str) -> SourceError:
    return SourceError(
        f"the working tree cannot be read: {error or 'git gave no reason'}",
        "make the file readable, or leave it out with .gitignore; to judge commits only, use --head HEAD",
    )
