"""Names of models as values: in quotes, or as a value of configuration. Knows how names are built, not where prose is."""

import re
import string
from collections.abc import Iterator
from functools import cached_property
from heapq import merge
from itertools import islice

from aims_gate.model.regex import late_regex
from aims_gate.model.signal import Hit
from aims_gate.signals.catalogue import Catalogue, Row
from aims_gate.signals.code.text import Text
from aims_gate.signals.code.words import Words

_STEM = 4  # bytes before a hyphen
_PRECEDES = (*"\"'`/:.= >{,[-", "\n")
_FOLLOWS = string.ascii_letters + string.digits
_LEFT = late_regex(rb"[\w./:@+\-]*")
_RIGHT = late_regex(rb"[\w./:@+\-]*")
_LONGEST = 120
_FOUND_AT_MOST = 2000  # in one file
_VALUE = late_regex(rb"(?:^|[:=]|(?:^|\n)[ \t]*-|[,\[])[ \t]*\Z")
_KEY = late_regex(rb"(?:\A|\n)[ \t]*\Z")
_BEFORE_DEFAULT = late_regex(rb"\$\{\w{1,80}=\Z")  # ${NAME=value}, as azd fills in parameters
_AFTER_VALUE = (b"", b"\n", b" ", b"\t", b",", b"]", b"}", b"#", b"<", b";")

# Who serves a model, as routers and SDKs write it before the name.
_PREFIX = late_regex(
    r"(?:(?:openai|xenova|onnx-community|azure|azure[_-]ai|azure[_-]openai|anthropic|google|googleai|gemini|google[_-](?:gla|vertex|genai|vertexai)|"
    r"vertex[_-]?ai|models|bedrock|bedrock_converse|converse|amazon[_-]bedrock|amazon|mistral|mistralai|cohere|groq|ollama|"
    r"ollama_chat|openrouter|together|together_ai|fireworks|fireworks_ai|accounts/fireworks/models|deepseek|deepseek-ai|xai|"
    r"x-ai|meta|meta-llama|litellm|github|huggingface|hf|replicate|perplexity|moonshotai|qwen|nvidia|nvidia_nim|"
    r"publishers/[a-z-]+/models|chat|completion|embedding|embeddings|text|messages|responses)[/:]|"
    r"(?:us|eu|apac|global|us-gov)\.(?=[a-z0-9]+\.)|(?:anthropic|meta|mistral|cohere|deepseek|openai|qwen)\.(?=[a-z0-9]))"
)
_ARN = late_regex(r"arn:aws[\w-]*:bedrock:[\w:-]*[:/](?:foundation-model|inference-profile)/")

# What a pattern's `*` may stand for: versions, sizes and editions, so that gpt-4o-review.html is no model.
_PART = late_regex(
    r"v?\d[0-9a-z]*|latest|preview|mini|nano|turbo|pro|max|plus|flash|lite|exp|experimental|instruct|chat|audio|realtime|"
    r"search|vision|transcribe|diarize|tts|hd|high|low|medium|thinking|reasoning|it|hf|gguf|awq|gptq|fp8|int[48]|base|large|"
    r"small|tiny|online|free|beta|image|live|dialog|native|codex|embedding|multilingual|english|fast|generate|ultra|deep|"
    r"research|code|coder|math|vl|air|sonnet|haiku|opus|distill|qwen|llama|versatile|instant|maverick|scout|guard|uncased|"
    r"cased|en|nemotron|super|dpo|hermes|mixtral|mistral|productivity|pi|hub|dolphin|prover|fp16|bf16|f16|[kmsl]|[a-z]\d+[a-z]*"
)
_JOINT = late_regex(r"[-_.:@]")
_VERSION = late_regex(r"(?:[-@:]|^)(\d{4}-\d{2}-\d{2}|20\d{6}(?:-v\d+(?::\d+)?)?|v\d+(?::\d+)?|\d{3,4}|latest)$")


# What is deployed may say its version beside its name: ("gpt-4o", "2024-05-13"), name: 'gpt-4o' version: '2024-05-13'.
_DEPLOYED = rb"(?:turbo-)?\d{1,4}(?:-\d{2}-\d{2})?(?:-preview)?"
_BESIDE = late_regex(
    rb"[\"'][ \t]*,[ \t]*[\"'](" + _DEPLOYED + rb")[\"']|"
    rb"[\"']?[ \t]*,?\s{1,40}[\"']?version[\"']?[ \t]*[:=][ \t]*[\"']?(" + _DEPLOYED + rb")[\"']?[ \t]*,?\s"
)
_SHIPPED = "model:any:"
_OF_MODELS = late_regex("model", re.IGNORECASE)


