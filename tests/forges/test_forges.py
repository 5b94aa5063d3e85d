import subprocess
import sys
from pathlib import Path

import pytest

from aims_gate.forges import FORGES, detect
from tests.e2e.command import environment
from tests.e2e.example import TODAY, example
from tests.tree import PACKAGE

EVENT = {"GITHUB_ACTIONS": "true", "GITHUB_EVENT_PATH": "event.json"}

PROBE = """
import sys
sys.argv = ["aims-gate", "check", "--as-of", "{today}"]
from aims_gate.cli import main
try:
    main()
except SystemExit as end:
    print("exit", end.code, file=sys.stderr)
print(sorted(name for name in sys.modules if name.startswith(("aims_gate.forges.", "pydantic", "http", "ssl"))))
"""


def test_the_table_names_every_folder() -> None:
    folders = {path.parent.name for path in (PACKAGE / "forges").glob("*/__init__.py")}
    assert set(FORGES) == folders


@pytest.mark.parametrize(
    ("variables", "forge"),
    [
        ({}, "local"),
        (EVENT, "github"),
        ({**EVENT, "GITHUB_ACTIONS": ""}, "local"),
        ({**EVENT, "GITHUB_EVENT_PATH": ""}, "local"),
        ({"GITHUB_ACTIONS": "true"}, "local"),
        ({"CI": "true", "GITHUB_TOKEN": "x"}, "local"),
        ({"GITLAB_CI": "true"}, "gitlab"),
        ({"GITLAB_CI": "false", "CI": "true"}, "local"),
    ],
)
def test_where_a_run_is(variables: dict[str, str], forge: str) -> None:
    assert detect(variables) == forge


def test_a_local_check_imports_no_other_forge(tmp_path: Path) -> None:
    repo = example(tmp_path / "clone", "fixed")
    done = subprocess.run(
        [sys.executable, "-c", PROBE.format(today=TODAY)],
        cwd=repo.folder,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stderr.splitlines()[-1:] == ["exit 0"]
    assert done.stdout.splitlines()[-1] == "['aims_gate.forges.local', 'aims_gate.forges.local.change']"
