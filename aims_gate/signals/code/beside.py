"""What means something only in a text that uses AI: prompts under their keys, settings, tools, addresses, constants."""

from collections.abc import Iterator
from itertools import chain, islice

from aims_gate.model.signal import Hit
from aims_gate.signals.catalogue import Catalogue
from aims_gate.signals.code.constants import constants
from aims_gate.signals.code.given_models import GivenModels
from aims_gate.signals.code.models import Models
from aims_gate.signals.code.prompts import Prompts, value_of
from aims_gate.signals.code.services import Services
from aims_gate.signals.code.settings import Settings
from aims_gate.signals.code.spoken import SPOKEN, Spoken
from aims_gate.signals.code.text import Text
from aims_gate.signals.code.tools import Tools

_CALLS = ("import", "endpoint")
"""Kinds of which one shows that a text calls models, and does not only speak of them."""


class Beside:
    """What is looked for beside other hits. Made once per catalogue, when the first of them is found."""

    def __init__(
        self,
        catalogue: Catalogue,
        spoken: Spoken,
        prompts: Prompts,
        services: Services,
        models: Models,
        given: GivenModels,
    ) -> None:
        self._spoken = spoken
        self._prompts = prompts
        self._services = services
        self._models = models
        self._settings = Settings(catalogue)
        self._tools = Tools(catalogue)
        self._given = given

    def hits(self, text: Text, found: list[Hit], is_configuration: bool, at_most: int) -> Iterator[Hit]:
        """What was found, and what means something next to it; a prompt that goes by a name is told by that name alone."""
        named = list(islice(self._prompts.hits(text), at_most))
        told = {value_of(hit) for hit in named}
        spoken = (*(hit for hit in found if hit.row == SPOKEN), *self._spoken.hits_beside(text))
        unnamed = (hit for hit in spoken if value_of(hit) not in told)
        models = {(hit.line, hit.model) for hit in found}
        given = (hit for hit in self._given.hits(text, is_configuration) if (hit.line, hit.model) not in models)
        calls_models = any(hit.kind in _CALLS and hit.confidence == "certain" for hit in found)
        rest = chain(
            self._settings.hits(text, calls_models),
            self._tools.hits(text),
            given,
            self._of_imports(text, found),
            unnamed,
        )
        yield from (hit for hit in found if hit.row != SPOKEN)
        yield from named
        yield from islice(rest, at_most)

    def _of_imports(self, text: Text, found: list[Hit]) -> Iterator[Hit]:
        """What means something only next to an import."""
        if any(hit.kind == "import" and hit.confidence == "certain" for hit in found):
            told = {(hit.line, hit.name) for hit in found}
            yield from (hit for hit in self._services.hits_beside(text) if (hit.line, hit.name) not in told)
            yield from constants(text, self._models)

    def hits_declared(self, text: Text) -> Iterator[Hit]:
        """Tools that tell by themselves that a model uses them."""
        return self._tools.hits_declared(text)

    def hits_of_parameters(self, text: Text) -> Iterator[Hit]:
        """Parameters that tell by themselves that they are a model's."""
        return self._settings.hits_declared(text)
