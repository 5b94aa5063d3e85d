"""The catalogue that ships, as detectors get it."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml

from aims_gate.model.signal import Hit, SignalKind
from aims_gate.signals import DETECTORS
from aims_gate.signals.catalogue import Catalogue, Row

PATH = Path(__file__).parents[2] / "policies" / "signals.yaml"
KINDS: dict[str, SignalKind] = {
    "imports": "import",
    "endpoints": "endpoint",
    "models": "model",
    "cloud": "cloud",
    "files": "model-file",
    "datasets": "dataset",
    "prompts": "prompt",
    "agents": "agent",
    "guardrails": "guardrail",
    "monitors": "monitor",
    "human_steps": "human-step",
    "thresholds": "threshold",
    "sampling": "sampling",
}
OWN = {"vendor", "source", "kind", "implies", "confidence"}


@cache
def catalogue() -> Catalogue:
    return Catalogue(_rows())


def _rows() -> Iterator[Row]:
    written = yaml.safe_load(PATH.read_text("utf-8"))
    for section, section_kind in KINDS.items():
        for group in written[section]:
            kind = group.get("kind", section_kind)
            implies = tuple(group.get("implies", written["implies"][kind]))
            for ecosystem in group.keys() - OWN:
                for pattern in group[ecosystem]:
                    yield Row(
                        f"{kind}:{ecosystem}:{pattern}",
                        kind,
                        ecosystem,
                        pattern,
                        group.get("vendor", ""),
                        implies,
                        group.get("confidence", "certain"),
                        group["source"],
                    )


def hits(path: str, content: bytes | str) -> list[Hit]:
    """What all detectors of source and of files find in a file."""
    raw = content.encode() if isinstance(content, str) else content
    made = [make() for name, make in DETECTORS.items() if name != "dependencies"]
    return [hit for detector in made if detector.reads(path) for hit in detector.hits(path, raw, catalogue())]


def rows(path: str, content: bytes | str) -> list[tuple[str, int]]:
    """The rows found, each with its line."""
    return [(hit.row, hit.line) for hit in hits(path, content)]
