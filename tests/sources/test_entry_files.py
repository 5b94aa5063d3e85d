"""Systems are told by the names of their files, and a folder without a register has none."""

from aims_gate.sources.entry_files import systems_in
from tests.repositories import Repo


def test_each_yaml_file_is_a_system(repo: Repo) -> None:
    assert systems_in(str(repo.folder)) == ()
    for name in ("chat.yaml", "b.c.yml", "notes.md", ".yaml"):
        repo.write(f".aims/systems/{name}", "id: x\n")
    assert systems_in(str(repo.folder)) == ("b.c", "chat")
