"""Packages that a command line installs by name: pip, uv, conda, npm and their like, in a build, a script or a Makefile."""

import re
from collections.abc import Iterator

from aims_gate.signals.dependencies.named import Named
from aims_gate.signals.dependencies.requirements import requirement

_COMMANDS = ("install", " add ", "npm i ")
_LINE = re.compile(r"[^\n]++")
_INSTALL = re.compile(
    r"\b(?:(?P<pypi>pip[\d.]*+ install|uv add|poetry add|pipx install)"
    r"|(?P<npm>npm (?:install|i|add)|yarn (?:global )?+add|pnpm (?:add|install)|bun add)"
    r"|(?P<conda>(?:conda|mamba|micromamba) install))(?=\s)"
)
_WORD = re.compile(r"\"[^\"]*+\"|'[^']*+'|[^\s;&|]++|[;&|]")
_NPM = re.compile(r"((?:@[^/@\s]++/)?+[^/@\s]++)(?:@(\S++))?")
_OPTION_WITH_VALUE = ("-c", "-r", "-i", "-f", "-t", "-n", "-p", "--prefix", "--target", "--constraint", "--requirement")


def read(_name: str, text: str) -> Iterator[Named]:
    """Packages that a script's lines install. What a comment says installs nothing."""
    if not any(word in text for word in _COMMANDS):
        return
    going_on = ""
    for line in _LINE.finditer(text):
        if line[0].lstrip().startswith("#"):
            continue
        named, ecosystem = installed(line[0], line.start(), going_on)
        yield from named
        going_on = ecosystem if line[0].rstrip().endswith("\\") else ""


def installed(row: str, offset: int, ecosystem: str) -> tuple[list[Named], str]:
    """What a line installs by name, and of which ecosystem the command is that it ends in, '' where in none.

    `ecosystem` is that of the command which the line before left unfinished.
    """
    found: list[Named] = []
    at, skipped = 0, False
    while True:
        if not ecosystem:
            command = _INSTALL.search(row, at)
            if command is None:
                break
            ecosystem, at = str(command.lastgroup), command.end()
        word = _WORD.search(row, at)
        if word is None:
            break
        at, said = word.end(), word[0].strip("\"'")
        if said in (";", "&", "|"):
            ecosystem, skipped = "", False
            continue
        if not skipped and said[:1] not in ("-", "\\", "", ".", "/"):
            found += _package(ecosystem, said, offset)
        skipped = said in _OPTION_WITH_VALUE
    return found, ecosystem


def _package(ecosystem: str, said: str, offset: int) -> Iterator[Named]:
    if ecosystem == "npm":
        if found := _NPM.fullmatch(said):
            yield Named("npm", found[1], found[2] or "", offset)
    else:
        yield from (named._replace(ecosystem=ecosystem) for named in requirement(said, offset))
