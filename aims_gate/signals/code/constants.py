"""Models that code names by a constant of a library: OpenAiChatModelName.GPT_4_O_MINI, openai.GPT3Dot5Turbo."""

from collections.abc import Iterator
from itertools import islice

from aims_gate.model.regex import late_regex
from aims_gate.model.signal import Hit
from aims_gate.signals.code.models import Models
from aims_gate.signals.code.text import Text

_WORDS = (b"gpt", b"claude", b"gemini", b"mistral", b"embedding", b"dall", b"llama", b"deepseek", b"whisper")
# A member of something, or a constant by itself; what is called or defined with a value of its own is another thing.
_CONSTANT = late_regex(
    rb"(?:(?<=\w\.)|(?<=::)|(?<![\w.:\"'$-])(?=[A-Z0-9_]{5,60}\b))(?:Chat|Embedding)?(?:Model)?"
    rb"(?P<name>(?:GPT|Gpt|CLAUDE|Claude|GEMINI|Gemini|MISTRAL|Mistral|TEXT_EMBEDDING|TextEmbedding|DALL_?E|DallE|LLAMA|Llama|"
    rb"DEEPSEEK|DeepSeek|WHISPER|Whisper)[A-Za-z0-9_]{0,50})(?![\w(\"'])(?![ \t]*=[^=])"
)
_PARTS = late_regex(r"(?<=[a-z])(?=[A-Z0-9])|(?<=[0-9])(?=[A-Z][a-z])|(?<=[A-Z])(?=[A-Z][a-z]|[0-9])|_+")
_DOT = late_regex(r"(\d)-(?:dot-)?(\d)(?!\d)")
_LETTER_O = late_regex(r"(?<=4)-o(?![a-z])")
_HITS_AT_MOST = 500  # of one file


def constants(text: Text, models: Models) -> Iterator[Hit]:
    """Every constant, in code that imports a library of AI, that is spelled as a model that a row recognises."""
    if not any(word in text.vocabulary for word in _WORDS):
        return
    for match in islice(_CONSTANT.finditer(text.code), _HITS_AT_MOST):
        for name in _names(match["name"].decode()):
            if row := models.row(name):
                start = match.start("name")
                yield row.hit(text.line(start), text.shown(start), name, model=name)
                break


def _names(constant: str) -> tuple[str, ...]:
    """What the model may be called whose constant this is: GPT_3_5_TURBO is gpt-3.5-turbo."""
    name = _LETTER_O.sub("o", _PARTS.sub("-", constant).lower().strip("-"))
    return name, _DOT.sub(r"\1.\2", name, count=1)
