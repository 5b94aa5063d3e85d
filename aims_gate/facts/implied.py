"""Change types that an edit of a system's entry plainly implies, whatever the record says."""

from aims_gate.model.document import Json


def implied_types(trusted: dict[str, Json], head: dict[str, Json], bootstrap: bool) -> list[str]:
    """What the step from one version of an entry to the other implies. Either is empty where it has none."""
    if bootstrap:
        return []
    if not trusted:
        return ["new-system"]
    if not head or (head.get("lifecycle") == "retired" != trusted.get("lifecycle")):
        return ["retirement"]
    found = []
    if head.get("tier") != trusted.get("tier"):
        found.append("reclassification")
    if _models(head, "provider", "name") - _models(trusted, "provider", "name"):
        found.append("new-model")
    elif _models(head, "provider", "name", "version") - _models(trusted, "provider", "name", "version"):
        found.append("model-version")
    found += [
        kind
        for key, kind in (("regions", "region"), ("users", "user-group"), ("suppliers", "supplier"))
        if _texts(head, key) - _texts(trusted, key)
    ]
    return found


def _models(entry: dict[str, Json], *keys: str) -> set[tuple[str, ...]]:
    rows = entry.get("models")
    listed = rows if isinstance(rows, list) else []
    return {tuple(str(row.get(key, "")) for key in keys) for row in listed if isinstance(row, dict)}


def _texts(entry: dict[str, Json], key: str) -> set[str]:
    value = entry.get(key)
    return {str(item) for item in value} if isinstance(value, list) else set()
