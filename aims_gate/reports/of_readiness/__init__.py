"""The formats that readiness can be said in, and where each is made. Knows no state: readiness has it."""

from collections.abc import Callable
from typing import Protocol

from aims_gate.model.readiness import Readiness
from aims_gate.reports.options import Options


class Renderer(Protocol):
    """A format's module."""

    def render(self, found: Readiness, options: Options, /) -> str:
        """The whole page, ending in a newline. Equal readiness gives equal text."""
        ...


def _html() -> Renderer:
    from aims_gate.reports.of_readiness import html

    return html


def _json() -> Renderer:
    from aims_gate.reports.of_readiness import json

    return json


def _junit() -> Renderer:
    from aims_gate.reports.of_readiness import junit

    return junit


def _markdown() -> Renderer:
    from aims_gate.reports.of_readiness import markdown

    return markdown


def _oscal() -> Renderer:
    from aims_gate.reports.of_readiness import oscal

    return oscal


def _text() -> Renderer:
    from aims_gate.reports.of_readiness import text

    return text


RENDERERS: dict[str, Callable[[], Renderer]] = {
    "text": _text,
    "json": _json,
    "html": _html,
    "markdown": _markdown,
    "junit": _junit,
    "oscal": _oscal,
}
"""Format → where it is made."""


def render(name: str, found: Readiness, options: Options) -> str:
    """Readiness in one format."""
    return RENDERERS[name]().render(found, options)
