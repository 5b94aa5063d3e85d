"""The commits of a range and who made them, and what two branches have in common.

Knows names as git records them: anyone can write anything there. Knows nothing of logins or roles.
"""

import os
import re

from aims_gate.errors import SourceError
from aims_gate.model.change import Commit, Identity
from aims_gate.model.values import NamedTuple
from aims_gate.sources.git_process import Git

COMMITS_AT_MOST = 10_000
"""Commits in one change; past this the base is wrong or the change is not one."""

_BYTES_AT_MOST = 64 * 1024 * 1024

DEEPEN = (
    "run `git fetch --unshallow`; in GitHub Actions set `fetch-depth: 0` on actions/checkout, "
    "in GitLab CI set `GIT_DEPTH: 0`"
)

_FIELDS = ("%H", "%an", "%ae", "%cn", "%ce", "%cI", "%B")
_LOG = (
    "log", "-z", "--topo-order", "--no-patch", "--no-color", "--no-decorate", "--no-mailmap", "--no-notes",
    "--no-show-signature", "--encoding=UTF-8", f"--max-count={COMMITS_AT_MOST + 1}",
    "--format=tformat:" + "%x00".join(_FIELDS),
)  # fmt: skip


def commits(git: Git, base: str, head: str, shallow: frozenset[str]) -> tuple[Commit, ...]:
    """The commits reachable from head and not from base, newest first. Raises SourceError where some are
    cut off.
    """
    if base == head:
        return ()
    raw = git.demand(*_LOG, "--end-of-options", f"{base}..{head}", "--", at_most=_BYTES_AT_MOST)
    fields = raw.decode("utf-8", "surrogateescape").split("\0")[:-1]
    step = len(_FIELDS)
    if len(fields) % step:
        raise SourceError("git log gave an answer that cannot be read", "update git and run again")
    if len(fields) > COMMITS_AT_MOST * step:
        raise SourceError(
            f"more than {COMMITS_AT_MOST} commits lie between {base[:12]} and {head[:12]}",
            "name a nearer --base",
        )
    found = tuple(_commit(fields[start : start + step]) for start in range(0, len(fields), step))
    if any(commit.id in shallow for commit in found):
        raise SourceError(f"the history between {base[:12]} and {head[:12]} is cut off: the clone is shallow", DEEPEN)
    return found


class Landed(NamedTuple):
    """One commit of a branch's own line. `title` is the first line of its message; anyone can write anything there."""

    id: str
    parents: tuple[str, ...]
    title: str


def landed(git: Git, base: str, head: str, shallow: frozenset[str]) -> tuple[Landed, ...]:
    """The commits by which a branch went from base to head, oldest first: each one's first parent is the one before.

    Raises SourceError where base is not on that line, or a shallow clone cuts it off.
    """
    if base == head:
        return ()
    raw = git.demand(
        "log", "-z", "--first-parent", "--reverse", "--no-patch", "--no-color", "--no-decorate", "--no-mailmap",
        "--no-notes", "--no-show-signature", "--encoding=UTF-8", "--format=tformat:%H%x00%P%x00%s",
        "--end-of-options", f"{base}..{head}", "--", at_most=_BYTES_AT_MOST,
    )  # fmt: skip
    fields = raw.decode("utf-8", "surrogateescape").split("\0")[:-1]
    if len(fields) % 3:
        raise SourceError("git log gave an answer that cannot be read", "update git and run again")
    found = tuple(
        Landed(oid, tuple(parents.split()), title)
        for oid, parents, title in zip(fields[::3], fields[1::3], fields[2::3], strict=True)
    )
    before = [base, *(one.id for one in found[:-1])]
    if [one.parents[:1] for one in found] != [(parent,) for parent in before]:
        why = DEEPEN if shallow else f"rebuild {head[:12]} on top of {base[:12]}"
        raise SourceError(f"{head[:12]} does not go on from {base[:12]} commit by commit", why)
    return found


def merge_base(git: Git, one: str, other: str, shallow: frozenset[str]) -> str:
    """The commit where two branches parted. Raises SourceError where there is none or the clone cannot
    tell.
    """
    if one == other:
        return one
    answer = git.ask("merge-base", "--end-of-options", one, other)
    base = answer.out.decode("ascii").strip()
    if answer.code or not base:
        raise _no_base(one, other, shallow)
    # Where history is cut off between here and there, a nearer common commit may lie behind the cut.
    if shallow and base not in (one, other):
        between = git.demand("rev-list", "--end-of-options", one, other, f"^{base}", "--").decode("ascii").split()
        if not shallow.isdisjoint(between):
            raise _no_base(one, other, shallow)
    return base


def shallow_commits(common_dir: str) -> frozenset[str]:
    """The commits whose parents a shallow clone left out; empty where history is whole."""
    try:
        with open(os.path.join(common_dir, "shallow"), encoding="ascii") as file:
            return frozenset(file.read().split())
    except FileNotFoundError:
        return frozenset()


def _no_base(one: str, other: str, shallow: frozenset[str]) -> SourceError:
    if shallow:
        return SourceError(
            f"where {other[:12]} left {one[:12]} cannot be told: the clone is shallow, its history cut off",
            DEEPEN,
        )
    return SourceError(
        f"{one[:12]} and {other[:12]} have unrelated histories, so there is no change to judge between them",
        "name with --base the branch that this one was made from",
    )


_CO_AUTHOR = re.compile(r"^[ \t]*co-authored-by[ \t]*:(.*(?:\n[ \t]+\S.*)*)", re.IGNORECASE | re.MULTILINE)
_MAILBOX = re.compile(r"([^<]*)<([^>]*)>?")


def _commit(fields: list[str]) -> Commit:
    oid, author, author_email, committer, committer_email, committed, message = fields
    return Commit(
        oid,
        Identity(author, author_email),
        Identity(committer, committer_email),
        co_authors(message),
        message,
        # Newer versions of git write Z where older ones write +00:00.
        committed.removesuffix("Z") + "+00:00" if committed.endswith("Z") else committed,
    )


def co_authors(message: str) -> tuple[Identity, ...]:
    """Who a message names in `Co-authored-by:` lines, wherever they stand.

    Wider than git's own trailers (the last paragraph only): a co-author may not approve, so none may hide.
    """
    return tuple(dict.fromkeys(_identity(" ".join(match.split())) for match in _CO_AUTHOR.findall(message)))


def _identity(mailbox: str) -> Identity:
    parts = _MAILBOX.match(mailbox)
    return Identity(parts[1].strip(), parts[2].strip()) if parts else Identity(mailbox, "")
