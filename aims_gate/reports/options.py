"""What a caller may choose about a report's looks, and what every format must offer. Knows no format."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol

from aims_gate.model.document import Json
from aims_gate.model.report import Report
from aims_gate.model.values import NamedTuple


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


class Renderer(Protocol):
    """A format's module."""

    def render(self, report: Report, options: Options, /) -> str:
        """The whole report, ending in a newline. Equal reports give equal text."""
        ...
