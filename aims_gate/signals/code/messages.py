"""What code tells a model in messages that bear a role: {"role": "system", "content": "…"}. Knows no catalogue."""

import re
from collections.abc import Iterator
from itertools import islice

from aims_gate.model.regex import late_regex
from aims_gate.model.values import NamedTuple
from aims_gate.signals.code.expressions import expression_at
from aims_gate.signals.code.text import Text
from aims_gate.signals.code.words import Words
from aims_gate.signals.code.yaml_values import yaml_keys_between, yaml_value


class Role(NamedTuple):
    """A side of the talk, and how a message says that it is of that side: as a text, or as a member of what a library calls
    its roles (ChatRole.System, openai.ChatMessageRoleSystem, llms.ChatMessageTypeHuman).

    One of its `signs` stands, in lower case, in every text that has such a message.
    """

    signs: Words
    first: "re.Pattern[bytes]"
    last: "re.Pattern[bytes]"
    pair: "re.Pattern[bytes]"


def _role(*texts: bytes) -> Role:
    named = b"|".join(texts)
    members = b"|".join(spelling for text in texts for spelling in (text.capitalize(), text.upper()))
    member = rb"[\w.:]{0,40}?(?:Role|MessageType)\w{0,20}?[.:]{0,2}(?:" + members + rb")\b"
    said = (
        rb"[\"']?\b[rR]ole[\"']?\s{0,8}(?::|=>|=)\s{0,8}"
        rb"(?:[\"'](?:" + named + rb")[\"']|:?(?:" + named + rb")\b|" + member + rb")"
    )
    pair = (
        rb"[(\[]\s{0,40}(?:[\"'](?:" + named + rb")[\"']|" + member + rb")\s{0,8},|"
        rb"\bnew_(?:" + named + rb")!?\(|\bMessage(?:::|\.)(?:" + named + rb")\w{0,10}\("
    )
    written = (b'"%b"', b"'%b'", b"new_%b", b"message.%b", b"message::%b")
    signs = Words((b"role", b"messagetype", *(form % text for form in written for text in texts)))
    return Role(signs, late_regex(said), late_regex(rb"\s{0,40},\s{0,40}" + said), late_regex(pair))


INSTRUCTED = _role(b"system", b"developer")
"""Who tells a model what it is to be."""

ASKING = _role(b"user", b"human")
"""In whose name a model is asked."""

_CONTENT = late_regex(rb"[\"']?\b(?:[cC]ontent|text)[\"']?\s{0,8}(?:=>|[:=])")
_NEAR = 200  # bytes from a role to what is said in it
_TRIES_AT_MOST = 5000  # of one file


def messages_of(role: Role, text: Text) -> Iterator[tuple[int, bytes]]:
    """Where each message of a role begins that code gives a model, in bytes, and what it says."""
    if not role.signs.stand_in(text.lowered):
        return
    for first in islice(role.first.finditer(text.spoken), _TRIES_AT_MOST):
        if said := _content(text, first.end()):
            yield first.start(), said
    for content in islice(_CONTENT.finditer(text.spoken), _TRIES_AT_MOST):
        found = expression_at(text, content.end())
        if found and role.last.match(text.spoken, found.end):
            yield content.start(), found.value
    for pair in islice(role.pair.finditer(text.spoken), _TRIES_AT_MOST):
        if found := expression_at(text, pair.end()):
            yield pair.start(), found.value


def _content(text: Text, start: int) -> bytes:
    """What is said in the message whose role ends at an offset; empty where nothing is."""
    spoken = text.spoken
    closed = spoken.find(b"}", start, start + _NEAR)
    end = closed if closed >= 0 else start + _NEAR
    for content in _CONTENT.finditer(spoken, start, end):
        if found := expression_at(text, content.end()):
            return found.value
    if text.family == "values":
        for key in yaml_keys_between(text, start, end):
            if key["key"] in (b"content", b"text") and (said := yaml_value(text, key)):
                return said
    return b""
