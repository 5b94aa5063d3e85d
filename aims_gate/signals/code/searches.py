"""All that the text of one file is searched for by itself: imports, endpoints, models, variables, prompts that say so."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, partial
from itertools import islice
from typing import TYPE_CHECKING

from aims_gate.model.signal import Hit
from aims_gate.signals.catalogue import Catalogue
from aims_gate.signals.code.addresses import WORD, Addresses
from aims_gate.signals.code.called import TELLING as OF_AI
from aims_gate.signals.code.called import may_name_it, names_it
from aims_gate.signals.code.described import TELLING as OF_TOOLS
from aims_gate.signals.code.described import declares_tools
from aims_gate.signals.code.endpoints import Endpoints
from aims_gate.signals.code.given_models import GivenModels
from aims_gate.signals.code.images import Images
from aims_gate.signals.code.imports import Imports
from aims_gate.signals.code.languages import Language, Place
from aims_gate.signals.code.models import Models
from aims_gate.signals.code.named import TELLING, Named
from aims_gate.signals.code.parameters import TELLING as OF_MODELS
from aims_gate.signals.code.parameters import may_set_one
from aims_gate.signals.code.ports import Ports
from aims_gate.signals.code.services import Services
from aims_gate.signals.code.spoken import ANCHORS, Spoken
from aims_gate.signals.code.text import WRITTEN_AT_MOST, Text, plain
from aims_gate.signals.code.variables import Variables
from aims_gate.signals.code.words import Words

if TYPE_CHECKING:
    from aims_gate.signals.code.beside import Beside
    from aims_gate.signals.code.notebook import CodeCells

_HITS_AT_MOST = 2000  # of one file
_CELL_FAMILIES = {
    "javascript": "script",
    "java": "braces",
    "csharp": "braces",
    "go": "go",
    "r": "hash",
    "julia": "julia",
}


_Search = Callable[[Text], Iterator[Hit]]


class Searches:
    """What texts are searched with. Made once per catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._endpoints = Endpoints(catalogue)
        self._models = Models(catalogue)
        self._spoken = Spoken(catalogue)
        self._named = Named(catalogue, self._spoken)
        self._variables = Variables(catalogue)
        self._addresses = Addresses(catalogue)
        self._given = GivenModels(catalogue, self._models)
        self._services = Services(catalogue, self._given)
        self._ports = Ports(catalogue)
        self._images = Images(catalogue)
        of_rows = (*self._services.words, *self._ports.words, *self._images.words)
        telling = (*ANCHORS, *TELLING, *OF_TOOLS, *OF_AI, *OF_MODELS, *of_rows)
        self._telling = Words(telling)
        # Most texts hold nothing, which one look at them tells.
        self._all = Words((*telling, *self._endpoints.words, *self._models.words, *self._variables.words, WORD))
        self._of_ecosystem: dict[str, Imports] = {}
        self._last = self._named.hits, self._named.hits_among_prompts, self._named.hits_of_prompts

    def hits(self, content: bytes, language: Language, place: Place) -> list[Hit]:
        """The hits of a file, by line."""
        raw = plain(content)
        if place.is_notebook:
            return self._of_notebook(raw)
        is_called = bool(language.ecosystem) and not language.is_prose and place.is_called_after_ai
        return self._of_text(raw, language, self._where_prompts_lie(language, place), is_called)

    def _where_prompts_lie(self, language: Language, place: Place) -> list[_Search]:
        if language.is_configuration or language.is_prose:
            return []
        if place.is_called_prompts:
            return [self._named.hits_of_prompts]
        return [self._named.hits_among_prompts] if place.lies_among_prompts else []

    def _of_text(
        self, raw: bytes, language: Language, others: Sequence[_Search] = (), is_called: bool = False
    ) -> list[Hit]:
        lowered = raw.lower()
        may_hold = not language.is_prose and self._all.stand_in(lowered)
        searches = self._imported(raw, lowered, language.ecosystem)
        if may_hold:
            searches += self._possible(raw, lowered, language)
        searches += others
        may_name = may_hold and bool(language.ecosystem) and may_name_it(raw, lowered)
        if not searches and not is_called and not may_name:
            return []
        text = Text(raw, language.family)
        found: list[Hit] = []
        for search in searches:
            if not found or search not in self._last:  # next to other hits all prompts that go by a name are told
                found += islice(search(text), _HITS_AT_MOST - len(found))
        is_written = not language.is_prose and len(raw) <= WRITTEN_AT_MOST
        if is_written and (found or is_called or (may_name and names_it(text, language.ecosystem))):
            found = list(self._beside.hits(text, found, language.is_configuration, _HITS_AT_MOST))
        return sorted(set(found), key=lambda hit: (hit.line, hit.row, hit.name))

    def _imported(self, raw: bytes, lowered: bytes, ecosystem: str) -> list[_Search]:
        """The search for imports, where they may find one."""
        return [self._imports(ecosystem).hits] if ecosystem and self._imports(ecosystem).possible(raw, lowered) else []

    def _possible(self, raw: bytes, lowered: bytes, language: Language) -> list[_Search]:
        """What else may find something in a text by itself, told by a few quick looks."""
        ecosystem, is_configuration = language.ecosystem, language.is_configuration
        found: list[_Search] = []
        if self._endpoints.possible(raw, lowered):
            found.append(self._endpoints.hits)
        if self._models.possible(raw, lowered, is_configuration):
            found.append(partial(self._models.hits, is_configuration=is_configuration))
        if self._variables.possible(lowered):
            found.append(partial(self._variables.hits, is_configuration=is_configuration))
        if is_configuration and self._addresses.possible(lowered):
            found.append(self._addresses.hits)
        if self._telling.stand_in(lowered):
            if self._services.possible(raw, lowered):
                found.append(partial(self._services.hits, is_configuration=is_configuration))
            found += [self._ports.hits] if self._ports.possible(raw) else []
            found += [self._images.hits] if ecosystem and self._images.possible(lowered) else []
            found += [self._spoken.hits] if self._spoken.possible(raw) else []
            found += [self._beside.hits_declared] if declares_tools(lowered) else []
            found += [self._beside.hits_of_parameters] if may_set_one(lowered) else []
            found += [self._named.hits] if self._named.possible(lowered) else []
        return found

    def _imports(self, ecosystem: str) -> Imports:
        found = self._of_ecosystem.get(ecosystem)
        if found is None:
            found = self._of_ecosystem[ecosystem] = Imports(self.catalogue, ecosystem)
        return found

    @cached_property
    def _beside(self) -> "Beside":
        from aims_gate.signals.code.beside import Beside

        return Beside(self.catalogue, self._spoken, self._named.prompts, self._services, self._models, self._given)

    def _of_notebook(self, raw: bytes) -> list[Hit]:
        """The hits of the code in a notebook, by its lines."""
        from aims_gate.signals.code.notebook import code_cells, language_of_notebook

        ecosystem = language_of_notebook(raw)
        # Quotes within JSON's own strings stand behind a backslash.
        unescaped = re.sub(rb"\\(?=[\"'`])", b"", raw)
        lowered = unescaped.lower()
        if not (self._all.stand_in(lowered) or self._imports(ecosystem).possible(unescaped, lowered)):
            return []
        cells = code_cells(raw)
        found = self._of_text(cells.source, Language(_CELL_FAMILIES.get(ecosystem, "python"), ecosystem))
        return [hit._replace(line=_line(cells, hit.line)) for hit in found]


def _line(cells: "CodeCells", line: int) -> int:
    return cells.lines[line - 1] if 0 < line <= len(cells.lines) else 0
