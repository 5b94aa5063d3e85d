"""`.aims/` as a tree holds it: every file checked, and nothing that is to be there left out in silence."""

from pathlib import Path

import pytest

from aims_gate.errors import ConfigError
from aims_gate.model.collected import Register
from aims_gate.sources.git import Repository
from aims_gate.sources.register import broken, document_globs, read_register, refuse_broken
from tests.repositories import Repo
from tests.tree import EXAMPLE

CONFIG = "version: 1\n"
ENTRY = "id: s1\nname: S1\n"
OWN = "id: own\n"


def register(repo: Repo) -> Register:
    commit = repo.commit()
    with Repository(str(repo.folder)) as repository:
        return read_register(repository, repository.tree_of(commit))


def said(found: Register) -> list[str]:
    return [f"{parsed.path}: {problem.message}" for parsed in broken(found) for problem in parsed.problems]


def test_a_tree_without_one_has_none(repo: Repo) -> None:
    repo.write("README.md", "x")
    found = register(repo)
    assert not found.present
    assert found == Register()
    refuse_broken(found)


def test_files_stand_under_the_names_of_their_schemas(repo: Repo) -> None:
    for name in ("config", "roles", "risk-method", "soa", "waivers", "programme", "signals"):
        repo.write(f".aims/{name}.yaml", CONFIG if name == "config" else "a: 1\n")
    repo.write(".aims/systems/s1.yaml", ENTRY)
    repo.write(".aims/systems/s2.yml", "id: s2\n")
    repo.write(".aims/changes/x.yaml", "systems: [s1]\n")
    repo.write(".aims/README.md", "x")
    found = register(repo)
    assert set(found.single) == {"config", "roles", "risk-method", "soa", "waivers", "programme", "signals"}
    assert set(found.systems) == {".aims/systems/s1.yaml", ".aims/systems/s2.yml"}
    assert set(found.files) >= {".aims/README.md", ".aims/changes/x.yaml"}
    assert found.value("config") == {"version": 1}


@pytest.mark.parametrize(("path", "text"), [(".aims/config.yaml", CONFIG), (".aims/systems/s1.yaml", ENTRY)])
def test_a_configuration_or_an_entry_makes_a_register(repo: Repo, path: str, text: str) -> None:
    repo.write(path, text)
    assert register(repo).present


def test_an_absent_file_is_an_empty_value(repo: Repo) -> None:
    repo.write(".aims/config.yaml", "version: 1\nprofile:\n")
    found = register(repo)
    assert found.value("roles") == {}
    assert found.value("config") == {"version": 1}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"version: [1\n", ".aims/config.yaml"),
        (b"\xff\xfe", "is not UTF-8"),
        (b"version: 1\nmod: audit\n", "has no key 'mod'"),
        (b"version: 1\nmode: sometimes\n", "'mode' cannot be 'sometimes'"),
        (b"- 1\n", ".aims/config.yaml"),
        (b"", ".aims/config.yaml"),
        (b"version: 1\nx: " + b"a" * 262_144, "is longer than"),
    ],
)
def test_a_file_that_cannot_be_used_is_broken(repo: Repo, text: bytes, message: str) -> None:
    repo.write(".aims/config.yaml", text)
    found = register(repo)
    assert any(message in line for line in said(found)), said(found)
    with pytest.raises(ConfigError, match=r"the trusted \.aims/config\.yaml:\d+:\d+: "):
        refuse_broken(found)


def test_a_signal_that_could_never_be_found_is_broken(repo: Repo) -> None:
    text = "signals:\n  - {kind: package, pattern: acme, ecosystem: pypy}\n"
    repo.write(".aims/signals.yaml", text)
    (parsed,) = broken(register(repo))
    (problem,) = parsed.problems
    assert (problem.line, problem.hint) == (2, "did you mean `pypi`?")


@pytest.mark.parametrize("path", [".aims/config.yaml", ".aims/roles.yaml", ".aims/systems/s1.yaml"])
def test_a_link_is_not_followed_and_not_passed_over(repo: Repo, path: str) -> None:
    repo.write("elsewhere.yaml", CONFIG)
    repo.link(path, "../elsewhere.yaml")
    assert said(register(repo)) == [f"{path}: the file is a link or a submodule, which is not followed"]


def test_a_register_that_is_a_link_is_broken_not_absent(repo: Repo) -> None:
    repo.write("real/config.yaml", CONFIG)
    repo.link(".aims", "real")
    found = register(repo)
    assert found.present
    with pytest.raises(ConfigError, match=r"the trusted \.aims:1:1: it is no folder"):
        refuse_broken(found)


def test_an_entry_is_named_as_its_file(repo: Repo) -> None:
    repo.write(".aims/systems/s2.yaml", "\nid: s1\n")
    found = register(repo).systems[".aims/systems/s2.yaml"]
    (problem,) = [p for p in found.problems if p.pointer == "id"]
    assert (problem.message, problem.line) == ("the id is not `s2`, the name of the file", 2)


