"""`aims-gate declare`: one command writes a record that the gate then reads, and never over anything."""

from pathlib import Path

import pytest

from aims_gate.sources.checked import shape_and_placeholders
from aims_gate.sources.strict_yaml import read_yaml
from tests.e2e.command import Said, called
from tests.e2e.example import PROMPT, SYSTEM, check, commit, edit, example, failed, outcomes
from tests.repositories import Repo


def declare(repo: Repo, *args: str, **more: str) -> Said:
    return called(repo.folder, "declare", "--base", "main", *args, **more)


@pytest.fixture
def changed(tmp_path: Path) -> Repo:
    repo = example(tmp_path / "repo")
    edit(repo, PROMPT, "You draft", "Draft")
    return repo


def records(repo: Repo) -> dict[str, str]:
    folder = repo.folder / ".aims" / "changes"
    return {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*")}


def test_a_record_that_the_gate_reads(changed: Repo) -> None:
    said = declare(changed, "prompt", "threshold", "Shorter greeting,\n twice.")
    assert said.code == 0
    (text,) = records(changed).values()
    assert set(records(changed)) == {"shorter-greeting-twice.yaml"}
    parsed = read_yaml(text.encode(), "a.yaml")
    assert parsed.value == {
        "systems": ["support-assistant"], "change": ["prompt", "threshold"], "summary": "Shorter greeting, twice.",
    }  # fmt: skip
    assert (parsed.problems, shape_and_placeholders(parsed, "change-record")) == ((), [])
    assert text in said.out
    assert "verification" in said.stderr.decode()
    report = check(changed, "--report=json=-").report
    assert "ai-change-declared" not in failed(report)
    assert outcomes(report)["change-type-stated"] == "pass"


def test_nothing_is_written_over(changed: Repo) -> None:
    assert declare(changed, "prompt", "Shorter greeting.").code == 0
    before = records(changed)
    said = declare(changed, "logic", "shorter, GREETING!")
    assert said.code == 2
    assert "shorter-greeting.yaml is there already" in said.words
    assert records(changed) == before


@pytest.mark.parametrize("target", ["outside.yaml", "nowhere/outside.yaml"])
def test_a_link_is_not_written_through(target: str, changed: Repo, tmp_path: Path) -> None:
    changed.link(".aims/changes/shorter-greeting.yaml", str(tmp_path / target))
    assert declare(changed, "prompt", "Shorter greeting.").code == 2
    assert not (tmp_path / target).exists()


def test_a_folder_that_leads_out_of_the_repository_is_not_written_to(changed: Repo, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    changed.link(".aims/changes", str(tmp_path / "outside"))
    said = declare(changed, "prompt", "Shorter greeting.")
    assert said.code in (2, 3)
    assert list((tmp_path / "outside").iterdir()) == []


def test_a_file_in_the_place_of_the_folder(changed: Repo) -> None:
    changed.write(".aims/changes", "x")
    said = declare(changed, "prompt", "Shorter greeting.")
    assert said.code == 2
    assert ".aims/changes" in said.words
    assert "Traceback" not in said.words


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("promt", "Shorter."), "did you mean `prompt`?"),
        (("shorter-greeting", "Shorter."), "the types are new-system, new-use"),
        (("Shorter greeting.",), "needs a type and a summary"),
        (("prompt", " \n"), "summary is empty"),
        (("prompt", "…"), "no letters"),
        (("prompt", "Shorter.", "--system", "support-asistant"), "did you mean `support-assistant`?"),
        (("prompt", "Shorter.", "--system", ""), "no system"),
        (("prompt", "Shorter.", "--base", "nowhere"), "nowhere"),
    ],
)
def test_refused_and_nothing_written(args: tuple[str, ...], words: str, changed: Repo) -> None:
    said = declare(changed, *args)
    assert (said.code, said.stdout) == (2, b"")
    assert words in said.words
    assert records(changed) == {}


def second_system(repo: Repo) -> None:
    text = (repo.folder / SYSTEM).read_text(encoding="utf-8").replace("support-assistant", "sorter")
    repo.write(".aims/systems/sorter.yaml", text.replace("services/assistant/**", "services/sorter/**"))
    commit(repo, "A second system")


def test_several_systems(tmp_path: Path) -> None:
    repo = example(tmp_path / "repo")
    second_system(repo)
    edit(repo, PROMPT, "You draft", "Draft")
    declare(repo, "prompt", "For both.")
    declare(repo, "prompt", "For one.", "--system", "sorter")
    declare(repo, "prompt", "By twin.", AIMS_GATE_DECLARE_SYSTEM="sorter\nsupport-assistant")
    values = {name: read_yaml(text.encode(), name).value or {} for name, text in records(repo).items()}
    assert {name: value["systems"] for name, value in values.items()} == {
        "for-both.yaml": ["sorter", "support-assistant"],
        "for-one.yaml": ["sorter"],
        "by-twin.yaml": ["sorter", "support-assistant"],
    }


def test_no_system_touched(tmp_path: Path) -> None:
    repo = example(tmp_path / "repo")
    repo.write("services/billing/invoice.py", "TOTAL = 1\n")
    said = declare(repo, "logic", "Round up.")
    assert said.code == 2
    assert "--system ID" in said.words
    assert declare(repo, "logic", "Round up.", "--system", "support-assistant").code == 0


@pytest.mark.parametrize(
    "summary", ["yes", "a: b", "- a", "@handle", "\x1b[2Jred", "\u202ereversed", "'quoted\"", "x" * 5_000, "{{ x }}"]
)
def test_any_summary_is_written_so_that_it_reads_back(summary: str, changed: Repo) -> None:
    said = declare(changed, "prompt", summary)
    assert said.code in (0, 2)
    assert b"\x1b" not in said.stdout + said.stderr
    for name, text in records(changed).items():
        parsed = read_yaml(text.encode(), name)
        assert (parsed.problems, (parsed.value or {})["summary"]) == ((), summary)
