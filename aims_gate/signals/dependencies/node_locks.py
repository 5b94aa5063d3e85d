"""The lock files of npm, pnpm, yarn and bun, each read by the one form in which its program writes a package."""

import re
from collections.abc import Callable, Iterator

from aims_gate.signals.dependencies.named import Named

_NAME = r'(?:@[^"/@\s]++/)?+[^"/@\s]++'

_NPM = re.compile(
    rf'node_modules/({_NAME})"\s*+:\s*+\{{\s*+(?:"name"\s*+:\s*+"([^"\n]*+)"\s*+,\s*+)?+(?:"version"\s*+:\s*+"([^"\n]*+)")?+'
)
_NPM_FIRST = re.compile(r'\{\s*+"version"\s*+:\s*+"([^"\n]*+)"')
_PNPM = re.compile(r"\n {2}['\"]?/?((?:@[^\s/@'\"]++/)?+[^\s/@'\"]++)[@/](\d[^\s:()'\"_]*+)")
_YARN = re.compile(rf'\n"?({_NAME})@([^\n]*):[ \t]*+\n[ \t]++version:?[ \t]++"?([^"\s]++)')
_BUN = re.compile(rf'\[\s*+"({_NAME})@([^"\s]*+)"')
_LONGEST_KEY = 300
_ALIAS = re.compile(rf"npm:({_NAME})@")


def read(name: str, text: str) -> Iterator[Named]:
    """Packages of a lock file, whichever program wrote it. What is listed in two forms is given once."""
    given: set[tuple[str, str]] = set()
    for package, version, offset in _READERS[name](text):
        if (package, version) not in given:
            given.add((package, version))
            yield Named("npm", package, version, offset, False)


def _npm(text: str) -> Iterator[tuple[str, str, int]]:
    """Versions 2 and 3 of the format list paths; version 1 lists names, within each other."""
    if "node_modules/" in text:
        for found in _NPM.finditer(text):
            yield found[2] or found[1], found[3] or "", found.start()
        return
    for found in _NPM_FIRST.finditer(text):
        start = max(0, found.start() - _LONGEST_KEY)
        before = text[start : found.start()].rstrip(": \t\n")
        if not before.endswith('"'):
            continue
        key = before[before.rfind('"', 0, -1) + 1 : -1]
        version = found[1]
        if version.startswith("npm:"):
            key, version = _aliased(version) or key, version.rpartition("@")[2]
        yield key, version, start + len(before)


def _pnpm(text: str) -> Iterator[tuple[str, str, int]]:
    return ((found[1], found[2], found.start() + 1) for found in _PNPM.finditer(text))


def _yarn(text: str) -> Iterator[tuple[str, str, int]]:
    # A first line without a comment above it is one too.
    for found in _YARN.finditer("\n" + text):
        yield _aliased(found[2]) or found[1], found[3], found.start()


def _bun(text: str) -> Iterator[tuple[str, str, int]]:
    return ((found[1], found[2], found.start()) for found in _BUN.finditer(text))


def _aliased(requirement: str) -> str:
    """The package that `npm:openai@^4` puts in another's place, '' where it does not."""
    found = _ALIAS.match(requirement)
    return found[1] if found else ""


_READERS: dict[str, Callable[[str], Iterator[tuple[str, str, int]]]] = {
    "package-lock.json": _npm,
    "npm-shrinkwrap.json": _npm,
    "pnpm-lock.yaml": _pnpm,
    "yarn.lock": _yarn,
    "bun.lock": _bun,
}
