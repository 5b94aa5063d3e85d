"""`aims-gate new`: every kind writes what the gate reads and refuses, and nothing is written where it should not be."""

import copy
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from aims_gate.commands.new import new, template
from aims_gate.errors import UsageError
from aims_gate.model.vocabulary import EVIDENCE_DATES
from aims_gate.sources.documents import checked
from aims_gate.sources.front_matter import read_front_matter
from aims_gate.sources.shipped_schemas import shipped_schema
from tests.e2e.command import Said, called
from tests.e2e.example import check, example, failed
from tests.repositories import Repo

SYSTEM = "support-assistant"
EVERY_KIND = tuple(EVIDENCE_DATES)


def written(repo: Repo, *args: str) -> Said:
    return called(repo.folder, "new", *args)


def uncommented(text: str) -> str:
    """With every key behind a `#` taken in front of it."""
    return re.sub(r"^( *)# (?=(?: *- | *)[a-z_]+:(?: |$))", r"\1", text, flags=re.MULTILINE)


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_a_kind_has_every_field_and_no_problem_but_placeholders(kind: str) -> None:
    parsed = read_front_matter(uncommented(template(kind, SYSTEM)).encode(), "a.md")
    assert parsed is not None
    assert parsed.problems == ()
    assert set(parsed.value["aims"]) == set(shipped_schema(kind)["properties"])
    aims = parsed.value["aims"]
    assert (aims["kind"], aims["systems"]) == (kind, [SYSTEM])
    assert EVIDENCE_DATES[kind] in aims
    assert {problem.cause for problem in checked(parsed, {}).problems} == {"placeholder"}


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_the_gate_refuses_a_kind_that_is_not_filled_in(kind: str, tmp_path: Path) -> None:
    repo = example(tmp_path / "repo")
    path = "docs/ai/unfilled.md"
    assert written(repo, kind, "--system", SYSTEM, "--path", path).out == f"{path}\n"
    checked_now = check(repo, "--report=json=-")
    assert checked_now.code == 1
    assert "evidence-is-filled" in failed(checked_now.report)
    named = {
        finding["location"]["path"]
        for result in checked_now.report["results"]
        if result["rule"] == "evidence-is-filled"
        for finding in result["findings"]
    }
    assert named == {path}


