"""Brings objects that a partial clone left out, in one request for all of them.

Knows the promisor remote and how to tell what is here without fetching it. Left to itself, git asks the
remote for each object on its own, and ends at the first that the remote refuses.
"""

import os
from collections.abc import Sequence

from aims_gate.sources.git_process import Git


def is_partial(objects: str) -> bool:
    """Whether the object folder holds a pack of a remote that promised more."""
    try:
        return any(name.endswith(".promisor") for name in os.listdir(os.path.join(objects, "pack")))
    except OSError:
        return False


def absent_after_fetching(git: Git, ids: Sequence[str]) -> frozenset[str]:
    """Those of the ids that are neither here nor to be had from the promisor remote."""
    missing = _missing(git, ids)
    if missing and _fetch(git, missing):
        missing = _missing(git, missing)
    return frozenset(missing)


def _missing(git: Git, ids: Sequence[str]) -> list[str]:
    asked = "".join(f"{oid}\n" for oid in ids).encode("ascii")
    # With --missing, rev-list is the one command that says what is here without fetching the rest.
    listed = git.demand(
        "rev-list", "--objects", "--no-walk", "--ignore-missing", "--missing=allow-any", "--stdin",
        given=asked,
    )  # fmt: skip
    present = {line.partition(b" ")[0].decode("ascii") for line in listed.splitlines()}
    return [oid for oid in ids if oid not in present]


def _fetch(git: Git, ids: Sequence[str]) -> bool:
    remote = _promisor(git)
    asked = "".join(f"{oid}\n" for oid in ids).encode("ascii")
    return bool(remote) and not git.ask(
        "-c", "fetch.negotiationAlgorithm=noop", "fetch", "--quiet", "--no-tags", "--no-write-fetch-head",
        "--recurse-submodules=no", "--filter=blob:none", "--stdin", "--", remote,
        given=asked,
    ).code  # fmt: skip


def _promisor(git: Git) -> str:
    listed = git.ask("config", "-z", "--get-regexp", r"^remote\..*\.promisor$").out.decode("utf-8", "surrogateescape")
    names = [entry.partition("\n")[0] for entry in listed.split("\0") if entry]
    return names[0].removeprefix("remote.").removesuffix(".promisor") if names else ""
