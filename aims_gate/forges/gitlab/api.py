"""What reading a change asks of GitLab's API."""

from collections.abc import Iterator
from typing import Protocol

from aims_gate.model.document import Json


class Api(Protocol):
    """One project at one API. Every failure is a ForgeError."""

    reads_approvals: bool
    """Whether the token is of a kind that may be given approvals at all."""

    def at(self, *parts: str | int) -> str:
        """A path below the project."""

    def get(self, path: str, **query: str | int) -> Json:
        """The object at a path."""

    def elements(self, path: str) -> Json:
        """A list that GitLab gives in one piece."""

    def pages(self, path: str, *, whole: bool = True, **query: str | int) -> Iterator[Json]:
        """Every element of every page of a list."""
