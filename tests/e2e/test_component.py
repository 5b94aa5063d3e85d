"""The component as a project uses it: included at a commit, its pipeline run, its reports on disk."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml

from tests.e2e.example import TODAY, commit, example
from tests.e2e.pipeline import ABSENT, PRESENT, TOOLS, GitLab
from tests.repositories import Repo

pytestmark = pytest.mark.skipif(not PRESENT, reason=ABSENT)

LOCALLY = {"AIMS_GATE_CHECK_BASE": "main", "AIMS_GATE_CHECK_HEAD": "HEAD", "AIMS_GATE_CHECK_AS_OF": TODAY}
"""No API is there to ask: git alone says what to judge, and what waits for an approval stays undecided."""


@pytest.fixture(scope="module")
def gitlab(tmp_path_factory: pytest.TempPathFactory) -> GitLab:
    return GitLab(tmp_path_factory.mktemp("gitlab"))


@pytest.fixture
def shop(tmp_path: Path, gitlab: GitLab) -> Repo:
    repo = example(tmp_path / "shop")
    gitlab.include(repo)
    commit(repo, "Include the gate")
    gitlab.serve(repo)
    return repo


def laid(shop: Repo, state: str) -> None:
    """A branch with one version of the example's change."""
    shop.checkout(state + "-here", new=True)
    shop.git("restore", f"--source={state}", "--", ".", ":!.gitlab-ci.yml")
    commit(shop, "Suggest a refund amount in drafted replies")


def test_a_merge_request_is_refused_and_then_passes(shop: Repo, gitlab: GitLab) -> None:
    laid(shop, "refused")
    shop.link("aims-gate-report", "docs")
    commit(shop, "A link where the reports go")
    shop.write("click.py", "raise SystemExit('run from the project')\n")
    ran = gitlab.pipeline(shop, **LOCALLY)
    assert ran.code != 0, ran.log
    assert "Refused: 12 rules failed for support-assistant (tier limited)." in ran.log
    assert "run from the project" not in ran.log
    assert not ran.left.is_symlink()
    assert sorted(one.name for one in ran.left.iterdir()) == [
        "aims-gate.txt",
        "gl-code-quality-report.json",
        "junit.xml",
    ]

    told = json.loads((ran.left / "gl-code-quality-report.json").read_text())
    assert {one["check_name"] for one in told if one["severity"] == "blocker"} >= {"risks-treated", "risk-signed-off"}
    cases = ElementTree.parse(ran.left / "junit.xml").getroot().findall(".//testcase")
    failed = [case for case in cases if case.find("failure") is not None]
    assert len(failed) == 12
    assert "docs/prd/refund-suggestions.md" in {case.get("file") for case in failed}
    assert (ran.left / "aims-gate.txt").read_text().startswith("Refused: 12 rules failed")

    shop.git("checkout", "-q", "--force", "main")
    shop.git("clean", "-qfdx")
    shop.checkout("invoices", new=True)
    shop.write("services/billing/invoice.py", "TAX = 4\n")
    commit(shop, "Correct the tax")
    ran = gitlab.pipeline(shop, **LOCALLY)
    assert ran.code == 0, ran.log
    told = json.loads((ran.left / "gl-code-quality-report.json").read_text())
    assert [(one["check_name"], one["verdict"]) for one in told] == [("aims-gate-verdict", "pass")]


def test_a_version_that_is_not_there_fails_the_job(shop: Repo, gitlab: GitLab) -> None:
    gitlab.include(shop, version="0" * 40)
    ran = gitlab.pipeline(shop, **LOCALLY)
    assert ran.code != 0, ran.log
    assert "fatal: " in ran.log
    assert "0" * 40 in ran.log
    assert not ran.left.exists()


@pytest.mark.parametrize(
    ("inputs", "why"),
    [
        ({"version": None}, "`version` input: required value has not been provided"),
        ({"strict": "sometimes"}, "`strict` input: provided value is not a boolean"),
        ({"reports": ["text"]}, "`reports` input: provided value is not a string"),
    ],
)
def test_an_input_out_of_range_is_rejected(inputs: dict[str, Any], why: str, shop: Repo, gitlab: GitLab) -> None:
    gitlab.include(shop, **inputs)
    ran = gitlab.expanded(shop)
    assert ran.code != 0
    assert why in ran.log


def test_the_expanded_pipeline_is_one_that_gitlab_takes(shop: Repo, gitlab: GitLab, tmp_path: Path) -> None:
    gitlab.include(shop, job_name="AI gate", stage="build", strict=True, policy_ref="refs/heads/main")
    ran = gitlab.expanded(shop)
    assert ran.code == 0, ran.log
    whole = ran.said[ran.said.index("---\n") :]
    job = yaml.safe_load(whole)["AI gate"]
    assert (job["stage"], job["needs"], job["interruptible"]) == ("build", [], True)
    assert job["artifacts"]["when"] == "always"
    assert job["variables"]["GIT_DEPTH"] == "0"
    assert job["variables"]["AIMS_GATE_CHECK_STRICT"] == "true"
    assert job["variables"]["AIMS_GATE_CHECK_POLICY_REF"] == "refs/heads/main"
    assert "$[[" not in whole

    linter = shutil.which("check-jsonschema") or shutil.which("check-jsonschema", path=TOOLS)
    if linter is None:
        pytest.skip("check-jsonschema is absent: GitLab's schema of pipelines is not asked")
    (tmp_path / "expanded.yml").write_text(whole, encoding="utf-8")
    done = subprocess.run(
        [linter, "--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci", tmp_path / "expanded.yml"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
