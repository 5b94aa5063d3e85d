"""What the project promises its contributors in files no program of ours reads: pins, locks and templates."""

import json
import re

import pytest
import yaml

from tests.tree import ROOT

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))


def test_every_action_is_pinned_by_commit_and_says_its_version() -> None:
    uses = [line for path in WORKFLOWS for line in path.read_text(encoding="utf-8").splitlines() if "uses:" in line]
    assert uses
    pinned = re.compile(r"uses: (?:\./\S*|[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$")
    assert [line for line in uses if not pinned.search(line)] == []


def test_workflows_start_without_permissions() -> None:
    workflows = {path.name: yaml.safe_load(path.read_text(encoding="utf-8")) for path in WORKFLOWS}
    assert {name for name, workflow in workflows.items() if workflow["permissions"] != {}} == set()


@pytest.mark.parametrize(
    "lock",
    ["requirements/run", "requirements/dev", "requirements/build", "requirements/gitlab", ".ci/contracts/python"],
)
def test_every_locked_package_has_hashes_and_no_place_of_its_own(lock: str) -> None:
    text = (ROOT / f"{lock}.txt").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", text.strip())
    assert [entry for entry in entries if not re.match(r"[\w.-]+==\S+( ; [^\\]+)? \\\n +--hash=sha256:", entry)] == []


def locked(lock: str) -> set[str]:
    return set(re.findall(r"^[\w.-]+==\S+", (ROOT / f"requirements/{lock}.txt").read_text(encoding="utf-8"), re.M))


def test_tests_run_on_the_versions_that_users_get() -> None:
    assert locked("run") <= locked("dev")
    assert locked("build") <= locked("dev")


def test_what_gitlab_asks_for_agrees_with_what_every_run_has() -> None:
    pins = dict(one.split("==") for one in locked("run"))
    assert {
        name: pin for name, pin in (one.split("==") for one in locked("gitlab")) if pins.get(name, pin) != pin
    } == {}


def test_every_npm_package_has_an_integrity_and_no_place_of_its_own() -> None:
    packages = json.loads((ROOT / ".ci/contracts/package-lock.json").read_text(encoding="utf-8"))["packages"]
    named = {name: package for name, package in packages.items() if name}
    assert set(packages[""]["dependencies"]) < {name.removeprefix("node_modules/") for name in named}
    assert [
        name for name, one in named.items() if not one["integrity"].startswith("sha512-") or "resolved" in one
    ] == []


def test_the_pull_request_template_brings_a_record_to_fill() -> None:
    template = (ROOT / ".github/PULL_REQUEST_TEMPLATE.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```aims\n(.*?)^```$", template, re.M | re.S)
    assert [yaml.safe_load(block) for block in blocks] == [{"systems": None, "change": None, "summary": None}]
