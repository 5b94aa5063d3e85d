"""Readable documents whose values have the wrong shapes, everywhere: findings, never a crash and never a pass."""

import copy
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from aims_gate.sources.strict_yaml import read_yaml
from tests.e2e.example import EVIDENCE, PRD, SYSTEM, check, example, failed
from tests.tree import EXAMPLE

DOCUMENTS = [
    PRD, SYSTEM,
    *(f"{EVIDENCE}/{name}.md" for name in (
        "impact", "monitoring", "risk", "deployment", "event-log", "user-information", "verification", "card")),
]  # fmt: skip
SHAPES: dict[str, Any] = {"list": ["a"], "mapping": {"a": "b"}, "number": 7}
KEPT = {"aims", "kind", "systems"}
"""Keys whose loss would hide the rest from the gate; they are put out of shape one by one.

A list is what `systems` should be, and a number is read as it was typed where text is expected: these may pass.
"""

Step = str | int


def steps(value: Any, place: tuple[Step, ...] = ()) -> Iterator[tuple[Step, ...]]:
    """Every place in a value, the deepest first."""
    items: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in items:
        yield from steps(inner, (*place, step))
    if place:
        yield place


def bent(value: Any, places: list[tuple[Step, ...]], shape: Any) -> Any:
    """A copy with a wrong shape at each of the places."""
    value = copy.deepcopy(value)
    for place in places:
        part = value
        for step in place[:-1]:
            part = part[step]
        part[place[-1]] = copy.deepcopy(shape)
    return value


def parts(text: str) -> tuple[Any, str]:
    """The YAML of a document, and what stands around it."""
    found = re.match(r"---\n(.*?\n)---\n", text, re.DOTALL)
    return read_yaml(found[1] if found else text, "a.yaml").value, "---\n{}---\n# Bent\n" if found else "{}"


def chosen(value: Any, part: str) -> list[tuple[Step, ...]]:
    """The places that are put out of shape together: one key, or every second place that is none of those kept."""
    everywhere = list(steps(value))
    if part in KEPT:
        return [place for place in everywhere if place[-1] == part and len(place) < 3]
    loose = [place for place in everywhere if place[-1] not in KEPT and "systems" not in place]
    return loose[("even", "odd").index(part) :: 2]


def cases() -> Iterator[tuple[str, str]]:
    """Each document with what can be put out of shape in it."""
    for path in DOCUMENTS:
        version = next(EXAMPLE / state / path for state in ("fixed", "base") if (EXAMPLE / state / path).exists())
        value, _ = parts(version.read_text(encoding="utf-8"))
        yield from ((path, part) for part in ("even", "odd", *sorted(KEPT)) if chosen(value, part))


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(("path", "part"), list(cases()))
def test_wrong_shapes(path: str, shape: str, part: str, tmp_path: Path) -> None:
    repo = example(tmp_path / "repo", "fixed")
    value, around = parts((repo.folder / path).read_text(encoding="utf-8"))
    repo.write(path, around.format(yaml.safe_dump(bent(value, chosen(value, part), SHAPES[shape]), sort_keys=False)))
    said = check(repo, "--report", "json=-")
    fits = (shape == "list" and part == "systems") or (shape == "number" and part not in KEPT)
    assert said.code == 1 or (fits and said.code == 0), said.words
    assert failed(said.report) or said.code == 0


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", ["config", "roles", "risk-method"])
def test_wrong_shapes_at_the_trusted_ref(name: str, shape: str, tmp_path: Path) -> None:
    repo = example(tmp_path / "repo")
    path = f".aims/{name}.yaml"
    value = read_yaml((repo.folder / path).read_bytes(), path).value
    assert value is not None
    repo.write(path, yaml.safe_dump(bent(value, list(steps(value))[::2], SHAPES[shape])))
    repo.commit("Bend")
    repo.write("prompts/assistant/reply.md", "Shorter.\n")
    said = check(repo)
    assert said.code == 2, said.words
    assert f"the trusted {path}:" in said.words
