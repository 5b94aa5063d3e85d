"""Ruby's Gemfile, gemspecs and Gemfile.lock."""

import re
from collections.abc import Iterator

from aims_gate.signals.dependencies.named import Named

_GEM = re.compile(
    r"^[ \t]*+(?:gem\b|(?:\w++\.)?+add(?:_runtime|_development)?_dependency\b)[ \t(]*+['\"]([\w.-]++)['\"]"
    r"(?:[ \t]*+,[ \t]*+['\"]([^'\"\n]*+)['\"])?",
    re.MULTILINE,
)
_LOCKED = re.compile(r"^ {4}([\w.-]++) \(([^)\n]*+)\)", re.MULTILINE)


def read(name: str, text: str) -> Iterator[Named]:
    """Gems of a Gemfile, a gemspec or a Gemfile.lock."""
    if name.endswith(".lock"):
        for found in _LOCKED.finditer(text):
            yield Named("rubygems", found[1], found[2], found.start(), False)
        return
    for found in _GEM.finditer(text):
        yield Named("rubygems", found[1], found[2] or "", found.start(1))
