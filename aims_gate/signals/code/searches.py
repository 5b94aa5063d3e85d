"""All that the text of one file is searched for: imports, endpoints, models, then what only means something beside them."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain, islice

from aims_gate.model.signal import Hit
from aims_gate.signals.catalogue import Catalogue
from aims_gate.signals.code.addresses import Addresses
from aims_gate.signals.code.endpoints import Endpoints
from aims_gate.signals.code.imports import Imports
from aims_gate.signals.code.languages import Language
from aims_gate.signals.code.models import Models
from aims_gate.signals.code.notebook import CodeCells, code_cells, language_of_notebook
from aims_gate.signals.code.prompts import Prompts, value_of
from aims_gate.signals.code.settings import Settings
from aims_gate.signals.code.spoken import SPOKEN, Spoken
from aims_gate.signals.code.text import WRITTEN_AT_MOST, Text
from aims_gate.signals.code.tools import Tools
from aims_gate.signals.code.variables import Variables

_HITS_AT_MOST = 2000  # of one file
_CELL_FAMILIES = {
    "javascript": "script",
    "java": "braces",
    "csharp": "braces",
    "go": "go",
    "r": "hash",
    "julia": "julia",
}


Search = Callable[[Text], Iterator[Hit]]


class Lookups:
    """What a text is searched with. Made once per catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.endpoints = Endpoints(catalogue)
        self.models = Models(catalogue)
        self.settings = Settings(catalogue)
        self.prompts = Prompts(catalogue)
        self.tools = Tools(catalogue)
        self.spoken = Spoken(catalogue)
        self.variables = Variables(catalogue)
        self.addresses = Addresses(catalogue)
        self._imports: dict[str, Imports] = {}

    def imports(self, ecosystem: str) -> Imports:
        """The imports of one ecosystem."""
        if ecosystem not in self._imports:
            self._imports[ecosystem] = Imports(self.catalogue, ecosystem)
        return self._imports[ecosystem]

    def possible(self, raw: bytes, language: Language) -> list[Search]:
        """What may find something in a text by itself, told by a few quick looks: most texts hold nothing."""
        ecosystem, is_configuration = language.ecosystem, language.is_configuration
        found: list[Search] = []
        if ecosystem and self.imports(ecosystem).possible(raw):
            found.append(self.imports(ecosystem).hits)
        if language.is_prose:
            return found
        lowered = raw.lower()
        if self.endpoints.possible(raw, lowered):
            found.append(self.endpoints.hits)
        if self.models.possible(raw, lowered, is_configuration):
            found.append(partial(self.models.hits, is_configuration=is_configuration))
        if self.variables.possible(lowered):
            found.append(partial(self.variables.hits, is_configuration=is_configuration))
        if is_configuration and self.addresses.possible(lowered):
            found.append(self.addresses.hits)
        if self.spoken.possible(raw, lowered):
            found.append(self.spoken.hits)
        return found


def hits_of_text(lookups: Lookups, raw: bytes, language: Language) -> list[Hit]:
    """The hits of a text, by line."""
    searches = lookups.possible(raw, language)
    if not searches:
        return []
    text = Text(raw, language.family)
    found = list(islice(chain.from_iterable(search(text) for search in searches), _HITS_AT_MOST))
    if found and not language.is_prose and len(raw) <= WRITTEN_AT_MOST:
        found = _with_what_is_beside(lookups, text, found)
    return sorted(set(found), key=lambda hit: (hit.line, hit.row, hit.name))


def _with_what_is_beside(lookups: Lookups, text: Text, found: list[Hit]) -> list[Hit]:
    """What was found, and what means something next to it; a prompt that goes by a name is told by that name alone."""
    named = list(lookups.prompts.hits(text))
    told = {value_of(hit) for hit in named}
    spoken = (*(hit for hit in found if hit.row == SPOKEN), *lookups.spoken.hits_beside(text))
    rest = chain(lookups.settings.hits(text), lookups.tools.hits(text), (h for h in spoken if value_of(h) not in told))
    return [*(hit for hit in found if hit.row != SPOKEN), *named[:_HITS_AT_MOST], *islice(rest, _HITS_AT_MOST)]


def hits_of_notebook(lookups: Lookups, raw: bytes) -> Iterator[Hit]:
    """The hits of the code in a notebook, by its lines."""
    ecosystem = language_of_notebook(raw)
    # Quotes within JSON's own strings stand behind a backslash.
    unescaped = re.sub(rb"\\(?=[\"'`])", b"", raw)
    lowered = unescaped.lower()
    if not (
        lookups.imports(ecosystem).possible(unescaped)
        or lookups.endpoints.possible(unescaped, lowered)
        or lookups.models.possible(unescaped, lowered, False)
    ):
        return
    cells = code_cells(raw)
    for hit in hits_of_text(lookups, cells.source, Language(_CELL_FAMILIES.get(ecosystem, "python"), ecosystem)):
        yield hit._replace(line=_line(cells, hit.line))


def _line(cells: CodeCells, line: int) -> int:
    return cells.lines[line - 1] if 0 < line <= len(cells.lines) else 0
