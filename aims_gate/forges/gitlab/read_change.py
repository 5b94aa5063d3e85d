"""Reads a change that a GitLab job tells of: from git, and what only GitLab knows where a decision depends on it.

What GitLab does not answer is left open with the cause. It is never an exception here, and never an approval.
"""

from dataclasses import replace

from aims_gate.errors import ForgeError
from aims_gate.facts.build import Facts, build
from aims_gate.forges.gitlab.commits import Commits, commits_of
from aims_gate.forges.gitlab.job import Job
from aims_gate.forges.gitlab.refusals import TO_READ
from aims_gate.forges.gitlab.source import Source
from aims_gate.forges.refusals import reason_of
from aims_gate.model.change import Change, Identity
from aims_gate.model.collected import Collected
from aims_gate.sources import pack
from aims_gate.sources.collect import collect
from aims_gate.sources.git import Repository

NAME = "gitlab"


def collect_gitlab(source: Source, now: str, policy_ref: str = "") -> Collected:
    """All that was read of a job's change. GitLab's API is asked only where git shows that a decision depends on it.

    Raises SourceError where the commits can neither be found nor fetched.
    """
    repository, job = source.repository, source.job
    commits = commits_of(repository, job, source.remote, policy_ref)
    change = _from_git(repository, commits, job)
    side = collect(repository, change, commits.trust, now, NAME)
    if not _concerns_the_gate(_facts(side)):
        return side
    if source.api is None:
        return _undescribed(side, change, ForgeError("GitLab was not asked: there is no token", TO_READ))
    # Only now: the models of GitLab's answers take longer to load than all of a check that asks nothing.
    from aims_gate.forges.gitlab.asking import Asking

    asking = Asking(source, commits, source.api)
    try:
        change, found = asking.described(change)
    except ForgeError as error:
        return _as_stated(source, commits, replace(side, change=change), error)
    side = replace(collect(repository, change, commits.trust, now, NAME, side.found), notes=found)
    return asking.reviewed(asking.dated(side))


def _from_git(repository: Repository, commits: Commits, job: Job) -> Change:
    """The change as git alone shows it. Nobody has approved it as far as git knows."""
    tree = repository.tree_of(commits.head)
    listed = repository.commits(commits.base, commits.head)
    return Change(
        base=commits.base,
        head=commits.head,
        head_tree=tree,
        files=repository.changed_files(repository.tree_of(commits.base), tree),
        commits=listed,
        title=listed[0].message.partition("\n")[0] if listed else "",
        author=listed[0].author if listed else Identity("", ""),
        number=job.iid,
        reviews=(),
    )


def _as_stated(source: Source, commits: Commits, side: Collected, error: ForgeError) -> Collected:
    """The change by the job's variables where the API does not answer, if they have the whole description.

    A train's commits are those of the cars as well, so there the variables do not tell who made it.
    """
    stated = source.job.stated
    if stated is None or stated.description is None or source.job.kind == "merge_train":
        return _undescribed(side, side.change, error)
    told = replace(side.change, title=stated.title, body=stated.description, labels=stated.labels, reviews=None)
    side = collect(source.repository, told, commits.trust, side.now, NAME, side.found)
    note = "Title, description and labels are the job's variables."
    return replace(side, unavailable=reason_of(error), notes=(note,))


def _undescribed(side: Collected, change: Change, error: ForgeError) -> Collected:
    reason = reason_of(error)
    return replace(side, change=replace(change, reviews=None), unavailable=reason, undescribed=reason)


def _facts(side: Collected) -> Facts:
    return build(side, pack.change_types())


def _concerns_the_gate(facts: Facts) -> bool:
    """Whether anything that needs an approval, or could be described elsewhere, changes."""
    return bool(facts["change"]["ai"] or facts["proposed"]["gate"])
