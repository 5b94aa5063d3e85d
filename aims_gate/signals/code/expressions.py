"""What a key is given: a string, those that are joined to it, and what stands around them. Knows no key and no meaning."""

from aims_gate.model.regex import late_regex
from aims_gate.signals.code.literals import Literal, literal_around, literal_at
from aims_gate.signals.code.text import Text

_SPACE = late_regex(rb"[\s\\]*+")
# What may stand before the first string. Looked for where strings are blanked.
_AROUND = late_regex(
    # a function without a name
    rb"&(?=\w)|(?:async[ \t]++)?(?:\([^()]{0,300}+\)|[A-Za-z_]\w{0,40}+)[ \t]*+(?::[ \t]*+\w{1,40}+[ \t]*+)?=>|"
    rb"lambda\b[^:\n]{0,100}:|\{\s*+return\b|(?:await|new|return|const|do)\b|"
    # a list, an object
    rb"\[\]string\{|[(\[]|(?<=\()\{|\{\s*+[\w-]{1,60}+\s*+:\s*+(?=[fFrR]{0,2}[\"'`])|\{(?=\s*+[\"'])|"
    # what an argument is called
    rb"(?:content|text|template|prompt|message|value|instructions)[ \t]*+[:=](?!=)|"
    # a call that makes a text of what it is given
    rb"\$\([ \t]*+cat\b|"
    rb"(?:[A-Za-z_][\w$]{0,40}+(?:\.|::)){0,4}+(?:\w{0,40}?(?:[tT]emplate|[pP]rompt|[mM]essages?)|[fF]ormat|[sS]?[pP]rintf?|"
    rb"paste0?|glue|(?:de|in|out)dent|stripIndent|cleandoc|concat|String|str|from|[jJ]oin|TrimSpace|trim)!?[ \t]*+"
    rb"\((?:[^()]{0,300}?\b(?:template|content|prompt|instructions)[ \t]*+[=:])?"
)
_LAYERS = 6
_GIVING = (b"=", b":", b"(", b")", b">")
_NEAR = 200  # bytes of space that are looked past
_JOINED_BY = late_regex(rb"[\"'][^\"'\n]{0,8}[\"']\.join(?=\()")
_OPERATOR = late_regex(rb"\.\.|<>|\|\||\+\+|[+.*&~]")
_NO_JOINT = (b"*", b"||", b"~", b"&")  # may stand between other things than strings too
_OPERAND = late_regex(rb"[\w$@][\w$:>@-]{0,100}+(?:\.\w{1,100}+){0,8}+(?:\([^()\n]{0,100}\)|\[[^\[\]\n]{0,60}\])?")
# What is joined only sometimes: + (language ? "…" : ""), + ("…" if language else "").
_CHOICE = late_regex(rb"\(\s{0,40}(?:[\w$.!=&| ]{1,100}\?\s{0,40})?")
_OPERANDS_AT_MOST = 8  # between two strings
_STRINGS_AT_MOST = 400
# A value ends with its string.
_NEVER_JOINED = frozenset(("values", "semicolon", "toml", "hcl", "markup"))


def expression_at(text: Text, offset: int) -> Literal | None:
    """All that is said from an offset outside comments on; None where what stands there makes no text of a string."""
    is_listed = text.raw[offset - 1 : offset] == b"("
    for _ in range(_LAYERS):
        offset = _past_space(text, offset)
        if by := _JOINED_BY.match(text.spoken, offset):
            offset = by.end()
        elif found := joined_at(text, offset, is_listed) or _led(text, offset):
            return found
        around = _AROUND.match(text.code, offset)
        if around is None or (around[0][:1] == b"{" and not _is_given(text, offset)):
            return None
        offset, is_listed = around.end(), around[0].endswith((b"(", b"[")) or b"{" in around[0]
    return None


def _led(text: Text, offset: int) -> Literal | None:
    """The strings that are joined to what is none: SHARED + "…"."""
    operand = None if text.family in _NEVER_JOINED else _OPERAND.match(text.code, offset)
    end = _past_space(text, operand.end()) if operand else offset
    operator = _OPERATOR.match(text.code, end) if operand else None
    found = _next(text, end, is_listed=False) if operator and operator[0] not in _NO_JOINT else None
    return joined_at(text, found.start) if found else None


def _is_given(text: Text, offset: int) -> bool:
    """Whether a key is given what begins at an offset: {"role": "system"} of a list is not."""
    return text.raw[max(0, offset - _NEAR) : offset].rstrip()[-1:] in _GIVING


def joined_at(text: Text, offset: int, is_listed: bool = False) -> Literal | None:
    """The string at an offset with those that are joined to it; where it is one of a list, with the others of the list."""
    first = found = literal_at(text, offset)
    held: list[bytes] = []
    end = offset
    while found is not None and len(held) < _STRINGS_AT_MOST:
        if b"," in text.spoken[end : found.start]:
            held.append(b"\n")
        held.append(found.value)
        end = found.end
        found = None if text.family in _NEVER_JOINED else _next(text, end, is_listed)
    return Literal(first.start, end, b"".join(held)) if first else None


def string_around(text: Text, offset: int) -> Literal | None:
    """The string within which an offset lies, on whichever of its lines, with those that are joined to it."""
    found = literal_around(text, offset)
    joined = joined_at(text, found.start) if found else None
    # What stands in a heredoc may itself begin with a quote.
    return joined if found and joined and joined.end >= found.end else found


def _next(text: Text, offset: int, is_listed: bool) -> Literal | None:
    """The string that is joined to what ends at an offset, be there others than strings between."""
    spoken = text.spoken
    for _ in range(_OPERANDS_AT_MOST):
        offset = _past_space(text, offset)
        operator = _OPERATOR.match(spoken, offset)
        if operator is not None:
            offset = _past_space(text, operator.end())
        elif is_listed and spoken[offset : offset + 1] in (b",", b":"):
            offset = _past_space(text, offset + 1)
        choice = _CHOICE.match(spoken, offset) if operator is not None else None
        if found := literal_at(text, offset) or (literal_at(text, choice.end()) if choice else None):
            return found
        operand = _OPERAND.match(spoken, offset) if operator is not None or is_listed else None
        if operand is None:
            return None
        offset = operand.end()
    return None


def _past_space(text: Text, offset: int) -> int:
    space = _SPACE.match(text.spoken, offset)
    return space.end() if space else offset
