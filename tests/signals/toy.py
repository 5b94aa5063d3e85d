"""Detectors of tests: just enough to make hits, whatever the catalogue that ships holds."""

import re
from collections.abc import Iterator

import pytest

from aims_gate.model.signal import Hit, SignalKind
from aims_gate.signals import Detecting
from aims_gate.signals.catalogue import Catalogue
from aims_gate.sources.looking import Looking
from aims_gate.sources.signals_catalogue import shipped_catalogue

VENDORS = {"openai": "OpenAI", "mistralai": "Mistral AI", "transformers": ""}
_HOSTS = {"api.openai.com": "OpenAI", "api.mistral.ai": "Mistral AI"}


class Requirements:
    """Packages in `requirements*.txt`, and as likely ones in `*.lock`; `name==version` a line."""

    def reads(self, path: str) -> bool:
        return path.endswith((".lock", "requirements.txt"))

    def hits(self, path: str, content: bytes, catalogue: Catalogue) -> Iterator[Hit]:
        del catalogue
        for number, line in enumerate(content.decode().splitlines(), 1):
            name, _, version = line.partition("==")
            if name in VENDORS:
                yield Hit(
                    f"package:pypi:{name}",
                    "package",
                    number,
                    line,
                    name,
                    VENDORS[name],
                    version=version,
                    implies=("dependency",),
                    confidence="likely" if path.endswith(".lock") else "certain",
                )


class Source:
    """Hosts, models, guardrails and thresholds in code: `https://host/`, `MODEL = "x"`, `guard(`, `THRESHOLD = 0.5`."""

    _SHAPES: tuple[tuple[SignalKind, str, re.Pattern[str]], ...] = (
        ("endpoint", "dependency", re.compile("https://(?P<name>[a-z.]+)/")),
        ("model", "new-model", re.compile('(?i:model)"? ?[=:] ?"(?P<name>[^"]+)"')),
        ("guardrail", "guardrail", re.compile(r"(?P<name>guard)\(")),
        ("threshold", "threshold", re.compile(r"(?P<name>THRESHOLD) = (?P<version>[\d.]+)")),
    )

    def reads(self, path: str) -> bool:
        return path.endswith((".py", ".json"))

    def hits(self, path: str, content: bytes, catalogue: Catalogue) -> Iterator[Hit]:
        del path, catalogue
        for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), 1):
            for kind, implied, shape in self._SHAPES:
                for found in shape.finditer(line):
                    name = found["name"]
                    if kind == "endpoint" and name not in _HOSTS:
                        continue
                    vendor = _HOSTS.get(name, "OpenAI" if kind == "model" and name.startswith("gpt-") else "")
                    version = found.groupdict().get("version") or ""
                    yield Hit(
                        f"{kind}:any:{name}", kind, number, line, name, vendor, version=version, implies=(implied,)
                    )


def only_toys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look for signals with these detectors and no other."""
    toys = {"requirements": Detecting(("lock", "txt"), Requirements), "source": Detecting(None, Source)}
    monkeypatch.setattr("aims_gate.sources.looking.DETECTORS", toys)
    # What ships is kept from one check to the next.
    monkeypatch.setattr("aims_gate.sources.looking._shipped", lambda: Looking(toys.values(), shipped_catalogue))
