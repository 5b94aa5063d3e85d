"""`aims-gate demo`: the gate refusing and then passing a real change in a real git repository."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from aims_gate.commands.check import Options, check
from aims_gate.errors import SourceError
from aims_gate.forges.local.change import Asked
from aims_gate.model.report import Report

AS_OF = "2026-11-21"

_COMPILED = shutil.ignore_patterns("__pycache__")

_EXAMPLE = os.path.join(os.path.dirname(os.path.dirname(__file__)), "example")
_AUTHOR = ("octo-owner", "octo-owner@users.noreply.github.com")
_STEPS = (
    ("base", "Support reply assistant, as it runs today", "2026-10-20T09:00:00+00:00"),
    ("refused", "Suggest a refund amount in drafted replies", "2026-11-20T09:00:00+00:00"),
    ("fixed", "Bring the evidence up to date", "2026-11-20T17:00:00+00:00"),
)


@contextmanager
def demo_repository() -> Iterator[str]:
    """A git repository with a branch `main` and a change on a branch in two commits; gone afterwards.

    Tags `refused` and `fixed` mark the two states of the change.
    """
    folder = tempfile.mkdtemp(prefix="aims-gate-demo-")
    try:
        _git(folder, "init", "-q", "-b", "main")
        for name, message, date in _STEPS:
            if name == "refused":
                _git(folder, "checkout", "-q", "-b", "suggest-refunds")
            shutil.copytree(os.path.join(_EXAMPLE, name), folder, dirs_exist_ok=True, ignore=_COMPILED)
            _git(folder, "add", "-A")
            _git(folder, "commit", "-q", "-m", message, date=date)
            if name != "base":
                _git(folder, "tag", name)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def judged(folder: str, state: str) -> Report:
    """The report on one state of the demo's change."""
    return check(Options(now=AS_OF, asked=Asked(base="main", head=state), folder=folder))


def unexpected(refused: Report, fixed: Report) -> str:
    """What the demo did not do as it should; empty when it did."""
    if refused.exit_code != 1:
        return f"the first state was not refused (exit code {refused.exit_code})"
    if fixed.exit_code != 0 or any(result.outcome == "fail" for result in fixed.results):
        return f"the second state was not let through (exit code {fixed.exit_code})"
    return ""


def _git(folder: str, *args: str, date: str = "") -> None:
    name, email = _AUTHOR
    identity = {
        f"GIT_{who}_{what}": v for who in ("AUTHOR", "COMMITTER") for what, v in (("NAME", name), ("EMAIL", email))
    }
    dates = {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date} if date else {}
    clean = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    isolated = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    command = ["git", "-C", folder, *args]
    try:
        subprocess.run(command, env={**clean, **isolated, **identity, **dates}, check=True, capture_output=True)
    except FileNotFoundError:
        raise SourceError("git is not installed", "install git and run the demo again") from None
    except subprocess.CalledProcessError as error:
        raise SourceError(f"`git {args[0]}` failed: {error.stderr.decode(errors='replace').strip()}") from None
