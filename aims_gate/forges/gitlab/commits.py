"""Which commits a job means: what is judged, against what, and whose rules bind.

The tip of the default branch is asked of GitLab where that can be: what a runner kept from an earlier job may be old, and
rules that no longer bind would be taken for those that do.
"""

from dataclasses import dataclass

from aims_gate.errors import SourceError
from aims_gate.forges.clone import Clone, Landing
from aims_gate.forges.gitlab.fetching import DEFAULT, Remote
from aims_gate.forges.gitlab.job import Job
from aims_gate.sources.collect import Trust
from aims_gate.sources.git import Repository

_DEEPEN = 'set `GIT_DEPTH: "0"` in the job'


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
    clone = Clone(repository, _DEEPEN, "merge request")
    landing = Landing(job.default_branch, job.before) if job.lands else None
    trust = clone.trust(policy_ref, landing, lambda: _default(clone, job))
    if job.kind == "merge_train":
        head = clone.required(job.merged, "the merged result to judge")
        tip = _built_on(clone, job)
        return Commits(tip, tip, head, _head(clone, job, remote), trust)
    head = _head(clone, job, remote)
    if landing:
        tip = clone.before(landing)
    else:
        tip = clone.branch(job.target) or clone.required(job.target_tip or job.diff_base, f"the tip of {job.target}")
    return Commits(tip, _base(repository, job, remote, tip, head), head, head, trust)


def _bring(repository: Repository, job: Job, remote: Remote) -> None:
    if job.in_fork:
        remote.default(repository.folder)
        remote.branches(repository.folder, (job.target,))
    else:
        remote.branches(repository.folder, (job.default_branch, job.target))
    repository.close()


def _head(clone: Clone, job: Job, remote: Remote | None) -> str:
    repository = clone.repository
    if repository.resolve(job.head) is None and remote is not None and job.iid:
        remote.merge_request(repository.folder, job.iid)
        repository.close()
    return clone.required(job.head, "the commit to judge")


def _built_on(clone: Clone, job: Job) -> str:
    """What a car of a train was merged into: the target with every car before it."""
    if clone.repository.resolve(f"{job.merged}^2") is not None:
        return clone.required(f"{job.merged}^1", "what the merge train was built on")
    return clone.required(job.target_tip, "what the merge train was built on")


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


def _default(clone: Clone, job: Job) -> tuple[str, str]:
    """The commit whose rules bind, and its name. What a fork calls its default branch never counts."""
    name = job.default_branch
    found = clone.repository.resolve(DEFAULT) if job.in_fork else clone.branch(name)
    if found is None:
        raise SourceError(
            f"the tip of {name or 'the default branch'}, whose rules bind, is not in this clone",
            f"{clone.deepen}, or run the pipeline in the project that the change goes into",
        )
    return found, f"origin/{name}" if name else "the default branch"
