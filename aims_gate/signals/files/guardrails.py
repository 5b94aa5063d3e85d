"""Files that configure guardrails: rails in YAML, Colang flows, RAIL specifications."""

import re
from collections.abc import Iterator

from aims_gate.model.regex import late_regex
from aims_gate.model.signal import Hit
from aims_gate.signals.catalogue import Catalogue
from aims_gate.signals.files.whole import name_of, row_of_name, suffix_of, whole_file

# https://docs.nvidia.com/nemo/guardrails/, https://www.guardrailsai.com/docs
_HELD = {
    "co": late_regex(
        rb"^(?:define[ \t]+(?:user|bot|flow|subflow|extension)\b|flow[ \t]+\w|import[ \t]+(?:core|guardrails|llm)\b)",
        re.MULTILINE,
    ),
    "rail": late_regex(rb"<rail[\s>]"),
    "yml": late_regex(
        rb"^rails:[ \t]*\n(?:[ \t]*(?:\#[^\n]*)?\n)*[ \t]+(?:input|output|dialog|retrieval|execution|config|tool_\w+):",
        re.MULTILINE,
    ),
}
_HELD["yaml"] = _HELD["yml"]


class GuardrailFiles:
    """Detects configuration of guardrails."""

    def reads(self, path: str) -> bool:
        """Whether the extension is theirs, or the name that of their configuration."""
        return suffix_of(path) in ("co", "rail") or name_of(path) in ("config.yml", "config.yaml")

    def hits(self, path: str, content: bytes, catalogue: Catalogue) -> Iterator[Hit]:
        """The file as a whole, where it holds what such a file holds."""
        row = row_of_name(catalogue, "guardrail", name_of(path))
        held = _HELD.get(suffix_of(path))
        if row and held and held.search(content.replace(b"\r\n", b"\n")):
            yield whole_file(row, path, content)
