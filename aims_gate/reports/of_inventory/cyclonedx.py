"""An inventory as a CycloneDX 1.6 bill of materials: models, data, libraries, services, each with who uses it and where.

Written after https://cyclonedx.org/docs/1.6/json/. The same inventory gives the same bytes: serial number and time come from
the tree and the day, never from a clock or from chance. Says what was found, and nothing of its licence or its merit.
"""

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from aims_gate.errors import UsageError
from aims_gate.facts.signal_types import family
from aims_gate.model.document import Json
from aims_gate.model.inventory import Found, Inventory
from aims_gate.reports.options import Options

if TYPE_CHECKING:
    from cyclonedx.model.component import Component
    from cyclonedx.model.service import Service

_NAMESPACE = UUID("6f1d2c1e-5a5c-5b0e-9c53-5d0e6a1f4b27")
_TYPES = {
    "model": "MACHINE_LEARNING_MODEL",
    "model-file": "MACHINE_LEARNING_MODEL",
    "dataset": "DATA",
    "prompt": "DATA",
    "image": "CONTAINER",
    **dict.fromkeys(("package", "import", "agent", "guardrail", "monitor"), "LIBRARY"),
}
"""Kind of use → type of component. An endpoint or a resource in the cloud is a service; a setting is neither."""

_SERVICES = ("endpoint", "cloud")

_Key = tuple[str, str, str]


def render(found: Inventory, options: Options) -> str:
    """One JSON object. Raises UsageError where the library that writes it is not installed."""
    del options
    try:
        from cyclonedx.model.bom import Bom
        from cyclonedx.output.json import JsonV1Dot6
    except ImportError:
        raise UsageError(
            "the CycloneDX report needs a library that is not installed", "run `pip install 'aims-gate[bom]'`"
        ) from None
    bom = Bom(serial_number=uuid5(_NAMESPACE, f"{found.tree}\n{found.as_of}"), metadata=_metadata(found))
    groups = _grouped(found.seen)
    cards = _cards(found)
    refs: dict[str, dict[str, Json]] = {}
    for key, uses in groups.items():
        if key[0] in _SERVICES:
            bom.services.add(_service(key, uses))
        else:
            bom.components.add(_component(key, uses))
            if card := _card(uses, found, cards):
                refs[_ref(key)] = card
    if bom.metadata.component is not None:
        bom.register_dependency(bom.metadata.component, [*bom.components, *bom.services])
    written = json.loads(JsonV1Dot6(bom).output_as_string())
    for component in written.get("components", ()):
        # The library writes no model cards yet.
        if component["bom-ref"] in refs:
            component["modelCard"] = refs[component["bom-ref"]]
    return json.dumps(written, indent=2, sort_keys=True) + "\n"


def _metadata(found: Inventory) -> Any:
    from datetime import UTC, datetime

    from cyclonedx.model import Property
    from cyclonedx.model.bom import BomMetaData
    from cyclonedx.model.component import Component, ComponentType
    from cyclonedx.model.tool import ToolRepository

    said = {"ref": found.ref, "commit": found.commit, "tree": found.tree, "searched": str(found.counts["searched"])}
    said |= {"unread": str(found.counts["unread"]), "muted": str(found.counts["muted"])}
    tool = Component(
        name=str(found.tool["name"]), version=str(found.tool["version"]), type=ComponentType.APPLICATION, bom_ref="tool"
    )
    return BomMetaData(
        timestamp=datetime.fromisoformat(found.as_of[:10]).replace(tzinfo=UTC),
        tools=ToolRepository(components=[tool]),
        component=Component(
            name="repository", type=ComponentType.APPLICATION, version=found.commit or found.tree, bom_ref="tree"
        ),
        properties=[Property(name=f"aims-gate:{word}", value=_clean(text)) for word, text in said.items() if text],
    )


def _grouped(seen: Iterable[Found]) -> dict[_Key, list[Found]]:
    """(kind, name, version) → its uses. An import is the library that a manifest names the same."""
    groups: dict[_Key, list[Found]] = {}
    for use in sorted(seen):
        kind = "package" if use.kind == "import" else use.kind
        if kind in _TYPES or kind in _SERVICES:
            name = use.path if kind in ("model-file", "dataset", "prompt") else use.model or use.name
            groups.setdefault((kind, name, use.version), []).append(use)
    return groups


def _ref(key: _Key) -> str:
    return _clean(":".join(part for part in key if part))


def _component(key: _Key, uses: list[Found]) -> "Component":
    from cyclonedx.model.component import Component, ComponentType
    from cyclonedx.model.contact import OrganizationalEntity

    kind, name, version = key
    vendor = next((use.vendor for use in uses if use.vendor), "")
    return Component(
        name=_clean(name),
        type=ComponentType[_TYPES[kind]],
        version=_clean(version) or None,
        bom_ref=_ref(key),
        supplier=OrganizationalEntity(name=vendor) if vendor else None,
        properties=_properties(uses),
    )


def _service(key: _Key, uses: list[Found]) -> "Service":
    from cyclonedx.model import XsUri
    from cyclonedx.model.contact import OrganizationalEntity
    from cyclonedx.model.service import Service

    kind, name, _ = key
    vendor = next((use.vendor for use in uses if use.vendor), "")
    # A host with a part to fill in is no address.
    whole = kind == "endpoint" and name.replace(".", "").replace("-", "").isalnum() and name.isascii()
    return Service(
        name=_clean(name),
        bom_ref=_ref(key),
        provider=OrganizationalEntity(name=vendor) if vendor else None,
        endpoints=[XsUri(f"https://{name}")] if whole else None,
        properties=_properties(uses),
    )


def _properties(uses: list[Found]) -> Any:
    from cyclonedx.model import Property

    pairs = dict.fromkeys(pair for use in uses for pair in _told(use))
    return [Property(name=f"aims-gate:{word}", value=_clean(text)) for word, text in pairs]


def _told(use: Found) -> Iterator[tuple[str, str]]:
    yield "place", f"{use.path}:{use.line}" if use.line else use.path
    yield "confidence", use.confidence
    yield from (("system", system) for system in use.systems or ("none",))


def _cards(found: Inventory) -> dict[str, dict[str, Json]]:
    """System → what its technical documentation says, as a model card says it."""
    cards: dict[str, dict[str, Json]] = {}
    for system, said in found.cards.items():
        considerations: dict[str, Json] = {}
        if use_cases := _texts(said.get("capabilities")):
            considerations["useCases"] = use_cases
        if limits := _texts(said.get("limits")):
            considerations["technicalLimitations"] = limits
        if considerations:
            source = {"name": "aims-gate:document", "value": _clean(str(said.get("path", "")))}
            cards[system] = {"considerations": considerations, "properties": [source]}
    return cards


def _names(said: dict[str, Json], use: Found) -> bool:
    """Whether a document speaks of this model."""
    return family(use.model) in str(said.get("model", "")).lower()


def _card(uses: list[Found], found: Inventory, cards: dict[str, dict[str, Json]]) -> dict[str, Json] | None:
    """The card of a model that one system alone uses, and whose document names it."""
    systems = {system for use in uses for system in use.systems}
    if uses[0].kind != "model" or len(systems) != 1:
        return None
    system = systems.pop()
    return cards.get(system) if _names(found.cards.get(system, {}), uses[0]) else None


def _texts(value: Json) -> list[str]:
    return [_clean(text) for text in value if isinstance(text, str)] if isinstance(value, list) else []


def _clean(text: str) -> str:
    """Text without what no JSON text may carry: the half of a character that a path's odd bytes become."""
    return text.encode("utf-8", "backslashreplace").decode()
