"""Evidence that is no ordinary document: binary, huge, a link, a submodule, gone. It never counts."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.command import installed
from tests.e2e.example import EVIDENCE, TODAY, check, commit, example, failed, owned
from tests.repositories import Repo

MONITORING = f"{EVIDENCE}/monitoring.md"
FAILING = {"evidence-references-resolve", "evidence-is-filled", "monitoring-plan-exists"}


def binary(repo: Repo, tmp_path: Path) -> None:
    repo.write(MONITORING, bytes(range(256)) * 100)


def huge(repo: Repo, tmp_path: Path) -> None:
    repo.write(MONITORING, "---\naims:\n" + "  # filler\n" * 500_000 + "  kind: monitoring_plan\n---\n")


def huge_text(repo: Repo, tmp_path: Path) -> None:
    repo.write(MONITORING, "x" * 5_000_000)


def empty(repo: Repo, tmp_path: Path) -> None:
    repo.write(MONITORING, "")


def no_front_matter(repo: Repo, tmp_path: Path) -> None:
    repo.write(MONITORING, "# Monitoring\nAll is well.\n")


def gone(repo: Repo, tmp_path: Path) -> None:
    repo.remove(MONITORING)


def renamed(repo: Repo, tmp_path: Path) -> None:
    repo.move(MONITORING, f"{EVIDENCE}/watching.md")


def other_case(repo: Repo, tmp_path: Path) -> None:
    repo.move(MONITORING, f"{EVIDENCE}/Monitoring.md")


def link_inside(repo: Repo, tmp_path: Path) -> None:
    repo.move(MONITORING, f"{EVIDENCE}/real.md")
    repo.link(MONITORING, "real.md")


def link_outside(repo: Repo, tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_bytes((repo.folder / MONITORING).read_bytes())
    repo.remove(MONITORING)
    repo.link(MONITORING, str(outside))


def folder(repo: Repo, tmp_path: Path) -> None:
    repo.remove(MONITORING)
    repo.write(f"{MONITORING}/index.md", "# Monitoring\n")


def linked_folder(repo: Repo, tmp_path: Path) -> None:
    os.rename(repo.folder / EVIDENCE, repo.folder / "elsewhere")
    repo.link(EVIDENCE, "../../elsewhere")


def submodule(repo: Repo, tmp_path: Path) -> None:
    other = owned(tmp_path / "other")
    other.write("index.md", (repo.folder / MONITORING).read_bytes())
    commit(other)
    repo.git("rm", "-q", MONITORING)
    repo.git("submodule", "add", "-q", str(other.folder), MONITORING)


def wrong_kind(repo: Repo, tmp_path: Path) -> None:
    repo.write(MONITORING, (repo.folder / EVIDENCE / "impact.md").read_bytes())


MADE: list[Callable[[Repo, Path], None]] = [
    binary, huge, huge_text, empty, no_front_matter, gone, renamed, other_case, link_inside, link_outside, folder,
    linked_folder, submodule, wrong_kind,
]  # fmt: skip


@pytest.mark.parametrize("make", MADE, ids=lambda make: make.__name__)
@pytest.mark.parametrize("at", ["change", "trusted ref"])
def test_evidence_that_is_none(make: Callable[[Repo, Path], None], at: str, tmp_path: Path) -> None:
    """Broken by the change, and broken long before it."""
    repo = example(tmp_path / "repo")
    if at == "trusted ref":
        make(repo, tmp_path)
        commit(repo, "Break evidence")
        repo.write("prompts/assistant/reply.md", "Shorter.\n")
    else:
        make(repo, tmp_path)
    said = check(repo, "--report", "json=-")
    assert said.code == 1
    assert FAILING & failed(said.report)
    assert MONITORING in str([result["findings"] for result in said.report["results"]]) or make is linked_folder


@pytest.mark.parametrize(
    "path",
    ["../outside.md", "/etc/passwd", "https://example.org/plan.md", "docs/../../outside.md", ".git/config", "docs", ".",
     "C:\\plan.md", "docs/ai/support-assistant/monitoring.md/", "docs//ai/support-assistant/monitoring.md", "~/plan.md",
     "-", "docs/ai/support-assistant/monitoring.md#section", "docs/ai/*/monitoring.md"],
)  # fmt: skip
def test_a_path_that_leads_nowhere_in_the_tree(path: str, tmp_path: Path) -> None:
    repo = example(tmp_path / "repo")
    (tmp_path / "outside.md").write_bytes((repo.folder / MONITORING).read_bytes())
    entry = repo.folder / ".aims/systems/support-assistant.yaml"
    entry.write_text(entry.read_text(encoding="utf-8").replace(MONITORING, f'"{path}"'.replace("\\", "\\\\")), "utf-8")
    repo.write("prompts/assistant/reply.md", "Shorter.\n")
    said = check(repo, "--report", "json=-")
    assert said.code == 1
    assert FAILING & failed(said.report)


def test_nothing_of_the_change_is_run(tmp_path: Path) -> None:
    """Filters, hooks, attributes and file system monitors that a change brings stay asleep."""
    repo = example(tmp_path / "repo", "fixed")
    trap = tmp_path / "trap"
    script = f"#!/bin/sh\ntouch {trap}\ncat\n"
    for name in ("sh/filter", ".git/hooks/post-index-change", "conftest.py", "sitecustomize.py", "aims_gate.py"):
        repo.write(name, script if "/" in name else f"open({str(trap)!r}, 'w')\n")
        (repo.folder / name).chmod(0o755)
    repo.write(".gitattributes", "* filter=evil diff=evil\n")
    repo.write(".aims/conftest.py", f"open({str(trap)!r}, 'w')\n")
    said = installed(repo.folder, "check", "--base", "main", "--as-of", TODAY)
    assert said.code in (0, 1)
    assert not trap.exists()