class Models:
    """The models of a catalogue. Made once per catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._exact: dict[str, Row] = {}
        self._open: dict[str, list[tuple[str, Row]]] = {}  # by what its names begin with
        for row in catalogue.of("model", "any").values():
            if row.pattern.endswith("*"):
                head = row.pattern[:-1].lower()
                self._open.setdefault(head[:3], []).append((head, row))
            else:
                self._exact[row.pattern.lower()] = row
        for rows in self._open.values():
            rows.sort(key=lambda pair: -len(pair[0]))
        self._known: dict[str, Row | None] = {}
        self._plain = frozenset(name.lower().encode() for name, hyphen, _ in self._parted() if not hyphen)
        self.words = tuple({"".join(parts).lower().encode() for parts in self._parted()})
        """One of these stands, in lower case, in every text that names one."""
        self._words = Words(self.words)

    def possible(self, raw: bytes, lowered: bytes, is_configuration: bool) -> bool:
        """Whether the text names one where a value may stand, in a comment or not; `lowered` is the text in lower case."""
        return self._words.stand_in(lowered) and next(self._found(raw, lowered, is_configuration), None) is not None

    def hits(self, text: Text, is_configuration: bool) -> Iterator[Hit]:
        """Every name outside comments that is a whole string or, in configuration, a whole value.

        One that is a word for other things too is certain where its line speaks of models, or the text names another.
        """
        places = islice(self._found(text.spoken, text.lowered, is_configuration), _FOUND_AT_MOST)
        found = [self._hit(text, *place) for place in places]
        is_about_models = any(hit.confidence == "certain" for hit in found)
        for hit in found:
            if hit.confidence != "certain" and hit.row.startswith(_SHIPPED):
                is_told = is_about_models or _OF_MODELS.search(hit.text) is not None
                hit = hit._replace(confidence="certain" if is_told else "likely")
            yield hit

    @staticmethod
    def _hit(text: Text, offset: int, name: str, row: Row) -> Hit:
        named = _VERSION.search(name)
        beside = None if named else _BESIDE.match(text.spoken, offset + len(name))
        version = named[1] if named else (beside[1] or beside[2]).decode() if beside else ""
        return row.hit(text.line(offset), text.shown(offset), name, model=name, version=version)

    def _found(self, raw: bytes, lowered: bytes, is_configuration: bool) -> Iterator[tuple[int, str, Row]]:
        reached = 0
        for place in merge(self._jointed(raw), self._unjointed(lowered)):
            if place < reached:
                continue
            left = _LEFT.match(raw[max(0, place - _LONGEST) : place][::-1])
            right = _RIGHT.match(raw, place, place + _LONGEST)
            start = place - (left.end() if left else 0)
            end = reached = right.end() if right else place
            if is_configuration and raw[end - 1 : end] == b":" and _KEY.search(raw, max(0, start - _LONGEST), start):
                end -= 1  # gpt-4o: a list of models by name
                if row := self.row(raw[start:end].decode("ascii", "replace")):
                    yield start, raw[start:end].decode("ascii", "replace"), row
                continue
            if not _is_value(raw, start, end, is_configuration):
                continue
            name = raw[start:end].decode("ascii", "replace").rpartition(":-")[2]
            if row := self.row(name):
                yield start, name, row

    def _jointed(self, raw: bytes) -> Iterator[int]:
        """The hyphens around which a name may stand."""
        for match in self._hyphen.finditer(raw):
            if match[1] in self._stems:
                yield match.start()

    def _unjointed(self, lowered: bytes) -> Iterator[int]:
        """Where names begin that have no hyphen."""
        if self._plain and self._beginnings.stand_in(lowered):
            yield from self._beginnings.places(lowered)

    @cached_property
    def _beginnings(self) -> Words:
        return Words(self._plain)

    def row(self, name: str) -> Row | None:
        """The row that recognises a whole name, whoever it says serves it."""
        if name not in self._known:
            if len(self._known) > 5000:
                self._known.clear()
            self._known[name] = self._row(name.lower())
        return self._known[name]

    def _row(self, name: str) -> Row | None:
        if arn := _ARN.match(name):
            name = name[arn.end() :]
        for _ in range(4):
            if row := self._exact.get(name):
                return row
            for head, row in self._open.get(name[:3], ()):
                if name.startswith(head) and (head.endswith("/") or _is_tail(name[len(head) :])):
                    return row
            prefix = _PREFIX.match(name)
            if not prefix:
                return None
            name = name[prefix.end() :]
        return None

    @cached_property
    def _stems(self) -> frozenset[bytes]:
        """The four bytes that may stand before the first hyphen of each name."""
        stems: set[str] = set()
        for head in {before[-_STEM:] for before, hyphen, _ in self._parted() if hyphen and before}:
            heads = [head] if len(head) == _STEM else [start + head for start in _PRECEDES]
            while len(heads[0]) < _STEM:
                heads = [start + head for head in heads for start in string.printable]
            stems.update(heads)
        return frozenset(stem[-_STEM:].encode() for stem in stems)

    @cached_property
    def _hyphen(self) -> re.Pattern[bytes]:
        """A hyphen before what follows the first one of some name. It begins with a literal, the rarest that all share."""
        follows = "".join(
            sorted({byte for _, hyphen, after in self._parted() if hyphen for byte in after[:1] or _FOLLOWS})
        )
        return re.compile(rb"-(?=[%b])(?<=([\s\S]{4})-)" % re.escape(follows.encode()) if follows else rb"(?!)()")

    def _parted(self) -> Iterator[tuple[str, str, str]]:
        """Each name without its `*`, at its first hyphen."""
        for row in (*self._exact.values(), *(row for rows in self._open.values() for _, row in rows)):
            yield row.pattern.rstrip("*").partition("-")


def _is_tail(rest: str) -> bool:
    return all(not part or _PART.fullmatch(part) for part in _JOINT.split(rest))


def _is_value(raw: bytes, start: int, end: int, is_configuration: bool) -> bool:
    before, after = raw[start - 1 : start] if start else b"", raw[end : end + 1]
    if before in (b'"', b"'", b"`"):
        return after == before or raw[end : end + 2] == b"\\" + before
    if not is_configuration:
        return False
    if before == b"{" or b":-" in raw[start:end]:
        return after == b"}" and b":-" in raw[start:end]
    if before == b"=" and after == b"}":
        return _BEFORE_DEFAULT.search(raw[max(0, start - 90) : start]) is not None
    if before == b">":
        return after == b"<"
    return after in _AFTER_VALUE and _VALUE.search(raw[max(0, start - 60) : start]) is not None
