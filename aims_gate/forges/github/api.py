"""What reading a change asks of GitHub: of its API, and of the repository that it keeps."""

from collections.abc import Iterator
from typing import Protocol

from aims_gate.model.document import Json


class Fetches(Protocol):
    """Brings commits from the repository's own remote into this clone."""

    def bring(self, commit: str, number: int = 0) -> None:
        """Fetches a commit, that of a pull request's head where a number is given. Raises ForgeError."""


class Api(Protocol):
    """One repository at one API. Every failure is a ForgeError."""

    repository: str

    def at(self, *parts: str | int) -> str:
        """A path below the repository, `owner/name`."""

    def get(self, path: str, **params: str | int) -> Json:
        """The object at a path."""

    def pages(self, path: str, *, key: str = "", **params: str | int) -> Iterator[Json]:
        """Every element of every page of a list; `key` names it where the answer wraps it in an object."""

    def graphql(self, query: str, variables: dict[str, Json]) -> Json:
        """The `data` of a query."""
