"""Every import contract of pyproject.toml is broken here: a contract that cannot fail holds nothing."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tree import EXAMPLE, PACKAGE, ROOT

NAMES = {
    "layers": "Imports point down: collect, judge and say never reach up",
    "forges": "Forges never see each other",
    "reports": "Report formats never see each other",
    "commands": "Commands never see each other",
    "pure": "Judging and rendering touch no system, clock, terminal or network",
    "github3": "Only the GitHub forge knows github3",
    "gitlab": "Only the GitLab forge knows gitlab",
    "cyclonedx": "Only the bill of materials knows cyclonedx",
    "junit-xml": "Only the JUnit report knows junit_xml",
    "cel": "Only engine/expression knows CEL",
    "ahocorasick": "Only the search for words knows ahocorasick_rs",
    "cycles": "No import cycle",
}

BREACHES = [
    ("layers", "facts", "aims_gate.sources"),
    ("layers", "model", "aims_gate.facts"),
    ("layers", "engine", "aims_gate.commands"),
    ("layers", "sources", "aims_gate.forges"),
    ("layers", "reports", "aims_gate.forges"),
    ("reports", "reports", "aims_gate.reports.sibling"),
    ("commands", "commands", "aims_gate.commands.sibling"),
    ("forges", "forges", "aims_gate.forges.local"),
    ("pure", "engine", "os"),
    ("pure", "facts", "time"),
    ("pure", "model", "subprocess"),
    ("pure", "reports", "click"),
    ("pure", "reports", "socket"),
    ("pure", "engine", "github3"),
    ("pure", "facts", "http.client"),
    ("pure", "engine", "requests"),
    ("pure", "facts", "gitlab"),
    ("github3", "commands", "github3"),
    ("gitlab", "commands", "gitlab"),
    ("cyclonedx", "reports", "cyclonedx.model"),
    ("junit-xml", "reports", "junit_xml"),
    ("cel", "engine", "cel_expr_python"),
    ("ahocorasick", "signals", "ahocorasick_rs"),
    ("cycles", "facts", "aims_gate.facts.circle"),
]
"""Contract → package with a module that breaks it, and the import by which it does."""

HOMES = {
    "forges/github/home.py": "import github3",
    "reports/junit_suite.py": "import junit_xml",
    "forges/gitlab/home.py": "import gitlab",
    "reports/of_inventory/cyclonedx.py": "import cyclonedx.model",
    "engine/expression.py": "import cel_expr_python",
    "signals/code/words.py": "import ahocorasick_rs",
}


def check_contracts(files: dict[str, str], folder: Path) -> str:
    """import-linter's answer for a copy of the package with some more files."""
    package = folder / "aims_gate"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__", EXAMPLE.name))
    shutil.copy(ROOT / "pyproject.toml", folder)
    for path, text in files.items():
        place = package / path
        place.parent.mkdir(parents=True, exist_ok=True)
        (place.parent / "__init__.py").touch()
        place.write_text(text + "\n", encoding="utf-8")
    linter = Path(sys.executable).with_name("lint-imports")
    return subprocess.run([linter, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False).stdout


def probe(index: int) -> str:
    return f"probe{index:02d}"


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> str:
    files = {f"{package}/{probe(i)}.py": f"import {target}" for i, (_, package, target) in enumerate(BREACHES)}
    files |= {f"{package}/sibling.py": "" for package in ("reports", "commands")}
    circle = next(i for i, breach in enumerate(BREACHES) if breach[0] == "cycles")
    files["facts/circle.py"] = f"import aims_gate.facts.{probe(circle)}"
    return check_contracts(files, tmp_path_factory.mktemp("broken"))


@pytest.mark.parametrize(("index", "contract"), [(i, breach[0]) for i, breach in enumerate(BREACHES)])
def test_a_breach_is_named(index: int, contract: str, broken: str) -> None:
    assert f"{NAMES[contract]} BROKEN" in broken
    said = broken.partition("Broken contracts")[2].partition(f"\n{NAMES[contract]}\n")[2]
    for other in set(NAMES.values()) - {NAMES[contract]}:
        said = said.partition(f"\n{other}\n")[0]
    assert f".{probe(index)} " in said


def test_a_new_room_must_be_given_its_layer(tmp_path: Path) -> None:
    answer = check_contracts({"outside.py": ""}, tmp_path)
    assert f"{NAMES['layers']} BROKEN" in answer
    assert "outside" in answer


def test_impurity_by_way_of_another_module_is_seen(tmp_path: Path) -> None:
    answer = check_contracts({"errors.py": "import socket", "engine/probe.py": "import aims_gate.errors"}, tmp_path)
    assert f"{NAMES['pure']} BROKEN" in answer


def test_a_package_may_be_used_where_it_lives(tmp_path: Path) -> None:
    answer = check_contracts(HOMES, tmp_path)
    assert f"Contracts: {len(NAMES)} kept, 0 broken." in answer
