"""What a value is by its JSON Schema, in the words of the reference."""

from collections.abc import Iterable

from aims_gate.model.document import Json

WORDS = {
    "object": "mapping",
    "string": "text",
    "boolean": "yes or no",
    "integer": "whole number",
    "null": "nothing",
    "any": "anything",
    "list": "list",
    "texts": "list of text",
    "int": "whole number",
    "bool": "yes or no",
}


class Definitions:
    """The parts of a schema that are named once and used in many places."""

    def __init__(self, definitions: dict[str, Json]) -> None:
        self._definitions = definitions

    def meant(self, schema: Json) -> tuple[dict[str, Json], str]:
        """The schema that a reference leads to, and the name of what it leads to."""
        if not isinstance(schema, dict):
            return {}, ""
        if "$ref" not in schema:
            return schema, ""
        name = schema["$ref"].removeprefix("#/$defs/")
        return self._definitions[name], name


NONE = Definitions({})


def holds(schema: Json, definitions: Definitions = NONE) -> str:
    """What a part of a schema holds: `list of text`, `day`, or the words to choose from."""
    found, _ = definitions.meant(schema)
    if "enum" in found:
        return ", ".join(f"`{value}`" for value in found["enum"])
    if "const" in found:
        return f"`{found['const']}`"
    if "anyOf" in found:
        return " or ".join(dict.fromkeys(holds(branch, definitions) for branch in found["anyOf"]))
    kinds = found.get("type", "any")
    if kinds == "array":
        return f"list of {holds(found.get('items'), definitions)}"
    if found.get("format") == "date":
        return "day"
    return _in_words([kinds] if isinstance(kinds, str) else kinds)


def _in_words(kinds: Iterable[str]) -> str:
    return " or ".join(WORDS.get(kind, kind) for kind in kinds)
