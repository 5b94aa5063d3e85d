"""What lies between two trees, path by path, as git's raw diff tells it. Knows nothing of contents."""

from aims_gate.errors import SourceError
from aims_gate.model.change import ChangedFile
from aims_gate.sources.git_process import Git, Question

# Over this many renamed and edited files git looks for exact renames only; left to the user's
# configuration, the same change would show as other files on another machine.
_RENAMES_AT_MOST = 1000


def compared(git: Git, old_tree: str, new_tree: str) -> Question | None:
    """Begins to compare two trees; None where they are the same."""
    if old_tree == new_tree:
        return None
    return Question(git, (
        "diff-tree", "-r", "--raw", "-z", "--no-abbrev", "-M50%", f"-l{_RENAMES_AT_MOST}", "--no-ext-diff",
        "--no-textconv", "--ignore-submodules=none", "--end-of-options", old_tree, new_tree, "--",
    ))  # fmt: skip


def changed_files(comparison: Question | None) -> tuple[ChangedFile, ...]:
    """Every path that differs, sorted by path. A rename (half of the lines alike or more) is one entry.

    What a commit of the change says (`.gitattributes`, `ignore` in `.gitmodules`) hides nothing.
    """
    raw = comparison.demand() if comparison else b""
    return tuple(sorted(_parse(raw), key=lambda file: file.path))


def _parse(raw: bytes) -> list[ChangedFile]:
    fields = iter(raw.decode("utf-8", "surrogateescape").split("\0"))
    files: list[ChangedFile] = []
    # By position: a path can look like anything else in this answer.
    for header in fields:
        if not header:
            break
        old_mode, new_mode, old_id, new_id, status = header[1:].split(" ")
        first = next(fields)
        old_path, path = (first, next(fields)) if status[0] in "RC" else ("", first)
        files.append(ChangedFile(path, status[0], old_path, old_mode, new_mode, _id(old_id), _id(new_id)))
    if next(fields, None) is not None:
        raise SourceError("git diff-tree gave an answer that cannot be read", "update git and run again")
    return files


def _id(oid: str) -> str:
    return oid if oid.strip("0") else ""
