"""The sign-off digests of the head and of reviewed commits, computed from git objects."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from aims_gate.errors import SourceError
from aims_gate.facts.digest import Edit, contribution, is_binary
from aims_gate.facts.touched import paths_of
from aims_gate.model.change import ChangedFile
from aims_gate.sources.documents import MARKDOWN, YAML
from aims_gate.sources.front_matter import carries_aims
from aims_gate.sources.git import Blob, Repository
from aims_gate.sources.records import named_in

_LIMIT = 1_048_576


class Matter(NamedTuple):
    """What counts towards the digest.

    `decides` says of a path whether it does whatever it holds (a system's file, the register, linked evidence);
    `unedited` are paths of evidence that counts even where the change does not edit it.
    """

    decides: Callable[[str], bool]
    unedited: tuple[str, ...] = ()


def sign_off_digests(repository: Repository, tip: str, commits: Iterable[str], matter: Matter) -> dict[str, str]:
    """Commit → digest of what it contributes over its merge base with `tip`; empty where that cannot be had."""
    return {commit: _digest(repository, tip, commit, matter) for commit in dict.fromkeys(commits) if commit}


def _digest(repository: Repository, tip: str, commit: str, matter: Matter) -> str:
    try:
        if repository.resolve(commit) is None:
            return ""
        base = repository.merge_base(tip, commit)
        tree = repository.tree_of(commit)
        files = repository.changed_files(repository.tree_of(base), tree)
        blobs = repository.read_blobs(_ids(files), limit=_LIMIT)
        edits = [_edit(file, blobs) for file in files if _counts(file, blobs, matter)]
        edited = {path for file in files for path in paths_of(file)}
        unedited = repository.entries(tree, [path for path in matter.unedited if path not in edited])
        named = named_in(commit.message for commit in repository.commits(base, commit))
    except SourceError:
        return ""
    return contribution(edits, [(path, entry.id) for path, entry in unedited.items()] + [(path, "") for path in named])


def _ids(files: Iterable[ChangedFile]) -> list[str]:
    """Object ids of ordinary files on both sides."""
    sides = [(f.old_mode, f.old_id) for f in files] + [(f.new_mode, f.new_id) for f in files]
    return [oid for mode, oid in sides if oid and mode.startswith("100")]


def _counts(file: ChangedFile, blobs: dict[str, Blob | None], matter: Matter) -> bool:
    if any(matter.decides(path) for path in paths_of(file)):
        return True
    return any(
        _speaks(path, blobs.get(oid))
        for path, mode, oid in (
            (file.old_path or file.path, file.old_mode, file.old_id),
            (file.path, file.new_mode, file.new_id),
        )
        if mode.startswith("100")
    )


def _speaks(path: str, blob: Blob | None) -> bool:
    """Whether a file is a document of the gate. One whose content cannot be had counts as one."""
    if not path.endswith((*MARKDOWN, *YAML)):
        return False
    if blob is None:
        return True
    return b"aims:" in blob.data if path.endswith(YAML) else carries_aims(blob.data)


def _edit(file: ChangedFile, blobs: dict[str, Blob | None]) -> Edit:
    return Edit(
        old_path=file.old_path or file.path,
        new_path=file.path,
        old_mode=file.old_mode,
        new_mode=file.new_mode,
        old_id=file.old_id,
        new_id=file.new_id,
        old=_content(file.old_id, blobs) if _comparable(file, blobs) else None,
        new=_content(file.new_id, blobs) if _comparable(file, blobs) else None,
    )


def _comparable(file: ChangedFile, blobs: dict[str, Blob | None]) -> bool:
    """Whether both sides are text that is here whole; else a file is told by its object ids."""
    for mode, oid in ((file.old_mode, file.old_id), (file.new_mode, file.new_id)):
        if not oid or mode == "000000":
            continue
        blob = blobs.get(oid)
        if blob is None or blob.truncated or is_binary(blob.data):
            return False
    return True


def _content(oid: str, blobs: dict[str, Blob | None]) -> bytes | None:
    blob = blobs.get(oid) if oid else None
    return blob.data if blob is not None else None
