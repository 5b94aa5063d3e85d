"""Prompts that are told by what they say: nobody but a model is spoken to like this. Knows no key and no statement."""

import re
from collections.abc import Callable, Iterable, Iterator

from aims_gate.model.regex import late_regex
from aims_gate.model.signal import Hit
from aims_gate.signals.catalogue import Catalogue
from aims_gate.signals.code.expressions import string_around
from aims_gate.signals.code.lines import lines_with, matches
from aims_gate.signals.code.literals import Literal
from aims_gate.signals.code.prompts import value_shown
from aims_gate.signals.code.text import Text

_WORDS = (b"You are ", b"want you to act", b"iven the following", b"ou don't know", b"im_start|>")
ANCHORS = tuple(word.lower() for word in _WORDS)
"""One of these stands, in lower case, in every prompt that is found without anything else of AI in its file."""
_ANCHOR = late_regex(
    rb"\bYou are \w|\bwant you to act\b|\b[Gg]iven the following\b|\b[Yy]ou don't know\b|<\|im_start\|>"
)

_ALONE = late_regex(
    rb"<\|im_start\|>|\bI want you (?:to )?act as\b|"
    rb"\b[Yy]ou are (?:an?|the|my|our|now an?) (?:(?!assistant\b|not\b)[\w,'/-]+ ){0,8}?"
    rb"(?:(?:AI|A\.I\.|LLM|GPT) (?:[\w-]+ ){0,3}(?:assistant|agent|model|bot|expert|system|tutor|coach|engineer)\b|"
    rb"chat ?bot\b|(?:large )?language model\b|"
    rb"(?:helpful|friendly|intelligent|smart|virtual|digital|personal|coding|research|support|knowledgeable|creative) "
    rb"(?:[\w,-]+ ){0,3}assistant\b|"
    rb"assistant (?:that|who|which|helping|for|to help|designed|named|called|specialized)\b)"
)
# What people are told begins alike.
_NO_NEWS = (
    rb"(?!(?:are|were|have|had|has|can|may|might|must|should|need|want|will|would|could|did|see|get|got|now|also|just|only|"
    rb"cannot|won|don|either|still|already|then|first|and|know)\b)"
)
_SIGNS = tuple(
    late_regex(pattern, re.IGNORECASE)
    for pattern in (
        rb"\byou are (?:an?|the) (?!about\b)[\w-]+|(?-i:\bYou are [A-Z][\w-]+)|\A\s*(?-i:You) "
        + _NO_NEWS
        + rb"[a-z]{3,14} |"
        rb"\bact as an? |\byour (?:task|role|job|goal) is\b|\btasked (?:with|to|in)\b",
        rb"\bgiven the following (?:conversation|context|chat history|extracted|question|text|document|sources?)\b",
        rb"\b(?:answer|reply|respond|return|output)\b[^.\n]{0,30}\bonly\b|\bonly (?:reply|respond|answer|return|output)\b|"
        rb"\banswer me in\b|\b(?:answer|reply|respond) in (?:the (?:same|user|language)\b|[$#]?\{)|"
        rb"\b(?:use|using) only the\b|\bdo not (?:write|add|include) (?:any )?(?:explanation|comment)",
        rb"\bsay (?:that )?you (?:don't|do not) know\b|\b(?:don't|do not) (?:know|make up|invent)\b[^.\n]{0,30}\banswer\b",
        rb"(?-i:\b(?:Format|Return|Respond|Reply|Output|Write|Answer))\b[^.\n]{0,40}\b(?:as|in|using) (?:a )?(?:valid )?"
        rb"(?:markdown|json|html)\b",
        rb"\bstandalone question\b|\bin your (?:answer|response|reply)\b|\bXML tags\b",
        rb"\bstep[- ]by[- ]step\b|\bfew-shot\b|\bhallucinat",
        rb"\bthe (?:user|customer|human)(?:'s)? (?:question|message|input|query|request|text)\b|"
        rb"\bthe following (?:conversation|context)\b",
        rb"\{[{$ ]{0,2}(?:question|context|chat_history|query|sources|knowledge|documents|history|user_input|input)"
        rb"[ }]{1,3}",
        rb"#{2,3} ?examples?\b|<(?:input|context|question|document|instructions)>",
    )
)
_ENOUGH = 2
_TELLING = 6  # of the signs, the first; one is enough where AI shows otherwise
# One of these stands on every line on which one of them is found.
_OF_TELLING = (
    b"you are ", b"act as a", b"your ", b"tasked ", b"given the following ", b"only", b"do not ", b"don't ", b"markdown",
    b"json", b"html", b"standalone question", b"xml tags", b"answer in ", b"answer me in ", b"reply in ", b"respond in ",
)  # fmt: skip
_FOR_PEOPLE = late_regex(
    rb"\b(?:placeholder|aria-label|title|label|help|tooltip|hint|usage|description)[\"']?[ \t]*"
    rb"(?:=|:|=>|\()[ \t]*[{(]?[ \t]*\Z",
    re.IGNORECASE,
)
_LONG_ENOUGH = 80  # bytes; what is shorter is more often said to people
_SENTENCE = 20  # bytes
_BEFORE, _AFTER = 4000, 20_000  # bytes around an anchor
_NEAR = 1500  # bytes around an anchor within which a prompt says what it is
_LOOKS_AT_MOST = 20
_TRIES_AT_MOST = 2000  # of one file
NAME = "prompt"
_PATTERN = "text=instruction"
SPOKEN = f"prompt:key:{_PATTERN}"
"""The id of the row of these prompts."""


