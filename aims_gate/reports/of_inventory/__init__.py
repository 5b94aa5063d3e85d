"""The formats that an inventory can be said in, and where each is made. Knows no use of AI: the inventory has it."""

from collections.abc import Callable
from typing import Protocol

from aims_gate.model.inventory import Inventory
from aims_gate.reports.options import Options


class Renderer(Protocol):
    """A format's module."""

    def render(self, found: Inventory, options: Options, /) -> str:
        """The whole page, ending in a newline. Equal inventories give equal text."""
        ...


def _json() -> Renderer:
    from aims_gate.reports.of_inventory import json

    return json


def _text() -> Renderer:
    from aims_gate.reports.of_inventory import text

    return text


def _markdown() -> Renderer:
    from aims_gate.reports.of_inventory import markdown

    return markdown


def _cyclonedx() -> Renderer:
    from aims_gate.reports.of_inventory import cyclonedx

    return cyclonedx


RENDERERS: dict[str, Callable[[], Renderer]] = {
    "text": _text,
    "json": _json,
    "markdown": _markdown,
    "cyclonedx": _cyclonedx,
}
"""Format → where it is made."""


def render(name: str, found: Inventory, options: Options) -> str:
    """An inventory in one format."""
    return RENDERERS[name]().render(found, options)
