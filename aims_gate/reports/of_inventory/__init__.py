"""The formats that an inventory can be said in, and where each is made. Knows no use of AI: the inventory has it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from aims_gate.model.inventory import Inventory
from aims_gate.reports.options import Options, Renderer, formats

if TYPE_CHECKING:
    from aims_gate.reports.of_inventory import cyclonedx, json, markdown, text

    CHECKED: tuple[Renderer[Inventory], ...] = (text, json, markdown, cyclonedx)
    """The modules that are loaded by name, for the type checker to hold to what a format offers."""

RENDERERS: dict[str, Callable[[], Renderer[Inventory]]] = formats(__name__, "text", "json", "markdown", "cyclonedx")
"""Format → what gives its module."""


def render(name: str, found: Inventory, options: Options) -> str:
    """An inventory in one format."""
    return RENDERERS[name]().render(found, options)
