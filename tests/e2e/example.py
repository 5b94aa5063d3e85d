"""The example of a support assistant as a real git repository, with people and dates pinned so that ids stay the same.

Branch `main` is the base; branches `refused` and `fixed` lay one version of the change over it.
"""

import functools
import shutil
import tempfile
from pathlib import Path
from typing import Any

from tests.e2e.command import Said, called
from tests.repositories import Repo
from tests.tree import EXAMPLE

OWNER = "octo-owner <octo-owner@users.noreply.github.com>"
BASE_DATE = "2026-10-20T09:00:00+00:00"
CHANGE_DATE = "2026-11-20T09:00:00+00:00"
TODAY = "2026-11-21"

SYSTEM = ".aims/systems/support-assistant.yaml"
PRD = "docs/prd/refund-suggestions.md"
PROMPT = "prompts/assistant/reply.md"
RECORD = ".aims/changes/shorter-greeting.yaml"
EVIDENCE = "docs/ai/support-assistant"

_WORST_FIRST = ("fail", "unknown", "overridden", "waived", "pass", "not-applicable")


def lay(repo: Repo, state: str) -> None:
    """Lay one folder of the example over the files as they are."""
    shutil.copytree(EXAMPLE / state, repo.folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))


def commit(repo: Repo, message: str = "Change", *, date: str = CHANGE_DATE) -> str:
    """Commit everything as the owner of the assistant."""
    return repo.commit(message, author=OWNER, committer=OWNER, date=date)


def edit(repo: Repo, path: str, old: str, new: str) -> None:
    """Replace a text that must be in a file."""
    text = (repo.folder / path).read_text(encoding="utf-8")
    assert old in text, f"{path} does not hold {old!r}"
    repo.write(path, text.replace(old, new))


def owned(folder: Path, *, bare: bool = False) -> Repo:
    """An empty repository in which the owner of the assistant works."""
    repo = Repo(folder, bare=bare)
    name, _, email = OWNER.rstrip(">").partition(" <")
    repo.git("config", "user.name", name)
    repo.git("config", "user.email", email)
    return repo


def example(folder: Path, at: str = "main") -> Repo:
    """A copy of the example, checked out at one of its branches."""
    shutil.copytree(_made(), folder, symlinks=True)
    repo = Repo(folder, create=False)
    if at != "main":
        repo.checkout(at)
    return repo


@functools.cache
def _made() -> Path:
    repo = owned(Path(tempfile.mkdtemp(prefix="aims-gate-example-")) / "repo")
    shutil.rmtree(repo.folder / ".git" / "hooks", ignore_errors=True)
    lay(repo, "base")
    commit(repo, "Support reply assistant, as it runs today", date=BASE_DATE)
    for state in ("refused", "fixed"):
        repo.checkout("main")
        repo.checkout(state, new=True)
        lay(repo, state)
        commit(repo, "Suggest a refund amount in drafted replies")
    repo.checkout("main")
    return repo.folder


def shorter_greeting(repo: Repo) -> None:
    """A sound change that waits only for its sign-off: a prompt edit with a record of its own."""
    edit(repo, PROMPT, "You draft", "Briefly, you draft")
    repo.write(RECORD, (EXAMPLE / "records" / "shorter-greeting.yaml").read_bytes())


def check(repo: Repo, *args: str, given: bytes = b"", **more: str) -> Said:
    """`aims-gate check` of what lies in the folder, against main, on the day of the example."""
    return called(repo.folder, "check", "--base", "main", "--as-of", TODAY, *args, given=given, **more)


def outcomes(report: dict[str, Any]) -> dict[str, str]:
    """Rule → its worst outcome over all subjects."""
    found: dict[str, str] = {}
    for result in report["results"]:
        worst = found.get(result["rule"], "not-applicable")
        found[result["rule"]] = min(worst, result["outcome"], key=_WORST_FIRST.index)
    return found


def failed(report: dict[str, Any]) -> set[str]:
    """The rules that fail."""
    return {rule for rule, outcome in outcomes(report).items() if outcome == "fail"}


def waiting(report: dict[str, Any]) -> set[str]:
    """The rules that wait for the pull request."""
    return {result["rule"] for result in report["results"] if result["waiting"]}


def places(report: dict[str, Any]) -> set[str]:
    """Every `path:line` that a finding of a failure names."""
    return {
        f"{finding['location']['path']}:{finding['location']['line']}"
        for result in report["results"]
        if result["outcome"] == "fail"
        for finding in result["findings"]
        if "location" in finding
    }
