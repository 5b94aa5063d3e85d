"""What AI usage looks like in a file: one detector for each way of using it. Pure: text in, hits out.

A change's signals are the hits of a file's two versions held against each other, and an inventory is the hits of a
whole tree, so both see the same.
"""

from collections.abc import Callable, Collection, Iterator
from typing import Protocol

from aims_gate.model.signal import Hit
from aims_gate.signals.catalogue import Catalogue


class Detector(Protocol):
    """One way in which AI usage shows."""

    @property
    def suffixes(self) -> Collection[str] | None:
        """The extensions of all files that could show it, in lower case; None where any could."""

    def reads(self, path: str) -> bool:
        """Whether a file with this path could show it. Asked of every file with one of the suffixes, so it is cheap."""

    def hits(self, path: str, content: bytes, catalogue: Catalogue) -> Iterator[Hit]:
        """Every place of the file that shows it, in order. Never fails: what it cannot read shows nothing."""


def _source() -> Detector:
    from aims_gate.signals.code.source import Source

    return Source()


def _cloud() -> Detector:
    from aims_gate.signals.files.cloud import Cloud

    return Cloud()


def _model_files() -> Detector:
    from aims_gate.signals.files.models import ModelFiles

    return ModelFiles()


def _datasets() -> Detector:
    from aims_gate.signals.files.datasets import Datasets

    return Datasets()


def _prompt_files() -> Detector:
    from aims_gate.signals.files.prompts import PromptFiles

    return PromptFiles()


def _agent_files() -> Detector:
    from aims_gate.signals.files.agents import AgentFiles

    return AgentFiles()


def _guardrail_files() -> Detector:
    from aims_gate.signals.files.guardrails import GuardrailFiles

    return GuardrailFiles()


def _dependencies() -> Detector:
    from aims_gate.signals.dependencies import Dependencies

    return Dependencies()


DETECTORS: dict[str, Callable[[], Detector]] = {
    "dependencies": _dependencies,
    "source": _source,
    "cloud": _cloud,
    "model-files": _model_files,
    "datasets": _datasets,
    "prompt-files": _prompt_files,
    "agent-files": _agent_files,
    "guardrail-files": _guardrail_files,
}
"""Detector → where it is made. Each is imported when the first file that it could read is met."""
