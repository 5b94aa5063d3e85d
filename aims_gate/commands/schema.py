"""`aims-gate schema`: the JSON Schema of a file that people write, for editors and for other tools."""

from aims_gate.errors import UsageError
from aims_gate.model.spelling import nearest
from aims_gate.sources.shipped_schemas import schema_names, schema_text


def run(name: str | None) -> str:
    """The schema `name` as it is shipped, or the names of all, one a line. Raises `UsageError` for an unknown name."""
    names = schema_names()
    if name is None:
        return "".join(f"{known}\n" for known in names)
    # Kinds of evidence and of register files are written with either in rules and paths.
    name = next((known for known in names if known.replace("-", "_") == name.replace("-", "_")), name)
    if name not in names:
        meant = nearest(name, names)
        listed = f"the names are {', '.join(names)}"
        raise UsageError(f"there is no schema '{name}'", f"did you mean '{meant}'?" if meant else listed)
    return schema_text(name)
