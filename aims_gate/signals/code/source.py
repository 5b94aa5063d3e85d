"""AI usage in one file of source or configuration: imports, endpoints, models, then what only means something beside them."""

import re
from collections.abc import Iterator
from itertools import chain, islice

from aims_gate.model.signal import Hit
from aims_gate.signals.catalogue import Catalogue
from aims_gate.signals.code.addresses import Addresses
from aims_gate.signals.code.endpoints import Endpoints
from aims_gate.signals.code.imports import Imports
from aims_gate.signals.code.languages import Language, is_for_developers, is_translation, language_of
from aims_gate.signals.code.models import Models
from aims_gate.signals.code.notebook import CodeCells, code_cells, language_of_notebook
from aims_gate.signals.code.prompts import Prompts, value_of
from aims_gate.signals.code.settings import Settings
from aims_gate.signals.code.spoken import SPOKEN, Spoken
from aims_gate.signals.code.text import WRITTEN_AT_MOST, Text, plain
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


class _Lookups:
    """What a catalogue is searched with. Made once per catalogue."""

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
        if ecosystem not in self._imports:
            self._imports[ecosystem] = Imports(self.catalogue, ecosystem)
        return self._imports[ecosystem]


class Source:
    """Detects AI usage in source, configuration and notebooks."""

    def __init__(self) -> None:
        self._lookups: _Lookups | None = None

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
            return
        if self._lookups is None or self._lookups.catalogue is not catalogue:
            self._lookups = _Lookups(catalogue)
        raw = plain(content)
        if path.endswith(".ipynb"):
            yield from _of_notebook(self._lookups, raw)
        else:
            yield from _of_text(self._lookups, raw, language)


def _of_text(lookups: _Lookups, raw: bytes, language: Language) -> Iterator[Hit]:
    parts = []
    text = Text(raw, language.family)
    if language.ecosystem and lookups.imports(language.ecosystem).possible(raw):
        parts.append(lookups.imports(language.ecosystem).hits(text))
    if not language.is_prose and lookups.endpoints.possible(raw):
        parts.append(lookups.endpoints.hits(text))
    if not language.is_prose and lookups.models.possible(raw, language.is_configuration):
        parts.append(lookups.models.hits(text, language.is_configuration))
    if not language.is_prose and lookups.variables.possible(raw, language.is_configuration):
        parts.append(lookups.variables.hits(text, language.is_configuration))
    if language.is_configuration and lookups.addresses.possible(raw):
        parts.append(lookups.addresses.hits(text))
    if not language.is_prose and lookups.spoken.possible(raw):
        parts.append(lookups.spoken.hits(text))
    found = list(islice(chain.from_iterable(parts), _HITS_AT_MOST)) if parts else []
    if found and not language.is_prose and len(raw) <= WRITTEN_AT_MOST:
        found = _with_what_is_beside(lookups, text, found)
    yield from sorted(set(found), key=lambda hit: (hit.line, hit.row, hit.name))


def _with_what_is_beside(lookups: _Lookups, text: Text, found: list[Hit]) -> list[Hit]:
    """What was found, and what means something next to it; a prompt that goes by a name is told by that name alone."""
    named = list(lookups.prompts.hits(text))
    told = {value_of(hit) for hit in named}
    spoken = (*(hit for hit in found if hit.row == SPOKEN), *lookups.spoken.hits_beside(text))
    rest = chain(lookups.settings.hits(text), lookups.tools.hits(text), (h for h in spoken if value_of(h) not in told))
    return [*(hit for hit in found if hit.row != SPOKEN), *named[:_HITS_AT_MOST], *islice(rest, _HITS_AT_MOST)]


def _of_notebook(lookups: _Lookups, raw: bytes) -> Iterator[Hit]:
    ecosystem = language_of_notebook(raw)
    # Quotes within JSON's own strings stand behind a backslash.
    unescaped = re.sub(rb"\\(?=[\"'`])", b"", raw)
    if not (
        lookups.imports(ecosystem).possible(unescaped)
        or lookups.endpoints.possible(unescaped)
        or lookups.models.possible(unescaped, False)
    ):
        return
    cells = code_cells(raw)
    for hit in _of_text(lookups, cells.source, Language(_CELL_FAMILIES.get(ecosystem, "python"), ecosystem)):
        yield hit._replace(line=_line(cells, hit.line))


def _line(cells: CodeCells, line: int) -> int:
    return cells.lines[line - 1] if 0 < line <= len(cells.lines) else 0
