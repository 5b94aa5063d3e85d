"""What reading a change asks of GitHub's API, and what answers in its place where there is no token."""

from collections.abc import Iterator
from typing import NoReturn, Protocol

from aims_gate.errors import ForgeError
from aims_gate.model.document import Json


class Api(Protocol):
    """One repository at one API. Every failure is a ForgeError."""

    @property
    def repository(self) -> str:
        """`owner/name`."""

    def at(self, *parts: str | int) -> str:
        """A path below the repository."""

    def get(self, path: str, **params: str | int) -> Json:
        """The object at a path."""

    def pages(self, path: str, **params: str | int) -> Iterator[Json]:
        """Every element of every page of a list."""

    def graphql(self, query: str, variables: dict[str, Json]) -> Json:
        """The `data` of a query."""


class Tokenless:
    """GitHub where nobody may ask: a public answer without a token would depend on who else asks from this machine."""

    def __init__(self, repository: str) -> None:
        self.repository = repository

    def at(self, *parts: str | int) -> str:
        """A path that is never asked."""
        return "/".join(("", *map(str, parts)))

    def get(self, path: str, **params: str | int) -> Json:
        """Raises ForgeError."""
        self._refuse()

    def pages(self, path: str, **params: str | int) -> Iterator[Json]:
        """Raises ForgeError."""
        self._refuse()

    def graphql(self, query: str, variables: dict[str, Json]) -> Json:
        """Raises ForgeError."""
        self._refuse()

    def _refuse(self) -> NoReturn:
        raise ForgeError(
            "GitHub was not asked for the pull request: there is no token",
            "pass `GITHUB_TOKEN: ${{ github.token }}` to this step, with `pull-requests: read` among the permissions",
        )
