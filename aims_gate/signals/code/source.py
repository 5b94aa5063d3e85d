"""AI usage in files of source and configuration. Knows which files those are; what they are searched for is another's."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from aims_gate.model.signal import Hit
from aims_gate.signals.catalogue import Catalogue
from aims_gate.signals.code.languages import (
    Language,
    Place,
    is_for_developers,
    is_translation,
    language_of,
    place_of,
)

if TYPE_CHECKING:
    from aims_gate.signals.code.searches import Searches


class Source:
    """Detects AI usage in source, configuration and notebooks."""

    def __init__(self) -> None:
        self._searches: Searches | None = None
        self._last: tuple[bytes, tuple[Language, Place], list[Hit]] | None = None

    def reads(self, path: str) -> bool:
        """Whether the file is written in a known language, and is no setting of a developer's own tools."""
        language = language_of(path)
        if language is None:
            return False
        return not (language.is_configuration and (is_for_developers(path) or is_translation(path)))

    def hits(self, path: str, content: bytes, catalogue: Catalogue) -> Iterator[Hit]:
        """The hits of a whole file, by line."""
        language = language_of(path)
        if language is None or not content:
            return iter(())
        if self._searches is None or self._searches.catalogue is not catalogue:
            # A change without source must not wait for all that source is searched with.
            from aims_gate.signals.code.searches import Searches

            self._searches = Searches(catalogue)
            self._last = None
        # A file that only moved is looked through as two, one after the other, that hold the same.
        kind = language, place_of(path)
        if self._last is None or self._last[0] is not content or self._last[1] != kind:
            self._last = content, kind, self._searches.hits(content, *kind)
        return iter(self._last[2])
