"""What `init` guesses from a repository, and what it never follows or claims."""

import os

import pytest

from aims_gate.sources.git import Repository
from aims_gate.sources.surroundings import FILE_AT_MOST, Surroundings, look_around
from tests.repositories import Repo


def around(repo: Repo) -> Surroundings:
    with Repository(str(repo.folder)) as repository:
        return look_around(repository)


def test_an_empty_repository_tells_nothing(repo: Repo) -> None:
    found = around(repo)
    assert (found.files, found.prds, found.usage, found.paths, found.forge) == ((), (), (), (), "")


def test_usage_is_found_in_code_and_not_in_manifests(repo: Repo) -> None:
    repo.write("src/a[1]/chat.py", "import openai\n")
    repo.write("src/b.py", "import json\n")
    repo.write("top.py", "from anthropic import Anthropic\n")
    repo.write("requirements.txt", "openai==1.0\n")
    found = around(repo)
    assert found.usage == ("src/a[1]/chat.py", "top.py")
    assert found.paths == ("src/a\\[1]/**", "/top.py")
    assert found.whole


def test_only_the_outermost_folder_is_named(repo: Repo) -> None:
    for path in ("a/x.py", "a/b/x.py", "ab/x.py"):
        repo.write(path, "import openai\n")
    assert around(repo).paths == ("a/**", "ab/**")


def test_folders_that_lie_together_are_named_by_the_one_around_them(repo: Repo) -> None:
    for path in ("api/chat/a/x.py", "api/chat/b/x.py", "api/chat/c/x.py", "api/one/x.py", "a/x.py", "b/x.py", "c/x.py"):
        repo.write(path, "import openai\n")
    assert around(repo).paths == ("a/**", "api/chat/**", "api/one/**", "b/**", "c/**")


def test_a_folder_of_prompts_belongs_to_what_uses_ai(repo: Repo) -> None:
    repo.write("src/prompts/agent.py", "TEXT = 'Answer briefly.'\n")
    repo.write("ui/prompts/list.tsx", "export const List = () => null\n")
    repo.write("tests/prompts/a.txt", "x\n")
    assert around(repo).paths == ()
    repo.write("src/agent/run.py", "import openai\n")
    assert around(repo).paths == ("src/agent/**", "src/prompts/**")


def test_models_are_told_with_their_file_and_not_those_of_tests(repo: Repo) -> None:
    call = 'import openai\n\nopenai.OpenAI().responses.create(model="gpt-4.1-2025-04-14", input="")\n'
    repo.write("src/run.py", call)
    repo.write("tests/test_run.py", call)
    ((path, vendor, model, version),) = around(repo).models
    assert (path, vendor, version) == ("src/run.py", "OpenAI", "2025-04-14")
    assert model.startswith("gpt-4.1")


@pytest.mark.parametrize(
    ("path", "prds"),
    [
        ("docs/prd/a.md", ("docs/prd",)),
        ("RFCs/x/a.md", ("RFCs",)),
        ("prd/a.txt", ()),
        ("prdx/a.md", ()),
        ("prd.md", ()),
    ],
)
def test_where_prds_lie(path: str, prds: tuple[str, ...], repo: Repo) -> None:
    repo.write(path, "x\n")
    assert around(repo).prds == prds


@pytest.mark.parametrize(
    ("remote", "files", "forge"),
    [
        ("git@github.com:a/b.git", (), "github"),
        ("https://user:x@gitlab.example.org/a/b", (), "gitlab"),
        ("ssh://git@git.example.org/github/b", (), ""),
        ("", (".gitlab-ci.yml",), "gitlab"),
        ("", (".github/CODEOWNERS",), "github"),
        ("git@example.org:a.git", (".gitlab-ci.yml", ".github/x"), "gitlab"),
    ],
)
def test_the_forge_is_told_by_its_host_or_its_files(
    remote: str, files: tuple[str, ...], forge: str, repo: Repo
) -> None:
    if remote:
        repo.git("remote", "add", "origin", remote)
    for path in files:
        repo.write(path, "x\n")
    assert around(repo).forge == forge


def test_links_and_large_files_are_not_read(repo: Repo) -> None:
    repo.write("big.py", "import openai\n" + "#" * FILE_AT_MOST)
    repo.link("away.py", "/etc/hostname")
    found = around(repo)
    assert (found.usage, found.whole) == ((), False)


def test_a_name_that_is_no_text_is_left_out(repo: Repo) -> None:
    repo.write(os.fsdecode(b"caf\xe9.py"), "import openai\n")
    repo.write("line\nbreak.py", "import openai\n")
    assert around(repo).files == ()
