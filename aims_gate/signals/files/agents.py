"""Files that declare agents and the tools they may use. Instructions to a developer's own assistant are none of them."""

import re
from collections.abc import Iterator

from aims_gate.model.regex import late_regex
from aims_gate.model.signal import Hit
from aims_gate.signals.catalogue import Catalogue
from aims_gate.signals.code.languages import is_for_developers
from aims_gate.signals.files.whole import name_of, row_of_name, whole_file

_WORDS = ("mcp", "agent", "langgraph", "ai-plugin")  # one of them is in each of the names
_NAMES = late_regex(
    r"\.?mcp\.json|[\w-]+\.mcp\.json|mcp_config\.json|mcp_servers\.json|langgraph\.json|agents\.ya?ml|"
    r"declarativeagent[^/]*\.json|ai-plugin\.json|agent-card\.json|agent\.json",
    re.IGNORECASE,
)
# What a file of that name holds where it is one.
_HELD = (
    (late_regex(r"mcp", re.IGNORECASE), (late_regex(rb'"mcpServers"\s*:'),)),
    (late_regex(r"^langgraph\.json$"), (late_regex(rb'"graphs"\s*:'),)),
    (late_regex(r"^agents\.ya?ml$"), (late_regex(rb"\bgoal:"), late_regex(rb"\bbackstory:"))),
    (late_regex(r"^declarativeagent", re.IGNORECASE), (late_regex(rb'"instructions"\s*:'),)),
    (late_regex(r"^ai-plugin\.json$"), (late_regex(rb'"description_for_model"\s*:|"functions"\s*:'),)),
    (late_regex(r"^agent(?:-card)?\.json$"), (late_regex(rb'"skills"\s*:'), late_regex(rb'"capabilities"\s*:'))),
)


class AgentFiles:
    """Detects files that declare agents or their tools."""

    def reads(self, path: str) -> bool:
        """Whether the name is one of those."""
        name = name_of(path)
        if not any(word in name.lower() for word in _WORDS):
            return False
        return _NAMES.fullmatch(name) is not None and (
            path.endswith("/.mcp.json") or path == ".mcp.json" or not is_for_developers(path)
        )

    def hits(self, path: str, content: bytes, catalogue: Catalogue) -> Iterator[Hit]:
        """The file as a whole, where it holds what such a file holds."""
        name = name_of(path)
        row = row_of_name(catalogue, "agent", name)
        held = next((regexes for of_name, regexes in _HELD if of_name.search(name)), ())
        if row and held and all(regex.search(content) for regex in held):
            yield whole_file(row, path, content)
