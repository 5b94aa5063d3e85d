"""What AI usage looks like in a file: one detector for each way of using it. Pure: text in, hits out.

A change's signals are the hits of a file's two versions held against each other, and an inventory is the hits of a
whole tree, so both see the same.
"""

from collections.abc import Callable, Collection, Iterator
from typing import Protocol

from aims_gate.model.signal import Hit
from aims_gate.model.values import NamedTuple
from aims_gate.signals.catalogue import Catalogue


class Detector(Protocol):
    """One way in which AI usage shows."""

    def reads(self, path: str) -> bool:
        """Whether a file with this path could show it. Asked of many files, so it is cheap."""

    def hits(self, path: str, content: bytes, catalogue: Catalogue) -> Iterator[Hit]:
        """Every place of the file that shows it, in order. Never fails: what it cannot read shows nothing."""


class Detecting(NamedTuple):
    """A detector, which is made when the first file is met that it could read.

    `suffixes` are those of all such files, in lower case; None where there is no telling.
    """

    suffixes: Collection[str] | None
    make: Callable[[], Detector]


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


_MODELS = (
    "onnx", "ort", "safetensors", "gguf", "ggml", "llamafile", "pt", "pth", "ckpt", "bin", "pt2", "torchscript", "mar",
    "keras", "pb", "tflite", "h5", "hdf5", "mlmodel", "joblib", "pkl", "pickle", "pmml", "ubj", "cbm", "caffemodel",
    "pdparams", "pdmodel", "nemo", "dvc",
)  # fmt: skip
_DATA = ("parquet", "arrow", "csv", "tsv", "jsonl", "tfrecord", "dvc", "md", "json", "yaml", "lock")
TEMPLATES = (
    "j2", "jinja", "jinja2", "hbs", "handlebars", "mustache", "tmpl", "tpl", "liquid", "tera", "njk", "st", "ftl", "erb",
    "twig", "scriban",
)  # fmt: skip
"""What files that are filled in end with."""
_PROMPTS = (*TEMPLATES, "", "md", "txt", "yaml", "yml", "json", "xml", "prompt", "prompty", "modelfile")

DETECTORS = {
    "dependencies": Detecting(None, _dependencies),
    "source": Detecting(None, _source),
    "cloud": Detecting(("tf", "yaml", "yml", "json", "bicep", "py"), _cloud),
    "model-files": Detecting(_MODELS, _model_files),
    "datasets": Detecting(_DATA, _datasets),
    "prompt-files": Detecting(_PROMPTS, _prompt_files),
    "agent-files": Detecting(("json", "yaml", "yml"), _agent_files),
    "guardrail-files": Detecting(("co", "rail", "yaml", "yml"), _guardrail_files),
}
"""What AI usage shows in → its detector. Each is imported when the first file that it could read is met."""
