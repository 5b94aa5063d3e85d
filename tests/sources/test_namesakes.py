"""A Python import whose name a module beside it bears is likely; one of the library, or of its wrapper, stays certain."""

import pytest

from aims_gate.model.collected import Register
from aims_gate.sources.git import Repository
from aims_gate.sources.looking import looking_by
from aims_gate.sources.namesakes import told_apart
from aims_gate.sources.signals import find_signals
from aims_gate.sources.tree_usage import look_through
from tests.repositories import Repo

IMPORT = "from transformers import clean_rows\n"


def confidences(repo: Repo) -> dict[str, str]:
    """Path → how sure the inventory is of its import."""
    with Repository(str(repo.folder)) as repository:
        found = look_through(repository, repository.tree_of(repo.commit()), Register())
    return {path: hit.confidence for path, hit in found.hits if hit.kind == "import"}


@pytest.mark.parametrize("beside", ["transformers.py", "transformers/__init__.py"])
@pytest.mark.parametrize("folder", ["", "etl/", "a/b c/"])
def test_a_module_beside_the_importing_file_may_be_meant(repo: Repo, folder: str, beside: str) -> None:
    repo.write(f"{folder}load.py", IMPORT)
    repo.write(f"{folder}{beside}", "def clean_rows(rows):\n    return rows\n")
    assert confidences(repo) == {f"{folder}load.py": "likely"}


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("other/transformers.py", "def clean_rows(rows):\n    return rows\n"),
        ("etl/transformer.py", ""),
        ("etl/transformers.txt", ""),
        ("etl/transformers/rows.py", ""),  # no package without its __init__.py
        ("etl/transformers/rows/__init__.py", ""),
    ],
)
def test_what_is_not_beside_it_is_not_meant(repo: Repo, path: str, content: str) -> None:
    repo.write("etl/load.py", IMPORT)
    repo.write(path, content)
    assert confidences(repo)["etl/load.py"] == "certain"


def test_a_wrapper_is_called_after_what_it_imports(repo: Repo) -> None:
    repo.write("llms/crewai/__init__.py", "")
    repo.write("llms/crewai/team.py", "def team():\n    from crewai import Crew\n    return Crew()\n")
    repo.write("llms/langchain.py", "import langchain\n")
    repo.write("llms/base.py", "import crewai\nimport langchain\n")
    assert set(confidences(repo).values()) == {"certain"}


def test_a_vendors_name_is_nobody_elses(repo: Repo) -> None:
    repo.write("openai.py", "def ask():\n    return 1\n")
    repo.write("main.py", "import openai\n")
    assert confidences(repo) == {"main.py": "certain"}


def test_other_languages_and_kinds_stay_as_they_are(repo: Repo) -> None:
    repo.write("ai.py", "")
    repo.write("a.ts", 'import { generateText } from "ai"\n')
    repo.write("langchain.py", "")
    repo.write("pyproject.toml", '[project]\ndependencies = ["langchain"]\n')
    with Repository(str(repo.folder)) as repository:
        found = look_through(repository, repository.tree_of(repo.commit()), Register())
    assert {hit.confidence for _, hit in found.hits} == {"certain"}


def test_what_cannot_be_read_may_be_the_library_itself(repo: Repo) -> None:
    repo.write("load.py", IMPORT)
    repo.write("transformers.py", "x = 1\n")
    repo.commit()
    oid = repo.id("HEAD:transformers.py")
    (repo.folder / ".git/objects" / oid[:2] / oid[2:]).unlink()
    with Repository(str(repo.folder)) as repository:
        found = look_through(repository, repository.tree_of(repo.id()), Register())
    assert [(path, hit.confidence) for path, hit in found.hits] == [("load.py", "certain")]


def test_each_side_of_a_change_is_weighed_in_its_own_tree(repo: Repo) -> None:
    repo.write("old.py", IMPORT)
    repo.write("transformers.py", "x = 1\n")
    old = repo.commit()
    repo.remove("old.py")
    repo.remove("transformers.py")
    repo.write("pkg/new.py", "import transformers\nimport keras\n")
    repo.write("pkg/keras.py", "x = 1\n")
    new = repo.commit()
    with Repository(str(repo.folder)) as repository:
        base, head = repository.tree_of(old), repository.tree_of(new)
        found = find_signals(
            repository, repository.changed_files(base, head), looking_by({}), lambda path: path.startswith("pkg/")
        )
        told = told_apart(repository, found, base, head)
    assert [(s.action, s.path, s.hit.name, s.hit.confidence) for s in told.signals] == [
        ("removed", "old.py", "transformers", "likely"),
        ("added", "pkg/new.py", "transformers", "certain"),
        ("added", "pkg/new.py", "keras", "likely"),
    ]
