"""Files that declare agents and the tools they may use. Instructions to a developer's own assistant are none of them."""

import re
from collections.abc import Iterator

from aims_gate.model.signal import Hit
from aims_gate.signals.catalogue import Catalogue
from aims_gate.signals.code.languages import is_for_developers
from aims_gate.signals.files.whole import name_of, row_of_name, whole_file

_NAMES = re.compile(
    r"\.?mcp\.json|[\w-]+\.mcp\.json|mcp_config\.json|mcp_servers\.json|langgraph\.json|agents\.ya?ml|"
    r"declarativeagent[^/]*\.json|ai-plugin\.json|agent-card\.json|agent\.json",
    re.IGNORECASE,
)
# What a file of that name holds where it is one.
_HELD = (
    (re.compile(r"mcp", re.IGNORECASE), (re.compile(rb'"mcpServers"\s*:'),)),
    (re.compile(r"^langgraph\.json$"), (re.compile(rb'"graphs"\s*:'),)),
    (re.compile(r"^agents\.ya?ml$"), (re.compile(rb"\bgoal:"), re.compile(rb"\bbackstory:"))),
    (re.compile(r"^declarativeagent", re.IGNORECASE), (re.compile(rb'"instructions"\s*:'),)),
    (re.compile(r"^ai-plugin\.json$"), (re.compile(rb'"description_for_model"\s*:|"functions"\s*:'),)),
    (re.compile(r"^agent(?:-card)?\.json$"), (re.compile(rb'"skills"\s*:'), re.compile(rb'"capabilities"\s*:'))),
)


class AgentFiles:
    """Detects files that declare agents or their tools."""

    def reads(self, path: str) -> bool:
        """Whether the name is one of those."""
        return _NAMES.fullmatch(name_of(path)) is not None and (
            path.endswith("/.mcp.json") or path == ".mcp.json" or not is_for_developers(path)
        )

    def hits(self, path: str, content: bytes, catalogue: Catalogue) -> Iterator[Hit]:
        """The file as a whole, where it holds what such a file holds."""
        name = name_of(path)
        row = row_of_name(catalogue, "agent", name)
        held = next((regexes for of_name, regexes in _HELD if of_name.search(name)), ())
        if row and held and all(regex.search(content) for regex in held):
            yield whole_file(row, path, content)
