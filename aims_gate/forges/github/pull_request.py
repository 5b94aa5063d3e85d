"""A pull request as GitHub's API shows it now: what its author says of it, and who reviewed which commit."""

from collections.abc import Iterator
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter

from aims_gate.errors import ForgeError
from aims_gate.forges.github.api import Api
from aims_gate.forges.reading import read_as
from aims_gate.model.document import Json
from aims_gate.model.review import Review, ReviewState
from aims_gate.sources.records import LABEL

_SHA = r"^([0-9a-f]{40}([0-9a-f]{24})?)?$"

GHOST = "ghost"
"""The login that GitHub shows for accounts that are gone."""

NOT_FOUND, NOT_PROCESSED = 404, 422

_EDITED = """
query($owner: String!, $name: String!, $number: Int!) {
  repository(owner: $owner, name: $name) {
    pullRequest(number: $number) {
      lastEditedAt
      timelineItems(last: 100, itemTypes: [LABELED_EVENT]) {
        pageInfo { hasPreviousPage }
        nodes { ... on LabeledEvent { createdAt label { name } } }
      }
    }
  }
}
"""

_T = TypeVar("_T")
_Commit = Annotated[str, BeforeValidator(lambda value: "" if value is None else value), Field(pattern=_SHA)]
_Text = Annotated[str, BeforeValidator(lambda value: "" if value is None else value)]


class _Answer(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class Account(_Answer):
    """Who did something. `id` lasts when an account is renamed; 0 for one that is gone."""

    login: str
    id: int = 0
    type: str = "User"

    @property
    def bot(self) -> bool:
        """Whether no person acts through it."""
        return self.type != "User" or self.login.endswith("[bot]")

    @property
    def user_id(self) -> str:
        """The number as text; empty for an account that is gone."""
        return str(self.id) if self.id else ""


_Account = Annotated[Account, BeforeValidator(lambda value: {"login": GHOST} if value is None else value)]


class Label(_Answer):
    """A label of the repository."""

    name: str


class Branch(_Answer):
    """One side of a pull request."""

    ref: str
    sha: _Commit


class PullRequest(_Answer):
    """A pull request now. `merged_at` is empty until it is merged."""

    number: int
    state: str
    title: _Text = ""
    body: _Text = ""
    user: _Account
    labels: tuple[Label, ...] = ()
    base: Branch
    head: Branch
    merged_at: _Text = ""


class _Review(_Answer):
    id: int
    user: _Account
    state: Literal["APPROVED", "CHANGES_REQUESTED", "COMMENTED", "DISMISSED", "PENDING"]
    commit_id: _Commit = ""
    submitted_at: _Text = ""

    def review(self) -> Review:
        states: dict[str, ReviewState] = {
            "APPROVED": "approved",
            "CHANGES_REQUESTED": "changes_requested",
            "COMMENTED": "commented",
            "DISMISSED": "dismissed",
            "PENDING": "pending",
        }
        user = self.user
        return Review(
            user.login, user.user_id, user.bot, states[self.state], self.commit_id, self.submitted_at, str(self.id)
        )


class _Permission(_Answer):
    permission: str


class _LabelEvent(_Answer):
    created: Annotated[str, Field(alias="createdAt")]
    label: Label


class _PageInfo(_Answer):
    earlier: Annotated[bool, Field(alias="hasPreviousPage")]


class _Timeline(_Answer):
    page: Annotated[_PageInfo, Field(alias="pageInfo")]
    nodes: tuple[_LabelEvent, ...]


class _Edits(_Answer):
    description: Annotated[_Text, Field(alias="lastEditedAt")]
    timeline: Annotated[_Timeline | None, Field(alias="timelineItems")] = None


_PULL, _REVIEW = TypeAdapter(PullRequest), TypeAdapter(_Review)
_PERMISSION, _EDITS = TypeAdapter(_Permission), TypeAdapter(_Edits)


def read_pull_request(api: Api, number: int) -> PullRequest:
    """The pull request of a number. Raises ForgeError."""
    path = api.at("pulls", number)
    return _read(_PULL, api.get(path), path)


def open_pull_requests(api: Api) -> Iterator[PullRequest]:
    """Every open pull request, drafts and those from forks included. Raises ForgeError."""
    path = api.at("pulls")
    return (_read(_PULL, found, path) for found in api.pages(path, state="open"))


def pull_requests_of(api: Api, commit: str) -> tuple[PullRequest, ...]:
    """The pull requests, open or merged, that brought a commit or would. Raises ForgeError."""
    path = api.at("commits", commit, "pulls")
    return tuple(_read(_PULL, found, path) for found in api.pages(path))


def reviews(api: Api, number: int) -> tuple[Review, ...]:
    """Every review of a pull request, in GitHub's order. Raises ForgeError: a part of them is never enough."""
    path = api.at("pulls", number, "reviews")
    return tuple(_read(_REVIEW, found, path).review() for found in api.pages(path))


def edited_at(api: Api, number: int) -> tuple[str | None, str | None]:
    """When the description was last edited, and when the label `aims:none-material` was last set.

    ISO 8601 in UTC; of the description empty for never. None where GitHub does not tell. Raises ForgeError.
    """
    owner, _, name = api.repository.partition("/")
    data = api.graphql(_EDITED, {"owner": owner, "name": name, "number": number})
    repository = data.get("repository") if isinstance(data, dict) else None
    found = repository.get("pullRequest") if isinstance(repository, dict) else None
    if found is None:
        return None, None
    edits = _read(_EDITS, found, "/graphql")
    return edits.description, _labelled(edits.timeline)


def _labelled(timeline: _Timeline | None) -> str | None:
    """When the label was last set. A label that no event tells of may have been set at any time."""
    times = [event.created for event in timeline.nodes if event.label.name == LABEL] if timeline else []
    return max(times, default=None)


def is_administrator(api: Api, login: str) -> bool:
    """Whether an account administers the repository; one that is gone does not. Raises ForgeError."""
    path = api.at("collaborators", login, "permission")
    try:
        found = api.get(path)
    except ForgeError as error:
        if error.status == NOT_FOUND:
            return False
        raise
    return _read(_PERMISSION, found, path).permission == "admin"


def _read(kind: TypeAdapter[_T], value: Json, path: str) -> _T:
    return read_as(kind, value, "GitHub", path)
