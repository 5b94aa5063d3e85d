"""Cloud resources for AI: Terraform, CloudFormation, Kubernetes, Bicep and ARM templates, and clients of services in code."""

import re
from collections.abc import Iterator

from aims_gate.model.regex import late_regex
from aims_gate.model.signal import Hit
from aims_gate.signals.catalogue import Catalogue, Row
from aims_gate.signals.code.languages import is_for_developers, language_of
from aims_gate.signals.code.text import Text, plain
from aims_gate.signals.code.words import Words
from aims_gate.signals.files.whole import suffix_of

_TERRAFORM = late_regex(rb"\b(?:resource|data)[ \t]++\"(?P<type>\w{3,80})\"")
_TERRAFORM_JSON = late_regex(rb"\"(?P<type>[a-z]+_\w{3,80})\"\s{0,8}:\s{0,8}\{")
_CLOUDFORMATION = late_regex(rb"\bType[\"']?[ \t]*+:[ \t]*+[\"']?(?P<type>AWS::\w{2,40}::\w{2,60})")
_KUBERNETES = late_regex(
    rb"^[ \t]*+(?:- )?[\"']?apiVersion[\"']?:[ \t]*+[\"']?(?P<group>[\w.-]{3,120})/v\w{1,20}", re.MULTILINE
)
_KIND = late_regex(rb"^[ \t]*+[\"']?kind[\"']?:[ \t]*+[\"']?(?P<kind>\w{2,60})", re.MULTILINE)
_AZURE = late_regex(rb"['\"](?P<type>Microsoft\.\w{2,40}/[\w/]{2,80})(?:@[\w.-]{1,40})?['\"]")
_CLIENT = late_regex(rb"client\(\s{0,40}(?:service_name\s{0,4}=\s{0,4})?[\"'](?P<type>[a-z][\w.-]{2,40})[\"']")
_READ = ("tf", "yaml", "yml", "json", "bicep", "py")
_WITHIN = 400  # bytes between apiVersion and kind


class Cloud:
    """Detects cloud resources for AI in the files that declare them."""

    def reads(self, path: str) -> bool:
        """Whether the extension is one that declares resources, or Python's, which makes clients by name."""
        return suffix_of(path) in _READ and language_of(path) is not None and not is_for_developers(path)

    def hits(self, path: str, content: bytes, catalogue: Catalogue) -> Iterator[Hit]:
        """Every resource outside comments."""
        suffix, language, raw = suffix_of(path), language_of(path), plain(content)
        if language is None or not _MARKS[suffix].stand_in(raw) or next(_found(raw, suffix, catalogue), None) is None:
            return
        text = Text(raw, language.family)
        for offset, name, row in _found(text.spoken, suffix, catalogue):
            line, shown = text.line(offset), text.shown(offset)
            yield row.hit(line, shown, name)


_MARKS = {
    "tf": Words((b"resource", b"data")),
    **dict.fromkeys(("yaml", "yml", "json"), Words((b"AWS::", b"apiVersion", b"Microsoft.", b'"resource"'))),
    "bicep": Words((b"Microsoft.",)),
    "py": Words((b"client(",)),
}


class _Rows:
    """The rows of one ecosystem."""

    def __init__(self, catalogue: Catalogue, ecosystem: str) -> None:
        self._rows = catalogue.of("cloud", ecosystem)
        self._open = {pattern[:-1]: row for pattern, row in self._rows.items() if pattern.endswith("*")}
        self._heads = tuple(self._open)
        self._groups = frozenset(pattern.partition("/")[0] for pattern in self._rows)
        self._wide = tuple(head for head in self._heads if "/" not in head)

    def has_group(self, group: str) -> bool:
        """Whether a type of this group may have a row."""
        return group in self._groups or group.startswith(self._wide)

    def of(self, name: str) -> Row | None:
        """The row of a type: its own, or one whose `*` stands for the rest."""
        if row := self._rows.get(name):
            return row
        if not name.startswith(self._heads):
            return None
        return next(row for head, row in self._open.items() if name.startswith(head))


def _found(text: bytes, suffix: str, catalogue: Catalogue) -> Iterator[tuple[int, str, Row]]:
    for ecosystem, regex in _REGEXES[suffix]:
        rows = _Rows(catalogue, ecosystem)
        for match in regex.finditer(text):
            name = match["type"].decode()
            if row := rows.of(name):
                yield match.start(), name, row
    if suffix in ("yaml", "yml", "json"):
        yield from _kubernetes(text, _Rows(catalogue, "kubernetes"))


_REGEXES = {
    "tf": (("terraform", _TERRAFORM),),
    "json": (("cloudformation", _CLOUDFORMATION), ("bicep", _AZURE), ("terraform", _TERRAFORM_JSON)),
    **dict.fromkeys(("yaml", "yml"), (("cloudformation", _CLOUDFORMATION),)),
    "bicep": (("bicep", _AZURE),),
    "py": (("client", _CLIENT),),
}


def _kubernetes(text: bytes, rows: _Rows) -> Iterator[tuple[int, str, Row]]:
    for match in _KUBERNETES.finditer(text):
        group = match["group"].decode()
        if not rows.has_group(group):
            continue
        after = _KIND.search(text, match.end(), match.end() + _WITHIN)
        before = _KIND.search(text, max(0, match.start() - _WITHIN), match.start())
        kind = after or before
        name = f"{group}/{kind['kind'].decode()}" if kind else f"{group}/"
        if row := rows.of(name):
            yield match.start("group"), name.rstrip("/"), row
