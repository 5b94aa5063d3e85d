"""Cards and bills of materials as evidence: what they say, where, and nothing that they do not say."""

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aims_gate.model.document import Parsed
from aims_gate.sources.drawn import LONGEST_TEXT
from aims_gate.sources.other_formats import draw
from tests.sources.other_formats import DATA_BOM, DATASET_CARD, MODEL_BOM, MODEL_CARD, SPDX, as_json

MODEL, DATA = "technical_documentation", "datasheet"


def drawn(text: str, path: str, kind: str) -> Parsed:
    found = draw(text.encode(), path, kind)
    assert found is not None
    return found


def aims(text: str, path: str, kind: str) -> dict[str, Any]:
    found = drawn(text, path, kind)
    assert found.problems == ()
    return dict(found.value["aims"])


def test_a_model_of_cyclonedx() -> None:
    assert aims(as_json(MODEL_BOM), "m.cdx.json", MODEL) == {
        "kind": MODEL,
        "status": "approved",
        "id": "urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79",
        "version": "3",
        "updated": "2026-11-20",
        "model": "gpt-4.1-mini 2025-04-14",
        "capabilities": ["Answers questions on invoices."],
        "limits": ["May misread scanned invoices.", "Slow on long threads."],
        "architecture": "transformer decoder",
        "interfaces": ["in: text", "out: text"],
        "performance": "accuracy 0.97 (refunds)",
    }


def test_a_dataset_of_cyclonedx() -> None:
    assert aims(as_json(DATA_BOM), "d.cdx.json", DATA) == {
        "kind": DATA,
        "personal_data_measures": "Names are removed.",
        "updated": "2026-11-20",
        "dataset": "ticket-archive",
        "dataset_version": "2026-10",
        "purpose": "Retrieval.",
        "licence": "CC-BY-4.0",
        "digest": "SHA-256:" + "ab" * 32,
        "source": "https://data.example/t",
        "personal_data": True,
    }


def test_a_model_and_a_dataset_of_spdx() -> None:
    assert aims(as_json(SPDX), "m.spdx.json", MODEL) == {
        "kind": MODEL,
        "status": "approved",
        "id": "urn:example:model",
        "updated": "2026-11-20",
        "model": "gpt-4.1-mini 2025-04-14",
        "capabilities": ["Answers questions on invoices."],
        "limits": ["May misread scanned invoices."],
        "architecture": "transformer",
        "performance": "accuracy 0.97",
    }
    assert aims(as_json(SPDX), "m.spdx.json", DATA) == {
        "kind": DATA,
        "id": "urn:example:data",
        "updated": "2026-11-19",
        "dataset": "ticket-archive",
        "dataset_version": "2026-10",
        "purpose": "Retrieval.",
        "source": "https://data.example/t",
        "collection": "From our own desk.",
        "bias": "Few French tickets.",
        "licence": "CC0-1.0",
        "digest": "sha256:ab",
        "personal_data": True,
        "personal_data_measures": "Names are removed.",
    }


def test_a_model_card() -> None:
    assert aims(MODEL_CARD, "README.md", MODEL) == {
        "kind": MODEL,
        "version": "2025-04-14",
        "status": "approved",
        "updated": "2026-11-20",
        "model": "gpt-4.1-mini 2025-04-14",
        "capabilities": ["Answers questions on invoices."],
        "limits": ["May misread scanned invoices. ## Model Architecture"],
        "performance": "accuracy 0.97 on refunds test",
    }


def test_a_dataset_card() -> None:
    assert aims(DATASET_CARD, "README.md", DATA) == {
        "kind": DATA,
        "version": "2026-10",
        "updated": "2026-11-20",
        "dataset": "ticket-archive",
        "dataset_version": "2026-10",
        "licence": "cc-by-4.0",
        "source": "Our own desk. Exported weekly.",
        "derived_from": ["old-tickets"],
        "collection": "Exported weekly.",
    }


@pytest.mark.parametrize(
    ("text", "path", "kind", "pointer", "words"),
    [
        (as_json(MODEL_BOM), "m.cdx.json", MODEL, "aims.model", '"name": "gpt-4.1-mini"'),
        (as_json(MODEL_BOM), "m.cdx.json", MODEL, "aims.updated", '"timestamp"'),
        (as_json(SPDX), "m.json", MODEL, "aims.limits", '"ai_limitation"'),
        (MODEL_CARD, "README.md", MODEL, "aims.performance", "model-index:"),
        (MODEL_CARD, "README.md", MODEL, "aims.limits", "## Bias, Risks, and Limitations"),
    ],
)
def test_every_field_stands_where_the_file_says_it(text: str, path: str, kind: str, pointer: str, words: str) -> None:
    line, column, _, _ = drawn(text, path, kind).spans[pointer]
    assert text.splitlines()[line - 1][column - 1 :].startswith(words)


