"""The first-parent line of a branch, step by step, with the files that each step changed."""

from collections.abc import Iterator
from typing import NamedTuple

from aims_gate.errors import SourceError
from aims_gate.model.change import Identity
from aims_gate.sources.git_process import Git

STEPS_AT_MOST = 20_000
_BYTES_AT_MOST = 256 * 1024 * 1024
_FIELDS = ("%H", "%cI", "%an", "%ae")
_LOG = (
    "log", "-z", "--first-parent", "-m", "--raw", "--no-abbrev", "--no-renames", "--no-color", "--no-decorate",
    "--no-mailmap", "--no-notes", "--no-show-signature", "--no-ext-diff", "--no-textconv", "--encoding=UTF-8",
    "--ignore-submodules=none", f"--max-count={STEPS_AT_MOST}", "--format=tformat:" + "%x00".join(_FIELDS),
)  # fmt: skip


class Step(NamedTuple):
    """One commit of the line. `files` maps each path that it changed to its new object id, empty where it is gone."""

    commit: str
    at: str
    author: Identity
    files: dict[str, str]


def first_parent_steps(git: Git, tip: str, since: str = "") -> tuple[Step, ...]:
    """The steps that lead to a commit, newest first, at most `STEPS_AT_MOST`. `since` is an ISO date, or empty for all."""
    after = (f"--since={since}T00:00:00",) if since else ()
    raw = git.demand(*_LOG, *after, "--end-of-options", tip, "--", at_most=_BYTES_AT_MOST)
    return tuple(_steps(iter(raw.decode("utf-8", "surrogateescape").split("\0"))))


def _steps(fields: Iterator[str]) -> Iterator[Step]:
    first = next(fields, "")
    while first:
        try:
            at, name, email = next(fields), next(fields), next(fields)
            files, following = _files(fields)
        except StopIteration:
            raise SourceError("git log gave an answer that cannot be read", "update git and run again") from None
        yield Step(first, at.replace("Z", "+00:00"), Identity(name, email), files)
        first = following


def _files(fields: Iterator[str]) -> tuple[dict[str, str], str]:
    """The files of one step, and the field that begins the next one. By position: a path can look like anything."""
    files: dict[str, str] = {}
    for field in fields:
        header = field.lstrip("\n")
        if not header.startswith(":"):
            return files, header
        new_id = header.split(" ")[3]
        files[next(fields)] = new_id if new_id.strip("0") else ""
    return files, ""
