"""Models by the setting that they are given to, whatever they are called: model = "mistral", deploymentName: our-gpt.

A name that nobody publishes means a model only next to the use of AI, or under a name that says whose it is: OLLAMA_MODEL.
"""

import re
from collections.abc import Iterator
from itertools import chain, islice

from aims_gate.model.regex import late_regex
from aims_gate.model.signal import Hit
from aims_gate.signals.catalogue import Catalogue
from aims_gate.signals.code.keys import Keys
from aims_gate.signals.code.lines import lines_with, matches
from aims_gate.signals.code.models import Models
from aims_gate.signals.code.text import Text

_NAME = rb"[A-Za-z0-9@][\w.:/@+-]{1,100}+"
# A value of its own, what is taken where nothing else is set, or what a provider of models is given: getenv("NAME", "mistral"),
# chosen ?? "mistral", openai("o3").
_ELSE = rb"\?\?|\|\||\?:|or\b"
_PROVIDER = (
    rb"\w{0,20}(?i:openai|anthropic|google|vertex|ollama|mistral|groq|azure|bedrock|xai|openrouter|deepseek|cohere|perplexity|"
    rb"togetherai|fireworks|gateway|model|llm)"
)
_DEFAULT = rb"[\w.$?]{1,60}+(?:\([ \t]*[\"'][\w.-]{1,60}+[\"'][ \t]*,|[ \t]*(?:" + _ELSE + rb"))[ \t]*"
_STRING = rb"(?P<quote>[\"'`])(?P<value>" + _NAME + rb")(?P=quote)"
_QUOTED = rb"(?:" + _DEFAULT + rb"|" + _PROVIDER + rb"\([ \t]*)?" + _STRING
_SIGN = (
    rb"(?::[ \t]*[A-Za-z][\w\[\]. |?]{0,40}+=(?![=>])|=(?![=>])|=>|<-|:=|:|\(|" + _ELSE + rb"|"
    rb"(?<=[\"'`]),(?:[ \t]*default[ \t]*=)?)"
)
_KEY = rb"(?<![A-Za-z0-9_$])(?P<key>[A-Za-z_][\w.-]{3,60}+)[\"'`]?\]?[ \t]*"
_GIVEN = late_regex(_KEY + _SIGN + rb"[ \t]*(?:Field\([ \t]*(?:default[ \t]*=[ \t]*)?)?" + _QUOTED)
_SET = late_regex(_KEY + rb"(?:=|:)[ \t]*(?P<value>" + _NAME + rb")[ \t]*(?=\r?\n|\Z|#|,|\})")
_IS_A_CONSTANT = late_regex(r"[A-Z][A-Z0-9_]*")
_SAYS_NOTHING = frozenset(
    (
        "string", "str", "text", "none", "null", "nil", "undefined", "true", "false", "default", "auto", "custom", "model",
        "models", "name", "id", "user", "test", "fake", "mock", "dummy", "unknown", "other", "any", "object", "number",
        "select", "input", "required", "optional", "hidden", "example", "placeholder", "yes", "no", "on", "off",
    )
)  # fmt: skip
_SAYS_TO_FILL_IN = ("your", "my-", "my_", "some", "xxx", "example", "change", "todo", "test", "fake", "mock")
_FOUND_AT_MOST = 500  # in one file


class GivenModels:
    """The settings of a catalogue that hold a model's name. Made once per catalogue."""

    def __init__(self, catalogue: Catalogue, models: Models) -> None:
        self._keys = Keys(catalogue, ("model",))
        self._models = models
        self._makers = sorted(catalogue.of("model", "setting").items(), key=lambda pair: -len(pair[0]))

    def hits(self, text: Text, is_configuration: bool) -> Iterator[Hit]:
        """Every model that a setting is given in a text that uses AI, but for those that have a row of their own."""
        lines = lines_with(self._keys.words, text)
        found = matches(_GIVEN, text.spoken, lines, 0)
        if is_configuration:
            found = chain(found, matches(_SET, text.spoken, lines, 0))
        for match in islice(found, _FOUND_AT_MOST):
            yield from self._hits_of(text, match, "")

    def hits_at(self, text: Text, offset: int, is_configuration: bool, vendor: str) -> Iterator[Hit]:
        """The model that the setting whose name begins at an offset is given; `vendor` is who the name says offers it."""
        match = _GIVEN.match(text.spoken, offset)
        if match is None and is_configuration:
            match = _SET.match(text.spoken, offset)
        if match is not None:
            yield from self._hits_of(text, match, vendor)

    def _hits_of(self, text: Text, match: "re.Match[bytes]", vendor: str) -> Iterator[Hit]:
        row, name = self._keys.row(match["key"].decode()), match["value"].decode()
        if row is not None and _is_a_name(name) and self._models.row(name) is None:
            offset = match.start("key")
            hit = row.hit(text.line(offset), text.shown(offset), name, model=name)
            yield hit._replace(vendor=vendor or self._maker(name) or row.vendor)

    def _maker(self, name: str) -> str:
        """Whose model it is, by what its name begins with."""
        lowered = name.lower().rpartition("/")[2]
        return next((row.vendor for pattern, row in self._makers if _matches(pattern, lowered)), "")


def _matches(pattern: str, name: str) -> bool:
    return name.startswith(pattern[:-1]) if pattern.endswith("*") else name == pattern


def _is_a_name(value: str) -> bool:
    lowered = value.lower()
    return (
        any(letter.isalpha() for letter in value)
        and lowered not in _SAYS_NOTHING
        and not lowered.startswith(_SAYS_TO_FILL_IN)
        and not _IS_A_CONSTANT.fullmatch(value)
    )
