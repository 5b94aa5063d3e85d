"""Data that models are trained or measured with: data manifests and cards, and data files that say they are such."""

import re
from collections.abc import Iterator

from aims_gate.model.regex import late_regex
from aims_gate.model.signal import Hit
from aims_gate.signals.catalogue import Catalogue
from aims_gate.signals.code.languages import language_of
from aims_gate.signals.files.pointer import dvc_outputs, lfs_pointer
from aims_gate.signals.files.whole import name_of, row_of_name, suffix_of, told_file, whole_file

DATA = ("parquet", "arrow", "csv", "tsv", "jsonl", "tfrecord")
"""Extensions of data files, of which the path and the beginning tell."""

_MANIFESTS = ("readme.md", "dataset_infos.json", "croissant.json", "dvc.yaml", "dvc.lock")
_FOLDERS = late_regex(
    r"(?:^|/)(?:data|datasets?|corpus|corpora|train(?:ing)?|fine[-_]?tun(?:e|ing)|evals?|splits?)/", re.IGNORECASE
)
_TESTS = late_regex(r"(?:^|/)(?:tests?|spec|fixtures?|__tests__|testdata|node_modules|vendor)/", re.IGNORECASE)
_TRAINING = late_regex(r"(?:^|[-_.])(?:train|training|fine[-_]?tun(?:e|ing)|sft|dpo|rlhf)(?:[-_.]|$)", re.IGNORECASE)
_MEASURING = late_regex(r"(?:^|[-_.])(?:train|test|valid|validation|dev|eval|evals|golden)(?:[-_.]|$)", re.IGNORECASE)
_FINE_TUNING = late_regex(
    rb'\A\s*\{\s*"(?:messages"\s*:\s*\[\s*\{\s*"(?:role|content)"|prompt"\s*:\s*".{0,4000}?"completion"\s*:)', re.DOTALL
)
_CARD = late_regex(rb"^(dataset_info|task_categories|size_categories|annotations_creators):", re.MULTILINE)


class Datasets:
    """Detects data manifests, data set cards, and data files for training."""

    def reads(self, path: str) -> bool:
        """Whether the name is a manifest's, or the extension one of data."""
        return suffix_of(path) in DATA or path.endswith(".dvc") or name_of(path).lower() in _MANIFESTS

    def hits(self, path: str, content: bytes, catalogue: Catalogue) -> Iterator[Hit]:
        """The file as a whole, or each data set that it tells of."""
        suffix, name = suffix_of(path), name_of(path)
        if suffix in DATA:
            yield from _of_data(path, content, catalogue)
            return
        row = row_of_name(catalogue, "dataset", name)
        if row is None:
            return
        if suffix == "dvc" or name == "dvc.lock":
            models = catalogue.of("model-file", "any")
            for kept in dvc_outputs(content):
                if suffix_of(kept.path) not in models and language_of(kept.path) is None:
                    told = f"{kept.size or '?'} bytes, {kept.digest[:19] or 'no digest'}"
                    yield told_file(row, kept.path, told, line=kept.line, version=kept.digest)
        elif name == "dvc.yaml":
            if b"stages:" in content:
                yield whole_file(row, path, content)
        elif name.lower() == "readme.md":
            front = _front_matter(content)
            if _CARD.search(front):
                yield whole_file(row, path, front)
        elif name == "dataset_infos.json" or b"mlcommons.org/croissant" in content:
            yield whole_file(row, path, content)


def _of_data(path: str, content: bytes, catalogue: Catalogue) -> Iterator[Hit]:
    suffix = suffix_of(path)
    row = catalogue.of("dataset", "any").get(suffix)
    if row is None:
        return
    stem, pointer = name_of(path).rpartition(".")[0], lfs_pointer(path, content)
    told = _FINE_TUNING.match(content[:8192]) is not None if suffix == "jsonl" else suffix == "tfrecord"
    named = _FOLDERS.search(path) and not _TESTS.search(path) and (_MEASURING if pointer else _TRAINING).search(stem)
    if pointer and (told or named):
        yield told_file(row, path, f"{pointer.size or '?'} bytes, {pointer.digest[:19]}", version=pointer.digest)
    elif told or named:
        yield whole_file(row, path, content, "certain" if told else "likely")


def _front_matter(content: bytes) -> bytes:
    text = content.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    end = text.find(b"\n---", 3) if text.startswith(b"---\n") else -1
    return text[4:end] + b"\n" if end >= 0 else b""
