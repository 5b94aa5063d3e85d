"""Mix's mix.exs and mix.lock: what an Elixir project depends on, by its name on Hex."""

import re
from collections.abc import Iterator

from aims_gate.signals.dependencies.named import Named

_LINE = re.compile(r"[^\n]++")
_DEPENDENCY = re.compile(r"\{[ \t]*+:\"?([a-z]\w*+)\"?[ \t]*+,[ \t]*+(?:\"([^\"\n]*+)\")?")
_PUBLISHED_AS = re.compile(r"\bhex:[ \t]*+:\"?(\w++)(?![\w-])")
_LOCKED = re.compile(r"[ \t]*+\"\w++\":[ \t]*+\{:hex,[ \t]*+:(\w++),[ \t]*+\"([^\"\n]*+)\"")


def read(name: str, text: str) -> Iterator[Named]:
    """Packages of a mix.exs or a mix.lock. One that is published under another name goes by that name."""
    for line in _LINE.finditer(text):
        if name.endswith(".lock"):
            if found := _LOCKED.match(line[0]):
                yield Named("hex", found[1], found[2], line.start(), False)
            continue
        code = line[0].partition("#")[0]
        published = _PUBLISHED_AS.search(code)
        for found in _DEPENDENCY.finditer(code):
            if published and published.start() < found.end():
                published = _PUBLISHED_AS.search(code, found.end())
            yield Named("hex", published[1] if published else found[1], found[2] or "", line.start())
