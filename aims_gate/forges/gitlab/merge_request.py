"""A merge request as GitLab's API shows it now: what its author says of it, its versions, who approves, who objects."""

from datetime import UTC, datetime
from typing import Annotated, Literal, NamedTuple, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter

from aims_gate.errors import ForgeError
from aims_gate.forges.gitlab.api import Api
from aims_gate.forges.gitlab.refusals import TO_READ
from aims_gate.forges.reading import read_as
from aims_gate.model.document import Json
from aims_gate.sources.records import LABEL

_SHA = r"^([0-9a-f]{40}([0-9a-f]{24})?)?$"

MAINTAINER = 40
"""GitLab's number for the role from which a member administers a project."""

_UNTOLD = (401, 403, 404)
_APPROVED = "approved this merge request"
_EDITS = ("changed the description", "marked the task", "marked the checklist item")
"""How GitLab's own notes on an edit of the description begin. An edit that also ticks a task shows as a tick alone."""

_T = TypeVar("_T")


def _blank(value: Json) -> Json:
    return "" if value is None else value


def _utc(value: object) -> object:
    """A time in UTC with milliseconds, so that times can be compared as text; empty where there is none."""
    if value is None or value == "":
        return ""
    moment = datetime.fromisoformat(str(value))
    if moment.tzinfo is None:
        raise ValueError("a time without its offset")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


_Commit = Annotated[str, BeforeValidator(_blank), Field(pattern=_SHA)]
_Text = Annotated[str, BeforeValidator(_blank)]
_Time = Annotated[str, BeforeValidator(_utc)]


