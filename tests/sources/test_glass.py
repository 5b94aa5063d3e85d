"""Records that broke the glass are found again, wherever documents may lie, and nothing else is read for it."""

from pathlib import Path
from typing import Any

import pytest

from aims_gate.model.collected import StatedRecord
from aims_gate.model.document import Parsed
from aims_gate.sources.documents import Reader
from aims_gate.sources.git import Repository
from aims_gate.sources.glass import Glass, look_for_glass
from tests.repositories import Repo

CHANGE = "systems: [bot]\nbreak_glass: {reason: x, incident: docs/i.md, until: 2026-11-20}\n"
PRD = "---\naims:\n  systems: [bot]\n  break_glass: {reason: x, incident: docs/i.md, until: 2026-11-20}\n---\n"
CASE = "---\naims: {kind: nonconformity, id: N, systems: [bot], record: a}\n---\n"


def looked(repo: Repo, *globs: str, records: tuple[StatedRecord, ...] = ()) -> tuple[Glass, Reader]:
    """What is found at the last commit, and the reader of the head."""
    with Repository(str(repo.folder)) as repository:
        tree = repository.tree_of(repo.id())
        readers = Reader(repository, tree, {}), Reader(repository, tree, {})
        return look_for_glass(repository, *readers, globs or ("docs/**/*.md",), records), readers[1]


def made(folder: Path, files: dict[str, str]) -> Repo:
    repo = Repo(folder)
    for path, text in files.items():
        repo.write(path, text)
    repo.commit("All")
    return repo


def stated(path: str, **value: Any) -> StatedRecord:
    return StatedRecord(path, "", "change", value, Parsed(path, value))


def test_records_are_found_in_change_files_and_among_the_documents(tmp_path: Path) -> None:
    repo = made(
        tmp_path / "r",
        {".aims/changes/a.yaml": CHANGE, "docs/prd/b.md": PRD, "docs/prd/c.md": "# Nothing\n", "notes/d.md": PRD},
    )
    found = looked(repo)[0]
    assert [(r.path, r.pointer, r.source, r.edited) for r in found.standing] == [
        (".aims/changes/a.yaml", "", "change", False),
        ("docs/prd/b.md", "aims", "prd", False),
    ]
    assert found.standing[1].value["systems"] == ["bot"]


@pytest.mark.parametrize(
    ("globs", "found"),
    [
        (("**/*.md",), {"docs/b.md", "notes/n/d.md"}),
        (("*.md",), {"docs/b.md", "notes/n/d.md"}),
        (("notes/n/d.md",), {"notes/n/d.md"}),
        (("/notes/*/d.md", "docs/*.md"), {"docs/b.md", "notes/n/d.md"}),
        (("docs/**", "!docs/b.md"), set()),
        (("docs/b.md", "docs/**/*.md"), {"docs/b.md"}),
        (("no[t]es/**",), {"notes/n/d.md"}),
        (("!docs/b.md",), set()),
    ],
)
def test_documents_lie_where_the_globs_say(globs: tuple[str, ...], found: set[str], tmp_path: Path) -> None:
    repo = made(tmp_path / "r", {"docs/b.md": PRD, "notes/n/d.md": PRD, "docs/x.txt": PRD})
    assert {record.path for record in looked(repo, *globs)[0].standing} == found


@pytest.mark.parametrize("text", [
    "Prose about break_glass.\n", "---\ntitle: break_glass\n---\n", "---\naims: {kind: verification, break_glass: 1}\n---\n",
    "---\naims: {break_glass: [\n---\n", "---\naims: break_glass\n---\n",
])  # fmt: skip
def test_what_only_mentions_it_states_nothing(text: str, tmp_path: Path) -> None:
    assert looked(made(tmp_path / "r", {"docs/b.md": text}))[0].standing == ()


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    repo = made(tmp_path / "r", {"elsewhere.md": PRD})
    (repo.folder / "docs").mkdir()
    (repo.folder / "docs/b.md").symlink_to("../elsewhere.md")
    repo.commit("Link")
    assert looked(repo)[0].standing == ()


def test_without_any_nothing_else_is_read(tmp_path: Path) -> None:
    found, reader = looked(made(tmp_path / "r", {"docs/n.md": CASE, "docs/v.md": "---\naims: {kind: audit}\n---\n"}))
    assert (found, reader.documents, reader.opened) == (Glass(), {}, set())


def test_beside_one_only_nonconformities_are_read(tmp_path: Path) -> None:
    files = {".aims/changes/a.yaml": CHANGE, "docs/n.md": CASE, "docs/v.md": "---\naims: {kind: audit}\n---\n"}
    assert set(looked(made(tmp_path / "r", files))[1].documents) == {"docs/n.md"}


@pytest.mark.parametrize(
    ("path", "lasting"), [("docs/b.md", True), (".aims/changes/a.yaml", True), ("notes/d.md", False)]
)
def test_only_what_a_later_check_will_find_lasts(path: str, lasting: bool, tmp_path: Path) -> None:
    repo = made(tmp_path / "r", {path: PRD if path.endswith("md") else CHANGE})
    assert (path in looked(repo, records=(stated(path, break_glass={}),))[0].lasting) is lasting


def test_a_key_that_is_spelt_to_be_missed_does_not_last(tmp_path: Path) -> None:
    hidden = CHANGE.replace("break_glass:", '"break\\x5fglass":')
    found = looked(made(tmp_path / "r", {".aims/changes/a.yaml": hidden}), records=(stated("x", break_glass={}),))[0]
    assert found.lasting == frozenset()


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    repo = made(tmp_path / "r", {"docs/b.md": PRD})
    oid = repo.git("rev-parse", "HEAD:docs/b.md").decode().strip()
    (repo.folder / ".git/objects" / oid[:2] / oid[2:]).unlink()
    assert looked(repo)[0].unread == ("docs/b.md cannot be had from git, and may hold `break_glass`",)