@pytest.mark.parametrize("name", ["systems/s1", "config", "waivers"])
def test_two_spellings_of_one_file_leave_open_which_holds(repo: Repo, name: str) -> None:
    repo.write(f".aims/{name}.yaml", "id: s1\n")
    repo.write(f".aims/{name}.yml", "id: s1\n")
    assert f".aims/{name}.yaml and .aims/{name}.yml are both there" in " ".join(said(register(repo)))


def test_template_text_alone_does_not_stop_everything(repo: Repo) -> None:
    entry = Path(EXAMPLE, "base", ".aims", "systems", "support-assistant.yaml").read_text(encoding="utf-8")
    repo.write(".aims/systems/support-assistant.yaml", entry.replace("tier_basis: Reaches", "tier_basis: TBD # "))
    found = register(repo)
    (problem,) = found.systems[".aims/systems/support-assistant.yaml"].problems
    assert problem.cause == "placeholder"
    assert broken(found) == []


def test_globs_of_documents_have_a_default(repo: Repo) -> None:
    assert document_globs(Register()) == ("docs/**/*.md",)
    repo.write(".aims/config.yaml", 'version: 1\ndocuments: ["gov/**", "ai/*.md"]\n')
    assert document_globs(register(repo)) == ("gov/**", "ai/*.md")


def rules(repo: Repo) -> dict[str, str]:
    return register(repo).rules


def test_own_rules_are_read_from_their_folder_and_below(repo: Repo) -> None:
    repo.write(".aims/policies/own.yaml", OWN)
    repo.write(".aims/policies/deep/other.yml", OWN)
    repo.write(".aims/policies/README.md", "x")
    repo.write(".aims/policies-old/x.yaml", "x")
    assert rules(repo) == {".aims/policies/deep/other.yml": OWN, ".aims/policies/own.yaml": OWN}


def test_own_rules_may_stand_elsewhere_and_then_only_there(repo: Repo) -> None:
    repo.write(".aims/config.yaml", "version: 1\npolicies: [gov/rules/, more]\n")
    repo.write(".aims/policies/own.yaml", OWN)
    repo.write("gov/rules/a.yaml", "a: 1\n")
    repo.write("more/b.yaml", "b: 1\n")
    assert rules(repo) == {"gov/rules/a.yaml": "a: 1\n", "more/b.yaml": "b: 1\n"}


def test_a_folder_that_is_named_and_empty_is_not_passed_over(repo: Repo) -> None:
    repo.write(".aims/config.yaml", "version: 1\npolicies: [gov/rules, gov/words]\n")
    repo.write("gov/words/README.md", "x")
    assert rules(repo) == {"gov/rules": "", "gov/words": ""}


def test_without_own_rules_there_are_none(repo: Repo) -> None:
    repo.write(".aims/config.yaml", CONFIG)
    assert rules(repo) == {}


def test_a_rule_that_is_a_link_is_there_without_a_text(repo: Repo) -> None:
    repo.write("elsewhere.yaml", OWN)
    repo.link(".aims/policies/own.yaml", "../../elsewhere.yaml")
    assert rules(repo) == {".aims/policies/own.yaml": ""}


def test_so_is_a_folder_of_rules_that_is_a_link(repo: Repo) -> None:
    repo.write("rules/own.yaml", OWN)
    repo.write(".aims/config.yaml", CONFIG)
    repo.link(".aims/policies", "../rules")
    assert rules(repo) == {".aims/policies": ""}


def test_a_rule_that_is_too_long_is_not_cut_to_fit(repo: Repo) -> None:
    repo.write(".aims/policies/own.yaml", "#" + "x" * 262_143 + "\nid: own\n")
    assert len(rules(repo)[".aims/policies/own.yaml"]) > 262_144


def test_schemas_are_read_and_those_that_are_not_there_are_empty(repo: Repo) -> None:
    repo.write(".aims/config.yaml", "version: 1\nschemas: {supplier: gov/s.json, audit: gov/none.json}\n")
    repo.write("gov/s.json", "{}")
    assert register(repo).schemas == {"gov/none.json": "", "gov/s.json": "{}"}


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        (".aims/rols.yaml", "did you mean `.aims/roles.yaml`?"),
        (".aims/risk_method.yml", "did you mean `.aims/risk-method.yaml`?"),
        (".aims/people.yaml", "entries lie in .aims/systems/, rules in .aims/policies/"),
        (".aims/systems/team/s1.yaml", "entries lie in .aims/systems/, rules in .aims/policies/"),
    ],
)
def test_a_file_under_a_wrong_name_is_not_passed_over(repo: Repo, path: str, hint: str) -> None:
    repo.write(".aims/config.yaml", CONFIG)
    repo.write(path, ENTRY)
    found = register(repo)
    assert said(found) == [f"{path}: this is no file of the register"]
    with pytest.raises(ConfigError) as error:
        refuse_broken(found)
    assert error.value.hint == hint
