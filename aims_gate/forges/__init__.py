"""Where changes live, and by which signs a run shows where it is. A forge's own modules are imported only there."""

from collections.abc import Callable, Mapping
from typing import Literal

Environment = Mapping[str, str]
Forge = Literal["github", "gitlab", "local"]


def _on_github(environment: Environment) -> bool:
    return environment.get("GITHUB_ACTIONS") == "true" and bool(environment.get("GITHUB_EVENT_PATH"))


def _on_gitlab(environment: Environment) -> bool:
    return environment.get("GITLAB_CI") == "true"


FORGES: dict[Forge, Callable[[Environment], bool]] = {
    "github": _on_github,
    "gitlab": _on_gitlab,
    "local": lambda _: True,
}
"""Forge → whether a run with this environment is there. The first that says so is meant."""


def detect(environment: Environment) -> Forge:
    """The forge that this run is on; `local` where there is none."""
    return next(forge for forge, is_here in FORGES.items() if is_here(environment))
