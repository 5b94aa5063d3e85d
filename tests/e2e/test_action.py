"""The action as a repository uses it: its workflow on a runner, GitHub's payloads, a GitHub that remembers."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from tests.e2e.act import ABSENT, ACT, Ran, Runner
from tests.e2e.example import EVIDENCE, PROMPT, edit
from tests.forges.github.events import examples, of_pull, written
from tests.forges.github.stand_in import TOKEN, StandIn
from tests.forges.github.story import NUMBER, Story
from tests.forges.github.world import World

TAKEN = ("pip.py", "venv.py", "click.py", "json.py", "sitecustomize.py", "setuptools.py", "aims_gate/__init__.py")
"""Modules that would be imported in place of real ones by whoever starts Python in the workspace."""

pytestmark = pytest.mark.skipif(not ACT, reason=ABSENT)


class Shop:
    """A repository with the gate's workflow, and one pull request into it."""

    def __init__(self, folder: Path, github: StandIn) -> None:
        self.story = Story(folder, github)
        self.runner = Runner(folder, github.url, TOKEN)
        self.github = github

    def payload(self) -> dict[str, Any]:
        """The event of the pull request as it is now."""
        return of_pull(self.story.repo.id(), self.story.repo.id("main"), NUMBER)

    def pushed(self, **inputs: str) -> Ran:
        """The job after a push."""
        return self.runs("pull_request", self.payload(), **inputs)

    def reviewed(self, **inputs: str) -> Ran:
        """The job after a review."""
        event = examples("pull_request_review")[0]
        return self.runs("pull_request_review", event | self.payload() | {"action": "submitted"}, **inputs)

    def runs(self, event: str, payload: dict[str, Any], **inputs: str) -> Ran:
        """The job after any event."""
        return self.runner.run(self.story.repo.folder, event, written(self.story.folder, payload), **inputs)

    def check_runs(self) -> dict[str, tuple[int, str]]:
        """Commit → id and conclusion of its only check run."""
        runs = self.github.world.check_runs.values()
        found = {run["head_sha"]: (run["id"], run["conclusion"]) for run in runs}
        assert len(found) == len(runs), "two check runs of one commit"
        assert {run["name"] for run in runs} <= {"aims-gate"}
        return found


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with StandIn(World()) as github:
        yield Shop(tmp_path, github)
        assert github.violations == []


def test_a_pull_request_from_its_first_push_to_its_approval_and_past_a_rebase(shop: Shop) -> None:
    story = shop.story
    first = story.repo.id()
    ran = shop.pushed()
    assert (ran.failed, ran.outputs["verdict"], ran.outputs["exit-code"]) == (False, "fail", "1"), ran.log
    assert ran.outputs["published"] == "true"
    assert shop.check_runs() == {first: (1000, "action_required")}
    assert ElementTree.parse(ran.left / "junit.xml").getroot().find(".//failure") is not None

    story.review("octo-risk")
    ran = shop.reviewed()
    assert (ran.failed, ran.outputs["verdict"], ran.outputs["exit-code"]) == (False, "pass", "0"), ran.log
    assert shop.check_runs() == {first: (1000, "success")}

    edit(story.repo, PROMPT, "You draft", "Briefly, you draft")
    second = story.push("A material edit after the approval")
    ran = shop.pushed()
    assert (ran.failed, ran.outputs["verdict"]) == (False, "fail"), ran.log
    assert "stale" in ran.log
    assert shop.check_runs() == {first: (1000, "success"), second: (1001, "action_required")}

    story.review("octo-risk")
    story.repo.checkout("main")
    story.repo.write("services/billing/invoice.py", "TAX = 4\n")
    story.on_main()
    story.repo.checkout("fixed")
    story.repo.git("rebase", "-q", "main")
    third = story.at(story.repo.id())
    assert third not in (first, second)
    ran = shop.pushed()
    assert (ran.failed, ran.outputs["verdict"]) == (False, "pass"), ran.log
    assert shop.check_runs()[third] == (1002, "success")


def test_a_change_that_fails_for_more_than_a_review_fails_the_job_that_asks_for_it(shop: Shop) -> None:
    for name in TAKEN:
        shop.story.repo.write(name, "raise SystemExit('run from the workspace')\n")
    shop.story.repo.write("uv.toml", "no-such-setting = true\n")
    shop.story.repo.remove(f"{EVIDENCE}/impact.md")
    head = shop.story.push("Without its impact assessment")
    ran = shop.pushed(**{"fail-job": "always"})
    assert (ran.failed, ran.outputs["verdict"], ran.outputs["published"]) == (True, "fail", "true"), ran.log
    assert shop.check_runs() == {head: (1000, "failure")}
    assert "run from the workspace" not in ran.log


def test_a_fork_has_no_check_run_and_the_job_is_the_verdict(shop: Shop) -> None:
    shop.runner.tools = ""  # With pip, where the machine has no uv of its own.
    refused = json.dumps({"message": "Resource not accessible by integration"}).encode()
    wanted = {"X-Accepted-GitHub-Permissions": "checks=write"}
    shop.github.fail(method="POST", path="/check-runs$", status=403, body=refused, headers=wanted, times=9)
    payload = shop.payload()
    payload["pull_request"]["head"]["repo"] = {"full_name": "mallory/shop", "fork": True}
    ran = shop.runs("pull_request", payload)
    assert (ran.failed, ran.outputs["verdict"], ran.outputs["published"]) == (True, "fail", "false"), ran.log
    assert "look at the result of this job" in ran.log
    assert "from a fork never may write" in ran.log
    assert shop.check_runs() == {}


def test_a_mistake_in_the_setup_is_never_green(shop: Shop) -> None:
    ran = shop.pushed(**{"policy-ref": "sha256:" + "0" * 64})
    assert (ran.failed, ran.outputs["exit-code"], ran.outputs["published"]) == (True, "2", "true"), ran.log
    assert shop.check_runs() == {shop.story.repo.id(): (1000, "failure")}
    assert "nothing was judged" in ran.log
