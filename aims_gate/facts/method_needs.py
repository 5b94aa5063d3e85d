"""What a risk method has to say for its kind of score: more than its shape alone can tell."""

from collections.abc import Iterator

from aims_gate.facts.weighted import maximum
from aims_gate.model.document import Json

_NEEDED = {
    "product": ("likelihood", "impact", "levels"),
    "matrix": ("likelihood", "impact", "levels", "matrix"),
    "weighted": ("weighted",),
}


def lacking(method: Json) -> Iterator[tuple[str, str, str]]:
    """Pointer, message and hint for everything without which no row could be scored."""
    if not isinstance(method, dict):
        return
    kind = method.get("score")
    for key in _NEEDED.get(kind, ()) if isinstance(kind, str) else ():
        if not method.get(key):
            yield "score", f"`score: {kind}` needs `{key}`, which is not there", f"add `{key}`: docs/risk-method.md"
    if kind == "weighted" and isinstance(method.get("weighted"), dict) and not maximum(method):
        yield "weighted", "no answer to any question scores more than 0", "give each question answers with scores"
    for key in ("reduce_from", "reduce_to"):
        table = method.get("weighted")
        share = table.get(key) if isinstance(table, dict) else None
        if isinstance(share, int) and share > 100:
            yield f"weighted.{key}", f"`{key}` is a percentage, and {share} is more than 100", "write 1 to 100"
