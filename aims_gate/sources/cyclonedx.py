"""A CycloneDX bill of materials (1.5 and later, JSON) as evidence: one model with its card, or one dataset.

Knows which of its fields stand for which of ours: docs/evidence-formats.md has the table.
"""

from collections.abc import Iterator

from aims_gate.model.document import Json, Parsed
from aims_gate.sources.drawn import Drawn, mapping, mappings, named, refused, said

FORMAT = "cyclonedx"

_SOURCES = ("distribution", "source-distribution", "website", "vcs", "documentation")
_PERSONAL = ("pii", "personal", "personal data", "personally identifiable information")

Found = tuple[dict[str, Json], str]
"""A component, and where it stands."""


def draw(source: Parsed, kind: str) -> Parsed:
    """The evidence of that kind, `technical_documentation` or `datasheet`; unreadable where the file has not just one."""
    wanted = _is_model if kind == "technical_documentation" else _is_dataset
    found = [one for one in _components(source.value) if wanted(one[0])]
    if len(found) != 1:
        what = "with a `modelCard`" if wanted is _is_model else "of type `data`"
        message = f"the bill of materials has {len(found) or 'no'} component{'s' * (len(found) > 1)} {what}"
        return refused(source, message, "link a file that has just the one that is meant")
    component, at = found[0]
    drawn = Drawn(source, kind, at)
    drawn.say_properties(list(_properties(component, at)))
    bom = source.value
    drawn.say("id", bom.get("serialNumber"), "serialNumber")
    drawn.say("version", bom.get("version"), "version")
    drawn.say("updated", said(mapping(bom.get("metadata")).get("timestamp"))[:10], "metadata.timestamp")
    (_model if wanted is _is_model else _dataset)(drawn, component, at)
    return drawn.parsed(FORMAT)


def _components(bom: dict[str, Json]) -> Iterator[Found]:
    """Every component, nested ones too."""
    main = mapping(bom.get("metadata")).get("component")
    open_still: list[Found] = [*([(main, "metadata.component")] if isinstance(main, dict) else [])]
    open_still += _listed(bom.get("components"), "components")
    while open_still:
        component, at = open_still.pop(0)
        yield component, at
        open_still += _listed(component.get("components"), f"{at}.components")


def _listed(value: Json, at: str) -> list[Found]:
    rows = value if isinstance(value, list) else []
    return [(row, f"{at}[{index}]") for index, row in enumerate(rows) if isinstance(row, dict)]


def _is_model(component: dict[str, Json]) -> bool:
    return isinstance(component.get("modelCard"), dict)


def _is_dataset(component: dict[str, Json]) -> bool:
    return component.get("type") == "data"


def _properties(component: dict[str, Json], at: str) -> Iterator[tuple[Json, Json, str]]:
    for row, place in _listed(component.get("properties"), f"{at}.properties"):
        yield row.get("name"), row.get("value"), f"{place}.value"


def _model(drawn: Drawn, component: dict[str, Json], at: str) -> None:
    card = f"{at}.modelCard"
    stated = mapping(component["modelCard"])
    parameters, considerations = mapping(stated.get("modelParameters")), mapping(stated.get("considerations"))
    analysis = mapping(stated.get("quantitativeAnalysis"))
    drawn.say("model", named(component.get("name"), component.get("version")), f"{at}.name")
    drawn.say("capabilities", considerations.get("useCases"), f"{card}.considerations.useCases")
    limits = [*_texts(considerations.get("technicalLimitations")), *_texts(considerations.get("performanceTradeoffs"))]
    drawn.say("limits", limits, f"{card}.considerations")
    architecture = named(parameters.get("architectureFamily"), parameters.get("modelArchitecture"))
    drawn.say("architecture", architecture, f"{card}.modelParameters")
    ends = [*_ends(parameters, "inputs", "in"), *_ends(parameters, "outputs", "out")]
    drawn.say("interfaces", ends, f"{card}.modelParameters")
    metrics = [_metric(row) for row in mappings(analysis.get("performanceMetrics"))]
    drawn.say("performance", "; ".join(filter(None, metrics)), f"{card}.quantitativeAnalysis.performanceMetrics")


def _ends(parameters: dict[str, Json], key: str, way: str) -> list[str]:
    formats = [said(row.get("format")) for row in mappings(parameters.get(key))]
    return [f"{way}: {form}" for form in formats if form]


def _metric(row: dict[str, Json]) -> str:
    value, part = named(row.get("type"), row.get("value")), said(row.get("slice"))
    return f"{value} ({part})" if value and part and said(row.get("value")) else value if said(row.get("value")) else ""


def _dataset(drawn: Drawn, component: dict[str, Json], at: str) -> None:
    rows = _listed(component.get("data"), f"{at}.data")
    data, place = rows[0] if len(rows) == 1 else ({}, at)
    drawn.say("dataset", component.get("name"), f"{at}.name")
    drawn.say("dataset_version", component.get("version"), f"{at}.version")
    drawn.say("purpose", component.get("description"), f"{at}.description")
    drawn.say("licence", " ".join(_licences(component)), f"{at}.licenses")
    drawn.say("digest", _digest(component), f"{at}.hashes")
    references = mappings(component.get("externalReferences"))
    drawn.say("source", mapping(data.get("contents")).get("url"), f"{place}.contents.url")
    drawn.say("source", next(_urls(references), ""), f"{at}.externalReferences")
    if said(data.get("classification")).lower() in _PERSONAL:
        drawn.say("personal_data", True, f"{place}.classification")


def _licences(component: dict[str, Json]) -> list[str]:
    found = []
    for row in mappings(component.get("licenses")):
        licence = mapping(row.get("license"))
        found.append(said(row.get("expression")) or said(licence.get("id")) or said(licence.get("name")))
    return list(filter(None, found))


def _digest(component: dict[str, Json]) -> str:
    found = [(said(row.get("alg")), said(row.get("content"))) for row in mappings(component.get("hashes"))]
    return next((f"{algorithm}:{content}" for algorithm, content in found if algorithm and content), "")


def _urls(references: list[dict[str, Json]]) -> Iterator[str]:
    for kind in _SOURCES:
        yield from filter(None, (said(row.get("url")) for row in references if row.get("type") == kind))


def _texts(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []
