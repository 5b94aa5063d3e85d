"""Text that stands where content should be: what a template left for its author to fill in.

Knows no kinds of evidence. `none` and `n/a` are answers, not placeholders; whether one will do is for a
rule to say.
"""

import re
from functools import cache, lru_cache

_WORDS = frozenset(
    word
    for line in (
        "tbd tba tbc tbs todo fixme xxx placeholder changeme replaceme lorem - – — ? . … <> [] {} ()",
        "to-do to-be-defined to-be-determined to-be-confirmed to-be-decided to-be-done to-be-added",
        "to-be-completed to-be-announced to-be-written fill-me-in fill-me change-me replace-me",
        "your-text-here text-here coming-soon more-to-come not-yet-written sample-text",
    )
    for word in line.split()
)
"""Whole texts, in lower case, with blanks and underscores between words as hyphens."""

_MARKERS = "tbd|tba|tbc|todo|fixme|to be defined|to be determined|to be confirmed|to be decided"

_TASKS = "fill in|fill out|describe|insert|enter|add|write|put|state|list|explain|specify|replace|type|provide"

_OBJECTS = "the|a|an|your|our|this|any|each|what|how|why|who|which|where|when|one|text|it"

_CHOICE = r"[a-z][a-z0-9_-]*(?:[ ][a-z0-9_-]+){0,2}"
_USUAL = "yes|no|true|false|none|low|medium|moderate|high|critical|minimal|limited|draft|approved|open|closed"

_ENUMERATION = rf"{_CHOICE}(?:\s*\|\s*{_CHOICE})+(?:\s*\|\s*(?:…|\.\.\.))?"
"""Case counts: `draft | approved` is a template's, `US | EU` is somebody's answer."""

_SHAPES = (
    rf"(?:{_MARKERS})\s*(?:[:(\[–—]|-\s).*",
    r"(?:tbd|tbc|tba) (?:by|with|after|before|in|at|on|until|from|later|soon)\b.*",
    r"<(?!https?:|mailto:|[^\s<>]+@)[^<>]*>",
    r"[\[(](?:tbd|todo|tbc|tba|insert|enter|your|describe|fill in)\b[^\[\]()]*[\])]",
    r"\{\{.*\}\}",
    r"\$\{[^{}]*\}",
    r"_+|x{3,}|\.{2,}|\?+|-+|…+",
    r"y{4}[-/.]m{1,2}[-/.]d{1,2}(?:[t ].*)?|d{1,2}[-/.]m{1,2}[-/.]y{2,4}|m{1,2}[-/.]d{1,2}[-/.]y{2,4}",
    r"y{4}[-/.]m{1,2}|hh:mm(?::ss)?",
    rf"(?:{_USUAL})(?:\s*\|\s*(?:{_USUAL}))+|yes\s*/\s*no|true\s*/\s*false",
    r"lorem ipsum\b.*",
    rf"(?:{_TASKS})(?:\s(?:{_OBJECTS})\b[^.!?]*)?\shere",
    r"fill (?:this )?(?:in|out)(?:\s(?:the|this|your|me|later|before|once|when|as)\b[^.!?]*)?",
    r"(?:your|my|our) [\w -]{1,30} here",
)

_AROUND = " \t\r\n.,;:!?*_`\"'"

_LONGEST = 1000
"""Characters; a longer text is content unless it is the printers' Latin."""


def is_placeholder(text: str) -> bool:
    """Whether the whole of `text` is a placeholder: `TBD`, `yyyy-mm-dd`, `<owner>`, `draft | approved`.

    Prose that only mentions one ("the TODO list is reviewed weekly") is content. Empty text is not a
    placeholder; it is nothing at all.
    """
    trimmed = text.strip()
    if len(trimmed) > _LONGEST:
        return trimmed[:11].lower() == "lorem ipsum"
    return _is_template(trimmed)


# Every text is asked when it is read, and again by each rule that wants it filled.
@lru_cache(maxsize=32_768)
def _is_template(trimmed: str) -> bool:
    bare = trimmed.strip(_AROUND)
    if not bare:
        return trimmed.strip("*") != ""
    return _worded(bare) in _WORDS or any(_is_shaped(form) for form in {trimmed, bare})


@cache
def _shapes() -> tuple[re.Pattern[str], ...]:
    together = "|".join(f"(?:{shape})" for shape in _SHAPES)
    return re.compile(_ENUMERATION), re.compile(together, re.IGNORECASE | re.DOTALL)


def _is_shaped(text: str) -> bool:
    return any(shape.fullmatch(text) for shape in _shapes())


def _worded(text: str) -> str:
    return re.sub(r"[\s_]+", "-", text.strip("[](){}<>").strip() or text).lower()
