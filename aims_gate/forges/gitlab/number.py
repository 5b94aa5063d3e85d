"""Which merge request a pipeline belongs to that does not name one: a push, a tag, a run by hand."""

from aims_gate.errors import ForgeError
from aims_gate.forges.gitlab.api import Api
from aims_gate.forges.gitlab.job import Job
from aims_gate.forges.gitlab.merge_request import MergeRequest, merge_requests_of
from aims_gate.model.change import Change

MOST = 100
"""Commits of which GitLab is asked what brought them."""


def number_of(api: Api, job: Job, change: Change) -> int:
    """The number of the one merge request. Raises ForgeError where there is none, or more than one."""
    if job.iid:
        return job.iid
    found = {one.iid for commit in _asked(job, change) for one in merge_requests_of(api, commit) if _meant(one, job)}
    if not found:
        raise ForgeError(
            "no merge request brings this change, so there are no approvals to ask for", "bring it in a merge request"
        )
    if len(found) > 1:
        raise _several(job, sorted(found))
    return found.pop()


def _asked(job: Job, change: Change) -> list[str]:
    """The commits to ask about: all that have landed; of a branch its tip, which its merge request has."""
    if not job.lands:
        return [change.head]
    if len(change.commits) > MOST:
        raise ForgeError(
            f"{len(change.commits)} commits land at once: which merge requests brought them was not asked",
            f"land at most {MOST} commits at once",
        )
    return [commit.id for commit in change.commits]


def _meant(one: MergeRequest, job: Job) -> bool:
    if job.lands:
        return one.state == "merged" and one.target_branch == job.default_branch
    return one.state == "opened"


def _several(job: Job, numbers: list[int]) -> ForgeError:
    listed = ", ".join(f"!{number}" for number in numbers)
    hint = (
        "merge one merge request at a time; each was judged in its own pipeline"
        if job.lands
        else "run the gate in merge-request pipelines, which name the one to judge"
    )
    return ForgeError(f"this change belongs to several merge requests ({listed}), each with its own approvals", hint)
