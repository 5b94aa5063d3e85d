"""Which change types a signal implies, given what the entries already tell of."""

from typing import Any

import pytest

from aims_gate.facts.signal_types import family, implied_by, known_vendor, model_stated, plain, same_vendor
from aims_gate.model.signal import Hit, Signal

ENTRY: dict[str, Any] = {
    "models": [{"provider": "OpenAI", "name": "gpt-4.1-mini", "version": "2025-04-14"}, "no row"],
    "suppliers": ["Acme AI"],
}


def signal(kind: Any, *implies: str, action: Any = "added", name: str = "x", **more: Any) -> Signal:
    return Signal(action, "a.py", Hit("row", kind, 1, name, name, implies=implies, **more))


def implied(what: Signal, entry: dict[str, Any] | None = None, *, fresh: bool = False) -> list[str]:
    return implied_by(what, [ENTRY if entry is None else entry], fresh)


@pytest.mark.parametrize(
    ("name", "version", "expected"),
    [
        ("gpt-4.1-mini-2025-04-14", "", []),
        ("gpt-4.1-mini", "2025-04-14", []),
        ("openai/GPT-4.1-mini", "", []),
        ("gpt-4.1-mini-2026-01-01", "", ["model-version"]),
        ("gpt-4.1-mini", "2026-01-01", ["model-version"]),
        ("gpt-4.1", "", ["new-model"]),
        ("gpt-5", "", ["new-model"]),
    ],
)
@pytest.mark.parametrize("action", ["added", "changed"])
def test_models(name: str, version: str, expected: list[str], action: str) -> None:
    assert implied(signal("model", "new-model", name=name, version=version, action=action)) == expected


def test_a_model_of_a_system_that_says_nothing_of_models() -> None:
    model = signal("model", "new-model", name="gpt-5")
    assert implied(model, {}) == ["new-model"]
    assert implied_by(model, [], False) == ["new-model"]
    assert implied_by(model, [ENTRY, {"models": [{"name": "gpt-5"}]}], False) == ["new-model"]


def test_what_goes_brings_nothing_in() -> None:
    assert implied(signal("model", "new-model", name="gpt-5", action="removed")) == []
    assert implied(signal("package", "dependency", "new-model", "supplier", action="removed")) == ["dependency"]
    assert implied(signal("guardrail", "guardrail", action="removed")) == ["guardrail"]


def test_a_person_who_decides_less() -> None:
    assert implied(signal("human-step", "autonomy", action="removed")) == ["autonomy"]
    assert implied(signal("human-step", "autonomy", action="changed")) == ["autonomy"]
    assert implied(signal("human-step", "autonomy")) == []


def test_a_further_call_of_a_known_vendor_is_no_news() -> None:
    for kind in ("import", "endpoint"):
        assert implied(signal(kind, "dependency")) == []
        assert implied(signal(kind, "dependency"), fresh=True) == ["dependency", "supplier"]
    assert implied(signal("package", "dependency")) == ["dependency"]


def test_a_dataset_has_a_source_and_no_supplier() -> None:
    assert implied(signal("dataset", "data"), fresh=True) == ["data"]


@pytest.mark.parametrize(
    ("stated", "vendor", "same"),
    [
        ("openai", "OpenAI", True),
        ("open-ai", "OpenAI", True),
        ("mistral", "Mistral AI", True),
        ("Mistral AI Ltd", "Mistral AI", True),
        ("aws", "Amazon Web Services", True),
        ("Amazon", "Amazon Web Services", True),
        ("azure", "Microsoft Azure", True),
        ("Google Cloud", "Google", True),
        ("azure-openai", "OpenAI", False),
        ("OpenAI via Azure", "Microsoft Azure", False),
        ("AI", "Mistral AI", False),
        ("", "", False),
        ("acme", "OpenAI", False),
    ],
)
def test_same_vendor(stated: str, vendor: str, same: bool) -> None:
    assert same_vendor(stated, vendor) is same


def test_known_vendor() -> None:
    assert known_vendor("OpenAI", ENTRY)
    assert known_vendor("Acme AI", ENTRY)
    assert not known_vendor("Mistral AI", ENTRY)
    assert not known_vendor("OpenAI", {"models": "gpt", "suppliers": 7})


@pytest.mark.parametrize(
    ("name", "base"),
    [
        ("gpt-4.1-mini-2025-04-14", "gpt-4.1-mini"),
        ("claude-sonnet-4-5-20250929", "claude-sonnet-4-5"),
        ("anthropic.claude-x-20250219-v1:0", "anthropic.claude-x"),
        ("gemini-2.5-pro-latest", "gemini-2.5-pro"),
        ("org/Model-7b", "model-7b"),
        ("2025-04-14", "2025-04-14"),
    ],
)
def test_family(name: str, base: str) -> None:
    assert family(name) == base


def test_model_stated() -> None:
    assert model_stated(Hit("r", "model", 1, "", "gpt-4.1-mini-2026-01-01"), ENTRY)
    assert not model_stated(Hit("r", "model", 1, "", "gpt-4.1"), ENTRY)
    assert not model_stated(Hit("r", "package", 1, "", "gpt-4.1-mini"), ENTRY)


def test_plain() -> None:
    assert plain("Open-AI ") == plain("OpenAI") == "openai"
    assert plain("智谱") == "智谱"
