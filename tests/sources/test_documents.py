"""Which files of a change speak to the gate, and what is wrong with them."""

import pytest

from aims_gate.errors import ConfigError
from aims_gate.model.collected import Register
from aims_gate.model.document import Parsed
from aims_gate.sources.checked import shape_and_placeholders
from aims_gate.sources.documents import Reader, candidates, own_schemas
from aims_gate.sources.front_matter import read_front_matter
from aims_gate.sources.git import Repository
from tests.examples import DOCS, PROMPT, based, checked, edit, outcomes
from tests.repositories import Repo


def read(repo: Repo, *paths: str, schemas: dict[str, tuple[str, str]] | None = None) -> Reader:
    commit = repo.commit()
    with Repository(str(repo.folder)) as repository:
        reader = Reader(repository, repository.tree_of(commit), schemas or {})
        reader.read(paths)
        return reader


def problems(repo: Repo, path: str, text: str | bytes) -> list[str]:
    repo.write(path, text)
    found = read(repo, path).documents[path]
    return [f"{p.line}:{p.column} {p.cause} {p.message}" for p in found.problems]


UNREADABLE = "title: @home\n"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("docs/page.md", "# no front matter\n"),
        ("docs/page.md", "---\ntitle: Page\n---\n"),
        ("docs/page.md", f"---\n{UNREADABLE}---\n"),
        ("docs/page.md", "---\ntitle: [\nlayout: x\n---\n"),
        ("docs/page.md", "---\ntitle: our aims for the year: many\n---\n"),
        ("docs/api.yaml", "openapi: 3.1.0\n"),
        ("docs/api.yaml", "base: &b {x: 1}\nclaims: *b\n"),
        ("docs/api.yaml", "claims: [\n"),
    ],
)
def test_what_does_not_speak_to_the_gate_is_no_document(repo: Repo, path: str, text: str) -> None:
    repo.write(path, text)
    reader = read(repo, path)
    assert reader.documents == {}
    assert reader.opened == {path}


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("docs/m.md", f"---\naims:\n  kind: audit\n{UNREADABLE}---\n"),
        ("docs/m.md", "---\naims: {kind: audit\n"),
        ("docs/m.yaml", f"aims: {{kind: audit}}\n{UNREADABLE}"),
        ("docs/m.yaml", 'x: 1\n"aims" : {kind: audit\n'),
        ("docs/m.yaml", "{title: @x, aims: {kind: audit}}\n"),
        ("docs/m.yaml", b"\xef\xbb\xbfaims: {kind: [}\n"),
    ],
)
def test_what_speaks_to_it_and_cannot_be_read_is_a_finding(repo: Repo, path: str, text: str | bytes) -> None:
    assert [line.split()[1] for line in problems(repo, path, text)] == ["unreadable"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("aims: 3", "2:1 shape `aims` is no mapping"),
        ("aims: [a]", "2:1 shape `aims` is no mapping"),
        ("aims: {kind: minutes}", "2:8 shape `minutes` is no kind of evidence"),
        ("aims: {kind: [a]}", "is no kind of evidence"),
        ("aims: {kind: {a: b}}", "is no kind of evidence"),
        ("aims: {systems: [s1], change: [prompt], sumary: x}", "has no key 'sumary'"),
        ("aims: {kind: audit, ownr: ana}", "has no key 'ownr'"),
        ("aims: {kind: audit, id: TBD}", "placeholder"),
    ],
)
def test_what_is_wrong_with_a_document_is_told_where_it_stands(repo: Repo, text: str, said: str) -> None:
    assert any(said in line for line in problems(repo, "docs/m.md", f"---\n{text}\n---\n"))


def test_links_submodules_folders_and_nothing_are_looked_up_and_left_alone(repo: Repo) -> None:
    repo.write("docs/real.md", "---\naims: {kind: audit}\n---\n")
    repo.link("docs/link.md", "real.md")
    paths = ("docs/link.md", "docs", "docs/none.md", "../out.md", "/etc/passwd", "")
    reader = read(repo, *paths)
    assert reader.documents == {}
    assert reader.opened == set()
    assert {path: reader.entries[path][0] for path in paths} == {
        "docs/link.md": "120000", "docs": "040000", "docs/none.md": "", "../out.md": "", "/etc/passwd": "", "": "",
    }  # fmt: skip


