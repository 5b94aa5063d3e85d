"""One run in GitHub Actions as its environment tells of it: the event that made it, and the API to ask."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from aims_gate.forges.github.client import GitHub
from aims_gate.forges.github.event import Event, read_event
from aims_gate.forges.github.fetching import PATIENCE as FETCHING
from aims_gate.forges.github.fetching import PUBLIC as SERVER
from aims_gate.forges.github.fetching import Remote
from aims_gate.forges.pace import PATIENCE
from aims_gate.sources.git import Repository

PUBLIC = "https://api.github.com"


@dataclass(frozen=True, slots=True)
class Run:
    """The event, and GitHub's API for its repository: None where the run was given no token."""

    event: Event
    github: GitHub | None
    place: "Place"


@dataclass(frozen=True, slots=True)
class Place:
    """Where GitHub is, and what opens it: the addresses of its API, of its repositories and of
    its queries (empty for the place beside the API). The token may be empty.
    """

    token: str = field(repr=False)
    api_url: str
    server_url: str
    graphql_url: str = ""

    def github(self, repository: str, patience: float = PATIENCE) -> GitHub | None:
        """The API for a repository, `owner/name`: None without a token.

        GitHub is then not asked even where it would answer: how often it does depends on who else asks from the same
        address.
        """
        if not self.token:
            return None
        return GitHub(repository, self.token, self.api_url, patience=patience, graphql_url=self.graphql_url)

    def remote(self, repository: Repository, patience: float = FETCHING) -> Remote:
        """The remote of a clone."""
        return Remote(repository, self.token, self.server_url, patience=patience)


def place_of(environment: Mapping[str, str]) -> Place:
    """Where an environment says that GitHub is."""
    return Place(
        environment.get("AIMS_GATE_GITHUB_TOKEN") or environment.get("GITHUB_TOKEN") or "",
        environment.get("GITHUB_API_URL") or PUBLIC,
        environment.get("GITHUB_SERVER_URL") or SERVER,
        environment.get("GITHUB_GRAPHQL_URL", ""),
    )


def read_run(environment: Mapping[str, str]) -> Run:
    """The run that this environment belongs to. Raises UsageError for an event that brings no change."""
    event = read_event(environment.get("GITHUB_EVENT_PATH", ""), environment.get("GITHUB_EVENT_NAME", ""))
    place = place_of(environment)
    return Run(event, place.github(event.repository), place)


def read_api(environment: Mapping[str, str], repository: str) -> GitHub | None:
    """GitHub's API for a repository, `owner/name`; None without a token. Raises ForgeError for a URL that is none."""
    return place_of(environment).github(repository)
