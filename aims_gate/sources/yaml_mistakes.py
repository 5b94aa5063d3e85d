"""What a writer most likely meant where YAML cannot be read, said with the words of the line itself.

Knows the errors of PyYAML's two scanners and the text; knows nothing of events, values or evidence.
"""

import re
from collections.abc import Callable

from aims_gate.model.regex import late_regex
from aims_gate.model.values import NamedTuple
from aims_gate.sources.pyyaml import yaml


class Mistake(NamedTuple):
    """Where text cannot be read (line and column from 0), what is wrong there, and what to write instead."""

    line: int
    column: int
    message: str
    hint: str = ""


_LINE_END = late_regex(r"\r\n|\r|\n")
_COMMENT = late_regex(r"\s+#.*$")
_KEY = late_regex(r"""\s*(?:-\s+)*(?:[^\s"'\[{#&*!|>%@`][^#]*?|"[^"]*"\s*|'[^']*'\s*):(?:\s|$)""")
_MARKDOWN_LINK = late_regex(r"!?\[[^\[\]]*\]\([^()]*\)")
_KEY_WITHOUT_SPACE = late_regex(r"\s*(?:-\s+)*[\w-]+:[^ \t]")
_NEIGHBOURS = "bring the line to the indentation of its neighbours, or quote the value it belongs to"
_LONGEST_QUOTE = 60
# These patterns may go back and forth over a line, so no more of it is shown to them than a person writes.
_LONGEST_LINE = 500


def quoted(text: str) -> str:
    """The text as a single-quoted YAML scalar, shortened where it is long: for a hint, not for a parser."""
    short = text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…"
    return "'" + short.replace("'", "''") + "'"


def value_at(text: str, index: int) -> str:
    """The unquoted value that begins at `index`, up to the end of its line or of its place in a `[list]`."""
    begin = max(text.rfind("\n", 0, index), text.rfind("\r", 0, index)) + 1
    end = _LINE_END.search(text, index)
    value = _COMMENT.sub("", text[index : min(end.start() if end else len(text), index + _LONGEST_LINE)])
    before = text[begin:index]
    if before.count("[") + before.count("{") > before.count("]") + before.count("}"):
        value = re.split(r"[,\]}]", value, maxsplit=1)[0]
    return value.strip()


def place_of(text: str, index: int) -> tuple[int, int]:
    """Line and column, both from 0, of a character."""
    lines = _LINE_END.split(text[:index])
    return len(lines) - 1, len(lines[-1])


def explain(error: Exception, text: str) -> Mistake:
    """The mistake behind an error of the scanner or parser; at the text's beginning where it has no mark."""
    found = getattr(error, "problem_mark", None)
    if found is None:
        return Mistake(0, 0, "this cannot be read as YAML")
    said = f"{getattr(error, 'context', None) or ''}; {getattr(error, 'problem', None) or ''}"
    lines = _LINE_END.split(text)
    mark = _within(lines, text, found)
    began = _within(lines, text, getattr(error, "context_mark", None) or found)
    scene = _Scene(text, lines, mark, began)
    for sign, reading in _READINGS:
        if sign in said and (mistake := reading(scene)):
            return mistake
    return scene.here("this cannot be read as YAML: " + said.strip("; "))


class _Mark(NamedTuple):
    line: int
    column: int
    offset: int


def _within(lines: list[str], text: str, mark: yaml.Mark) -> _Mark:
    """The mark, or the end of the text: the C scanner marks the line after an end without a line break."""
    if mark.line < len(lines):
        return _Mark(mark.line, mark.column, mark.index)
    return _Mark(len(lines) - 1, len(lines[-1]), len(text))


class _Scene(NamedTuple):
    """Where the scanner gave up (`mark`), and where what it was reading had begun."""

    text: str
    lines: list[str]
    mark: _Mark
    began: _Mark

    @property
    def line(self) -> str:
        return self.lines[self.mark.line]

    def here(self, message: str, hint: str = "") -> Mistake:
        return Mistake(self.mark.line, self.mark.column, message, hint)

    def start(self, message: str, hint: str = "") -> Mistake:
        return Mistake(self.began.line, self.began.column, message, hint)


def _tab(scene: _Scene) -> Mistake | None:
    indent = scene.line[: len(scene.line) - len(scene.line.lstrip())]
    if "\t" not in indent:
        return None
    return Mistake(scene.mark.line, indent.index("\t"), "a tab indents this line", "indent with spaces")


def _markdown_link(scene: _Scene) -> Mistake | None:
    for link in _MARKDOWN_LINK.finditer(scene.line[:_LONGEST_LINE]):
        if link.start() < scene.mark.column <= link.end():
            message = "a Markdown link that is not quoted reads as a list"
            index = scene.mark.offset - scene.mark.column + link.start()
            return Mistake(scene.mark.line, link.start(), message, _quote_it(scene.text, index))
    return None


