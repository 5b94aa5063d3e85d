"""Turns text that anyone may have written into Markdown that shows it and does nothing else.

Covers CommonMark, GitHub's and GitLab's additions. A backslash stops what the Markdown parser reads, but
mentions, references, commit ids and bare addresses are found later, in the rendered text: a zero-width space
parts those.
"""

import re

from aims_gate.reports.characters import lines, one_line

LONGEST = 2000
"""Characters of one value that are shown; the JSON report has it whole."""

_PART = "\u200b"
_AFTER = re.compile(
    r"[@$]"  # mentions and e-mail addresses; formulas
    r"|[#!~%&^](?=[\w\"`]|$)"  # issues, and GitLab's merge requests, labels, milestones, epics, alerts
    r"|\[(?=[a-z_]+:)"  # GitLab's [vulnerability:1] and its like
    r"|gh-(?=\d)"
    r"|:(?=//)|www(?=\.)",
    re.IGNORECASE,
)
_COMMIT = re.compile(r"(?<![0-9a-z])[0-9a-f]{7,}(?![0-9a-z])", re.IGNORECASE)
_PUNCTUATION = re.compile(r"[\\`*_{}\[\]|~!#%^]")
_LEADING = re.compile(r"^(?:([-+=/])|(\d+)([.)])(?=\s|$))")
_CODE = re.compile(r"`([^`]+)`")


def inline(text: str, cell: bool = False) -> str:
    """One line of prose; what stands between backticks becomes code. With `cell`, fit for a table."""
    pieces = _CODE.split(_clipped(one_line(text)))
    return "".join(code(piece, cell) if odd % 2 else plain(piece) for odd, piece in enumerate(pieces))


def plain(text: str) -> str:
    """Text without any Markdown meaning. Expects one safe line."""
    parted = _COMMIT.sub(lambda found: _PART.join(re.findall(".{1,6}", found[0])), text)
    parted = _AFTER.sub(lambda found: found[0] + _PART, parted)
    escaped = parted.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    escaped = _PUNCTUATION.sub(r"\\\g<0>", escaped).replace("$", "&#36;")
    return _LEADING.sub(r"\2\\\1\3", escaped).replace(_PART, "&#8203;")


def code(text: str, cell: bool = False) -> str:
    """A code span, its delimiter longer than any run of backticks inside. Expects one safe line.

    In a table cell a bar ends the cell even in code, so there text with a bar is written plainly.
    """
    if not text.strip() or (cell and "|" in text):
        return plain(text)
    delimiter = "`" * (_longest_run(text) + 1)
    pad = " " if text[0] in "` " or text[-1] in "` " else ""
    return f"{delimiter}{pad}{text}{pad}{delimiter}"


def fence(text: tuple[str, ...] | list[str]) -> str:
    """A fenced block of these lines, its fence longer than any run of backticks inside."""
    shown = _clipped("\n".join(line for one in text for line in lines(one)))
    delimiter = "`" * max(3, _longest_run(shown) + 1)
    return f"{delimiter}\n{shown}\n{delimiter}"


def _longest_run(text: str) -> int:
    return max(map(len, re.findall("`+", text)), default=0)


def _clipped(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