class _Answer(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class Account(_Answer):
    """Who did something. The number lasts when an account is renamed."""

    id: int
    username: str


class MergeRequest(_Answer):
    """A merge request now. `sha` is the tip of its source branch; `merged_at` is empty until it is merged."""

    iid: int
    state: str
    title: _Text = ""
    description: _Text = ""
    labels: tuple[str, ...] = ()
    author: Account
    target_branch: str
    source_branch: str = ""
    sha: _Commit = ""
    merged_at: _Time = ""


class Version(_Answer):
    """What was pushed at one time. GitLab makes a version of each push, and of each move of the target branch."""

    id: int
    head: Annotated[_Commit, Field(alias="head_commit_sha")]
    created: Annotated[_Time, Field(alias="created_at")]


class Approval(_Answer):
    """An approval that stands. `at` is empty on servers that do not tell (before GitLab 17.10 or so)."""

    user: Account
    at: Annotated[_Time, Field(alias="approved_at")] = ""


class _Approvals(_Answer):
    given: Annotated[tuple[Approval, ...], Field(alias="approved_by")]


class Reviewer(_Answer):
    """Someone who was asked to review, and what they last said."""

    user: Account
    state: str


class Note(_Answer):
    """A note; `system` ones are GitLab's own record of what somebody did."""

    id: int
    body: _Text = ""
    author: Account
    system: bool = False
    created: Annotated[_Time, Field(alias="created_at")]


class _LabelName(_Answer):
    name: str


class _LabelEvent(_Answer):
    created: Annotated[_Time, Field(alias="created_at")]
    action: Literal["add", "remove"]
    label: _LabelName | None = None


class _User(_Answer):
    bot: bool


class _Member(_Answer):
    access_level: int


class _Rule(_Answer):
    name: _Text = ""
    approvals_required: int = 0
    approved: bool = False
    eligible: Annotated[tuple[Account, ...], Field(alias="eligible_approvers")] = ()
    approved_by: tuple[Account, ...] = ()


class _Rules(_Answer):
    rules: tuple[_Rule, ...]


class ApprovalRule(NamedTuple):
    """One of GitLab's own approval rules for this merge request, by accounts."""

    name: str
    required: int
    approved: bool
    eligible: tuple[str, ...]
    given: tuple[str, ...]


def read_merge_request(api: Api, iid: int) -> MergeRequest:
    """The merge request of a number. Raises ForgeError."""
    path = api.at("merge_requests", iid)
    return read(MergeRequest, api.get(path), path)


def open_merge_requests(api: Api) -> tuple[MergeRequest, ...]:
    """Every open merge request into the project. Raises ForgeError."""
    path = api.at("merge_requests")
    return tuple(read(MergeRequest, found, path) for found in api.pages(path, state="opened", scope="all"))


def merge_requests_of(api: Api, commit: str) -> tuple[MergeRequest, ...]:
    """The merge requests, open or merged, that brought a commit or would. Raises ForgeError."""
    path = api.at("repository", "commits", commit, "merge_requests")
    return tuple(read(MergeRequest, found, path) for found in api.pages(path))


def versions(api: Api, iid: int) -> tuple[Version, ...]:
    """Every version of a merge request, oldest first. Raises ForgeError: a part of them is never enough."""
    path = api.at("merge_requests", iid, "versions")
    found = [read(Version, version, path) for version in api.pages(path)]
    return tuple(sorted(found, key=lambda version: (version.created, version.id)))


def approvals(api: Api, iid: int) -> tuple[Approval, ...]:
    """The approvals that stand. Raises ForgeError, which names the scope where a token may not read them."""
    path = api.at("merge_requests", iid, "approvals")
    if not api.reads_approvals:
        raise ForgeError("approvals were not asked for: CI_JOB_TOKEN may not read them", TO_READ)
    return read(_Approvals, api.get(path), path).given


def reviewers(api: Api, iid: int) -> tuple[Reviewer, ...]:
    """The reviewers and what they say. Raises ForgeError."""
    path = api.at("merge_requests", iid, "reviewers")
    return tuple(read(Reviewer, found, path) for found in api.elements(path))


def notes(api: Api, iid: int, kind: str) -> tuple[Note, ...]:
    """The notes, oldest first; `kind` is `only_activity` (GitLab's own) or `only_comments`. Raises ForgeError."""
    path = api.at("merge_requests", iid, "notes")
    listed = api.pages(path, whole=False, sort="asc", order_by="created_at", activity_filter=kind)
    return tuple(read(Note, found, path) for found in listed)


def approved_at(activity: tuple[Note, ...], account: Account) -> str:
    """When somebody last approved, by GitLab's own notes; empty where none tells."""
    return max((n.created for n in activity if n.body.startswith(_APPROVED) and n.author.id == account.id), default="")


def edited_at(api: Api, iid: int) -> tuple[str | None, str | None]:
    """When the description was last edited, and when the label `aims:none-material` was last set.

    UTC; of the description empty for never, of the label None where no event tells. Raises ForgeError.
    """
    edits = [n.created for n in notes(api, iid, "only_activity") if n.system and n.body.startswith(_EDITS)]
    path = api.at("merge_requests", iid, "resource_label_events")
    events = [read(_LabelEvent, found, path) for found in api.pages(path, whole=False)]
    set_at = [e.created for e in events if e.action == "add" and e.label is not None and e.label.name == LABEL]
    return max(edits, default=""), max(set_at, default=None)


def is_bot(api: Api, account: Account) -> bool:
    """Whether no person acts through an account. Raises ForgeError."""
    path = f"/users/{account.id}"
    return read(_User, api.get(path), path).bot


def is_maintainer(api: Api, account_id: str) -> bool:
    """Whether an account administers the project; one that is no member does not. Raises ForgeError."""
    path = api.at("members", "all", account_id)
    try:
        found = api.get(path)
    except ForgeError as error:
        if error.status == 404:
            return False
        raise
    return read(_Member, found, path).access_level >= MAINTAINER


def approval_rules(api: Api, iid: int) -> tuple[ApprovalRule, ...]:
    """GitLab's own rules where it has any: the free edition has none and hides the place. Raises ForgeError."""
    path = api.at("merge_requests", iid, "approval_state")
    try:
        found = read(_Rules, api.get(path), path).rules
    except ForgeError as error:
        if error.status in _UNTOLD:
            return ()
        raise
    return tuple(
        ApprovalRule(
            rule.name,
            rule.approvals_required,
            rule.approved,
            tuple(account.username for account in rule.eligible),
            tuple(account.username for account in rule.approved_by),
        )
        for rule in found
        if rule.approvals_required
    )


def read(kind: type[_T], value: Json, path: str) -> _T:
    """A value of GitLab's as what it is. Raises ForgeError where it is not."""
    return read_as(TypeAdapter(kind), value, "GitLab", path)
