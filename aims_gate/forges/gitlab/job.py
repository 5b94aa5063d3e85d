"""What a CI job is told of the change that it runs for: GitLab's predefined variables, read once.

Commits are read from them; what people wrote and approved is asked of the API wherever a token allows it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from aims_gate.errors import UsageError

Kind = Literal["merge_request", "merge_train", "push", "other"]

LONGEST_DESCRIPTION = 2700
"""Characters after which GitLab cuts CI_MERGE_REQUEST_DESCRIPTION."""

_SHA = re.compile(r"[0-9a-f]{40}([0-9a-f]{24})?")
_BRANCH = re.compile(r"[^\x00-\x20\x7f~^:?*\[\\]+")


@dataclass(frozen=True, slots=True)
class Stated:
    """What the variables say of a merge request. `description` is None where they have not the whole of it."""

    title: str
    labels: tuple[str, ...]
    description: str | None


@dataclass(frozen=True, slots=True)
class Job:
    """One pipeline's job. Branches come without `refs/heads/`; commits are full ids, empty where none is named.

    `project` is the number of the project that the change goes into, and `url` its address; a pipeline that runs in a
    fork has `in_fork`, and then `default_branch` is empty: what the job is told is the fork's. `iid` is the merge
    request's number in its project, 0 without one. `head` is the commit that was pushed, never the merge commit that
    GitLab makes of it; `merged` is that merge commit, of a merge train alone. `diff_base` is where GitLab says that the
    change left its target. `target_tip` is the target as a merged result or a car of a train was built on.
    """

    kind: Kind
    project: str
    url: str
    default_branch: str
    target: str
    head: str
    source: str = ""
    merged: str = ""
    iid: int = 0
    diff_base: str = ""
    target_tip: str = ""
    before: str = ""
    tag: str = ""
    in_fork: bool = False
    stated: Stated | None = None

    @property
    def lands(self) -> bool:
        """Whether it is a push to the default branch: what it brings is already in force."""
        return self.kind == "push" and not self.tag and self.source == self.default_branch


def read_job(environment: Mapping[str, str]) -> Job:
    """The job that this environment belongs to. Raises UsageError where it says too little."""
    return _of_merge_request(environment) if environment.get("CI_MERGE_REQUEST_IID") else _of_branch(environment)


def _of_merge_request(environment: Mapping[str, str]) -> Job:
    train = environment.get("CI_MERGE_REQUEST_EVENT_TYPE") == "merge_train"
    made = environment.get("CI_MERGE_REQUEST_EVENT_TYPE") in ("merge_train", "merged_result")
    commit = _commit(environment, "CI_COMMIT_SHA", required=True)
    head = _commit(environment, "CI_MERGE_REQUEST_SOURCE_BRANCH_SHA", required=made) or commit
    in_fork = environment.get("CI_MERGE_REQUEST_PROJECT_ID") != environment.get("CI_PROJECT_ID")
    return Job(
        "merge_train" if train else "merge_request",
        _number(environment, "CI_MERGE_REQUEST_PROJECT_ID"),
        environment.get("CI_MERGE_REQUEST_PROJECT_URL", ""),
        "" if in_fork else _branch(environment, "CI_DEFAULT_BRANCH"),
        _branch(environment, "CI_MERGE_REQUEST_TARGET_BRANCH_NAME"),
        head,
        source=environment.get("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME", ""),
        merged=commit if train else "",
        iid=int(_number(environment, "CI_MERGE_REQUEST_IID")),
        diff_base=_commit(environment, "CI_MERGE_REQUEST_DIFF_BASE_SHA"),
        target_tip=_commit(environment, "CI_MERGE_REQUEST_TARGET_BRANCH_SHA") if made else "",
        in_fork=in_fork,
        stated=_stated(environment),
    )


def _of_branch(environment: Mapping[str, str]) -> Job:
    pushed = environment.get("CI_PIPELINE_SOURCE") == "push"
    default, tag = _branch(environment, "CI_DEFAULT_BRANCH"), environment.get("CI_COMMIT_TAG", "")
    return Job(
        "push" if pushed else "other",
        _number(environment, "CI_PROJECT_ID"),
        environment.get("CI_PROJECT_URL", ""),
        default,
        default,
        _commit(environment, "CI_COMMIT_SHA", required=True),
        source="" if tag else environment.get("CI_COMMIT_BRANCH", ""),
        before=_commit(environment, "CI_COMMIT_BEFORE_SHA"),
        tag=tag,
    )


def _stated(environment: Mapping[str, str]) -> Stated:
    description = environment.get("CI_MERGE_REQUEST_DESCRIPTION")
    cut = environment.get("CI_MERGE_REQUEST_DESCRIPTION_IS_TRUNCATED")
    whole = cut == "false" or (cut is None and description is not None and len(description) < LONGEST_DESCRIPTION)
    labels = environment.get("CI_MERGE_REQUEST_LABELS", "")
    return Stated(
        environment.get("CI_MERGE_REQUEST_TITLE", ""),
        tuple(label for label in labels.split(",") if label),
        (description or "") if whole else None,
    )


def _commit(environment: Mapping[str, str], name: str, required: bool = False) -> str:
    """A commit's id; GitLab's zeros are none."""
    value = environment.get(name, "")
    if not value.strip("0"):
        value = ""
    if (value or required) and not _SHA.fullmatch(value):
        raise _unsaid(name, "the full id of a commit")
    return value


def _number(environment: Mapping[str, str], name: str) -> str:
    value = environment.get(name, "")
    if not (value.isascii() and value.isdigit()) or not value.strip("0") or len(value) > 18:
        raise _unsaid(name, "a number")
    return value


def _branch(environment: Mapping[str, str], name: str) -> str:
    value = environment.get(name, "")
    if not _BRANCH.fullmatch(value) or value.startswith("-"):
        raise _unsaid(name, "a branch")
    return value


def _unsaid(name: str, what: str) -> UsageError:
    return UsageError(
        f"this GitLab job does not say what it runs for: {name} is not {what}",
        "run the gate in a merge-request, branch or tag pipeline, and leave GitLab's own variables as they are",
    )
