"""What code tells a model to be, in messages that bear a role: {"role": "system", "content": "…"}. Knows no catalogue."""

from collections.abc import Iterator
from itertools import islice

from aims_gate.model.regex import late_regex
from aims_gate.signals.code.expressions import expression_at
from aims_gate.signals.code.text import Text
from aims_gate.signals.code.yaml_values import yaml_keys_between, yaml_value

# As a text, or as a member of what a library calls its roles: ChatRole.System, openai.ChatMessageRoleSystem.
_MEMBER = rb"[\w.:]{0,40}?Role\w{0,20}?[.:]{0,2}(?:System|SYSTEM|Developer|DEVELOPER)\b"
_ROLE = (
    rb"[\"']?\b[rR]ole[\"']?\s{0,8}(?::|=>|=)\s{0,8}(?:[\"'](?:system|developer)[\"']|(?:system|developer)\b|"
    + _MEMBER
    + rb")"
)
_FIRST = late_regex(_ROLE)
_LAST = late_regex(rb"\s{0,40},\s{0,40}" + _ROLE)
_CONTENT = late_regex(rb"[\"']?\b(?:[cC]ontent|text)[\"']?\s{0,8}(?:=>|[:=])")
_PAIR = late_regex(rb"[(\[]\s{0,40}(?:[\"']system[\"']|" + _MEMBER + rb")\s{0,8},")
_NEAR = 200  # bytes from a role to what is said in it
_TRIES_AT_MOST = 5000  # of one file


def instructions(text: Text) -> Iterator[tuple[int, bytes]]:
    """Where each message begins that a developer gives a model, in bytes, and what it says."""
    words = text.vocabulary
    if b"system" not in words and b"developer" not in words:
        return
    for role in islice(_FIRST.finditer(text.spoken), _TRIES_AT_MOST):
        if said := _content(text, role.end()):
            yield role.start(), said
    for content in islice(_CONTENT.finditer(text.spoken), _TRIES_AT_MOST):
        found = expression_at(text, content.end())
        if found and _LAST.match(text.spoken, found.end):
            yield content.start(), found.value
    for pair in islice(_PAIR.finditer(text.spoken), _TRIES_AT_MOST):
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