def test_the_format_is_named() -> None:
    formats = [
        drawn(text, path, MODEL).format
        for text, path in ((as_json(MODEL_BOM), "m.json"), (as_json(SPDX), "m.json"), (MODEL_CARD, "m.md"))
    ]
    assert formats == ["cyclonedx", "spdx", "huggingface"]


@pytest.mark.parametrize("word", ["TBD", "", "  ", "NOASSERTION", "[More Information Needed]", "unknown"])
def test_what_says_nothing_is_missing(word: str) -> None:
    bom = copy.deepcopy(MODEL_BOM)
    bom["components"][1]["modelCard"]["considerations"] = {"useCases": [word], "technicalLimitations": [word]}
    bom["components"][1]["version"] = word
    found = aims(as_json(bom), "m.cdx.json", MODEL)
    assert "capabilities" not in found
    assert "limits" not in found
    assert found["model"] == "gpt-4.1-mini"


def test_no_sensitive_data_says_nothing_of_personal_data() -> None:
    spdx = copy.deepcopy(SPDX)
    spdx["@graph"][2]["dataset_hasSensitivePersonalInformation"] = "no"
    assert "personal_data" not in aims(as_json(spdx), "d.json", DATA)


def test_a_property_may_say_what_the_format_has_no_word_for_and_no_more() -> None:
    bom = copy.deepcopy(DATA_BOM)
    component = bom["components"][0]
    component["data"] = []
    component["properties"] = [{"name": "aims:personal_data", "value": "false"}, {"name": "aims:basis", "value": "x"}]
    found = drawn(as_json(bom), "d.cdx.json", DATA)
    assert found.value["aims"]["personal_data"] is False
    assert [problem.cause for problem in found.problems] == ["shape"]
    assert "basis" in found.problems[0].message


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        (as_json({**MODEL_BOM, "components": []}), MODEL, "has no component with a `modelCard`"),
        (
            as_json({**MODEL_BOM, "components": MODEL_BOM["components"] * 2}),
            MODEL,
            "has 2 components with a `modelCard`",
        ),
        (as_json(MODEL_BOM), DATA, "has no component of type `data`"),
        (as_json({**SPDX, "@graph": "x"}), MODEL, "has no `AIPackage`"),
        (as_json({"name": "x"}), MODEL, "neither a CycloneDX bill of materials nor an SPDX 3 document"),
        ("{", MODEL, "a key in quotes is missing"),
    ],
)
def test_what_cannot_serve_is_unreadable(text: str, kind: str, said: str) -> None:
    found = drawn(text, "x.json", kind)
    assert found.value is None
    assert found.problems[0].cause == "unreadable"
    assert said in found.problems[0].message


@pytest.mark.parametrize("text", ["# Page\n", "---\ntitle: Page\n---\n", "---\naims: {}\nlicense: mit\n---\n"])
def test_an_ordinary_page_is_no_card(text: str) -> None:
    assert draw(text.encode(), "README.md", MODEL) is None


def test_long_prose_is_cut_and_says_so() -> None:
    text = MODEL_CARD.replace("May misread", "word " * 5_000 + "May misread")
    (limits,) = aims(text, "README.md", MODEL)["limits"]
    assert len(limits) == LONGEST_TEXT
    assert limits.endswith("…")


@pytest.mark.parametrize(
    "text",
    [
        "---\nlicense: mit\n---\n" + "# " * 100_000,
        "---\nlicense: mit\n---\n" + "#" * 200_000 + "\n",
        "---\nlicense: mit\n---\n" + "<!--" * 50_000,
        "---\nlicense: mit\n---\n" + "###### x\n" * 20_000,
        "---\nlicense: mit\n---\n## Uses\n" + "\x00\u202e\n" * 1_000,
    ],
)
def test_hostile_prose_is_read_to_an_end(text: str) -> None:
    assert aims(text, "README.md", MODEL)["kind"] == MODEL


_JUNK = st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.lists(st.integers(), max_size=2)


def _spoilt(value: Any, choose: st.DataObject) -> Any:
    """The value with some parts of another type than the format has."""
    if choose.draw(st.integers(0, 9)) == 0:
        return choose.draw(_JUNK)
    if isinstance(value, dict):
        return {key: _spoilt(part, choose) for key, part in value.items()}
    return [_spoilt(part, choose) for part in value] if isinstance(value, list) else value


@pytest.mark.parametrize("kind", [MODEL, DATA])
@pytest.mark.parametrize("bom", [MODEL_BOM, DATA_BOM, SPDX], ids=["model", "data", "spdx"])
@given(choose=st.data())
def test_parts_of_another_type_never_raise(bom: dict[str, Any], kind: str, choose: st.DataObject) -> None:
    spoilt = {key: part if key in ("bomFormat", "@context") else _spoilt(part, choose) for key, part in bom.items()}
    found = drawn(as_json(spoilt), "x.json", kind)
    assert (found.value is None) == any(problem.cause == "unreadable" for problem in found.problems)
