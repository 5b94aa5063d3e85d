"""Whether a text names a model and its version: whole words, not parts of others."""

from typing import Any

import pytest

from aims_gate.engine.functions import names_model


@pytest.mark.parametrize(
    ("text", "name", "version"),
    [
        ("gpt-4.1-mini 2025-04-14", "gpt-4.1-mini", "2025-04-14"),
        ("gpt-4o-2024-08-06", "gpt-4o", "2024-08-06"),
        ("openai/m1 (2026-01)", "m1", "2026-01"),
        ("m1@2026-01 and m2 v3.", "m2", 3),
        ("M1 version 2", "m1", 2),
        ("version 2 of m1", "m1", 2),
        ("llama3:70b", "llama3", "70b"),
        (5, 5, 5),
    ],
)
def test_a_model_and_its_version_are_named(text: Any, name: Any, version: Any) -> None:
    assert names_model(text, name, version)


@pytest.mark.parametrize(
    ("text", "name", "version"),
    [
        ("gpt-4o 2024-08-06", "gpt-4", "2024-08-06"),
        ("gpt-4o-mini-2024-08-06", "gpt-4o", "2024-08-06"),
        ("gpt-4.1 2025", "gpt-4", "2025"),
        ("my-gpt-4 2025", "gpt-4", "2025"),
        ("m1 2026-011", "m1", "2026-01"),
        ("m1 12026-01", "m1", "2026-01"),
        ("m1 4.1", "m1", 4),
        ("m1 1.4", "m1", 4),
        ("llama3:70b", "llama3", "8b"),
        ("m1", "m1", ""),
        ("m1", "", "m1"),
        ("m1 true", "m1", True),
        (["m1", "2"], "m1", "2"),
        (None, "m1", "2"),
    ],
)
def test_part_of_a_name_or_version_names_nothing(text: Any, name: Any, version: Any) -> None:
    assert not names_model(text, name, version)
