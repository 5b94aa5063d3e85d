"""Every regular expression of the gate, written to stdout as JSON: what its modules compile when they are imported, and what
a few files and names make them compile. Run as a program, so that no module was imported before it looks.

Knows where each was compiled; not what it is used for.
"""

import importlib
import json
import pkgutil
import re
import sys
from pathlib import Path
from typing import Any

import aims_gate
from aims_gate.model import regex

ROOT = Path(aims_gate.__file__).parent
_LATE = "model/regex.py"
_PASSED_OVER = ("importlib", "/re/", "fnmatch.py", "functools.py", _LATE)
_FOUND: dict[tuple[str | bytes, int], set[tuple[str, int]]] = {}
_SOURCE = b"""import openai
from openai import OpenAI
model = "gpt-4o"
url = "https://api.openai.com/v1"
system_prompt = "You are a helpful assistant that answers only in JSON"
x = <<EOT
You are an AI assistant who helps
EOT
temperature=0.1
tools = [a]
inference_url: http://x
OPENAI_BASE_URL=a
ollama = "http://localhost:11434"
"""
_ENDINGS = "py ts go java cs rs rb php R jl swift dart cpp sql html Rmd ipynb yaml json toml ini tf xml prompty"


def _where(through: str = "") -> tuple[str, int] | None:
    """The line of the gate's own that asks for an expression; of what comes `through` a module it has been noted before."""
    frame: Any = sys._getframe(2)
    while frame is not None:
        name = frame.f_code.co_filename
        if name.startswith(str(ROOT)) and not name.endswith(_LATE):
            return Path(name).relative_to(ROOT).as_posix(), frame.f_lineno
        if through and name.endswith(through):
            return None
        if not any(part in name for part in _PASSED_OVER):
            return None
        frame = frame.f_back
    return None


def _record() -> None:
    """From here on, note what is compiled and what is to be compiled late."""
    compiled, late = re._compile, regex._Regex.__init__  # type: ignore[attr-defined]  # the standard library's own

    def note(pattern: Any, flags: Any) -> Any:
        if isinstance(pattern, str | bytes) and (place := _where(_LATE)):
            _FOUND.setdefault((pattern, int(flags)), set()).add(place)
        return compiled(pattern, flags)

    def noted(self: Any, pattern: Any, flags: int) -> None:
        if place := _where():
            _FOUND.setdefault((pattern, int(flags)), set()).add(place)
        late(self, pattern, flags)

    re._compile = note  # type: ignore[attr-defined]  # as above
    regex._Regex.__init__ = noted  # type: ignore[method-assign]  # so that all are noted


def _exercise() -> None:
    """What makes expressions while it runs: the catalogue's names, globs, fences, an organisation's own words."""
    for module in pkgutil.walk_packages(aims_gate.__path__, "aims_gate."):
        if ".example" not in module.name and not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    from aims_gate.facts.patterns import Patterns
    from aims_gate.signals import DETECTORS
    from aims_gate.sources.fenced_block import read_fenced_block
    from aims_gate.sources.front_matter import carries_aims
    from aims_gate.sources.own_signals import own_detectors
    from aims_gate.sources.signals_catalogue import shipped_catalogue

    catalogue = shipped_catalogue()
    own: Any = {"signals": [{"kind": kind, "pattern": "own"} for kind in ("text", "config-key")]}
    detectors = [*(made.make() for made in (*DETECTORS.values(), *own_detectors(own)))]
    names = [f"a.{ending}" for ending in _ENDINGS.split()]
    for name in (*names, ".env", "Dockerfile", "m.onnx", "prompts/a.md", "README.md", "data/train.jsonl", "mcp.json"):
        for detector in detectors:
            if detector.reads(name):
                list(detector.hits(name, _SOURCE, catalogue))
    Patterns(["a*b?c*[0-9]*d*e/**"]).match("a-b-c-0-d-e/f")
    read_fenced_block("```aims\nsummary: a\n```\n", "aims", "a.md")
    carries_aims(b"---\n  aims:\n")


def _of_schemas() -> list[tuple[str, str]]:
    """Each `pattern` of the schemas that ship, with its file."""
    found = []
    for path in sorted((ROOT / "schemas").glob("*.json")):
        waiting: list[Any] = [json.loads(path.read_text("utf-8"))]
        while waiting:
            value = waiting.pop()
            if isinstance(value, dict) and isinstance(value.get("pattern"), str):
                found.append((value["pattern"], f"schemas/{path.name}"))
            if isinstance(value, dict | list):
                waiting += value.values() if isinstance(value, dict) else value
    return found


def main() -> None:
    """Write them."""
    _record()
    _exercise()
    for pattern, name in _of_schemas():
        _FOUND.setdefault((pattern, 0), set()).add((name, 0))
    rows = [
        {
            "pattern": pattern if isinstance(pattern, str) else pattern.decode("latin-1"),
            "is_bytes": isinstance(pattern, bytes),
            "flags": flags,
            "places": sorted(places),
        }
        for (pattern, flags), places in _FOUND.items()
    ]
    print(json.dumps(rows))


if __name__ == "__main__":
    main()
