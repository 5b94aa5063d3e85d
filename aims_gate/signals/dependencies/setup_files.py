"""setup.cfg and setup.py, read and never run: requirements that stand in them as text."""

import re
from collections.abc import Iterator

from aims_gate.signals.dependencies.named import Named
from aims_gate.signals.dependencies.requirements import requirement

_LINE = re.compile(r"[^\n]++")
_KEY = re.compile(r"([\w.-]++)[ \t]*+[=:]")
_PLAIN_KEYS = ("install_requires", "setup_requires", "tests_require")
_OPTIONS = "[options]"
_EXTRAS = "[options.extras_require]"

_TOKEN = re.compile(
    r"#[^\n]*+"
    r'|"""(?:[^"\\]++|\\[\s\S]|"(?!""))*+(?:""")?'
    r"|'''(?:[^'\\]++|\\[\s\S]|'(?!''))*+(?:''')?"
    r'|"((?:[^"\\\n]++|\\.)*+)"?'
    r"|'((?:[^'\\\n]++|\\.)*+)'?"
    r"|(\w++)"
    r"|[\[\](){}=:,\n]"
)

_LONGEST = 100
_LISTS = ("require", "dependencies")
"""In the names of what holds requirements, where a list follows: install_requires, REQUIRED, test_requirements."""


def read(name: str, text: str) -> Iterator[Named]:
    """Packages of a setup.py or a setup.cfg."""
    return _in_script(text) if name.endswith(".py") else _in_configuration(text)


def _in_configuration(text: str) -> Iterator[Named]:
    section, wanted = "", False
    for line in _LINE.finditer(text):
        row = line[0]
        if row[0] == "[":
            section, wanted = row.strip(), False
        elif row[0] not in " \t#;":
            key = _KEY.match(row)
            wanted = key is not None and (section == _EXTRAS or (section == _OPTIONS and key[1] in _PLAIN_KEYS))
            if key and wanted:
                yield from _requirements(row[key.end() :], line.start() + key.end())
        elif wanted and row.lstrip()[:1] not in ("#", ";", ""):
            yield from _requirements(row, line.start())


def _requirements(text: str, offset: int) -> Iterator[Named]:
    if text.strip():
        yield from requirement(text, offset)


def _in_script(text: str) -> Iterator[Named]:
    """The texts of every list that is given to a name which says that it holds requirements."""
    last, holds, before, depth = "", "", "", 0
    for token in _TOKEN.finditer(text):
        mark = token[0][0]
        quoted = token[1] if token[1] is not None else token[2]
        if token[3]:
            last = token[3][:_LONGEST]
        elif mark in "[({":
            if depth or any(part in holds.lower() for part in _LISTS):
                depth += 1
        elif mark in "])}":
            depth = max(0, depth - 1)
        elif mark in "=:":
            holds = holds if depth else last
        elif not depth and (mark == "," or (mark == "\n" and before != "=")):
            holds = ""
        elif quoted is not None and depth:
            # The key of a dictionary of extras is no requirement.
            if text[token.end() : token.end() + 20].lstrip()[:1] != ":":
                yield from requirement(quoted, token.start())
        elif quoted is not None:
            last = quoted[:_LONGEST]
        before = mark
