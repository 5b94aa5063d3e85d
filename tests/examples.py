"""The shipped example as a git repository that tests shape further."""

import shutil
from pathlib import Path
from typing import Any

from aims_gate.facts.build import build
from aims_gate.forges.local.change import Asked, read_change
from aims_gate.model.collected import Collected
from aims_gate.model.report import Report
from aims_gate.sources import pack
from aims_gate.sources.collect import collect
from aims_gate.sources.git import Repository
from tests.repositories import Repo
from tests.tree import EXAMPLE

NOW = "2026-11-21"
OWNER = "octo-owner <octo-owner@users.noreply.github.com>"
ENTRY = ".aims/systems/support-assistant.yaml"
PROMPT = "prompts/assistant/reply.md"
PRD = "docs/prd/refund-suggestions.md"
DOCS = "docs/ai/support-assistant"


def lay(repo: Repo, *states: str) -> None:
    """Lay states of the example over what is there."""
    for state in states:
        shutil.copytree(
            Path(EXAMPLE, state), repo.folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__")
        )


def based(repo: Repo) -> Repo:
    """The example's base on main, and a branch `change` to work on."""
    lay(repo, "base")
    repo.commit("Base", author=OWNER, committer=OWNER)
    repo.checkout("change", new=True)
    return repo


def edit(repo: Repo, path: str, old: str, new: str) -> None:
    """Replace what stands once in a file."""
    text = (repo.folder / path).read_text(encoding="utf-8")
    assert text.count(old) == 1, (path, old)
    repo.write(path, text.replace(old, new))


def collected(repo: Repo, **asked: Any) -> Collected:
    """What a check reads of the working tree against main, or as `asked`."""
    with (
        Repository(str(repo.folder)) as repository,
        read_change(repository, Asked(**{"base": "main", **asked})) as read,
    ):
        return collect(repository, *read, NOW, "local")


def facts_of(side: Collected) -> dict[str, Any]:
    """The facts that were concluded from it."""
    return build(side, pack.change_types())


def checked(repo: Repo, strict: bool = False, **asked: Any) -> Report:
    """The report of `aims-gate check`."""
    from aims_gate.commands.check import Options, check

    return check(Options(NOW, Asked(**{"base": "main", **asked}), str(repo.folder), strict))


def outcomes(report: Report) -> dict[str, str]:
    """Rule → the outcome of its worst result."""
    order = ["not-applicable", "pass", "waived", "overridden", "unknown", "fail"]
    found: dict[str, str] = {}
    for result in report.results:
        found[result.rule] = max(found.get(result.rule, order[0]), result.outcome, key=order.index)
    return found
