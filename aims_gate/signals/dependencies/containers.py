"""Container images that a Dockerfile builds on or a compose, Kubernetes or Helm file runs, and what a build installs."""

import re
from collections.abc import Iterator

from aims_gate.signals.dependencies.installs import installed
from aims_gate.signals.dependencies.named import Named

_LINE = re.compile(r"[^\n]++")
_FROM = re.compile(r"[ \t]*+FROM[ \t]++(?:--[\w-]++=\S++[ \t]++)*+(\S++)", re.IGNORECASE)
_COPY = re.compile(r"[ \t]*+(?:COPY|ADD)[ \t][^\n]*?--from=(\S++)", re.IGNORECASE)
_ARGUMENT = re.compile(r"[ \t]*+ARG[ \t]++(\w++)=[\"']?([^\s\"']++)", re.IGNORECASE)
_VARIABLE = re.compile(r"\$\{?(\w++)(?::-([^}]*+))?\}?")
_LONGEST = 512
_MOST_ARGUMENTS = 8
_YAML_IMAGE = re.compile(
    r"(?:^|[{,])[ \t]*+(?:-[ \t]++)?[\"']?(image|repository|tag)[\"']?[ \t]*+:[ \t]++[\"']?([^\s\"'#,}]++)", re.M
)
_LISTED = re.compile(r'\["|"\s*+,\s*+"|"\]')


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
    for found in _YAML_IMAGE.finditer(text):
        key, value = found[1], found[2]
        if key == "tag":
            if split:
                split = split._replace(version=value)
            continue
        if split:
            yield split
        split = image(value[:_LONGEST], found.start())
    if split:
        yield split
