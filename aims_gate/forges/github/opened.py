"""Open pull requests as they stand now, without an event that tells of them, and the commits that judging them needs.

Knows nothing of verdicts. What cannot be had is a `ForgeError` with the way out.
"""

from collections.abc import Iterator
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from aims_gate.forges.github.api import Api
from aims_gate.forges.github.event import Event
from aims_gate.forges.github.fetching import Remote
from aims_gate.forges.github.pull_request import PullRequest, open_pull_requests, read_pull_request
from aims_gate.forges.reading import read_as


class _Answer(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class _Repository(_Answer):
    default_branch: Annotated[str, Field(min_length=1)]


class _Target(_Answer):
    sha: Annotated[str, Field(pattern=r"^[0-9a-f]{40}([0-9a-f]{24})?$")]


class _Reference(_Answer):
    target: Annotated[_Target, Field(alias="object")]


_REPOSITORY, _REFERENCE = TypeAdapter(_Repository), TypeAdapter(_Reference)


def default_branch(api: Api) -> str:
    """The name of the branch whose rules bind. Raises ForgeError."""
    path = api.at()
    return read_as(_REPOSITORY, api.get(path), "GitHub", path).default_branch


def pull_requests(api: Api, number: int = 0) -> Iterator[PullRequest]:
    """The pull request of a number, open or not, else every open one, drafts and forks included. Raises ForgeError."""
    return iter((read_pull_request(api, number),)) if number else open_pull_requests(api)


def event_of(pull: PullRequest, repository: str, default: str, alike: tuple[int, ...] = ()) -> Event:
    """What an event of a pull request would say now; `alike` are those with the same head commit and branch."""
    return Event(
        "pull_request",
        repository,
        default,
        pull.base.ref,
        pull.base.sha,
        head_sha=pull.head.sha,
        number=pull.number,
        hinted=alike,
    )


class Commits:
    """What a clone needs of a repository's remote. A branch that was found up to date once is not asked for again."""

    def __init__(self) -> None:
        self._known: set[str] = set()

    def bring(self, api: Api, remote: Remote, event: Event) -> None:
        """Lets the clone have what a pull request is judged by: both branches as they are now, and its head."""
        for branch in dict.fromkeys((event.default_branch, event.base_ref)):
            if branch not in self._known:
                remote.bring_branch(branch, _tip(api, branch))
                self._known.add(branch)
        remote.bring(event.head_sha, event.number)


def _tip(api: Api, branch: str) -> str:
    path = api.at("git", "ref", f"heads/{branch}")
    return read_as(_REFERENCE, api.get(path), "GitHub", path).target.sha
