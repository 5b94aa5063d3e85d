"""One run in GitHub Actions as its environment tells of it: the event that made it, and the API to ask."""

from collections.abc import Mapping
from dataclasses import dataclass

from aims_gate.forges.github.client import GitHub
from aims_gate.forges.github.event import Event, read_event

PUBLIC = "https://api.github.com"


@dataclass(frozen=True, slots=True)
class Run:
    """The event, and GitHub's API for its repository: None where the run was given no token."""

    event: Event
    github: GitHub | None


def read_run(environment: Mapping[str, str]) -> Run:
    """The run that this environment belongs to. Raises UsageError for an event that brings no change.

    Without a token GitHub is not asked even where it would answer: how often it does depends on who else asks from
    the same address.
    """
    event = read_event(environment.get("GITHUB_EVENT_PATH", ""), environment.get("GITHUB_EVENT_NAME", ""))
    return Run(event, read_api(environment, event.repository))


def read_api(environment: Mapping[str, str], repository: str) -> GitHub | None:
    """GitHub's API for a repository, `owner/name`; None without a token. Raises ForgeError for a URL that is none."""
    token = environment.get("AIMS_GATE_GITHUB_TOKEN") or environment.get("GITHUB_TOKEN")
    if not token:
        return None
    api, queries = environment.get("GITHUB_API_URL") or PUBLIC, environment.get("GITHUB_GRAPHQL_URL", "")
    return GitHub(repository, token, api, graphql_url=queries)
