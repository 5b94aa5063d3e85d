"""The first-parent line of a branch, step by step, with the files that each step changed."""

from collections.abc import Iterator

from aims_gate.errors import SourceError
from aims_gate.facts.dates import iso_date
from aims_gate.model.change import Identity
from aims_gate.model.values import NamedTuple
from aims_gate.sources.git_log import DEEPEN
from aims_gate.sources.git_process import Git

STEPS_AT_MOST = 20_000
_BYTES_AT_MOST = 256 * 1024 * 1024
_FIELDS = ("%H", "%cI", "%an", "%ae")
_LINE = ("log", "--first-parent", "--no-color", "--no-decorate", "--no-notes", "--no-show-signature")
_DAYS = (*_LINE, "--no-patch", f"--max-count={STEPS_AT_MOST + 1}", "--format=tformat:%H %cI")
_LOG = (
    *_LINE, "-z", "-m", "--raw", "--no-abbrev", "--no-renames", "--no-mailmap", "--no-ext-diff", "--no-textconv",
    "--encoding=UTF-8", "--ignore-submodules=none", "--format=tformat:" + "%x00".join(_FIELDS),
)  # fmt: skip


class Step(NamedTuple):
    """One commit of the line. `files` maps each path that it changed to its new object id, empty where it is gone."""

    commit: str
    at: str
    author: Identity
    files: dict[str, str]


class Line(NamedTuple):
    """The steps that lead to a commit, newest first.

    Where older ones were asked for and are not here, `whole_after` is the ISO day after which none is lacking, and `lack`
    says why and what to do; else both are empty.
    """

    steps: tuple[Step, ...]
    whole_after: str = ""
    lack: str = ""


def first_parent_line(git: Git, tip: str, shallow: frozenset[str], since: str = "") -> Line:
    """The line back to the oldest step of an ISO date or later (to its beginning where that is empty).

    Found by looking at the whole line: git's own `--since` ends at the first commit that is dated before, and whoever
    dates one back would hide all that landed earlier.
    """
    found = git.demand(*_DAYS, "--end-of-options", tip, "--", at_most=_BYTES_AT_MOST).decode("ascii").splitlines()
    line = [(commit, iso_date(at)) for commit, _, at in (row.partition(" ") for row in found)]
    wanted = max((place for place, (_, day) in enumerate(line, 1) if day >= since), default=0)
    if not wanted:
        return Line(())
    raw = git.demand(*_LOG, f"--max-count={min(wanted, STEPS_AT_MOST)}", "--end-of-options", tip, "--",
                     at_most=_BYTES_AT_MOST)  # fmt: skip
    steps = tuple(_steps(iter(raw.decode("utf-8", "surrogateescape").split("\0"))))
    oldest, day = line[-1]
    if wanted > STEPS_AT_MOST:
        return Line(steps, line[STEPS_AT_MOST][1], f"more than {STEPS_AT_MOST} steps have landed since")
    if oldest in shallow and day > since:
        return Line(steps, day, f"the clone is shallow, its history cut off on {day}: {DEEPEN}")
    return Line(steps)


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
