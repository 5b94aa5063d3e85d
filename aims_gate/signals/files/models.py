"""Files that hold a trained model: by their extension, and by what they begin with, so that a translation is none."""

from collections.abc import Callable, Iterator

from aims_gate.model.regex import late_regex
from aims_gate.model.signal import Confidence, Hit
from aims_gate.signals.catalogue import Catalogue
from aims_gate.signals.files.pointer import dvc_outputs, lfs_pointer
from aims_gate.signals.files.whole import name_of, row_of_name, suffix_of, told_file, whole_file

Sure = Confidence | None  # None: it is no model

_LIBRARIES = (
    b"sklearn",
    b"xgboost",
    b"lightgbm",
    b"catboost",
    b"torch",
    b"keras",
    b"tensorflow",
    b"transformers",
    b"statsmodels",
)
_OPERATIONS = (b"Placeholder", b"MatMul", b"Conv2D", b"StatefulPartitionedCall", b"NodeDef", b"VarHandleOp")
_LOOKED_AT = 262_144  # bytes
_CONTROL = late_regex(rb"[\x00-\x08\x0e-\x1a]")  # what no text holds


def _is_zip(content: bytes) -> bool:
    return content.startswith(b"PK\x03\x04")


def _is_pickle(content: bytes) -> bool:
    return content[:1] == b"\x80" and content[1:2] in (b"\x02", b"\x03", b"\x04", b"\x05")


def _torch(content: bytes) -> Sure:
    # Written since 2020 as a zip, before that as pickles; a checkpoint of Lightning is one of these too.
    return "certain" if _is_zip(content) or _is_pickle(content) else None


def _pickle(content: bytes) -> Sure:
    packed = content.startswith((b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"\x78\x9c", b"\x78\x01", b"\x78\xda"))
    if not _is_pickle(content):
        return "likely" if packed else None
    return "certain" if any(name in content[:_LOOKED_AT] for name in _LIBRARIES) else "likely"


def _binary(content: bytes) -> Sure:
    return "certain" if _CONTROL.search(content, 0, 4096) else None


def _hierarchical(content: bytes) -> Sure:
    if not content.startswith(b"\x89HDF\r\n\x1a\n"):
        return None
    return (
        "certain"
        if any(name in content[:_LOOKED_AT] for name in (b"keras", b"model_weights", b"layer_names"))
        else None
    )


def _graph(content: bytes) -> Sure:
    return "certain" if any(name in content[:_LOOKED_AT] for name in _OPERATIONS) else None


def _safetensors(content: bytes) -> Sure:
    return "certain" if content[8:9] == b"{" and int.from_bytes(content[:8], "little") < 100_000_000 else None


SURE: dict[str, Callable[[bytes], Sure]] = {
    "onnx": _binary,
    "ort": _binary,
    "safetensors": _safetensors,
    "gguf": lambda content: "certain" if content.startswith(b"GGUF") else None,
    "ggml": _binary,
    "llamafile": _binary,
    **dict.fromkeys(("pt", "pth", "ckpt", "bin"), _torch),
    **dict.fromkeys(("pt2", "torchscript", "mar", "keras"), lambda content: "certain" if _is_zip(content) else None),
    "pb": _graph,
    "tflite": lambda content: "certain" if content[4:8] == b"TFL3" else None,
    **dict.fromkeys(("h5", "hdf5"), _hierarchical),
    "mlmodel": _binary,
    **dict.fromkeys(("joblib", "pkl", "pickle"), _pickle),
    "pmml": lambda content: "certain" if b"<PMML" in content[:4096] else None,
    **dict.fromkeys(("ubj", "cbm", "caffemodel", "pdparams", "pdmodel", "nemo"), _binary),
}
"""Extension → whether a file is a model, by what it begins with."""


class ModelFiles:
    """Detects files that hold a model, and pointers to such files."""

    def reads(self, path: str) -> bool:
        """Whether the extension is a model's, or DVC's, which may point to one."""
        return suffix_of(path) in SURE or path.endswith(".dvc")

    def hits(self, path: str, content: bytes, catalogue: Catalogue) -> Iterator[Hit]:
        """The file as a whole; of a pointer, what it points to."""
        if path.endswith(".dvc"):
            for kept in dvc_outputs(content):
                if hit := _kept(kept.path, kept.digest, kept.size, kept.line, catalogue):
                    yield hit
        elif pointer := lfs_pointer(path, content):
            if hit := _kept(path, pointer.digest, pointer.size, 0, catalogue):
                yield hit
        else:
            row = row_of_name(catalogue, "model-file", name_of(path)) or catalogue.of("model-file", "any").get(
                suffix_of(path)
            )
            sure = SURE[suffix_of(path)](content) if row and suffix_of(path) in SURE else None
            if row and sure:
                yield whole_file(row, path, content, "likely" if row.confidence == sure == "likely" else sure)


def _kept(path: str, digest: str, size: str, line: int, catalogue: Catalogue) -> Hit | None:
    """A hit of a file that is kept elsewhere: only its name tells what it is."""
    row = row_of_name(catalogue, "model-file", name_of(path)) or catalogue.of("model-file", "any").get(suffix_of(path))
    if row is None:
        return None
    return told_file(row, path, f"{size or '?'} bytes, {digest[:19] or 'no digest'}", line=line, version=digest)
