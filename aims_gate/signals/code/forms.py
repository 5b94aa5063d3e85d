"""The forms in which languages bring in code of others: from a text to names and where they stand. Knows no catalogue.

Each form is one regex that begins with a literal, so that a file without it costs one search. It runs on the view whose
comments and strings are blanked; names are read from the raw text at the same place.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from aims_gate.model.regex import late_regex
from aims_gate.signals.code.text import Text

Names = Callable[[Text, "re.Match[bytes]"], Iterable[str]]


_WORDS = late_regex(rb"\w+")
_IN_A_NAME = late_regex(rb"[\w.$@-]")


class Form(NamedTuple):
    """One form of import; `regex` is run on the code view. `once` tells each name where it stands first."""

    regex: re.Pattern[bytes]
    names: "Names"
    is_method: bool = False
    once: bool = False

    def found(self, text: Text, words: frozenset[bytes] | None = None) -> Iterator[tuple[int, str]]:
        """Offset of the statement, and a name that it brings in; of statements with one of the words, where there are any."""
        told: set[str] = set()
        for match in self.regex.finditer(text.code):
            if words is not None and words.isdisjoint(_WORDS.findall(text.raw, match.start(), match.end())):
                continue
            before = text.code[max(0, match.start() - 1) : match.start()]
            if not _IN_A_NAME.match(before) or (self.is_method and before == b"."):
                yield from ((match.start(), name) for name in self.names(text, match) if name and name not in told)
                if self.once:
                    told.update(self.names(text, match))


def raw_group(text: Text, match: "re.Match[bytes]", group: int | str) -> str:
    """What stands in the raw text where a group matched in the code view."""
    return text.raw[match.start(group) : match.end(group)].decode("utf-8", "replace")


def _form(regex: bytes, names: Names, is_method: bool = False, once: bool = False) -> Form:
    return Form(late_regex(regex), names, is_method, once)


def _name(text: Text, match: "re.Match[bytes]") -> Iterator[str]:
    yield raw_group(text, match, "name").strip().rstrip(".")


_S = rb"(?:[ \t\f]|\\\n)"  # what is between the words of a Python statement
_REST = rb"[^\n;\\]*+(?:\\\n[^\n;\\]*+)*+"
_WORD = late_regex(rb"[\w.]+")
_NETWORKS = r"(?:cdn\.jsdelivr\.net|unpkg\.com|esm\.sh|esm\.run|cdn\.skypack\.dev|ga\.jspm\.io)"
_DELIVERED = late_regex(r"(?:https?:)?+//" + _NETWORKS + r"/[^\s<>?#]++")
_FROM = late_regex(rb"(?:^|[^\w.])from(?:[ \t\f]|\\\n)*+[\w.]*+(?:[ \t\f]|\\\n)*+\Z")
_ALIAS = late_regex(rb"\bas(?:\s|\\)+\w+")
_CLAUSE = late_regex(rb"(?:import|export)[\w\s{},*$]*+")
_CLAUSE_AT_MOST = 3000  # bytes


def _python_from(_: Text, match: "re.Match[bytes]") -> Iterator[str]:
    module = match["module"].decode("ascii", "replace")
    if module.startswith("."):
        return
    taken = _WORD.findall(_ALIAS.sub(b"", match["taken"]))
    yield from (f"{module}.{name.decode('ascii', 'replace')}" for name in taken)
    if not taken:
        yield module


def _python_import(text: Text, match: "re.Match[bytes]") -> Iterator[str]:
    if _FROM.search(text.code[max(0, match.start() - 300) : match.start()]):
        return
    for part in match["taken"].split(b","):
        if found := _WORD.search(part):
            yield found[0].decode("ascii", "replace")


def _script_from(text: Text, match: "re.Match[bytes]") -> Iterator[str]:
    before = text.code[max(0, match.start() - _CLAUSE_AT_MOST) : match.start()]
    starts = max(before.rfind(b"import"), before.rfind(b"export"))
    if starts >= 0 and _CLAUSE.fullmatch(before, starts):
        yield specifier(raw_group(text, match, "name"))


def _script_call(text: Text, match: "re.Match[bytes]") -> Iterator[str]:
    yield specifier(raw_group(text, match, "name"))


def specifier(name: str) -> str:
    """What a JavaScript specifier names: without scheme, host and version."""
    if name.startswith(("https://", "http://", "//")):
        name = name.partition("//")[2].partition("/")[2]
        name = name.removeprefix("npm/").removeprefix("v135/").removeprefix("gh/")
    name = name.removeprefix("npm:").removeprefix("jsr:").lstrip("/")
    return re.sub(r"(?<=[^/])@[^/]*", "", name)


def _on_a_page(text: Text, match: "re.Match[bytes]") -> Iterator[str]:
    if delivered := _DELIVERED.match(raw_group(text, match, "name")):
        yield specifier(delivered[0])


def _go_block(text: Text, match: "re.Match[bytes]") -> Iterator[str]:
    for found in re.finditer(rb'["`]([^"`\n]*)["`]', text.raw[match.start("block") : match.end("block")]):
        yield found[1].decode("utf-8", "replace")


def _listed(_: Text, match: "re.Match[bytes]") -> Iterator[str]:
    for part in match["name"].split(b","):
        yield part.decode("utf-8", "replace").partition(":")[0].strip(" \t.")


def _r_call(text: Text, match: "re.Match[bytes]") -> Iterator[str]:
    yield raw_group(text, match, "name").strip(" \"'")


def _dart(text: Text, match: "re.Match[bytes]") -> Iterator[str]:
    name = raw_group(text, match, "name")
    if name.startswith("package:"):
        yield name.removeprefix("package:")


_QUOTED_NAME = rb"(?P<quote>[\"'`])(?P<name>[^\"'`\n]{1,300})(?P=quote)"

FORMS: dict[str, tuple[Form, ...]] = {
    "python": (
        _form(
            rb"from"
            + _S
            + rb"++(?P<module>[\w.]++)"
            + _S
            + rb"++import"
            + _S
            + rb"*+(?P<taken>\([^)]*+\)?|"
            + _REST
            + rb")",
            _python_from,
        ),
        _form(
            rb"import" + _S + rb"++(?P<taken>" + _REST + rb")",
            _python_import,
        ),
        _form(
            rb"import_module\s*+\(\s*+(?:name\s*+=\s*+)?" + _QUOTED_NAME,
            _name,
            is_method=True,
        ),
        _form(rb"__import__\s*+\(\s*+" + _QUOTED_NAME, _name),
    ),
    "javascript": (
        _form(rb"from\s*+" + _QUOTED_NAME, _script_from),
        _form(rb"import\s*+\(?\s*+" + _QUOTED_NAME, _script_call),
        _form(rb"require\s*+\(\s*+" + _QUOTED_NAME, _script_call),
    ),
    "page": (_form(rb"(?:src|from|import|:)[=\s(]{0,20}" + _QUOTED_NAME, _on_a_page),),
    "go": (
        _form(rb"import\s*+(?P<block>\([^)]*+\)?)", _go_block),
        _form(rb"import\s++(?:[\w.]+\s++)?" + _QUOTED_NAME, _name),
    ),
    "java": (_form(rb"import\s++(?:static\s++)?(?P<name>[\w.]+)", _name),),
    "csharp": (
        _form(rb"using\s++(?:static\s++)?(?:\w+\s*+=\s*+)?(?P<name>[\w.]+)\s*+;", _name),
        _form(rb"open[ \t]++(?P<name>[\w.]+)[ \t]*+(?:\n|$)", _name),
        _form(rb"Imports[ \t]++(?P<name>[\w.]+)", _name),
    ),
    "rust": (
        _form(rb"use\s++(?:::)?(?P<name>\w[\w:]*)", _name),
        _form(rb"extern\s++crate\s++(?P<name>\w+)", _name),
    ),
    "ruby": (
        _form(rb"require[ \t(]++" + _QUOTED_NAME, _name),
        # What Rails loads by itself: a library's own module.
        _form(rb"(?<![\w:.])(?P<name>[A-Z]\w{1,40}+)(?=::)", _name, once=True),
    ),
    "elixir": (_form(rb"(?:alias|import|require|use)[ \t]++(?P<name>[A-Z][\w.]{1,100}+)", _name),),
    "php": (_form(rb"use\s++(?:function\s++|const\s++)?\\?(?P<name>[\w\\]+)", _name),),
    "r": (
        _form(rb"library\s*+\((?P<name>[^),\n]{1,100})", _r_call),
        _form(rb"require\s*+\((?P<name>[^),\n]{1,100})", _r_call),
        _form(
            rb"(?:requireNamespace|loadNamespace)\s*+\((?P<name>[^),\n]{1,100})",
            _r_call,
        ),
        _form(rb"(?P<name>(?<![\w.])[\w.]{1,60}):::?", _name),
    ),
    "julia": (
        _form(rb"using[ \t]++(?P<name>[^\n;:]*)", _listed),
        _form(rb"import[ \t]++(?P<name>[^\n;:]*)", _listed),
    ),
    "swift": (_form(rb"import[ \t]++(?:(?:class|struct|func|enum)[ \t]++)?(?P<name>[\w.]+)", _name),),
    "dart": (_form(rb"import\s++" + _QUOTED_NAME, _dart),),
    "c": (_form(rb"include[ \t]*+[<\"](?P<name>[^<>\"\n]++)[>\"]", _name),),
}
"""Ecosystem → the forms of its imports."""

SEPARATORS = {"go": "/", "javascript": "/", "page": "/", "dart": "/", "c": "/", "rust": "::", "php": "\\", "ruby": "/"}
"""Ecosystem → what stands between the parts of its names, where it is not a dot."""