def _after_a_quote(scene: _Scene) -> Mistake | None:
    before = scene.line[: scene.mark.column].rstrip()
    if before[-1:] not in ("'", '"') or not before:
        return None
    message = "text stands after the closing quote"
    return scene.here(message, "quote the whole value, and write '' for each ' inside single quotes")


def _cannot_begin(scene: _Scene) -> Mistake | None:
    first = scene.text[scene.mark.offset : scene.mark.offset + 1]
    if first == "\t":
        return scene.here("a tab stands here", "write a space")
    if not first.strip():
        return None
    return scene.here(f"an unquoted value cannot begin with {first}", _quote_it(scene.text, scene.mark.offset))


def _special_begin(scene: _Scene) -> Mistake | None:
    first = scene.text[scene.began.offset : scene.began.offset + 1]
    return scene.start(f"an unquoted value cannot begin with {first}", _quote_it(scene.text, scene.began.offset))


def _block_header(scene: _Scene) -> Mistake | None:
    first = scene.text[scene.began.offset : scene.began.offset + 1]
    message = f"{first} begins a block of text, which starts on the next line"
    return scene.start(message, _quote_it(scene.text, scene.began.offset))


def _value_in_value(scene: _Scene) -> Mistake | None:
    key = _KEY.match(scene.line[:_LONGEST_LINE])
    if key and key.end() <= scene.mark.column:
        message = "a second colon makes this value a key"
        return scene.here(message, _quote_it(scene.text, scene.mark.offset - scene.mark.column + key.end()))
    before = scene.mark.line - 1
    while before >= 0 and not scene.lines[before].strip():
        before -= 1
    if before >= 0 and not _KEY.match(scene.lines[before][:_LONGEST_LINE]):
        return _no_colon(scene.lines, before)
    return scene.here(
        "this key stands deeper than the one above, which has a value already",
        "indent it like the key above, or quote the value above if it goes on here",
    )


def _no_colon(lines: list[str], number: int) -> Mistake:
    line = lines[number]
    column = len(line) - len(line.lstrip())
    return Mistake(number, column, "this line has no key and value", colon_hint(line))


def colon_hint(line: str) -> str:
    """How to mend a line that should be a key and its value."""
    if _KEY_WITHOUT_SPACE.match(line[:_LONGEST_LINE]):
        return "put an ordinary space after the colon"
    return "write it as 'key: value', with a colon and a space"


def _missing_colon(scene: _Scene) -> Mistake | None:
    return _no_colon(scene.lines, scene.began.line)


def _unclosed_quote(scene: _Scene) -> Mistake | None:
    return scene.start("the quote that opens here is not closed", "close the quote on the same line")


def _escape(scene: _Scene) -> Mistake | None:
    hint = "use single quotes, in which a backslash is a backslash"
    return scene.here("double quotes do not know this backslash escape", hint)


def _item_in_line(scene: _Scene) -> Mistake | None:
    return scene.here("a list item cannot begin here", "put each '- item' on a line of its own")


def _brackets(scene: _Scene) -> Mistake | None:
    bracket = scene.text[scene.began.offset : scene.began.offset + 1]
    hint = "close the bracket, and quote each value in it that holds one of , [ ] { } or a colon"
    if bracket not in ("[", "{"):
        return scene.here("a bracket is not closed before this place", hint)
    if scene.mark.line != scene.began.line or scene.mark.offset >= len(scene.text):
        return scene.start(f"the {bracket} that opens here is not closed", hint)
    return scene.here(f"this does not belong between {bracket} and its end", hint)


def _not_a_key(scene: _Scene) -> Mistake | None:
    return scene.here("a key is expected here", _NEIGHBOURS)


def _not_an_item(scene: _Scene) -> Mistake | None:
    return scene.here("a list item ('- …') is expected here", _NEIGHBOURS)


def _after_the_end(scene: _Scene) -> Mistake | None:
    return scene.here("text stands after the end of the YAML document", "keep one document")


def _quote_it(text: str, index: int) -> str:
    return f"quote {quoted(value_at(text, index))}"


_READINGS: tuple[tuple[str, Callable[[_Scene], Mistake | None]], ...] = (
    ("", _tab),
    ("", _markdown_link),
    ("block scalar", _block_header),
    ("could not find expected ':'", _missing_colon),
    ("escape", _escape),
    ("quoted scalar", _unclosed_quote),
    ("mapping values are not allowed", _value_in_value),
    ("entries are not allowed", _item_in_line),
    ("scanning an alias", _special_begin),
    ("scanning an anchor", _special_begin),
    ("a tag", _special_begin),
    ("a directive", _special_begin),
    ("cannot start any token", _cannot_begin),
    ("node content", _cannot_begin),
    ("<document start>", _after_the_end),
    ("flow", _brackets),
    ("block", _after_a_quote),
    ("block mapping", _not_a_key),
    ("block collection", _not_an_item),
)
"""Part of what the scanner says → a reading of it; the first that recognises the text is taken."""