def filled(schema: Any) -> Any:
    """A value that a schema takes, with every field."""
    parts = schema.get("anyOf", [schema])
    schema = max(parts, key=lambda part: len(part.get("properties", ())))
    if "enum" in schema:
        return schema["enum"][0]
    if schema.get("properties"):
        return {name: filled(part) for name, part in schema["properties"].items()}
    if schema.get("type") == "array":
        return [filled(schema.get("items", {}))]
    if schema.get("examples"):
        return schema["examples"][0]
    plain = {"boolean": True, "number": 1, "integer": 1, "object": {}}
    return "2026-11-20" if schema.get("format") == "date" else plain.get(str(schema.get("type")), "Something said.")


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every value that is neither list nor mapping."""
    if isinstance(value, dict | list):
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(part, (*path, key))
    else:
        yield path


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_a_kind_is_refused_until_its_last_field_is_filled_in(kind: str) -> None:
    whole = {**filled(shipped_schema(kind)), "kind": kind, "systems": [SYSTEM]}
    assert problems(whole) == []
    parsed = read_front_matter(uncommented(template(kind, SYSTEM)).encode(), "a.md")
    assert parsed is not None
    blank = parsed.value["aims"]
    given = {("kind",), ("id",), ("systems", 0), ("status",), ("version",)}
    for place in set(places(blank)) - given:
        one_left = copy.deepcopy(whole)
        *way, last = place
        target: Any = one_left
        text: Any = blank
        for step in way:
            target, text = target[step], text[step]
        target[last] = text[last]
        assert [(problem.cause) for problem in problems(one_left)] == ["placeholder"], place


def problems(aims: dict[str, Any]) -> list[Any]:
    """What the gate finds wrong with a document."""
    text = f"---\n{yaml.safe_dump({'aims': aims}, sort_keys=False)}---\n"
    parsed = read_front_matter(text.encode(), "a.md")
    assert parsed is not None
    return list(checked(parsed, {}).problems)


@pytest.mark.parametrize("system", ["12", "true", "1e3", "null", "0x1F", "a.b_c-1"])
def test_an_id_stays_text_whatever_it_looks_like(system: str) -> None:
    parsed = read_front_matter(template("supplier", system).encode(), "a.md")
    assert parsed is not None
    assert parsed.value["aims"]["systems"] == [system]


def test_choices_that_are_no_words_stand_above_the_field() -> None:
    assert "# One of < <= > >= == !=.\n" in template("verification", SYSTEM)


def test_what_is_written_is_linked_by_its_author(tmp_path: Path) -> None:
    said = written(Repo(tmp_path / "repo"), "supplier", "--system", SYSTEM)
    assert f"record of the change that brings it: suppliers: [docs/ai/{SYSTEM}/supplier.md]" in said.words


def test_a_system_without_an_entry_is_let_through(repo: Repo) -> None:
    assert written(repo, "supplier", "--system", "not-yet").out == "docs/ai/not-yet/supplier.md\n"
    assert (repo.folder / "docs/ai/not-yet/supplier.md").is_file()


@pytest.mark.parametrize("path", ["", "docs/mine.md"])
def test_nothing_is_written_over(path: str, repo: Repo) -> None:
    place = path or "docs/ai/a/supplier.md"
    repo.write(place, "mine\n")
    said = written(repo, "supplier", "--system", "a", "--path", path)
    assert (said.code, f"{place} is there already" in said.words) == (2, True)
    assert (repo.folder / place).read_text(encoding="utf-8") == "mine\n"


@pytest.mark.parametrize(
    ("kind", "hint"), [("monitoringplan", "did you mean `monitoring_plan`?"), ("poem", "the kinds are impact")]
)
def test_an_unknown_kind_comes_with_the_one_that_was_meant(kind: str, hint: str, repo: Repo) -> None:
    said = written(repo, kind, "--system", "a")
    assert said.code == 2
    assert f"`{kind}` is no kind of evidence" in said.words
    assert hint in said.words
    assert not (repo.folder / "docs").exists()


@pytest.mark.parametrize("system", ["", "../x", "a/b", "a: b", "a]\nstatus: approved", ".a", "ü"])
def test_a_system_has_an_id_that_an_entry_could_have(system: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="can be no system's id"):
        new(str(tmp_path), "supplier", system, "a.md")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("path", ["../x.md", "docs/../../x.md", "{outside}/x.md", ".git/x.md", ".GIT/hooks/x.md", ".."])
def test_a_path_stays_among_the_files_of_the_repository(path: str, repo: Repo, tmp_path: Path) -> None:
    said = written(repo, "supplier", "--system", "a", "--path", path.format(outside=tmp_path))
    assert (said.code, "is not among the repository's files" in said.words) == (2, True)
    assert list(tmp_path.rglob("x.md")) == []


@pytest.mark.parametrize("path", ["../repository-beside/x.md", "{outside}/repository-beside/x.md"])
def test_a_folder_whose_name_begins_alike_is_another(path: str, tmp_path: Path) -> None:
    repo = Repo(tmp_path / "repository")
    (tmp_path / "repository-beside").mkdir()
    assert written(repo, "supplier", "--system", "a", "--path", path.format(outside=tmp_path)).code == 2
    assert list(tmp_path.rglob("x.md")) == []


@pytest.mark.parametrize("path", ["linked/x.md", "linked/deeper/x.md"])
@pytest.mark.parametrize("target", ["{outside}/elsewhere", "docs", "{outside}/missing"])
def test_a_linked_folder_is_not_written_through(path: str, target: str, repo: Repo, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    repo.write("docs/a.txt", "")
    repo.link("linked", target.format(outside=tmp_path))
    said = written(repo, "supplier", "--system", "a", "--path", path)
    assert (said.code, "links are not followed" in said.words) == (2, True)
    assert list(tmp_path.rglob("x.md")) == []


def test_a_link_that_leads_nowhere_is_not_written_through(repo: Repo, tmp_path: Path) -> None:
    repo.link("x.md", str(tmp_path / "outside.md"))
    assert written(repo, "supplier", "--system", "a", "--path", "x.md").code == 2
    assert not (tmp_path / "outside.md").exists()


def test_a_repository_that_is_reached_through_a_link_is_written_to(repo: Repo, tmp_path: Path) -> None:
    (tmp_path / "alias").symlink_to(repo.folder)
    assert new(str(tmp_path / "alias"), "supplier", "a", "docs//./a.md") == "docs/a.md"
    assert (repo.folder / "docs/a.md").is_file()


@pytest.mark.parametrize("path", ["docs/a.yaml", "docs/a", "docs/"])
def test_a_document_is_markdown(path: str, repo: Repo) -> None:
    said = written(repo, "supplier", "--system", "a", "--path", path)
    assert (said.code, "no Markdown file" in said.words) == (2, True)


def test_a_file_where_a_folder_should_be(repo: Repo) -> None:
    repo.write("docs", "a file\n")
    said = written(repo, "supplier", "--system", "a")
    assert (said.code, "cannot be written" in said.words) == (2, True)


def test_it_says_how_the_document_is_linked(tmp_path: Path) -> None:
    repo = example(tmp_path / "repo")
    said = written(repo, "event-log", "--system", SYSTEM, "--path", "docs/ai/log.md")
    assert said.code == 0, said.words
    told = said.stderr.decode()
    assert f"Link it in .aims/systems/{SYSTEM}.yaml:\n\n    documents:\n      event_log: docs/ai/log.md\n" in told
    assert "There is no" not in told
    other = written(repo, "event_log", "--system", "zebra")
    assert "There is no .aims/systems/zebra.yaml yet: aims-gate init begins one." in other.words
    assert "Link" not in written(repo, "incident", "--system", SYSTEM).words


def test_a_system_that_is_nearly_one_of_the_register_is_refused(tmp_path: Path) -> None:
    repo = example(tmp_path / "repo")
    said = written(repo, "event_log", "--system", "suport-assistant")
    assert (said.code, "did you mean `support-assistant`?" in said.words) == (2, True)
    assert not (repo.folder / "docs/ai/suport-assistant").exists()
