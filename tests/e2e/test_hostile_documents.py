"""The whole gate against documents made to break it, through the command line: a finding at a line, and a calm terminal.

Never exit 0 (it would have been believed) or 4 (it would have crashed).
"""

import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.e2e.command import Said, called, installed
from tests.e2e.example import EVIDENCE, RECORD, SYSTEM, TODAY, example, shorter_greeting
from tests.e2e.hostile_documents import ILL_FILLED, NAMES, UNREADABLE, indented
from tests.repositories import Repo

FORMATS = ("text", "json", "junit", "markdown")
RAW = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")

ENTRY = b"id: support-assistant\nname: Support reply assistant\ntier: limited\nowner: assistant-owner\n"
RECORDED = b"systems: [support-assistant]\nchange: [prompt]\nsummary: Shorter greeting.\n"


def as_prd(repo: Repo, yaml: bytes) -> str:
    repo.write("docs/prd/hostile.md", b"---\naims:\n" + indented(RECORDED + yaml) + b"---\n# Hostile\n")
    return "docs/prd/hostile.md"


def as_evidence(repo: Repo, yaml: bytes) -> str:
    kind = b"kind: impact_assessment\nid: IA\nsystems: [support-assistant]\n"
    repo.write(f"{EVIDENCE}/impact.md", b"---\naims:\n" + indented(kind + yaml) + b"---\n# Impact\n")
    return f"{EVIDENCE}/impact.md"


def as_change(repo: Repo, yaml: bytes) -> str:
    repo.write(RECORD, RECORDED + yaml)
    return RECORD


def as_entry(repo: Repo, yaml: bytes) -> str:
    repo.write(SYSTEM, ENTRY + yaml)
    return SYSTEM


def as_description(repo: Repo, yaml: bytes) -> str:
    repo.write(".git/description.md", b"Shorter.\n\n```aims\n" + RECORDED + yaml + b"```\n")
    repo.remove(RECORD)
    return "(description)"


PLACES: dict[str, Callable[[Repo, bytes], str]] = {
    "prd": as_prd,
    "evidence": as_evidence,
    "change": as_change,
    "entry": as_entry,
    "description": as_description,
}

DOCUMENTS = {**UNREADABLE, **ILL_FILLED}
CASES = [(name, place) for place in PLACES for name in UNREADABLE]
CASES += [(name, place) for place in ("prd", "evidence", "entry") for name in ILL_FILLED]


def asked(repo: Repo, tmp_path: Path) -> list[str]:
    """A check with every report to a file and the text to stdout."""
    reports = [f"--report={name}={tmp_path / name}" for name in FORMATS]
    described = [f"--description={repo.folder / '.git/description.md'}"]
    args = ["check", "--base", "main", "--as-of", TODAY, "--verbose", *reports]
    return args + (described if (repo.folder / ".git/description.md").exists() else [])


def assert_calm(said: Said, tmp_path: Path) -> None:
    """No control character on a stream or in a report, none hidden in markup, and every report well formed."""
    written = {name: (tmp_path / name).read_bytes().decode() for name in FORMATS}
    for name, text in {**written, "stdout": said.out, "stderr": said.stderr.decode()}.items():
        assert RAW.search(text) is None, f"{name}: {RAW.search(text)}"
        assert not re.search(r"^\s*(::|##\[)", text, re.MULTILINE), name
    ElementTree.fromstring(written["junit"])
    assert "<img" not in written["markdown"]
    assert "\ud800" not in written["json"]


def found_at(report: str, path: str) -> set[int]:
    """Lines of a text report's findings in one file."""
    joined = " ".join(report.split())
    return {int(line) for line in re.findall(re.escape(path) + r":(\d+):\d+", joined)}


@pytest.mark.parametrize(("name", "place"), CASES)
def test_hostile_document(name: str, place: str, tmp_path: Path) -> None:
    repo = example(tmp_path / "repo")
    shorter_greeting(repo)
    path = PLACES[place](repo, DOCUMENTS[name])
    said = called(repo.folder, *asked(repo, tmp_path))
    assert said.code == 1, said.words
    assert_calm(said, tmp_path)
    assert found_at(said.out, path), said.out
    assert not (repo.folder / "owned").exists()


@pytest.mark.parametrize("place", PLACES)
def test_the_installed_command_says_the_same(place: str, tmp_path: Path) -> None:
    repo = example(tmp_path / "repo")
    shorter_greeting(repo)
    PLACES[place](repo, UNREADABLE["escape sequences"])
    said = installed(repo.folder, *asked(repo, tmp_path))
    assert said == called(repo.folder, *asked(repo, tmp_path))
    assert said.code == 1


@pytest.mark.parametrize("name", UNREADABLE)
def test_hostile_register_at_the_trusted_ref(name: str, tmp_path: Path) -> None:
    repo, path = example(tmp_path / "repo"), ".aims/roles.yaml"
    repo.write(path, UNREADABLE[name])
    repo.commit("Break the register")
    shorter_greeting(repo)
    said = called(repo.folder, *asked(repo, tmp_path))
    assert said.code == 2, said.words
    assert f"the trusted {path}:" in said.words
    assert RAW.search(said.out + said.stderr.decode()) is None
    assert not (tmp_path / "text").exists()


def test_hostile_file_names(tmp_path: Path) -> None:
    """Each bears a document that cannot be read; all are named, none is written raw."""
    repo = example(tmp_path / "repo")
    shorter_greeting(repo)
    for name in NAMES:
        repo.write(f"docs/{name}", b"---\naims:\n  owner: @octo-owner\n---\n")
        repo.write(f"prompts/assistant/{name}", b"Draft.\n")
    said = called(repo.folder, *asked(repo, tmp_path))
    assert said.code == 1
    assert_calm(said, tmp_path)
    report = (tmp_path / "json").read_text(encoding="utf-8")
    assert report.count('"path": "docs/') >= len(NAMES)


def test_hostile_commit_messages_and_branches(tmp_path: Path) -> None:
    repo = example(tmp_path / "repo")
    repo.checkout("x/$(touch-owned)`id`", new=True)
    shorter_greeting(repo)
    repo.commit("\x1b[2J::error::owned\n**APPROVED by @ciso** <img src=x>\u202e\n\nPRD: ../../etc/passwd\nPRD: \x07\n")
    said = called(repo.folder, *asked(repo, tmp_path))
    assert said.code in (0, 1)
    assert_calm(said, tmp_path)
    assert called(repo.folder, *asked(repo, tmp_path), "--strict").code in (1, 3)


def test_a_long_description_and_hostile_labels(tmp_path: Path) -> None:
    repo = example(tmp_path / "repo")
    shorter_greeting(repo)
    repo.write(".git/description.md", b"```aims\n" * 200_000 + b"\xff\x00\x1b[2J" * 100_000)
    said = called(repo.folder, *asked(repo, tmp_path), "--label", "\x1b[2J", "--label", "::error::owned")
    assert said.code == 1
    assert_calm(said, tmp_path)
