"""Reads one pattern into segments: knows git's syntax (gitignore(5), wildmatch), not how a list combines."""

import re
from collections.abc import Iterator

_MAX_LENGTH = 4096  # bytes in UTF-8
_MAX_ANY_DEPTH = 16
_SPECIAL = frozenset("*?[\\")
_NEVER = frozenset("\n\r\0")

# What git calls a character class: ASCII only, whatever the locale.
_POSIX = {
    "alnum": "0-9A-Za-z",
    "alpha": "A-Za-z",
    "blank": " \\t",
    "cntrl": "\\x00-\\x1f\\x7f",
    "digit": "0-9",
    "graph": "!-~",
    "lower": "a-z",
    "print": " -~",
    "punct": "!-/:-@\\[-`{-~",
    "space": " \\t\\n\\r",
    "upper": "A-Z",
    "xdigit": "0-9A-Fa-f",
}


class PatternError(ValueError):
    """A pattern that no path can match: its text, its index in the list, and why with what to do next."""

    def __init__(self, pattern: str, position: int, reason: str) -> None:
        shown = pattern if len(pattern) <= 80 else pattern[:80] + "…"
        super().__init__(f"pattern {shown!r} {reason}")
        self.pattern = pattern
        self.position = position
        self.reason = reason


class _MeaninglessError(Exception):
    """Why a pattern cannot mean anything; `read` adds which one it is."""


class Glob:
    """A pattern for one segment: what it starts and ends with, and the whole of it once those hold.

    Globs of the same units are equal, so lists share them. Most are never asked whole, so the regex waits.
    """

    __slots__ = ("_least", "_matcher", "_units", "head", "tail")

    def __init__(self, units: tuple[str | None, ...]) -> None:
        """`units` are those of `_units`."""
        self._units = units
        self._matcher: re.Pattern[str] | None = None
        self.head = _literal_run(units)
        self.tail = _literal_run(units[::-1])[::-1]
        least = len(self.head) + len(self.tail)
        self._least = least if len(units) == least + 1 and units[len(self.head)] is None else None

    def fits(self, name: str) -> bool:
        """Whether `name`, which starts with `head` and ends with `tail`, matches the whole pattern."""
        if self._least is not None:  # one star and nothing else between the ends
            return len(name) >= self._least
        if self._matcher is None:
            self._matcher = re.compile(_regex(self._units), re.DOTALL)
        return self._matcher.fullmatch(name) is not None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Glob) and self._units == other._units

    def __hash__(self) -> int:
        return hash(self._units)


Segment = str | Glob | None  # a literal name, a glob, or `**`


class Pattern:
    """One pattern: its segments from the root on, whether it is a `!` one, whether only folders match it."""

    __slots__ = ("folders_only", "negated", "segments")

    def __init__(self, segments: tuple[Segment, ...], negated: bool, folders_only: bool) -> None:
        self.segments = segments
        self.negated = negated
        self.folders_only = folders_only


def read(text: str, position: int = 0) -> Pattern | None:
    """The pattern that `text` is, or None for a comment. Raise PatternError when no path can match it."""
    try:
        return None if text.startswith("#") else _read(text)
    except _MeaninglessError as meaningless:
        raise PatternError(text, position, str(meaningless)) from None


def _read(text: str) -> Pattern:
    if len(text) > _MAX_LENGTH or len(text.encode("utf-8", "surrogatepass")) > _MAX_LENGTH:
        raise _MeaninglessError("is longer than 4 KiB; name a folder above, or split it")
    if not _NEVER.isdisjoint(text):
        raise _MeaninglessError("holds a line break or NUL; write one pattern an item")
    body = _without_trailing_spaces(text)
    negated = body.startswith("!")
    body = body[negated:]
    folders_only = body.endswith("/")
    body = body.removesuffix("/")
    rooted = "/" in body
    raw = _split(body.removeprefix("/"))
    _refuse_impossible(raw)
    segments = tuple(map(_segment, raw))
    return Pattern(segments if rooted else (None, *segments), negated, folders_only)


def _refuse_impossible(raw: list[str]) -> None:
    if raw == [""]:
        raise _MeaninglessError("is empty; write a path such as src/bot/**, or remove the item")
    if "" in raw:
        raise _MeaninglessError("has an empty segment, which no path has; write one slash")
    if "." in raw or ".." in raw:
        raise _MeaninglessError("has a segment '.' or '..', which no path has; start at the repository's root")
    if len(raw) > _MAX_ANY_DEPTH and sum(map(_is_any_depth, raw)) > _MAX_ANY_DEPTH:
        raise _MeaninglessError(f"has more than {_MAX_ANY_DEPTH} '**'; leave out those that say nothing")


