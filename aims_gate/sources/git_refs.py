"""Where a repository lies, what its branches are called and who works in it. Knows nothing of objects."""

import os

from aims_gate.errors import UsageError
from aims_gate.model.change import Identity
from aims_gate.model.regex import late_regex
from aims_gate.model.values import NamedTuple
from aims_gate.sources.git_log import DEEPEN
from aims_gate.sources.git_process import Git


class Place(NamedTuple):
    """Absolute paths: the top folder (of a bare repository its own), git's folder, the one linked trees
    share.
    """

    top: str
    git_dir: str
    common_dir: str
    object_format: str
    has_working_tree: bool


def locate(folder: str) -> Place:
    """Find the repository that a folder lies in. Raises UsageError with what to do where git refuses."""
    try:
        start = os.path.abspath(folder)
    except FileNotFoundError:
        raise UsageError("the folder that this runs in is gone", "change to one that is there") from None
    answer = Git(start).ask(
        "rev-parse", "--is-inside-work-tree", "--show-object-format", "--show-cdup",
        "--absolute-git-dir", "--git-common-dir",
    )  # fmt: skip
    if answer.code:
        raise _refusal(start, answer.error)
    inside, object_format, *ups, git_dir, common, _ = os.fsdecode(answer.out).split("\n")
    # One way up where there is a working tree, none in a bare repository; more lines are a path's own.
    if len(ups) > 1 or not os.path.isabs(git_dir):
        raise UsageError(f"the path of the repository at {start!r} holds a line break", "move it to another folder")
    top = os.path.normpath(os.path.join(start, *ups)) if inside == "true" else git_dir
    return Place(top, git_dir, os.path.normpath(os.path.join(start, common)), object_format, inside == "true")


def _refusal(folder: str, error: str) -> UsageError:
    if "ownership" in error or "unsafe repository" in error:
        return UsageError(
            f"git refuses the repository at {folder}: it belongs to another user",
            f"run `git config --global --add safe.directory {folder}` if you trust it",
        )
    if "not a git repository" in error:
        return UsageError(
            f"{folder} is not in a git repository",
            "run this in a clone of the repository, or `git init` first",
        )
    if "cannot change to" in error:
        return UsageError(f"{folder} cannot be opened as a folder", "name a folder that exists and can be read")
    return UsageError(f"git cannot open {folder}: {error}", "mend what git reports, then run again")


_NO_NAME = late_regex(r"^[-^]|\.\.|\^\{/|[\x00-\x20\x7f:*?\[\\\ud800-\udc7f\udd00-\udfff]|^$")


def refuse_other_than_a_name(ref: str) -> None:
    """Raise UsageError for options, ranges, searches, paths in a tree and control characters."""
    if _NO_NAME.search(ref):
        raise UsageError(f"{ref!r} is not the name of a commit", "name a branch, a tag or a commit id")


def not_here(ref: str, *, shallow: bool) -> UsageError:
    """Why a ref has no commit here, with the way to get it."""
    fix = f"check the spelling, or run `git fetch origin {ref}`"
    return UsageError(
        f"'{ref}' names no commit in this {'shallow clone' if shallow else 'repository'}",
        f"{fix}; or {DEEPEN}" if shallow else fix,
    )


def default_base(git: Git) -> str | None:
    """The full name of the ref that a change is made against, or None where no candidate exists."""
    listed = git.demand(
        "for-each-ref", "--format=%(refname)%00%(symref)", "refs/remotes/**/HEAD",
        "refs/remotes/origin/main", "refs/remotes/origin/master", "refs/heads/main", "refs/heads/master",
    )  # fmt: skip
    rows = (line.partition("\0") for line in os.fsdecode(listed).splitlines())
    refs = {name: target for name, _, target in rows}
    told = {name: target for name, target in refs.items() if name.endswith("/HEAD") and target}
    if "refs/remotes/origin/HEAD" in told:
        return told["refs/remotes/origin/HEAD"]
    if len(told) == 1:
        return next(iter(told.values()))
    candidates = (f"refs/{where}/{name}" for where in ("remotes/origin", "heads") for name in ("main", "master"))
    return next((name for name in candidates if name in refs), None)


def author(git: Git) -> Identity:
    """Who would commit here now, from git's configuration and environment; empty where git does not know."""
    answer = git.ask("var", "GIT_AUTHOR_IDENT")
    name, opened, rest = answer.out.decode("utf-8", "surrogateescape").rpartition(" <")
    return Identity(name, rest.partition(">")[0]) if opened and not answer.code else Identity("", "")
