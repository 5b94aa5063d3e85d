"""What code says to a model of a tool and of its parameters, where both stand in one object. Knows no catalogue."""

from collections.abc import Iterator
from itertools import islice

from aims_gate.model.regex import late_regex
from aims_gate.signals.code.expressions import expression_at
from aims_gate.signals.code.text import Text

# description: "…", description = "…", description="…", description <<~TEXT, z.string().describe("…")
_DESCRIPTION = late_regex(
    rb"(?<![\w.@])[\"']?description[\"']?(?:[ \t]{0,8}(?::[ \t]{0,8}str[ \t]{0,8}=|=>|[:=(])|[ \t]{1,8}(?=[\"'<]))|\.describe\("
)
_OF_A_TOOL = late_regex(
    rb"\b(?:parameters|properties|input_?[sS]chema|args_?[sS]chema|parameters_schema|define_function|"
    rb"function_?[dD]eclarations?|RubyLLM::Tool|\w{0,20}[tT]ool!?\()"
)
# What is described to those who call an application's own interface.
_OF_AN_INTERFACE = late_regex(
    rb"\b(?:extend_schema|OpenApi\w{1,20}|swagger\w{0,20}|Api(?:Property|Operation|Response))\b"
)
_OF_A_CLASS = late_regex(rb"\bTools?\b")  # whose body says it by a call of its own: description <<~TEXT
_CLASS_BEFORE = 2000  # bytes
# What comes after the description of a tool and after few others: a JSON Schema of what it takes.
_SCHEMA = (
    rb"(?:parameters|input_?[sS]chema)[\"']?\s{0,8}(?::|=>|=)\s{0,8}(?:const\s{1,8})?\{\s{0,80}"
    rb"[\"']?type[\"']?\s{0,8}(?::|=>|=)\s{0,8}[\"']object[\"']"
)
_IS_TAKEN = late_regex(_SCHEMA)
_FOLLOWS = late_regex(rb"\s{0,200},\s{0,200}[\"']?" + _SCHEMA)
TELLING = (b"inputschema", b"input_schema", *(b"parameters" + sign for sign in (b'"', b"'", b":", b"=", b" :", b" =")))
"""One of these stands, in lower case, in every text that declares a tool by such a schema."""
_WORDS = (b"description", b"describe")
_FAMILIES_WITHOUT = ("values", "semicolon", "toml", "hcl", "markup")
_BEFORE, _AFTER = 800, 600  # bytes around a description within which it shows that it is a tool's
_TRIES_AT_MOST = 2000  # of one file


def declares_tools(lowered: bytes) -> bool:
    """Whether a text, in lower case, in which one of `TELLING` stands may declare a tool by the schema of what it takes."""
    return b"description" in lowered and _IS_TAKEN.search(lowered) is not None


def declared(text: Text) -> Iterator[tuple[int, bytes]]:
    """As `descriptions`, of tools that are declared so: nothing else is told of a model by these."""
    for match in islice(_DESCRIPTION.finditer(text.spoken), _TRIES_AT_MOST):
        found = expression_at(text, match.end())
        if found and _FOLLOWS.match(text.spoken, found.end):
            yield match.start(), found.value


def descriptions(text: Text) -> Iterator[tuple[int, bytes]]:
    """Where a tool or one of its parameters is described, in bytes, and what is said."""
    if text.family in _FAMILIES_WITHOUT or not any(word in text.vocabulary for word in _WORDS):
        return
    for match in islice(_DESCRIPTION.finditer(text.spoken), _TRIES_AT_MOST):
        start, end = match.span()
        found = expression_at(text, end)
        if found and _is_of_a_tool(text, start, end, found.end):
            yield start, found.value


def _is_of_a_tool(text: Text, start: int, said: int, end: int) -> bool:
    spoken = text.spoken
    if spoken[said - 1 : said].isspace() and _OF_A_CLASS.search(text.code, max(0, start - _CLASS_BEFORE), start):
        return True
    if _OF_AN_INTERFACE.search(spoken, max(0, start - _BEFORE), start):
        return False
    return any(_OF_A_TOOL.search(spoken, *span) for span in ((max(0, start - _BEFORE), start), (end, end + _AFTER)))
