"""An SPDX 3 document (JSON) as evidence: one AI package, or one dataset package.

Knows which of its properties stand for which of ours: docs/evidence-formats.md has the table.
"""

from collections.abc import Iterator

from aims_gate.model.document import Json, Parsed
from aims_gate.sources.drawn import Drawn, mapping, mappings, named, refused, said

FORMAT = "spdx"

_TYPES = {
    "technical_documentation": ("ai_AIPackage", "AIPackage"),
    "datasheet": ("dataset_DatasetPackage", "DatasetPackage"),
}
_LICENCES = ("hasDeclaredLicense", "hasConcludedLicense")
_EXTENSION = "extension_CdxPropertiesExtension"

Elements = list[tuple[dict[str, Json], str]]


def is_spdx(value: dict[str, Json]) -> bool:
    """Whether it is an SPDX 3 document: linked data whose context is SPDX's."""
    context = value.get("@context")
    named_here = context if isinstance(context, list) else [context]
    return "@graph" in value and any(isinstance(one, str) and "spdx.org/rdf/3" in one for one in named_here)


def draw(source: Parsed, kind: str) -> Parsed:
    """The evidence of that kind, `technical_documentation` or `datasheet`; unreadable where the file has not just one."""
    graph = source.value.get("@graph")
    rows = graph if isinstance(graph, list) else []
    elements = [(row, f'["@graph"][{index}]') for index, row in enumerate(rows) if isinstance(row, dict)]
    found = [one for one in elements if one[0].get("type") in _TYPES[kind]]
    if len(found) != 1:
        message = f"the SPDX document has {len(found) or 'no'} `{_TYPES[kind][1]}`"
        return refused(source, message, "link a file that has just the one that is meant")
    package, at = found[0]
    drawn = Drawn(source, kind, at)
    drawn.say_properties(list(_properties(package, at)))
    drawn.say("id", package.get("spdxId"), f"{at}.spdxId")
    for key in ("releaseTime", "builtTime"):
        drawn.say("updated", said(package.get(key))[:10], f"{at}.{key}")
    drawn.say("updated", _created(package, elements)[:10], at)
    if kind == "technical_documentation":
        _model(drawn, package, at)
    else:
        _dataset(drawn, package, at, elements)
    return drawn.parsed(FORMAT)


def _properties(package: dict[str, Json], at: str) -> Iterator[tuple[Json, Json, str]]:
    """Properties that an extension carries, as SPDX takes them over from CycloneDX."""
    for extension in mappings(package.get("extension")):
        if extension.get("type") == _EXTENSION:
            for row in mappings(extension.get("extension_cdxProperty")):
                yield row.get("extension_cdxPropName"), row.get("extension_cdxPropValue"), f"{at}.extension"


def _created(package: dict[str, Json], elements: Elements) -> str:
    """The day the package's own entry was written, by its creation info, in place or by reference."""
    info = package.get("creationInfo")
    if isinstance(info, str):
        info = next((row for row, _ in elements if info in (row.get("@id"), row.get("spdxId"))), {})
    return said(mapping(info).get("created"))


def _model(drawn: Drawn, package: dict[str, Json], at: str) -> None:
    version = package.get("software_packageVersion")
    drawn.say("model", named(package.get("name"), version), f"{at}.name")
    drawn.say("capabilities", [package.get("ai_informationAboutApplication")], f"{at}.ai_informationAboutApplication")
    drawn.say("limits", [package.get("ai_limitation")], f"{at}.ai_limitation")
    drawn.say("architecture", ", ".join(_texts(package.get("ai_typeOfModel"))), f"{at}.ai_typeOfModel")
    metrics = [
        named(row.get("key"), row.get("value")) for row in mappings(package.get("ai_metric")) if row.get("value")
    ]
    drawn.say("performance", "; ".join(filter(None, metrics)), f"{at}.ai_metric")


def _dataset(drawn: Drawn, package: dict[str, Json], at: str, elements: Elements) -> None:
    drawn.say("dataset", package.get("name"), f"{at}.name")
    drawn.say("dataset_version", package.get("software_packageVersion"), f"{at}.software_packageVersion")
    drawn.say("purpose", package.get("dataset_intendedUse"), f"{at}.dataset_intendedUse")
    drawn.say("source", package.get("software_downloadLocation"), f"{at}.software_downloadLocation")
    drawn.say("collection", package.get("dataset_dataCollectionProcess"), f"{at}.dataset_dataCollectionProcess")
    drawn.say("bias", "; ".join(_texts(package.get("dataset_knownBias"))), f"{at}.dataset_knownBias")
    drawn.say("licence", _licence(package, elements), at)
    drawn.say("digest", _digest(package), f"{at}.verifiedUsing")
    personal = package.get("dataset_hasSensitivePersonalInformation")
    if personal == "yes":
        # Sensitive personal data is personal data; that it holds none of it says nothing of other personal data.
        drawn.say("personal_data", True, f"{at}.dataset_hasSensitivePersonalInformation")
    measures = "; ".join(_texts(package.get("dataset_anonymizationMethodUsed")))
    drawn.say("personal_data_measures", measures, f"{at}.dataset_anonymizationMethodUsed")


def _licence(package: dict[str, Json], elements: Elements) -> str:
    """The licence that a relationship gives the package, in words."""
    by_id = {row.get("spdxId"): row for row, _ in elements if isinstance(row.get("spdxId"), str)}
    for kind in _LICENCES:
        for row, _ in elements:
            if row.get("relationshipType") == kind and row.get("from") == package.get("spdxId"):
                for target in _texts(row.get("to")):
                    found = by_id.get(target, {})
                    words = said(found.get("simplelicensing_licenseExpression")) or said(found.get("name"))
                    if words:
                        return words
    return ""


def _digest(package: dict[str, Json]) -> str:
    found = [(said(row.get("algorithm")), said(row.get("hashValue"))) for row in mappings(package.get("verifiedUsing"))]
    return next((f"{algorithm}:{value}" for algorithm, value in found if algorithm and value), "")


def _texts(value: Json) -> list[str]:
    return list(filter(None, map(said, value if isinstance(value, list) else [value])))
