"""Reads a change from a local repository.

Knows how base, head and trusted ref are chosen. There is no forge to ask, so nobody's approval can be verified.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from aims_gate.model.change import Change
from aims_gate.model.values import NamedTuple
from aims_gate.sources.collect import Trust
from aims_gate.sources.git import Repository

NAME = "local"


class Asked(NamedTuple):
    """What to judge, as the command line says it; empty where it leaves the choice.

    `policy_ref` names another ref to take rules and register from. `description` and `labels` stand in for those of a
    pull request.
    """

    base: str = ""
    head: str = ""
    policy_ref: str = ""
    description: str = ""
    labels: tuple[str, ...] = ()


@contextmanager
def read_change(repository: Repository, asked: Asked) -> Iterator[tuple[Change, Trust]]:
    """The change and the ref whose rules bind. The objects of a working tree can be read only inside the context."""
    if not asked.head:
        repository.look_ahead()
    base_ref = asked.base or repository.require_default_base("to judge against", "aims-gate check --base REF")
    tip = repository.require(base_ref)
    trust = _trust(repository, asked.policy_ref or base_ref)
    if asked.head:
        head = repository.require(asked.head)
        yield _change(repository, asked, tip, head, repository.tree_of(head), judged=head), trust
        return
    current = repository.resolve("HEAD")
    with repository.working_tree() as tree:
        at_commit = current is not None and tree == repository.tree_of(current)
        yield _change(repository, asked, tip, current, tree, judged=current if at_commit and current else ""), trust


def _trust(repository: Repository, ref: str) -> Trust:
    commit = repository.require(ref)
    return Trust(ref.removeprefix("refs/heads/").removeprefix("refs/remotes/"), commit, repository.tree_of(commit))


def _change(repository: Repository, asked: Asked, tip: str, commit: str | None, tree: str, judged: str) -> Change:
    """The change from the merge base of `tip` and `commit` to `tree`. `judged` is the commit of that tree, if any."""
    base = repository.merge_base(tip, commit) if commit else tip
    before = repository.tree_of(base)
    repository.compare_ahead(before, tree)
    commits = repository.commits(base, commit) if commit else ()
    title = commits[0].message.partition("\n")[0] if commits else ""
    return Change(
        base=base,
        head=judged,
        head_tree=tree,
        files=repository.changed_files(before, tree),
        commits=commits,
        title=title,
        body=asked.description,
        labels=asked.labels,
        author=commits[0].author if commits and judged else repository.author(),
    )
