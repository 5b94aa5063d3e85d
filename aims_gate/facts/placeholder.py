"""Text that stands where content should be: what a template left for its author to fill in."""

import re

_PLACEHOLDER = re.compile(
    r"tbd|tba|tbc|todo|fixme|\?{2,}|<[^<>]*>|\{\{.*\}\}|y{4}-m{2}-d{2}|[a-z][\w -]*(?:\s*\|\s*[a-z][\w -]*)+",
    re.IGNORECASE,
)


def is_placeholder(text: str) -> bool:
    """Whether the whole of `text` is a placeholder: `TBD`, `yyyy-mm-dd`, `<owner>`, `draft | approved`."""
    return _PLACEHOLDER.fullmatch(text.strip()) is not None
