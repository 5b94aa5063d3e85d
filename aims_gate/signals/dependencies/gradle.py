"""Gradle's and sbt's build files and Gradle's version catalogues: artifacts by group and name."""

import re
from collections.abc import Iterator

from aims_gate.signals.dependencies.named import Named
from aims_gate.signals.dependencies.toml_entries import toml_entries

_TOKEN = re.compile(
    r"//[^\n]*+"
    r"|/\*(?:[^*]++|\*(?!/))*+(?:\*/)?"
    r'|"""(?:[^"]++|"(?!""))*+(?:""")?'
    r'|"(?P<double>(?:[^"\\\n]++|\\.)*+)"?'
    r"|'(?P<single>(?:[^'\\\n]++|\\.)*+)'?"
    r"|(?P<word>\w++)"
    r"|[%:=,()\n]"
)
_COORDINATES = re.compile(r"([\w-][\w.-]*+):([\w.-]++)(?::([^:@]*+))?(?:[:@].*+)?")


def read(name: str, text: str) -> Iterator[Named]:
    """Artifacts of a build.gradle, build.gradle.kts, build.sbt or *.versions.toml, as group:artifact."""
    return _catalogue(text) if name.endswith(".toml") else _script(text)


def _script(text: str) -> Iterator[Named]:
    """`"group:artifact:version"`, `group: "…", name: "…", version: "…"` and sbt's `"…" % "…" % "…"`."""
    given: dict[str, tuple[str, int]] = {}
    before, key, joined = "", "", 0
    for token in _TOKEN.finditer(text):
        mark = token[0]
        quoted = token["double"] if token["double"] is not None else token["single"]
        if quoted is not None:
            if key in ("group", "name", "version"):
                given[key] = quoted, token.start()
                key = ""
            elif joined:
                given["version" if "name" in given else "name"] = quoted, token.start()
            elif before != "exclude":
                yield from _whole(quoted, token.start())
                given = {"group": (quoted, token.start())}
            joined = 0
        elif token["word"]:
            before, key = token["word"], token["word"]
        elif mark == "%":
            joined += 1
        elif mark in "\n)":
            yield from _parts(given, before)
            given, before, key, joined = {}, "", "", 0
    yield from _parts(given, before)


def _whole(coordinates: str, offset: int) -> Iterator[Named]:
    if found := _COORDINATES.fullmatch(coordinates):
        yield Named("maven", f"{found[1]}:{found[2]}", found[3] or "", offset)


def _parts(given: dict[str, tuple[str, int]], before: str) -> Iterator[Named]:
    if "group" in given and "name" in given and before != "exclude":
        version = given.get("version", ("", 0))[0]
        yield Named("maven", f"{given['group'][0]}:{given['name'][0]}", version, given["name"][1])


def _catalogue(text: str) -> Iterator[Named]:
    """The libraries of a version catalogue; a version may be told by the name that it has there."""
    entries = [entry for entry in toml_entries(text) if len(entry.path) > 1]
    versions = {path[1]: value for path, value, _ in entries if path[0] == "versions" and value}
    libraries: dict[str, dict[str, str]] = {}
    offsets: dict[str, int] = {}
    for path, value, offset in entries:
        if path[0] == "libraries":
            offsets.setdefault(path[1], offset)
            libraries.setdefault(path[1], {})[".".join(path[2:])] = value
    for alias, said in libraries.items():
        module = said.get("") or said.get("module") or f"{said.get('group', '')}:{said.get('name', '')}"
        version = said.get("version") or versions.get(said.get("version.ref", ""), "")
        group, _, rest = module.partition(":")
        artifact, _, own = rest.partition(":")
        yield Named("maven", f"{group}:{artifact}", own or version, offsets[alias])