_Judge = Callable[[bytes], bool]
_Around = Callable[[Text, int], Literal | None]


class Spoken:
    """The row of a catalogue for prompts that are told so. Made once per catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.row = catalogue.of("prompt", "key").get(_PATTERN)

    def possible(self, raw: bytes) -> bool:
        """Whether a text in which one of `ANCHORS` stands may hold one, in a comment or not: a look around them."""
        if self.row is None:
            return False
        for looks, at in enumerate(_anchors(raw)):
            if looks > _LOOKS_AT_MOST or _is_prompt(raw[max(0, at - _NEAR) : at + _NEAR]):
                return True
        return False

    def hits(self, text: Text) -> Iterator[Hit]:
        """Every text outside comments that says of itself that it is a prompt."""
        yield from self._hits(text, (match.start() for match in _ANCHOR.finditer(text.spoken)), _is_prompt, _around)

    def hits_beside(self, text: Text) -> Iterator[Hit]:
        """Every string with one sign of a prompt, in a text that uses AI otherwise."""
        lines = lines_with(_OF_TELLING, text)
        signs = _SIGNS[:_TELLING] if lines else ()
        places = sorted({match.start() for sign in signs for match in matches(sign, text.spoken, lines, 0)})
        yield from self._hits(text, places, is_like_a_prompt, string_around)

    def _hits(self, text: Text, places: Iterable[int], accepted: _Judge, around: _Around) -> Iterator[Hit]:
        row, reached, tries = self.row, 0, 0
        for place in places:
            if place < reached or row is None or tries >= _TRIES_AT_MOST:
                continue
            found, tries = around(text, place), tries + 1
            if found is None:
                continue
            start, reached, value = found
            if accepted(value) and not _FOR_PEOPLE.search(text.spoken, max(0, start - 60), start):
                yield row.hit(text.line(start), value_shown(NAME, value), NAME)


def _anchors(raw: bytes) -> Iterator[int]:
    """Where something stands that a prompt has, and few other texts."""
    for word in _WORDS:
        at = raw.find(word)
        while at >= 0:
            yield at
            at = raw.find(word, at + len(word))


def _is_prompt(value: bytes) -> bool:
    if _ALONE.search(value):
        return True
    return len(value) >= _LONG_ENOUGH and sum(1 for sign in _SIGNS if sign.search(value)) >= _ENOUGH


def is_like_a_prompt(value: bytes) -> bool:
    """Whether a text has one sign of a prompt: enough where something else speaks for it."""
    return len(value) >= _SENTENCE and b" " in value.strip() and any(sign.search(value) for sign in _SIGNS[:_TELLING])


def _around(text: Text, place: int) -> Literal:
    """The text that holds a place: a string, a heredoc, or its block of lines."""
    return string_around(text, place) or _block(text.raw, place)


def _block(raw: bytes, place: int) -> Literal:
    """The line of a place and those after it that stand no further left."""
    first = max(0, place - _BEFORE)
    start = raw.rfind(b"\n", first, place) + 1 or first
    indent = len(raw[start:place]) - len(raw[start:place].lstrip())
    end = start
    for line in raw[start : place + _AFTER].splitlines(keepends=True):
        if not line.strip() or (end > start and len(line) - len(line.lstrip()) < indent):
            break
        end += len(line)
    return Literal(start, max(end, place + 1), raw[start:end].strip())
