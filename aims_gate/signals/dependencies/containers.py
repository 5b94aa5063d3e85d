"""Container images that a Dockerfile builds on or a compose, Kubernetes or Helm file runs, and what a build installs."""

import re
from collections.abc import Iterator

from aims_gate.model.regex import late_regex
from aims_gate.signals.dependencies.installs import installed
from aims_gate.signals.dependencies.named import Named

_LINE = late_regex(r"[^\n]++")
_FROM = late_regex(r"[ \t]*+FROM[ \t]++(?:--[\w-]++=\S++[ \t]++)*+(\S++)", re.IGNORECASE)
_COPY = late_regex(r"[ \t]*+(?:COPY|ADD)[ \t][^\n]*?--from=(\S++)", re.IGNORECASE)
_ARGUMENT = late_regex(r"[ \t]*+ARG[ \t]++(\w++)=[\"']?([^\s\"']++)", re.IGNORECASE)
_VARIABLE = late_regex(r"\$\{?(\w++)(?::-([^}]*+))?\}?")
_LONGEST = 512
_MOST_ARGUMENTS = 8
_YAML_KEY = late_regex(r"(?:image|repository|tag)(?=[\"']?[ \t]*+:)")
_YAML_VALUE = late_regex(r"[\"']?[ \t]*+:[ \t]++[\"']?([^\s\"'#,}]++)")
_BEFORE_A_KEY = frozenset(" \t\n\"'{,")
_QUOTES = ('"', "'")
_LOOKED_BACK = 100  # characters at a time
_LISTED = late_regex(r'\["|"\s*+,\s*+"|"\]')


def read(name: str, text: str) -> Iterator[Named]:
    """Images of a Dockerfile or of a YAML file, and packages that a Dockerfile installs by name."""
    return _in_yaml(text) if name.endswith((".yml", ".yaml")) else _in_build(text)


def image(reference: str, offset: int) -> Named:
    """An image by its reference, `registry/repository:tag@digest`."""
    repository, _, _ = reference.partition("@")
    folder, slash, last = repository.rpartition("/")
    last, _, tag = last.partition(":")
    return Named("oci", folder + slash + last, tag, offset)


def _in_build(text: str) -> Iterator[Named]:
    arguments: dict[str, str] = {}
    going_on = ""
    for line in _LINE.finditer(text):
        row, offset = line[0], line.start()
        if row.lstrip().startswith("#"):
            continue
        if argument := _ARGUMENT.match(row):
            arguments[argument[1]] = argument[2][:_LONGEST]
        elif found := _FROM.match(row) or _COPY.match(row):
            yield image(_filled(found[1][:_LONGEST], arguments), offset)
        else:
            # A command may be written as a list of its words.
            words = _LISTED.sub(" ", row) if '["' in row else row
            named, ecosystem = installed(words, offset, going_on)
            yield from named
            going_on = ecosystem if row.rstrip().endswith("\\") else ""


def _filled(reference: str, arguments: dict[str, str]) -> str:
    """A reference with the build's arguments put in, as far as the file tells them."""
    return _VARIABLE.sub(lambda found: arguments.get(found[1], found[2] or ""), reference, count=_MOST_ARGUMENTS)


def _in_yaml(text: str) -> Iterator[Named]:
    """`image: a/b:1`, and a Helm chart's `repository: a/b` with the `tag:` that follows it."""
    if "image" not in text and "repository" not in text:
        return
    split: Named | None = None
    for offset, key, value in _yaml_images(text):
        if key == "tag":
            if split:
                split = split._replace(version=value)
            continue
        if split:
            yield split
        split = image(value[:_LONGEST], offset)
    if split:
        yield split


def _yaml_images(text: str) -> Iterator[tuple[int, str, str]]:
    """Offset, key and value of what may name an image. The keys are looked for first: they are few."""
    line = reached = passed = 0
    for key in _YAML_KEY.finditer(text):
        start, end = key.span()
        if start and text[start - 1] not in _BEFORE_A_KEY:
            continue
        line = text.rfind("\n", passed, start) + 1 or line
        passed = start
        begins = _yaml_begins(text, max(line, reached), start)
        value = _YAML_VALUE.match(text, end) if begins is not None else None
        if begins is not None and value:
            reached = value.end()
            yield begins, key[0], value[1]


def _yaml_begins(text: str, low: int, start: int) -> int | None:
    """Where the entry begins whose key stands at `start`, `low` at the earliest; None where none does."""
    at = start - 1 if text[start - 1 : start] in _QUOTES and start > low else start
    blanks = _blanks_before(text, low, at)
    if blanks < at and blanks > low and text[blanks - 1] == "-":
        blanks = _blanks_before(text, low, blanks - 1)
    if blanks > low and text[blanks - 1] in "{,":
        return blanks - 1
    return blanks if not blanks or (blanks == low and text[blanks - 1] == "\n") else None


def _blanks_before(text: str, low: int, at: int) -> int:
    """Where the blanks begin that stand before a place."""
    while at > low:
        window = text[max(low, at - _LOOKED_BACK) : at]
        left = len(window.rstrip(" \t"))
        at -= len(window) - left
        if left:
            break
    return at
