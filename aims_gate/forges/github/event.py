"""What made this run: the webhook payload that GitHub leaves in a file.

Commits are read from it and never from GITHUB_SHA, which on a pull request is the merge commit. What people wrote and
approved is not: by now that may have changed, and the API has it.
"""

import json
import re
from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from aims_gate.errors import UsageError

_QUEUED = re.compile(r"/pr-(\d+)-[0-9a-f]{40,64}$")
_BRANCH = "refs/heads/"

_Sha = Annotated[str, Field(pattern=r"^[0-9a-f]{40}([0-9a-f]{24})?$")]
_Text = Annotated[str, Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Event:
    """One event. Branch names come without `refs/heads/`; commits are full ids, empty where the event names none.

    `base_ref` is the branch that the change is made against. `base_sha` is that branch's tip as the event saw it: of a
    merge group what it is built on, of a push to the default branch the tip before it. `head_ref` is the branch that
    was pushed or dispatched. `number` is the pull request's, 0 without one; `hinted` are numbers that a merge group's
    branch name holds, or of pull requests that are known to have the same head and branch.
    """

    kind: str
    repository: str
    default_branch: str
    base_ref: str
    base_sha: str = ""
    head_ref: str = ""
    head_sha: str = ""
    number: int = 0
    hinted: tuple[int, ...] = ()

    @property
    def lands(self) -> bool:
        """Whether it is a push to the default branch: what it brings is already in force."""
        return self.kind == "push" and self.head_ref == self.default_branch


class _Payload(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class _Repository(_Payload):
    full_name: _Text
    default_branch: _Text


class _Base(_Payload):
    ref: _Text
    sha: _Sha


class _Head(_Payload):
    sha: _Sha


class _Pull(_Payload):
    number: Annotated[int, Field(gt=0)]
    base: _Base
    head: _Head


class _OfPull(_Payload):
    repository: _Repository
    pull_request: _Pull

    def event(self, kind: str) -> Event:
        pull = self.pull_request
        return Event(
            kind,
            self.repository.full_name,
            self.repository.default_branch,
            pull.base.ref,
            pull.base.sha,
            head_sha=pull.head.sha,
            number=pull.number,
        )


class _Group(_Payload):
    head_sha: _Sha
    head_ref: str = ""
    base_sha: _Sha
    base_ref: _Text


class _OfGroup(_Payload):
    repository: _Repository
    merge_group: _Group

    def event(self, kind: str) -> Event:
        group = self.merge_group
        return Event(
            kind,
            self.repository.full_name,
            self.repository.default_branch,
            group.base_ref.removeprefix(_BRANCH),
            group.base_sha,
            group.head_ref.removeprefix(_BRANCH),
            group.head_sha,
            hinted=tuple(int(number) for number in _QUEUED.findall(group.head_ref)),
        )


class _OfPush(_Payload):
    repository: _Repository
    ref: _Text
    before: _Sha
    after: _Sha

    def event(self, kind: str) -> Event:
        if not self.after.strip("0"):
            raise UsageError(
                f"this push deletes {self.ref}, so there is nothing to judge",
                "leave the gate out of deletions: `if: ${{ !github.event.deleted }}` on its job",
            )
        default = self.repository.default_branch
        lands = self.ref == _BRANCH + default
        return Event(
            kind,
            self.repository.full_name,
            default,
            default,
            self.before if lands and self.before.strip("0") else "",
            self.ref.removeprefix(_BRANCH),
            self.after,
        )


class _OfDispatch(_Payload):
    repository: _Repository
    ref: _Text

    def event(self, kind: str) -> Event:
        default = self.repository.default_branch
        return Event(kind, self.repository.full_name, default, default, head_ref=self.ref.removeprefix(_BRANCH))


_KINDS: dict[str, type[_OfPull | _OfGroup | _OfPush | _OfDispatch]] = {
    "pull_request": _OfPull,
    "pull_request_review": _OfPull,
    "pull_request_target": _OfPull,
    "merge_group": _OfGroup,
    "push": _OfPush,
    "workflow_dispatch": _OfDispatch,
}


def read_event(path: str, name: str) -> Event:
    """The event in a file, by its name. Raises UsageError for one that brings no change, or says too little of it."""
    kind = _KINDS.get(name)
    if kind is None:
        raise UsageError(
            f"the event {name!r} brings no change to judge", f"run this on one of: {', '.join(sorted(_KINDS))}"
        )
    try:
        with open(path, "rb") as file:
            payload = kind.model_validate(json.load(file))
    except OSError as error:
        raise UsageError(
            f"the event cannot be read: {path}: {error.strerror}", "GITHUB_EVENT_PATH names the file that GitHub leaves"
        ) from None
    except ValidationError as error:
        raise _lacking(name, path, error) from None
    except (ValueError, RecursionError):
        raise UsageError(
            f"the event in {path} is no JSON document", "GITHUB_EVENT_PATH names the file that GitHub leaves"
        ) from None
    return payload.event(name)


def _lacking(name: str, path: str, error: ValidationError) -> UsageError:
    first = error.errors()[0]
    where = ".".join(str(step) for step in first["loc"]) or "the whole"
    return UsageError(
        f"the {name} event in {path} does not say what changes: {where}: {first['msg']}",
        "check that GITHUB_EVENT_NAME is this payload's event",
    )
