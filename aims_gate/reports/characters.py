"""Which characters of someone else's text may leave the gate. Knows no format: each has its own escapes."""

from aims_gate.model.regex import late_regex

REPLACEMENT = "\ufffd"
"""Stands where something was taken out, so that a reader sees that it was."""

_TERMINAL_SEQUENCE = late_regex(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # colours, cursor movement
    r"|(?:\x1b\]|\x9d)[^\x07\x1b\x9c\x9d\n]*+(?:\x07|\x1b\\|\x9c)"  # window titles, hyperlinks
    r"|\x1b[@-Z\\-_]"
)

# Controls, marks that reorder or hide text, lone surrogates, and what XML 1.0 does not allow.
_UNSAFE = late_regex(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    r"\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)

_LINE_END = late_regex(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")


# A CI runner reads commands from whatever is printed: `::` where a line starts, be it after spaces of any sort, `##[` and its
# like anywhere.
_COMMAND_START = late_regex(r"(?m)^((?:[^\S\n]|\x1b\[[0-9;]*m)*)::")
_COMMAND_WITHIN = late_regex(r"##(?=\w*\[)")


def lines(text: str) -> tuple[str, ...]:
    """The lines of a text, each safe for terminal, XML and Markdown source; tabs become four spaces."""
    return tuple(without_commands(_safe(line).replace("\t", "    ").rstrip()) for line in _LINE_END.split(text))


def one_line(text: str) -> str:
    """A text as one line of prose: safe, every run of white space one space, none at either end."""
    if text.isascii() and text.isprintable():
        return without_commands(" ".join(text.split()))
    return without_commands(" ".join(_safe(_LINE_END.sub(" ", text)).split()))


def verbatim(text: str) -> str:
    """A name as one line, its spaces kept: a path or an id must still be the one that is meant."""
    return without_commands(_safe(_LINE_END.sub(REPLACEMENT, text)).replace("\t", REPLACEMENT))


def without_commands(text: str) -> str:
    """Lines that no CI runner takes for a command; for text that is laid out anew, to be asked once more."""
    started = _COMMAND_START.sub(rf"\1{REPLACEMENT}:", text) if "::" in text else text
    return _COMMAND_WITHIN.sub(f"{REPLACEMENT}#", started) if "##" in text else started


def _safe(text: str) -> str:
    # Nothing printable is unsafe, and the expressions take long to compile.
    if text.isprintable():
        return text
    return _UNSAFE.sub(REPLACEMENT, _TERMINAL_SEQUENCE.sub(REPLACEMENT, text))