def _without_trailing_spaces(text: str) -> str:
    stripped = text.rstrip(" ")
    backslashes = len(stripped) - len(stripped.rstrip("\\"))
    # An odd backslash belongs to the space after it.
    return text[: len(stripped) + 1] if backslashes % 2 and stripped != text else stripped


def _split(body: str) -> list[str]:
    """Cut at slashes, escaped ones too, but not inside a class."""
    if "[" not in body and "\\" not in body:
        return body.split("/")
    parts, start, at = [], 0, 0
    while at < len(body):
        if body[at] == "/" or body.startswith("\\/", at):
            parts.append(body[start:at])
            start = at = at + (1 if body[at] == "/" else 2)
        elif body[at] == "[":
            at = _class(body, at)[1]
        else:
            at += 2 if body[at] == "\\" else 1
    return [*parts, body[start:]]


def _segment(raw: str) -> Segment:
    if _SPECIAL.isdisjoint(raw):
        return raw
    if _is_any_depth(raw):
        return None
    units = tuple(_units(raw))
    if all(unit is not None and len(unit) == 1 for unit in units):
        return "".join(unit for unit in units if unit)
    return Glob(units)


def _is_any_depth(raw: str) -> bool:
    return raw == "**" or (raw.startswith("***") and raw.strip("*") == "")


def _units(raw: str) -> Iterator[str | None]:
    """One by one: None for a run of stars, a literal character as itself, else the regex of one character."""
    at = 0
    while at < len(raw):
        character = raw[at]
        at += 1
        if character == "*":
            if raw[at : at + 1] != "*":
                yield None
        elif character == "?":
            yield "[^/]"
        elif character == "[":
            source, at = _class(raw, at - 1)
            yield source
        elif character == "\\":
            yield _escaped(raw, at)
            at += 1
        else:
            yield character


def _escaped(raw: str, at: int) -> str:
    if at == len(raw):
        raise _MeaninglessError("ends in a backslash that escapes nothing; write two for a backslash")
    return raw[at]


def _literal_run(units: tuple[str | None, ...]) -> str:
    run = []
    for unit in units:
        if unit is None or len(unit) > 1:
            break
        run.append(unit)
    return "".join(run)


def _regex(units: tuple[str | None, ...]) -> str:
    """The whole segment as a regex that never tries a star twice.

    Between stars the first place that fits leaves most room for the rest, so each piece is atomic (`(?>`);
    only the last has to sit at the end.
    """
    pieces = [""]
    for unit in units:
        if unit is None:
            pieces.append("")
        else:
            pieces[-1] += unit if len(unit) > 1 else re.escape(unit)
    first, *rest = pieces
    if not rest:
        return first
    return first + "".join(f"(?>.*?{piece})" for piece in rest[:-1]) + ".*" + rest[-1]


def _class(text: str, at: int) -> tuple[str, int]:
    """The regex of the class that opens at `at`, and the index behind it."""
    at += 1
    negated = text[at : at + 1] in ("!", "^")
    at += negated
    members: list[str] = []
    first = at
    while at == first or text[at : at + 1] != "]":
        member, at = _member(text, at)
        members.append(member)
    return f"[{'^' * negated}{''.join(members)}]", at + 1


def _member(text: str, at: int) -> tuple[str, int]:
    """One member of a class, a range or `[:name:]` included, as regex, and the index behind it."""
    if text.startswith("[:", at):
        end = text.find("]", at + 2)
        if end > at + 2 and text[end - 1] == ":":
            return _posix(text[at + 2 : end - 1]), end + 1
    low, at = _member_character(text, at)
    if text[at : at + 1] != "-" or text[at + 1 : at + 2] in ("", "]"):
        return re.escape(low), at
    high, at = _member_character(text, at + 1)
    if low > high:
        raise _MeaninglessError(f"has a range that runs backwards, {low}-{high}; swap its ends")
    return f"{re.escape(low)}-{re.escape(high)}", at


def _member_character(text: str, at: int) -> tuple[str, int]:
    at += text.startswith("\\", at)
    if at >= len(text):
        raise _MeaninglessError("has a class that no ']' closes; write \\[ for a bracket")
    return text[at], at + 1


def _posix(name: str) -> str:
    if name not in _POSIX:
        raise _MeaninglessError(f"has an unknown class [:{name}:]; git knows {', '.join(_POSIX)}")
    return _POSIX[name]
