"""Which merge requests a protected job brings up to date, each as the job that its own pipeline would have been.

An approval starts no pipeline on GitLab. This job runs on a schedule or by a webhook's trigger, from the default branch,
and alone holds the token that reads approvals. Nothing of a merge request is checked out or executed.
"""

import json
from collections.abc import Mapping

from aims_gate.errors import ForgeError, UsageError
from aims_gate.forges.gitlab.client import GitLab
from aims_gate.forges.gitlab.fetching import Remote
from aims_gate.forges.gitlab.job import Job, Kind
from aims_gate.forges.gitlab.merge_request import MergeRequest, open_merge_requests, read_merge_request
from aims_gate.forges.gitlab.refusals import TO_READ
from aims_gate.forges.gitlab.run import read_run
from aims_gate.sources.git import Repository

_MERGE_REQUEST: Kind = "merge_request"
CHOSEN = "AIMS_GATE_RECHECK_MERGE_REQUEST"
"""Variable by which a trigger names the one merge request to look at."""

PAYLOAD = "TRIGGER_PAYLOAD"
"""GitLab's variable for the file with a webhook's payload, where a webhook is what started the pipeline."""

_LARGEST = 4 * 1024 * 1024


class Recheck:
    """The protected job: the project, its API, its repository. Raises UsageError where it is not protected."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        _refuse_unprotected(environment)
        run = read_run(environment)
        self._job = run.job
        if run.gitlab is None or not run.gitlab.reads_approvals:
            raise UsageError("this job has no token that may read approvals", TO_READ)
        if run.remote is None:
            raise UsageError("this job cannot fetch", "leave CI_PROJECT_URL and CI_JOB_TOKEN as GitLab sets them")
        self.gitlab: GitLab = run.gitlab
        self.remote: Remote = run.remote
        stated = environment.get(CHOSEN, "")
        self._chosen = _number(stated) if stated else _told_of(environment.get(PAYLOAD, ""), run.job.project)

    def merge_requests(self) -> tuple[MergeRequest, ...]:
        """The open ones, oldest first, or the one that was named. Raises ForgeError: a part is never enough."""
        if self._chosen:
            named = read_merge_request(self.gitlab, self._chosen)
            return (named,) if named.state == "opened" else ()
        return tuple(sorted(open_merge_requests(self.gitlab), key=lambda one: one.iid))

    def job_of(self, repository: Repository, one: MergeRequest) -> Job:
        """The merge request as a job's change, its commits fetched. Raises ForgeError where they cannot be had."""
        if not one.sha:
            raise ForgeError(f"merge request !{one.iid} has no commits", "push to its source branch, or close it")
        self.remote.merge_request(repository.folder, one.iid)
        repository.close()
        return Job(
            _MERGE_REQUEST,
            self._job.project,
            self._job.url,
            self._job.default_branch,
            one.target_branch,
            one.sha,
            source=one.source_branch,
            iid=one.iid,
        )


def _refuse_unprotected(environment: Mapping[str, str]) -> None:
    """Only a protected branch's own pipeline definition may hold the token: a merge request's could send it anywhere."""
    default = environment.get("CI_DEFAULT_BRANCH", "")
    here = environment.get("CI_COMMIT_BRANCH", "")
    if environment.get("CI_MERGE_REQUEST_IID") or not default or here != default:
        raise UsageError(
            "recheck runs in a merge request's or another branch's pipeline, whose definition anyone who pushes can edit",
            "run it in a scheduled or triggered pipeline of the default branch",
        )
    if environment.get("CI_COMMIT_REF_PROTECTED") != "true":
        raise UsageError(
            f"the branch {default} is not protected, so anyone who pushes to it could read the token",
            "protect the default branch, and the variable AIMS_GATE_GITLAB_TOKEN with it",
        )


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text)):
        raise UsageError(f"{text!r} is no number of a merge request", f"{CHOSEN} is the number after the `!`")
    return int(text)


def _told_of(path: str, project: str) -> int:
    """The merge request that a webhook tells of; 0, which means every open one, where that is not plain.

    Whoever knows the trigger's token can send any payload, so nothing but a number is taken from it.
    """
    try:
        with open(path, "rb") as file:
            payload = json.loads(file.read(_LARGEST))
        subject = (
            payload["object_attributes"] if payload["object_kind"] == "merge_request" else payload["merge_request"]
        )
        told, into = subject["iid"], subject["target_project_id"]
    except (OSError, ValueError, RecursionError, KeyError, TypeError):
        return 0
    return told if type(told) is int and told > 0 and str(into) == project else 0
