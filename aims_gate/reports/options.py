"""What a caller may choose about a report's looks, what every format must offer, and how it is loaded. Knows no format."""

from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol, TypeVar

from aims_gate.model.document import Json

Found = TypeVar("Found", contravariant=True)


class Options(NamedTuple):
    """Choices of looks, none of which alters what is said of a rule.

    `colour` and `width` (columns) are for text. `verbose` also lists what passed and what is not applicable.
    `junit_file` adds the attribute `file` to each JUnit case. `limit` is the most bytes of UTF-8 that
    Markdown may take; None is no limit. `catalogue` maps ids of controls to their entries, for formats that link them
    to other texts.
    """

    colour: bool = False
    width: int = 80
    verbose: bool = False
    junit_file: bool = False
    limit: int | None = None
    catalogue: Mapping[str, dict[str, Json]] = MappingProxyType({})


class Renderer(Protocol[Found]):
    """A format's module, for one kind of value."""

    def render(self, found: Found, options: Options, /) -> str:
        """All of it, ending in a newline. Equal values give equal text."""
        ...


def formats(package: str, *names: str) -> dict[str, Callable[[], Any]]:
    """Format → what gives its module, the one of its name in a package.

    Each is imported only when asked for: a run that prints text does not pay for an XML library.
    """
    return {name: partial(import_module, f"{package}.{name.replace('-', '_')}") for name in names}
