"""Parameters of a model: those that say so by themselves, and those whose value stands elsewhere."""

import pytest

from tests.signals.shipped import hits


def told(path: str, text: str) -> list[str]:
    return [hit.text for hit in hits(path, text) if hit.kind == "sampling"]


@pytest.mark.parametrize(
    ("path", "text", "shown"),
    [
        ("a.yaml", "max_new_tokens: 150\ntemperature: 0.2", ["max_new_tokens = 150", "temperature = 0.2"]),
        ("a.rs", "A { repetition_penalty: 1.1 }", ["repetition_penalty = 1.1"]),
        ("a.ts", "x = { frequencyPenalty: 0.5, topP: 0.9 }", ["frequencyPenalty = 0.5", "topP = 0.9"]),
        ("a.json", '{"num_predict": 5}', ["num_predict = 5"]),
    ],
)
def test_one_that_says_it_by_its_name(path: str, text: str, shown: list[str]) -> None:
    assert told(path, text) == shown


@pytest.mark.parametrize(
    "text",
    ["temperature: 20.5", "# max_new_tokens: 5", "max_new_tokens: many", "top_p: 0.5\ntemperature: 0.2", "presence: 1"],
)
def test_one_that_another_thing_may_have(text: str) -> None:
    assert told("a.yaml", text) == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("temperature: this.config.temperature,", ["temperature"]),
        ("top_p: settings?.topP,", ["top_p"]),
        ("top_p: +(process.env.top_p || 0) || 1,", ["top_p = +(process.env.top_p || 0) || 1"]),
        ('reasoning_effort: "low",', ['reasoning_effort = "low"']),
        ("max_tokens: n,", []),
        ("const MAX_TEMPERATURE = 2;", []),
        ("interface A { temperature: number; }", []),
        ('reasoning_effort: "what it costs",', []),
        ("const DEFAULT_TEMPERATURE = 0.5;", ["DEFAULT_TEMPERATURE = 0.5"]),
    ],
)
def test_one_that_is_handed_on_in_code_that_uses_ai(text: str, shown: list[str]) -> None:
    assert told("a.ts", f'import OpenAI from "openai";\n{text}\n') == shown
    assert told("b.ts", f'import x from "x";\n{text}\n') == []
