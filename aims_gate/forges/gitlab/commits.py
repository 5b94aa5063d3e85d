"""Which commits a job means: what is judged, against what, and whose rules bind.

The tip of the default branch is asked of GitLab where that can be: what a runner kept from an earlier job may be old, and
rules that no longer bind would be taken for those that do.
"""

from dataclasses import dataclass

from aims_gate.errors import SourceError
from aims_gate.forges.gitlab.fetching import BRANCHES, DEFAULT, Remote
from aims_gate.forges.gitlab.job import Job
from aims_gate.sources.collect import Trust
from aims_gate.sources.git import Repository

_DEPTH = 'set `GIT_DEPTH: "0"` in the job'


@dataclass(frozen=True, slots=True)
class Commits:
    """`base` is where `head` left `tip`, the branch that it is made against.

    `own` is the head of the merge request where `head` is a commit that GitLab made of it, else the same.
    """

    tip: str
    base: str
    head: str
    own: str
    trust: Trust


def commits_of(repository: Repository, job: Job, remote: Remote | None, policy_ref: str = "") -> Commits:
    """The commits of a job. Raises SourceError for one that is neither here nor to be had."""
    if remote is not None:
        _bring(repository, job, remote)
    trust = _trust(repository, job, policy_ref)
    if job.kind == "merge_train":
        head = required(repository, job.merged, "the merged result to judge")
        tip = _built_on(repository, job)
        return Commits(tip, tip, head, _head(repository, job, remote), trust)
    head = _head(repository, job, remote)
    if job.lands:
        tip = _before(repository, job)
    else:
        tip = _branch(repository, job.target) or required(
            repository, job.target_tip or job.diff_base, f"the tip of {job.target}"
        )
    return Commits(tip, _base(repository, job, remote, tip, head), head, head, trust)


def required(repository: Repository, commit: str, what: str) -> str:
    """A commit that must be here. Raises SourceError with the way to get it."""
    found = repository.resolve(commit) if commit else None
    if found is None:
        wanted = f"run `git fetch origin {commit}`" if commit else "fetch that branch"
        raise SourceError(f"{what} ({commit[:12] or 'unnamed'}) is not in this clone", f"{_DEPTH}, or {wanted}")
    return found


def _bring(repository: Repository, job: Job, remote: Remote) -> None:
    if job.in_fork:
        remote.default(repository.folder)
        remote.branches(repository.folder, (job.target,))
    else:
        remote.branches(repository.folder, (job.default_branch, job.target))
    repository.close()


def _head(repository: Repository, job: Job, remote: Remote | None) -> str:
    if repository.resolve(job.head) is None and remote is not None and job.iid:
        remote.merge_request(repository.folder, job.iid)
        repository.close()
    return required(repository, job.head, "the commit to judge")


def _built_on(repository: Repository, job: Job) -> str:
    """What a car of a train was merged into: the target with every car before it."""
    if repository.resolve(f"{job.merged}^2") is not None:
        return required(repository, f"{job.merged}^1", "what the merge train was built on")
    return required(repository, job.target_tip, "what the merge train was built on")


def _base(repository: Repository, job: Job, remote: Remote | None, tip: str, head: str) -> str:
    """Where head left tip. History that a shallow clone lacks is fetched; else GitLab's word for it is taken."""
    try:
        base = repository.merge_base(tip, head)
        repository.commits(base, head)
    except SourceError:
        if remote is None or not repository.is_shallow():
            if job.diff_base and repository.resolve(job.diff_base) is not None:
                return job.diff_base
            raise
        remote.history(repository.folder, job.target)
        repository.close()
        base = repository.merge_base(tip, head)
    return base


def _trust(repository: Repository, job: Job, policy_ref: str) -> Trust:
    """The tip of the default branch, and never the branch that the change goes into.

    A push to the default branch is judged by what bound before it.
    """
    if policy_ref:
        commit, shown = repository.require(policy_ref), policy_ref
    elif job.lands:
        commit, shown = _before(repository, job), f"{job.default_branch} before this push"
    else:
        commit, shown = _default(repository, job)
    return Trust(shown, commit, repository.tree_of(commit))


def _default(repository: Repository, job: Job) -> tuple[str, str]:
    """The commit whose rules bind, and its name. What a fork calls its default branch never counts."""
    name = job.default_branch
    found = repository.resolve(DEFAULT) if job.in_fork else _branch(repository, name)
    if found is None:
        raise SourceError(
            f"the tip of {name or 'the default branch'}, whose rules bind, is not in this clone",
            f"{_DEPTH}, or run the pipeline in the project that the change goes into",
        )
    return found, f"origin/{name}" if name else "the default branch"


def _before(repository: Repository, job: Job) -> str:
    if not job.before:
        raise SourceError(
            f"this push makes {job.default_branch}, so there is nothing before it to judge against",
            "leave it: the next push and every merge request is judged",
        )
    return required(repository, job.before, f"the tip of {job.default_branch} before this push")


def _branch(repository: Repository, name: str) -> str | None:
    return repository.resolve(BRANCHES + name) if name else None
