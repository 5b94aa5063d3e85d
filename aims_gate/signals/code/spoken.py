"""Prompts that are told by what they say: nobody but a model is spoken to like this. Knows no key and no statement."""

import re
from collections.abc import Callable, Iterator

from aims_gate.model.signal import Hit
from aims_gate.signals.catalogue import Catalogue
from aims_gate.signals.code.prompts import strings, value_shown
from aims_gate.signals.code.text import Text

# One of these stands in every prompt that is found without anything else of AI in its file.
_ANCHORS = (b"ou are ", b" act as a", b"im_start|>", b"iven the following", b"you don't know")
_ANCHOR = re.compile(rb"\b[Yy]ou are (?=\w)|\bact as an? |<\|im_start\|>|\b[Gg]iven the following\b|\byou don't know\b")

_ALONE = re.compile(
    rb"<\|im_start\|>|\bI want you (?:to )?act as\b|"
    rb"\b[Yy]ou are (?:an?|the|my|our|now an?) (?:(?!assistant\b|not\b)[\w,'/-]+ ){0,8}?"
    rb"(?:(?:AI|A\.I\.|LLM|GPT) (?:[\w-]+ ){0,3}(?:assistant|agent|model|bot|expert|system|tutor|coach|engineer)\b|"
    rb"chat ?bot\b|(?:large )?language model\b|"
    rb"(?:helpful|friendly|intelligent|smart|virtual|digital|personal|coding|research|support|knowledgeable|creative) "
    rb"(?:[\w,-]+ ){0,3}assistant\b|"
    rb"assistant (?:that|who|which|helping|for|to help|designed|named|called|specialized)\b)"
)
_SIGNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rb"\byou are (?:an?|the) (?!about\b)[\w-]+|\bact as an? |\byour (?:task|role|job|goal) is\b|\b(?:is|are|be)? ?tasked (?:with|to|in)\b",
        rb"\bgiven the following (?:conversation|context|chat history|extracted|question|text|document|sources?)\b",
        rb"\b(?:answer|reply|respond|return|output)\b[^.\n]{0,30}\bonly\b|\bonly (?:reply|respond|answer|return|output)\b|"
        rb"\b(?:use|using) only the\b|\bdo not (?:write|add|include) (?:any )?(?:explanation|comment)",
        rb"\bsay (?:that )?you (?:don't|do not) know\b|\b(?:don't|do not) (?:know|make up|invent)\b[^.\n]{0,30}\banswer\b",
        rb"\b(?:format|return|respond|reply|output|write|answer)\b[^.\n]{0,40}\b(?:as|in|using) (?:a )?(?:valid )?(?:markdown|json|html)\b",
        rb"\bstandalone question\b|\bstep[- ]by[- ]step\b|\bin your (?:answer|response|reply)\b|\bfew-shot\b|\bhallucinat",
        rb"\bthe (?:user|customer|human)(?:'s)? (?:question|message|input|query|request|text)\b|\bthe following (?:conversation|context)\b",
        rb"\{[{$ ]{0,2}(?:question|context|chat_history|query|sources|knowledge|documents|history|user_input|input)[ }]{1,3}",
        rb"#{2,3} ?examples?\b|"
        rb"<(?:input|context|question|document|instructions)>|\bXML tags\b",
    )
)
_ENOUGH = 2
_LONG_ENOUGH = 80  # bytes; what is shorter is more often said to people
_SENTENCE = 20  # bytes
_HEREDOC = re.compile(rb"<<[-~<]?[\"'`]?([A-Za-z_]\w*)[\"'`]?")
_BEFORE, _AFTER = 4000, 20_000  # bytes around an anchor
_HITS_AT_MOST = 100
NAME = "prompt"
_PATTERN = "text=instruction"
SPOKEN = f"prompt:key:{_PATTERN}"
"""The id of the row of these prompts."""


class Spoken:
    """The row of a catalogue for prompts that are told so. Made once per catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._row = catalogue.of("prompt", "key").get(_PATTERN)

    def possible(self, raw: bytes) -> bool:
        """Whether the text may hold one: a few searches for plain words."""
        return self._row is not None and any(anchor in raw for anchor in _ANCHORS)

    def hits(self, text: Text) -> Iterator[Hit]:
        """Every text outside comments that says of itself that it is a prompt."""
        yield from self._hits(text, (match.start() for match in _ANCHOR.finditer(text.spoken)), _is_prompt)

    def hits_beside(self, text: Text) -> Iterator[Hit]:
        """Every string with one sign of a prompt, in a text that uses AI otherwise."""
        places = sorted({match.start() for sign in _SIGNS for match in sign.finditer(text.spoken)})
        yield from self._hits(text, (at for at in places if text.string_around(at)), _is_like_one)

    def _hits(self, text: Text, places: Iterator[int], accepted: Callable[[bytes], bool]) -> Iterator[Hit]:
        row, reached, count = self._row, 0, 0
        for place in places:
            if place < reached or row is None or count >= _HITS_AT_MOST:
                continue
            start, end, value = _around(text, place)
            reached = end
            if accepted(value):
                count += 1
                yield Hit(row.id, row.kind, text.line(start), value_shown(NAME, value), NAME, implies=row.implies)


def _is_prompt(value: bytes) -> bool:
    if _ALONE.search(value):
        return True
    return len(value) >= _LONG_ENOUGH and sum(1 for sign in _SIGNS if sign.search(value)) >= _ENOUGH


def _is_like_one(value: bytes) -> bool:
    return len(value) >= _SENTENCE and b" " in value.strip() and any(sign.search(value) for sign in _SIGNS)


def _around(text: Text, place: int) -> tuple[int, int, bytes]:
    """The text that holds a place: where it begins and ends, and what it says. A string, a heredoc, or its block of lines."""
    token = text.string_around(place)
    if token is not None:
        end, value = strings(text, token.start)
        return token.start, end, value
    return _heredoc(text.raw, place) or _block(text.raw, place)


def _heredoc(raw: bytes, place: int) -> tuple[int, int, bytes] | None:
    opener = None
    for opener in _HEREDOC.finditer(raw, max(0, place - _BEFORE), place):
        pass
    if opener is None:
        return None
    closer = re.compile(rb"\n[ \t]*" + opener[1] + rb"\b").search(raw, opener.end(), place + _AFTER)
    if closer is None or closer.start() < place:
        return None
    start = raw.find(b"\n", opener.end()) + 1
    return start, closer.start(), raw[start : closer.start()].strip()


def _block(raw: bytes, place: int) -> tuple[int, int, bytes]:
    """From a place to the end of the lines that stand no further left than its own."""
    start = raw.rfind(b"\n", 0, place) + 1
    indent = len(raw[start:place]) - len(raw[start:place].lstrip())
    end = start
    for line in raw[start : place + _AFTER].splitlines(keepends=True):
        if not line.strip() or (end > start and len(line) - len(line.lstrip()) < indent):
            break
        end += len(line)
    return place, max(end, place + 1), raw[place:end].strip()
