"""What a run loads, exactly: each module costs every user milliseconds, so a new one has to show in review."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.command import INSTALLED, environment
from tests.e2e.example import PRD, TODAY, edit, example

OUR_IMPORTS = {
    "atexit", "base64", "collections", "collections.abc", "contextlib", "dataclasses", "datetime", "fcntl",
    "fnmatch", "functools", "gc", "hashlib", "importlib", "itertools", "json", "math", "operator", "os", "re", "struct",
    "subprocess", "sys", "threading", "types", "typing", "unicodedata",
}  # fmt: skip
"""Modules of the standard library that our own modules ask for on the way through a check."""

THIRD_PARTY = {"aims_gate", "click", "yaml", "cel_expr_python"}
"""All that is loaded and not Python's own."""

NEVER = {
    "argparse", "asyncio", "attrs", "certifi", "concurrent.futures", "cryptography", "ctypes", "email", "github3",
    "html", "http", "importlib.metadata", "importlib.resources", "jsonschema", "junit_xml", "logging",
    "multiprocessing", "pydantic", "pydantic_core", "referencing", "requests", "socket", "sqlite3", "ssl",
    "unittest", "urllib.request", "urllib3", "xml", "zoneinfo",
}  # fmt: skip
"""Costly, or a network's: nothing of these may be loaded, by whomever."""

# Runs the command as its entry point does, and notes who asks for what. Startup and the editable install's finder
# load modules before that; they are no part of the command. While a git that happens to be slow is waited for, more is loaded:
# here none is slow.
_SPY = """
import builtins, json, sys
before, asked, real = set(sys.modules), set(), builtins.__import__
def spy(name, globals=None, locals=None, fromlist=(), level=0):
    who = (globals or {}).get("__name__") or ""
    if level == 0 and (who == "aims_gate" or who.startswith("aims_gate.")):
        asked.add(name)
    return real(name, globals, locals, fromlist, level)
builtins.__import__ = spy
target, sys.argv = sys.argv[1], ["aims-gate", *sys.argv[2:]]
from aims_gate.cli import main
if "check" in sys.argv and "--help" not in sys.argv:
    from aims_gate.sources import git_process
    git_process._is_silent = lambda pipe: False
try:
    main()
finally:
    with open(target, "w") as file:
        json.dump({"loaded": sorted(set(sys.modules) - before), "asked": sorted(asked)}, file)
"""


def loaded(folder: Path, target: Path, *args: str) -> tuple[set[str], set[str]]:
    """Every module that a run of the command loads, and those that our own modules asked for."""
    done = subprocess.run(
        [sys.executable, "-c", _SPY, str(target), *args], cwd=folder, env=environment(), capture_output=True
    )
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    found = json.loads(target.read_text(encoding="utf-8"))
    return set(found["loaded"]), set(found["asked"])


def foreign(modules: set[str]) -> set[str]:
    """Top-level packages that are neither Python's nor private."""
    tops = {name.partition(".")[0] for name in modules}
    return {top for top in tops if top not in sys.stdlib_module_names and not top.startswith(("_", "cython"))}


def never(modules: set[str]) -> set[str]:
    """Those of the modules that may not be loaded."""
    return {name for name in modules if any(name == bad or name.startswith(f"{bad}.") for bad in NEVER)}


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[set[str], set[str]]]:
    folder = tmp_path_factory.mktemp("imports")
    repo = example(folder / "repo", "refused")
    check = ("check", "--base", "main", "--as-of", TODAY)
    commands = {
        "check": check,
        "untouched": (*check, "--head", "main"),
        "help": ("--help",),
        "version": ("--version",),
        "check help": ("check", "--help"),
    }
    found = {name: loaded(repo.folder, folder / "found.json", *args) for name, args in commands.items()}
    edit(repo, PRD, "50 EUR", "40 EUR")
    return {**found, "uncommitted": loaded(repo.folder, folder / "found.json", *check)}


@pytest.mark.parametrize("run", ["check", "uncommitted", "untouched"])
def test_what_a_check_loads(run: str, runs: dict[str, tuple[set[str], set[str]]]) -> None:
    modules, _ = runs[run]
    assert foreign(modules) == THIRD_PARTY
    assert never(modules) == set()


@pytest.mark.parametrize(
    ("run", "more"),
    [("check", {"stat"}), ("uncommitted", {"shutil", "stat", "tempfile"}), ("untouched", set())],
)
def test_what_our_modules_ask_for(run: str, more: set[str], runs: dict[str, tuple[set[str], set[str]]]) -> None:
    _, asked = runs[run]
    assert {name for name in asked if name.partition(".")[0] in sys.stdlib_module_names} == OUR_IMPORTS | more


@pytest.mark.parametrize(
    ("run", "command"),
    [("help", set()), ("version", set()), ("check help", {"aims_gate.cli.check", "aims_gate.commands.given"})],
)
def test_help_loads_nothing_that_judges(
    run: str, command: set[str], runs: dict[str, tuple[set[str], set[str]]]
) -> None:
    modules, _ = runs[run]
    assert {name for name in modules if name.startswith("aims_gate")} == command | {
        "aims_gate", "aims_gate.cli", "aims_gate.cli.group",
        "aims_gate.commands", "aims_gate.commands.ending", "aims_gate.commands.invocation", "aims_gate.errors",
    }  # fmt: skip
    assert foreign(modules) == {"aims_gate", "click"}
    assert never(modules) == set()
    assert "json" not in modules


def test_the_installed_command_is_that_entry_point() -> None:
    assert "from aims_gate.cli import main" in Path(INSTALLED).read_text(encoding="utf-8")