def test_a_document_is_read_once(repo: Repo) -> None:
    repo.write("docs/m.md", "---\naims: {kind: audit}\n---\n")
    repo.commit()
    with Repository(str(repo.folder)) as repository:
        reader = Reader(repository, repository.tree_of(repo.id()), {})
        reader.read(["docs/m.md", "docs/m.md"])
        first = reader.documents["docs/m.md"]
        reader.read(["docs/m.md"])
        assert reader.documents["docs/m.md"] is first


def test_markdown_is_a_candidate_anywhere_and_yaml_where_documents_are_expected() -> None:
    paths = ["README.md", "a/b.markdown", "docs/m.yaml", "api.yaml", ".aims/changes/x.yaml", "x.py", "docs/d.txt"]
    assert candidates(paths, ("docs/**",)) == ["README.md", "a/b.markdown", "docs/m.yaml"]
    assert candidates(paths, ()) == ["README.md", "a/b.markdown"]


def test_an_organisations_schema_is_asked_too(repo: Repo) -> None:
    schema = '{"properties": {"x-level": {"enum": ["a", "b"]}}, "required": ["x-level"]}'
    repo.write("docs/m.md", "---\naims: {kind: audit, x-level: c}\n---\n")
    found = read(repo, "docs/m.md", schemas={"audit": ("gov/audit.json", schema)}).documents["docs/m.md"]
    assert "extension" in {problem.cause for problem in found.problems}


def test_a_schema_that_is_named_and_not_there_is_a_configuration_error() -> None:
    single = {"config": Parsed("c", {"schemas": {"audit": "gov/audit.json"}})}
    with pytest.raises(ConfigError, match=r"names gov/audit\.json for audit, which is not at the trusted ref"):
        own_schemas(Register(single=single))
    with pytest.raises(ConfigError):
        own_schemas(Register(single=single, schemas={"gov/audit.json": ""}))
    found = own_schemas(Register(single=single, schemas={"gov/audit.json": "{}"}))
    assert found == {"audit": ("gov/audit.json", "{}")}
    assert own_schemas(Register()) == {}


def test_each_place_is_named_once_and_in_the_order_of_lines() -> None:
    text = b"---\naims:\n  kind: monitoring_plan\n  id: TBD\n  last_reviewed: yyyy-mm-dd\n  ownr: x\n---\n"
    parsed = read_front_matter(text, "m.md")
    assert parsed is not None
    found = shape_and_placeholders(parsed, "monitoring_plan", "aims")
    placed = [(problem.pointer, problem.cause) for problem in found]
    assert len(placed) == len(set(placed))
    assert [p.line for p in found] == sorted(p.line for p in found)
    assert {("aims.id", "placeholder"), ("aims.last_reviewed", "placeholder"), ("aims.ownr", "shape")} <= set(placed)


def test_a_website_that_cannot_be_read_blocks_nobody_and_evidence_that_cannot_does(repo: Repo) -> None:
    based(repo)
    repo.write("docs/index.md", f"---\n{UNREADABLE}---\n# Home\n")
    report = checked(repo)
    assert (report.verdict, report.exit_code) == ("pass", 0)
    repo.write("docs/other.md", f"---\naims: {{kind: audit}}\n{UNREADABLE}---\n")
    report = checked(repo)
    assert (report.verdict, report.exit_code) == ("fail", 1)
    assert {r.subject.id for r in report.results if r.outcome == "fail"} == {"docs/other.md"}


def test_linked_evidence_that_cannot_be_read_fails_and_what_needs_it_is_unknown(repo: Repo) -> None:
    based(repo)
    repo.write(PROMPT, "Be brief.\n")
    edit(repo, f"{DOCS}/monitoring.md", "aims:\n", f"{UNREADABLE}aims:\n")
    found = outcomes(checked(repo))
    assert found["evidence-is-filled"] == "fail"
    assert found["monitoring-plan-exists"] != "pass"
