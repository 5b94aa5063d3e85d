"""Facts on disk: whole and as they were written, or refused; a part that is gone must never turn into a pass."""

import json
from pathlib import Path
from typing import Any

import pytest

from aims_gate.errors import UsageError
from aims_gate.sources.saved_facts import read_facts, write_facts
from tests.e2e.example import check, edit, example


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("facts")
    repo = example(folder / "repo", "refused")
    edit(repo, ".aims/config.yaml", "mode: enforce", "mode: warn")
    check(repo, "--save-facts", str(folder / "facts.json"))
    return (folder / "facts.json").read_text(encoding="utf-8")


def refusal(facts: Any, folder: Path) -> str:
    (folder / "facts.json").write_text(json.dumps(facts), encoding="utf-8")
    with pytest.raises(UsageError) as refused:
        read_facts(str(folder / "facts.json"))
    assert refused.value.hint
    return refused.value.message


def test_what_is_written_is_what_is_read(saved: str, tmp_path: Path) -> None:
    (tmp_path / "facts.json").write_text(saved, encoding="utf-8")
    facts = read_facts(str(tmp_path / "facts.json"))
    assert facts == json.loads(saved)
    write_facts(str(tmp_path / "new" / "again.json"), facts)
    assert (tmp_path / "new" / "again.json").read_text(encoding="utf-8") == saved


@pytest.mark.parametrize(
    "key",
    ["now", "forge", "change", "proposed", "records", "systems", "documents", "signals", "trusted", "unknown",
     "documents_read", "spans"],
)  # fmt: skip
def test_a_part_that_is_gone_or_of_another_shape(key: str, saved: str, tmp_path: Path) -> None:
    whole = json.loads(saved)
    facts = {name: value for name, value in whole.items() if name != key}
    assert f"facts lacks {key}" in refusal(facts, tmp_path)
    for other in (None, [7], "a", 1.5, True) if key not in ("now", "forge") else (None, [7], {"a": 7}):
        assert key in refusal({**facts, key: other}, tmp_path)
    assert key in refusal({**whole, "if_merged": facts}, tmp_path)


@pytest.mark.parametrize(
    "path", ["systems.0.unknown", "documents.0.unknown", "records.0.record.material", "systems.0.sign_off.missing",
             "trusted.day", "proposed.gate.0.path", "change.files"],
)  # fmt: skip
def test_a_part_of_a_part_that_is_gone(path: str, saved: str, tmp_path: Path) -> None:
    facts = json.loads(saved)
    part, (*steps, last) = facts, path.split(".")
    for step in steps:
        part = part[int(step) if step.isdigit() else step]
    del part[last]
    assert f"lacks {last}" in refusal(facts, tmp_path)


def test_a_day_that_is_none(saved: str, tmp_path: Path) -> None:
    facts = json.loads(saved)
    facts["trusted"]["day"] = "2026-13-01"
    assert "facts.trusted.day" in refusal(facts, tmp_path)


def test_a_path_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    for path in (tmp_path, tmp_path / "file" / "facts.json"):
        with pytest.raises(UsageError, match="cannot be written to") as refused:
            write_facts(str(path), {})
        assert refused.value.hint


def several(saved: str, *numbers: Any) -> dict[str, Any]:
    """The facts of several pull requests as they are saved."""
    parts = [{"number": number, "facts": json.loads(saved)} for number in numbers]
    return {"schema": "aims-gate/facts-of-several/v1", "pull_requests": parts}


def test_the_facts_of_several_are_read_as_they_were_written(saved: str, tmp_path: Path) -> None:
    write_facts(str(tmp_path / "facts.json"), several(saved, 5, 6))
    assert read_facts(str(tmp_path / "facts.json")) == several(saved, 5, 6)


@pytest.mark.parametrize("numbers", [(), (5,), (5, 5), (0, 5), (-1, 5), ("5", 6), (None, 6), (True, 6), (5.0, 6)])
def test_several_that_lack_one_or_its_number(numbers: tuple[Any, ...], saved: str, tmp_path: Path) -> None:
    assert "pull_requests" in refusal(several(saved, *numbers), tmp_path)


@pytest.mark.parametrize("part", [None, {}, [], {"number": 6}, {"number": 6, "facts": {}}, {"number": 6, "facts": []}])
def test_several_of_which_one_is_not_whole(part: Any, saved: str, tmp_path: Path) -> None:
    facts = several(saved, 5)
    facts["pull_requests"].append(part)
    assert "pull_requests[1]" in refusal(facts, tmp_path)


@pytest.mark.parametrize("parts", [None, {}, "a", 7])
def test_several_that_are_no_list(parts: Any, tmp_path: Path) -> None:
    assert "pull_requests" in refusal({"schema": "aims-gate/facts-of-several/v1", "pull_requests": parts}, tmp_path)


def test_several_within_several(saved: str, tmp_path: Path) -> None:
    facts = several(saved, 5, 6)
    facts["pull_requests"][1]["facts"] = several(saved, 7, 8)
    assert "does not hold aims-gate/facts/v1" in refusal(facts, tmp_path)


def test_several_of_which_one_lacks_a_part(saved: str, tmp_path: Path) -> None:
    facts = several(saved, 5, 6)
    del facts["pull_requests"][1]["facts"]["trusted"]
    assert "facts.pull_requests[1].facts lacks trusted" in refusal(facts, tmp_path)
    facts = several(saved, 5, 6)
    facts["pull_requests"][0]["facts"]["if_merged"] = {}
    assert "pull_requests[0]" in refusal(facts, tmp_path)
