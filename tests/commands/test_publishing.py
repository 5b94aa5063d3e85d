"""What a check leaves on GitHub, and how its job ends."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from aims_gate.commands import check as check_command
from aims_gate.commands.publishing import job_exit_code
from tests.e2e.command import Said, called
from tests.e2e.example import EVIDENCE, TODAY
from tests.forges.github.events import of_group, of_pull, of_push, written
from tests.forges.github.queue import OTHER, Queue
from tests.forges.github.stand_in import TOKEN, StandIn
from tests.forges.github.story import NUMBER, Story
from tests.forges.github.test_job_files import outputs
from tests.forges.github.world import World

RUN = {"GITHUB_SERVER_URL": "https://github.com", "GITHUB_RUN_ID": "77", "GITHUB_REPOSITORY": "octo/workflows"}
FORBIDDEN = json.dumps({"message": "Resource not accessible by integration"}).encode()


class Job:
    """Jobs of one pull request. What a job leaves is in `folder`."""

    def __init__(self, folder: Path, github: StandIn) -> None:
        self.folder = folder
        self.github = github
        self.story = Story(folder, github)

    def check(self, *args: str, event: Any = None, name: str = "pull_request", **more: str) -> Said:
        """`aims-gate check` as a step."""
        repo = self.story.repo
        payload = of_pull(repo.id(), repo.id("main"), NUMBER) if event is None else event
        for file in ("output", "summary"):
            (self.folder / file).unlink(missing_ok=True)
        given = {
            "GITHUB_ACTIONS": "true",
            "CI": "true",
            "GITHUB_EVENT_NAME": name,
            "GITHUB_EVENT_PATH": written(self.folder, payload),
            "GITHUB_API_URL": self.github.url,
            "GITHUB_TOKEN": TOKEN,
            "GITHUB_OUTPUT": str(self.folder / "output"),
            "GITHUB_STEP_SUMMARY": str(self.folder / "summary"),
            "NO_PROXY": "127.0.0.1",
        }
        return called(repo.folder, "check", "--as-of", TODAY, *args, **{**RUN, **given, **more})

    @property
    def outputs(self) -> dict[str, str]:
        return outputs(self.folder / "output")

    @property
    def summary(self) -> str:
        return (self.folder / "summary").read_text(encoding="utf-8")

    @property
    def runs(self) -> list[tuple[str, str, str]]:
        """Name, commit and conclusion of every check run."""
        return [(one["name"], one["head_sha"], one["conclusion"]) for one in self.github.world.check_runs.values()]

    def bill(self) -> None:
        """Let the pull request touch no AI system."""
        self.story.repo.checkout("main")
        self.story.repo.checkout("bills", new=True)
        self.story.repo.write("services/billing/invoice.py", "TAX = 4\n")
        self.story.push()


@pytest.fixture
def job(tmp_path: Path) -> Iterator[Job]:
    with StandIn(World()) as github:
        yield Job(tmp_path, github)
        assert github.violations == []


def test_a_verdict_that_is_delivered_leaves_the_job_green(job: Job) -> None:
    said = job.check()
    assert said.code == 0
    assert job.runs == [("aims-gate", job.story.repo.id(), "action_required")]
    assert job.outputs == {"verdict": "fail", "exit-code": "1", "published": "true", "report-json": "", "junit": ""}
    assert job.summary.startswith("## aims-gate: fail\n")
    assert f"Check run aims-gate on {job.story.repo.id()[:12]} was made" in said.words


def test_stdout_has_workflow_commands_alone(job: Job) -> None:
    lines = job.check().out.splitlines()
    assert lines
    assert [line for line in lines if not line.startswith(("::error ", "::warning ", "::notice "))] == []


def test_stdout_is_another_reports_where_that_was_asked_for(job: Job) -> None:
    said = job.check("--report", "json=-")
    assert said.report["verdict"] == "fail"
    assert b"::" not in said.stderr


def test_the_files_of_reports_are_outputs(job: Job) -> None:
    job.check("--report", "json=out/report.json", "--report", "junit=out/junit.xml", "--report", "json=second.json")
    folder = job.story.repo.folder
    assert job.outputs["report-json"] == str(folder / "out/report.json")
    assert job.outputs["junit"] == str(folder / "out/junit.xml")
    assert json.loads((folder / "out/report.json").read_text())["verdict"] == "fail"


def test_a_second_job_brings_the_same_run_up_to_date(job: Job) -> None:
    job.check()
    job.story.review("octo-risk")
    said = job.check()
    assert job.runs == [("aims-gate", job.story.repo.id(), "success")]
    assert "was brought up to date" in said.words
    (run,) = job.github.world.check_runs.values()
    assert run["external_id"] == "aims-gate/main"
    assert run["details_url"] == "https://github.com/octo/shop/actions/runs/77"


def test_a_failure_of_content_is_a_failure(job: Job) -> None:
    job.story.repo.remove(f"{EVIDENCE}/impact.md")
    job.story.push()
    assert job.check().code == 0
    assert job.runs == [("aims-gate", job.story.repo.id(), "failure")]


@pytest.mark.parametrize("answer", [403, 404, 422])
def test_a_run_that_cannot_be_made_leaves_the_verdict_to_the_job(answer: int, job: Job) -> None:
    job.github.fail(method="POST", path="/check-runs$", status=answer, body=FORBIDDEN, times=9)
    said = job.check()
    assert said.code == 1
    assert job.outputs["published"] == "false"
    assert "look at the result of this job: GitHub refused POST" in said.words
    assert "look at the result of this job" in job.summary
    job.story.review("octo-risk")
    assert job.check().code == 0


def test_nothing_that_passes_fails_for_want_of_a_token(job: Job) -> None:
    job.bill()
    said = job.check(GITHUB_TOKEN="")
    assert (said.code, job.outputs["verdict"], job.outputs["published"]) == (0, "pass", "false")
    assert "there is no token" in said.words
    assert "checks: write" in job.summary


def test_what_cannot_be_told_without_a_token_is_undecided(job: Job) -> None:
    said = job.check(GITHUB_TOKEN="")
    assert (said.code, job.outputs["verdict"]) == (3, "undecided")


def test_a_verdict_whose_annotations_were_lost_was_not_delivered(job: Job) -> None:
    job.story.repo.remove(f"{EVIDENCE}/impact.md")
    job.story.push()
    job.github.fail(method="POST", path="/check-runs$", status=201, body=b"{}", after=True, times=9)
    job.github.fail(method="PATCH", path="/check-runs/", status=403, body=FORBIDDEN, times=9)
    assert job.check().code == 1
    assert job.outputs["published"] == "false"


def test_no_run_is_made_where_none_is_wanted(job: Job) -> None:
    said = job.check("--no-publish")
    assert (said.code, job.runs, job.outputs["published"]) == (1, [], "false")
    assert job.github.made("GET", "check-runs") == []
    assert job.summary


@pytest.mark.parametrize(
    ("option", "published", "codes"),
    [
        ("auto", True, {0: 0, 1: 0, 3: 0, 2: 2, 4: 4}),
        ("auto", False, {0: 0, 1: 1, 3: 3, 2: 2, 4: 4}),
        ("always", True, {0: 0, 1: 1, 3: 3, 2: 2, 4: 4}),
        ("always", False, {0: 0, 1: 1, 3: 3, 2: 2, 4: 4}),
        ("never", True, {0: 0, 1: 0, 3: 0, 2: 2, 4: 4}),
        ("never", False, {0: 0, 1: 0, 3: 0, 2: 2, 4: 4}),
    ],
)
def test_how_a_job_ends(option: str, published: bool, codes: dict[int, int]) -> None:
    assert {code: job_exit_code(code, option, published) for code in codes} == codes


def test_the_option_has_its_twin(job: Job) -> None:
    assert job.check(AIMS_GATE_CHECK_FAIL_JOB="always").code == 1
    assert job.check("--no-publish", AIMS_GATE_CHECK_FAIL_JOB="never").code == 0


def test_a_policy_error_turns_an_earlier_success_into_a_failure(job: Job) -> None:
    job.story.review("octo-risk")
    job.check()
    assert job.runs == [("aims-gate", job.story.repo.id(), "success")]
    said = job.check("--policy-ref", "sha256:" + "0" * 64)
    assert said.code == 2
    assert job.runs == [("aims-gate", job.story.repo.id(), "failure")]
    assert "::error title=aims-gate%3A nothing was judged::the policy in force is" in said.stderr.decode()
    assert job.summary.startswith("## aims-gate: nothing was judged\n")
    assert job.outputs["verdict"] == "undecided"


def test_so_does_a_bug(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    job.story.review("octo-risk")
    job.check()

    def broken(options: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(check_command, "check", broken)
    assert job.check("--fail-job", "never").code == 4
    assert job.runs == [("aims-gate", job.story.repo.id(), "failure")]


def test_a_clone_that_lacks_the_commit_is_a_failure_of_that_commit(job: Job) -> None:
    absent = "ab12" * 10
    said = job.check(event=of_pull(absent, job.story.repo.id("main"), NUMBER))
    assert job.runs == [("aims-gate", absent, "failure")]
    assert "fetch-depth: 0" in said.words
    assert job.check("--no-publish", event=of_pull(absent, job.story.repo.id("main"), NUMBER)).code == 3


def test_an_event_that_brings_no_change_is_shown_in_red(job: Job) -> None:
    said = job.check(name="issues")
    assert (said.code, job.runs) == (2, [])
    assert "::error title=aims-gate%3A nothing was judged::" in said.stderr.decode()


def test_a_mistake_on_the_command_line_is_annotated(job: Job) -> None:
    said = job.check("--fail-job", "perhaps")
    assert said.code == 2
    assert "::error title=aims-gate%3A nothing was judged::" in said.stderr.decode()


def test_what_is_said_of_a_failure_starts_no_command(job: Job) -> None:
    said = job.check("--policy-ref", "x\n::error::forged\r::notice::forged")
    assert said.code != 0
    started = [line for line in said.stderr.decode().splitlines() if line.lstrip().startswith("::")]
    assert [line for line in started if not line.startswith("::error title=aims-gate%3A nothing")] == []


@pytest.mark.parametrize("path", ["a\nverdict=pass", "a\n", "\rb", "a\u2028b"])
def test_a_path_over_several_lines_is_refused(path: str, job: Job) -> None:
    said = job.check("--report", f"json={path}")
    assert said.code == 2
    assert "line break" in said.words
    assert job.outputs["report-json"] == ""
    assert job.runs == [("aims-gate", job.story.repo.id(), "failure")]


def test_files_that_cannot_be_written_change_no_verdict(job: Job) -> None:
    said = job.check(GITHUB_OUTPUT=str(job.folder))
    assert said.code == 0
    assert "GITHUB_OUTPUT names the file" in said.words


def test_another_target_has_a_run_of_its_own_name(job: Job) -> None:
    repo = job.story.repo
    repo.git("update-ref", "refs/remotes/origin/release", "main")
    job.story.pull["base"]["ref"] = "release"
    job.check(event=of_pull(repo.id(), repo.id("main"), NUMBER, ref="release"))
    assert job.runs == [("aims-gate (release)", repo.id(), "action_required")]


def test_a_merge_group_has_its_run_on_its_own_head(job: Job) -> None:
    repo = job.story.repo
    head = repo.id()
    job.check(event=of_group(head, repo.id("main"), NUMBER), name="merge_group")
    (run,) = job.github.world.check_runs.values()
    assert (run["head_sha"], run["name"]) == (head, "aims-gate")
    assert run["external_id"] == "aims-gate/main"


def test_a_group_of_several_has_one_run_with_the_worst_of_them(job: Job) -> None:
    queue = Queue(job.story)
    queue.approve(NUMBER)
    event = queue.merged()
    job.check(event=event, name="merge_group")
    assert job.runs == [("aims-gate", queue.repo.id(), "action_required")]
    assert "#6 system:support-assistant" in job.summary
    queue.approve(OTHER)
    job.check(event=event, name="merge_group")
    assert job.runs == [("aims-gate", queue.repo.id(), "success")]


def test_a_push_has_its_run_on_the_pushed_commit(job: Job) -> None:
    repo = job.story.repo
    job.check(event=of_push(repo.id(), repo.id("main"), "fixed"), name="push")
    (run,) = job.github.world.check_runs.values()
    assert (run["head_sha"], run["external_id"]) == (repo.id(), "aims-gate/main")


def test_a_change_that_the_user_names_is_nothing_of_github(job: Job) -> None:
    said = job.check("--base", "main")
    assert (said.code, job.runs, job.github.requests) == (3, [], [])
    assert not (job.folder / "output").exists()
