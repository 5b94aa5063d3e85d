"""What the project offers to those on GitHub: its action, and workflows to copy. Held against GitHub's own limits."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from tests.forges.github.description import whole
from tests.tree import ROOT

PAGE = ROOT / "docs/github.md"
EXAMPLES = sorted((ROOT / "docs/github").glob("*.yml"))
ACTION = ROOT / "action.yml"
SCRIPTS = sorted([*(ROOT / ".github/action").glob("*.sh"), *(ROOT / ".gitlab/component").glob("*.sh")])
TOOLS = os.environ.get("AIMS_GATE_TOOLS", "")
LINTED = [str(path) for path in (*EXAMPLES, *sorted((ROOT / ".github/workflows").glob("*.yml")))]

LINTERS = {
    "zizmor": ["--offline", "--persona", "pedantic", str(ACTION), *LINTED],
    "actionlint": LINTED,
    "shellcheck": [str(path) for path in (*SCRIPTS, *filter(Path.is_file, (ROOT / ".ci").iterdir()))],
}


def read(path: Path) -> dict[str, Any]:
    # `on` stays text only where no YAML 1.1 boolean is looked for.
    loaded: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    return loaded


def jobs(path: Path) -> list[dict[str, Any]]:
    return list(read(path)["jobs"].values())


@pytest.mark.parametrize("tool", LINTERS)
def test_linters_have_no_objection(tool: str) -> None:
    found = shutil.which(tool) or shutil.which(tool, path=TOOLS)
    if found is None:
        pytest.skip(f"{tool} is absent: AIMS_GATE_TOOLS names no folder with it")
    done = subprocess.run([found, *LINTERS[tool]], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(("schema", "files"), [("github-workflows", LINTED), ("github-actions", [str(ACTION)])])
def test_the_schemas_of_workflows_and_actions_have_no_objection(schema: str, files: list[str]) -> None:
    found = shutil.which("check-jsonschema") or shutil.which(
        "check-jsonschema", path=os.environ.get("AIMS_GATE_TOOLS", "")
    )
    if found is None:
        pytest.skip("check-jsonschema is absent: AIMS_GATE_TOOLS names no folder with it")
    done = subprocess.run(
        [found, "--builtin-schema", f"vendor.{schema}", *files], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_action_of_an_example_is_pinned_by_commit(path: Path) -> None:
    uses = re.findall(r"uses: (.*)", path.read_text(encoding="utf-8"))
    assert any("/aims-gate@" in one for one in uses)
    assert [one for one in uses if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one)] == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_no_example_can_be_skipped_or_waited_for_without_end(path: Path) -> None:
    workflow = read(path)
    assert [job for job in jobs(path) if {"if", "needs"} & {*job}] == []
    given = [event for event in workflow["on"].values() if isinstance(event, dict)]
    filters = [event for event in given if {"paths", "paths-ignore"} & {*event}]
    assert filters == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_no_example_may_more_than_it_says(path: Path) -> None:
    assert read(path)["permissions"] == {}
    for job in jobs(path):
        writes = {name for name, level in job["permissions"].items() if level == "write"}
        wants_none = job.get("env", {}).get("AIMS_GATE_CHECK_NO_PUBLISH") == "true"
        assert writes - {"security-events"} == (set() if wants_none else {"checks"})


def test_what_forks_are_judged_by_checks_nothing_of_them_out() -> None:
    (job,) = jobs(ROOT / "docs/github/forks.yml")
    checkouts = [step["with"] for step in job["steps"] if step.get("uses", "").startswith("actions/checkout@")]
    assert [sorted(given) for given in checkouts] == [["fetch-depth", "persist-credentials"]]


def test_nothing_is_rechecked_from_a_checkout_of_a_head() -> None:
    (job,) = jobs(ROOT / "docs/github/recheck.yml")
    checkout, gate = job["steps"]
    assert sorted(checkout["with"]) == ["fetch-depth", "persist-credentials"]
    assert list(gate["with"]) == ["recheck"]


def test_two_jobs_of_one_pull_request_never_run_at_once() -> None:
    """They share a group by its number, and none ends another half way: that would leave a check run as it was."""
    publishing = [path for path in EXAMPLES if "checks" in jobs(path)[0]["permissions"]]
    groups = {path.stem: read(path)["concurrency"] for path in publishing}
    assert {*groups} == {"pull-request", "forks", "enterprise", "recheck"}
    assert {group["cancel-in-progress"] for group in groups.values()} == {"false"}
    named = {re.sub(r"\$\{\{ ([\w.]+).*", r"\1", group["group"]) for group in groups.values()}
    assert named == {"aims-gate-github.event.pull_request.number", "aims-gate-inputs.number"}


def test_a_required_workflow_fails_with_the_verdict() -> None:
    (job,) = jobs(ROOT / "docs/github/required-workflow.yml")
    assert job["steps"][-1]["with"]["fail-job"] == "always"


def test_the_page_names_every_example() -> None:
    page = PAGE.read_text(encoding="utf-8")
    named = {*re.findall(r"\(github/([\w.-]+)\)", page)}
    assert named == {path.name for path in (ROOT / "docs/github").iterdir()}


def test_the_page_describes_every_input_and_output() -> None:
    page, action = PAGE.read_text(encoding="utf-8"), read(ACTION)
    assert {name for name in action["inputs"] if f"\n| `{name}` |" not in page} == set()
    assert {name for name in action["outputs"] if f"`{name}`" not in page} == set()


def test_page_and_readme_begin_with_the_same_workflow() -> None:
    blocks = [
        re.findall(r"^```yaml\n(on: .*?)^```$", path.read_text(encoding="utf-8"), re.M | re.S)
        for path in (PAGE, ROOT / "README.md")
    ]
    assert blocks[0] == blocks[1]
    (text,) = blocks[0]
    steps = yaml.load(text, yaml.BaseLoader)["jobs"]["gate"]["steps"]
    assert {step["uses"] for step in steps} <= {
        step["uses"] for path in EXAMPLES for step in jobs(path)[0]["steps"] if "uses" in step
    }


def test_the_action_hands_nothing_to_a_shell_but_by_environment() -> None:
    steps = read(ACTION)["runs"]["steps"]
    assert [step for step in steps if "uses" in step or "${{" in step["run"]] == []


def test_the_ruleset_is_one_that_github_takes() -> None:
    ruleset = json.loads((ROOT / "docs/github/ruleset.json").read_text(encoding="utf-8"))
    description = whole()

    def objections(schema: str, value: Any) -> list[str]:
        rooted = {"$ref": f"#/components/schemas/{schema}", "components": description["components"]}
        return [error.message for error in Draft202012Validator(rooted).iter_errors(value)]

    assert [objections("repository-rule", rule) for rule in ruleset["rules"]] == [[]] * len(ruleset["rules"])
    assert objections("repository-ruleset-conditions", ruleset["conditions"]) == []
    (required,) = [rule["parameters"] for rule in ruleset["rules"] if rule["type"] == "required_status_checks"]
    assert required["required_status_checks"] == [{"context": "aims-gate", "integration_id": 15368}]


def options_of(folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """What the action's script runs for some inputs: a line each of the arguments."""
    stub = folder / "bin" / "python"
    stub.parent.mkdir()
    stub.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n', encoding="utf-8")
    stub.chmod(0o755)
    usual = {"POLICY_REF": "", "REPORTS": "", "FAIL_JOB": "auto", "STRICT": "false", "RECHECK": ""}
    given = {f"INPUT_{name}": value for name, value in {**usual, **inputs}.items()}
    environment = {"PATH": os.environ["PATH"], "AIMS_GATE_INSTALLED": str(folder), **given}
    script = ROOT / ".github/action/check.sh"
    return subprocess.run(["bash", str(script)], env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        ({}, "check --fail-job auto"),
        ({"STRICT": "true", "REPORTS": " json=a.json \n\n"}, "check --fail-job auto --strict --report json=a.json"),
        ({"POLICY_REF": "v1"}, "check --policy-ref v1 --fail-job auto"),
        ({"RECHECK": "all"}, "recheck"),
        ({"RECHECK": "5", "POLICY_REF": "v1", "STRICT": "true", "REPORTS": "json=a"}, "recheck --policy-ref v1 5"),
    ],
)
def test_the_action_hands_its_inputs_on(inputs: dict[str, str], expected: str, tmp_path: Path) -> None:
    done = options_of(tmp_path, **inputs)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.split("\n") == ["-I", "-B", "-m", "aims_gate", *expected.split(" "), ""]


@pytest.mark.parametrize(
    "inputs",
    [{"RECHECK": text} for text in ("5 6", "-h", "--dry-run", "all5", "5;id", "$(id)", "5\n6")] + [{"STRICT": "yes"}],
)
def test_the_action_runs_nothing_for_an_input_that_it_does_not_know(inputs: dict[str, str], tmp_path: Path) -> None:
    done = options_of(tmp_path, **inputs)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("::error title=aims-gate: nothing was judged::")
    assert done.stderr.count("\n") == 1
