"""The formats that readiness can be said in, and where each is made. Knows no state: readiness has it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from aims_gate.model.readiness import Readiness
from aims_gate.reports.options import Options, Renderer, formats

if TYPE_CHECKING:
    from aims_gate.reports.of_readiness import html, json, junit, markdown, oscal, text

    CHECKED: tuple[Renderer[Readiness], ...] = (text, json, html, markdown, junit, oscal)
    """The modules that are loaded by name, for the type checker to hold to what a format offers."""

RENDERERS: dict[str, Callable[[], Renderer[Readiness]]] = formats(
    __name__, "text", "json", "html", "markdown", "junit", "oscal"
)
"""Format → what gives its module."""


def render(name: str, found: Readiness, options: Options) -> str:
    """Readiness in one format."""
    return RENDERERS[name]().render(found, options)
