"""The same facts and policy give the same bytes: replayed elsewhere, run again, under another clock, locale or order."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.command import Said, called, installed
from tests.e2e.example import TODAY, check, commit, edit, example, lay, owned
from tests.repositories import Repo

FORMATS = ("text", "json", "junit", "markdown")


def reported(
    folder: Path, into: Path, *args: str, run: Callable[..., Said] = called, **more: str
) -> tuple[Said, dict[str, bytes]]:
    """A run with every report in a file, and the bytes of each."""
    said = run(folder, "check", *args, *(f"--report={name}={into / name}" for name in FORMATS), **more)
    return said, {name: (into / name).read_bytes() for name in FORMATS}


def changed(repo: Repo, state: str) -> None:
    """One of several changes worth replaying."""
    if state == "gate":
        lay(repo, "refused")
        edit(repo, ".aims/config.yaml", "mode: enforce", "mode: warn")
    elif state == "untouched":
        repo.write("README.md", "# Other\n")
    elif state == "hostile":
        repo.write(b"docs/\xff\x1b\n.md".decode("utf-8", "surrogateescape"), b"---\naims:\n  a: @b\n---\n")
        repo.write("prompts/assistant/\u202e.md", "Draft.\n")
    else:
        lay(repo, state)


@pytest.mark.parametrize("strict", [(), ("--strict",)])
@pytest.mark.parametrize("state", ["refused", "fixed", "gate", "untouched", "hostile"])
def test_saved_facts_give_the_same_bytes_elsewhere(state: str, strict: tuple[str, ...], tmp_path: Path) -> None:
    repo = example(tmp_path / "repo")
    changed(repo, state)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    facts = tmp_path / "saved" / "facts.json"
    live = reported(repo.folder, tmp_path, "--base=main", f"--as-of={TODAY}", f"--save-facts={facts}", *strict)
    again = reported(elsewhere, elsewhere, f"--facts={facts}", *strict, PATH=str(elsewhere))
    assert again == live
    assert json.loads(facts.read_bytes())["schema"] == "aims-gate/facts/v1"


def test_saving_facts_changes_no_report_and_no_facts(tmp_path: Path) -> None:
    repo = example(tmp_path / "repo", "refused")
    first, second = tmp_path / "a.json", tmp_path / "b.json"
    live = check(repo, "--report", "json=-")
    assert check(repo, "--report", "json=-", "--save-facts", str(first)) == live
    assert check(repo, "--report", "json=-", "--save-facts", str(second)) == live
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("state", ["refused", "fixed"])
def test_nothing_around_the_run_shows_in_it(state: str, tmp_path: Path) -> None:
    repo = example(tmp_path / "repo", state)
    args = ("--base=main", f"--as-of={TODAY}")
    plain = reported(repo.folder, tmp_path, *args, run=installed, PYTHONHASHSEED="1")
    around = {"PYTHONHASHSEED": "77", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "tr_TR.ISO-8859-9",
              "COLUMNS": "200", "TERM": "xterm-256color", "PYTHONUTF8": "0", "HOME": str(tmp_path)}  # fmt: skip
    assert reported(repo.folder, tmp_path, *args, run=installed, **around) == plain
    assert reported(repo.folder, tmp_path, *args) == plain


def test_the_order_of_files_on_disk_does_not_show(tmp_path: Path) -> None:
    first = example(tmp_path / "repo", "refused")
    names = [name.decode() for name in first.git("ls-files", "-z").split(b"\0") if name]
    second = owned(tmp_path / "other")
    for branch in ("main", "refused"):
        if branch == "refused":
            second.checkout(branch, new=True)
        for name in sorted(names, reverse=True):
            if first.git("ls-tree", branch, "--", name):
                second.write(name, first.git("show", f"{branch}:{name}"))
        dates = {"main": "2026-10-20T09:00:00+00:00", "refused": "2026-11-20T09:00:00+00:00"}
        messages = {"main": "Support reply assistant, as it runs today",
                    "refused": "Suggest a refund amount in drafted replies"}  # fmt: skip
        commit(second, messages[branch], date=dates[branch])
    assert second.id("refused") == first.id("refused")
    os.utime(second.folder / "README.md", (0, 0))
    assert check(second, "--report", "json=-") == check(first, "--report", "json=-")


NO_FACTS = {
    "absent": (None, "cannot be read"),
    "empty": (b"", "no JSON document"),
    "another schema": (b'{"schema": "aims-gate/facts/v2"}', "does not hold aims-gate/facts/v1"),
    "a report": (b'{"schema": "aims-gate/report/v1"}', "does not hold aims-gate/facts/v1"),
    "no schema": (b"{}", "does not hold aims-gate/facts/v1"),
    "a list": (b"[]", "does not hold aims-gate/facts/v1"),
    "not UTF-8": (b'{"schema": "\xff"}', "no JSON document"),
    "deeply nested": (b"[" * 200_000, "no JSON document"),
    "only the schema": (b'{"schema": "aims-gate/facts/v1"}', "lacks"),
}


@pytest.mark.parametrize("name", NO_FACTS)
@pytest.mark.parametrize("command", [("check",), ("explain", "risk-signed-off")])
def test_what_is_no_saved_facts(name: str, command: tuple[str, ...], tmp_path: Path) -> None:
    content, words = NO_FACTS[name]
    if content is not None:
        (tmp_path / "facts.json").write_bytes(content)
    said = called(tmp_path, *command, "--facts", "facts.json")
    assert (said.code, said.stdout) == (2, b"")
    assert "facts.json" in said.words
    assert words in said.words


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("facts")
    check(example(folder / "repo", "refused"), "--save-facts", str(folder / "facts.json"))
    return (folder / "facts.json").read_bytes()


@pytest.mark.parametrize("share", [0.1, 0.5, 0.999])
def test_truncated_facts(share: float, saved: bytes, tmp_path: Path) -> None:
    (tmp_path / "facts.json").write_bytes(saved[: int(len(saved) * share)])
    assert called(tmp_path, "check", "--facts", "facts.json").code == 2


@pytest.mark.parametrize("option", ["--base=main", "--head=HEAD", "--as-of=2026-11-21", "--label=x", "--save-facts=f"])
def test_a_replay_takes_nothing_of_a_repository(option: str, saved: bytes, tmp_path: Path) -> None:
    (tmp_path / "facts.json").write_bytes(saved)
    said = called(tmp_path, "check", "--facts", "facts.json", option)
    assert said.code == 2
    assert "--facts" in said.words
