"""What is asked of GitLab, when, and what becomes of a change where GitLab does not answer."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.command import called
from tests.e2e.example import PROMPT, TODAY, outcomes
from tests.forges.gitlab.stand_in import JOB_TOKEN, StandIn
from tests.forges.gitlab.story import NUMBER, SIGNED, Story
from tests.forges.gitlab.world import user

MR = f"/projects/42/merge_requests/{NUMBER}"
BY_JOB = {"AIMS_GATE_GITLAB_TOKEN": "", "CI_JOB_TOKEN": JOB_TOKEN}


def asked(gitlab: StandIn) -> list[str]:
    return [one.path.removeprefix(MR) for one in gitlab.requests]


def passed(report: dict[str, Any]) -> set[str]:
    return {rule for rule, outcome in outcomes(report).items() if outcome == "pass"}


def bill(story: Story) -> None:
    story.topic().write("services/billing/invoice.py", "TAX = 4\n")
    story.push()


@pytest.mark.parametrize("token", ["AIMS_GATE_GITLAB_TOKEN", "nobody's"])
def test_a_change_that_touches_no_ai_asks_nothing(token: str, story: Story) -> None:
    bill(story)
    said = story.judge(**{token: ""})
    assert (said.code, said.report["verdict"], said.report["change"]["ai"]) == (0, "pass", False)
    assert story.gitlab.requests == []


def test_a_record_in_the_tree_asks_for_no_notes(story: Story) -> None:
    story.approve("octo-risk")
    assert story.judge().code == 0
    number = user("octo-risk")["id"]
    assert asked(story.gitlab) == [
        "", "/approvals", "/reviewers", "/versions", f"/users/{number}", "/approval_state",
    ]  # fmt: skip


def test_without_approvals_no_versions_are_asked_for(story: Story) -> None:
    assert story.judge().code == 1
    assert asked(story.gitlab) == ["", "/approvals", "/reviewers"]


def test_nothing_waits_where_a_forge_was_asked(story: Story) -> None:
    report = story.judge().report
    assert report["counts"]["waiting"] == 0
    assert not any(result["waiting"] for result in report["results"])


def test_title_and_description_are_those_of_now(story: Story) -> None:
    story.shown["title"] = "As it is called now"
    said = story.judge(CI_MERGE_REQUEST_TITLE="As it was")
    assert said.report["change"]["title"] == "As it is called now"


def test_without_a_token_nothing_is_sure(story: Story) -> None:
    story.approve("octo-risk")
    said = story.judge(AIMS_GATE_GITLAB_TOKEN="")
    assert (said.code, said.report["verdict"]) == (3, "undecided")
    assert "`read_api`" in said.words
    assert story.gitlab.requests == []


def test_a_jobs_token_reads_the_merge_request_and_no_approvals(story: Story) -> None:
    story.approve("octo-risk")
    story.shown["title"] = "As it is called now"
    said = story.judge(**BY_JOB)
    found = outcomes(said.report)
    assert (said.code, found[SIGNED], found["impact-assessment-complete"]) == (3, "unknown", "pass")
    assert said.report["change"]["title"] == "As it is called now"
    assert asked(story.gitlab) == [""]
    reason = next(result["reason"] for result in said.report["results"] if result["rule"] == SIGNED)
    assert "CI_JOB_TOKEN may not read" in reason
    assert "`read_api`" in reason


def test_a_token_without_the_scope_is_told_which(story: Story) -> None:
    story.gitlab.scopes = set()
    story.gitlab.fail(path=f"{MR}$", headers={"X-As": "it is"}, status=200, body=described(story))
    said = story.judge()
    assert said.code == 3
    assert "api read_api" in said.words


def described(story: Story) -> bytes:
    return json.dumps(story.shown).encode()


@pytest.mark.parametrize("status", [401, 403, 404])
def test_where_the_api_does_not_answer_the_job_s_variables_speak(status: int, story: Story) -> None:
    story.gitlab.fail(path=f"{MR}$", status=status, body=b"{}")
    said = story.judge(CI_MERGE_REQUEST_TITLE="As the job has it")
    found = outcomes(said.report)
    assert (said.code, found[SIGNED], found["impact-assessment-complete"]) == (3, "unknown", "pass")
    assert said.report["change"]["title"] == "As the job has it"
    assert "are the job's variables" in said.words


@pytest.mark.parametrize(
    "cut",
    [{"CI_MERGE_REQUEST_DESCRIPTION_IS_TRUNCATED": "true"},
     {"CI_MERGE_REQUEST_DESCRIPTION_IS_TRUNCATED": "true", **BY_JOB}],
)  # fmt: skip
def test_unless_the_description_is_cut(cut: dict[str, str], story: Story) -> None:
    story.gitlab.fail(path=f"{MR}$", status=403, body=b"{}")
    said = story.judge(CI_MERGE_REQUEST_DESCRIPTION="x" * 2700, **cut)
    assert (said.code, passed(said.report)) == (3, {"system-in-inventory"})
    assert "`read_api`" in said.words


@pytest.mark.parametrize("path", ["/approvals", "/reviewers", "/versions", "/users/"])
@pytest.mark.parametrize("status", [403, 404, 500])
def test_without_every_word_no_approval_is_sure(path: str, status: int, story: Story) -> None:
    story.approve("octo-risk")
    fault = {"headers": {"Retry-After": "90"}} if status == 500 else {}
    story.gitlab.fail(path=path, status=status, body=b"{}", times=99, **fault)
    said = story.judge()
    found = outcomes(said.report)
    assert (said.code, found[SIGNED], found["impact-assessment-complete"]) == (3, "unknown", "pass")
    reason = next(result["reason"] for result in said.report["results"] if result["rule"] == SIGNED)
    assert str(status) in reason


def test_without_gitlabs_own_rules_all_is_as_before(story: Story) -> None:
    story.approve("octo-risk")
    story.gitlab.fail(path="approval_state", status=403, body=b"{}")
    assert story.judge().code == 0


def test_without_approvals_a_change_that_fails_still_fails(tmp_path: Path, gitlab: StandIn) -> None:
    story = Story(tmp_path, gitlab, "refused")
    gitlab.fail(path="/approvals", status=404, body=b"{}")
    assert story.judge().code == 1


@pytest.mark.parametrize(
    "broken",
    [{"approved_by": None}, {"approved_by": [{"user": None}]}, {}, {"approved_by": [{"user": {"id": 1}}]},
     {"approved_by": [{"user": {"id": 1, "username": "x"}, "approved_at": "yesterday"}]},
     {"approved_by": [{"user": {"id": 1, "username": "x"}, "approved_at": "2026-11-20T12:00:00"}]}],
)  # fmt: skip
def test_an_answer_that_cannot_be_understood_is_no_answer(broken: dict[str, Any], story: Story) -> None:
    story.gitlab.fail(path="/approvals", status=200, body=json.dumps(broken).encode())
    said = story.judge()
    assert (outcomes(said.report)[SIGNED], said.code) == ("unknown", 3)
    assert "cannot be understood" in said.words


def test_a_commit_that_is_no_commit_is_no_answer(story: Story) -> None:
    story.approve("octo-risk")
    story.world.versions[NUMBER][0]["head_commit_sha"] = "--upload-pack=touch"
    assert story.signed() == ("unknown", 3)


@pytest.mark.parametrize(("minute", "outcome"), [(29, ("unknown", 3)), (31, ("pass", 0))])
def test_a_time_with_another_offset_is_the_same_time(minute: int, outcome: tuple[str, int], story: Story) -> None:
    story.approve("octo-risk", f"2026-11-20T10:{minute}:00.000+01:00")
    assert story.signed() == outcome


def test_an_old_pipeline_judges_its_own_head_and_says_so(story: Story) -> None:
    job = story.job()
    judged = story.repo.id()
    story.repo.write(PROMPT, "Something else altogether.\n")
    newer = story.push()
    story.approve("octo-risk", "2026-11-20T18:00:00.000Z")
    said = story.judge(job=job)
    assert (outcomes(said.report)[SIGNED], said.code) == ("fail", 1)
    assert said.report["change"]["head"] == judged
    assert f"moved on to {newer[:12]}" in said.words


def test_one_that_was_retargeted_says_so(story: Story) -> None:
    story.shown["target_branch"] = "release"
    assert "moved to release" in story.judge().words


def test_the_first_register_needs_a_maintainer(story: Story) -> None:
    base = story.repo.id("main")
    story.repo.checkout(base)
    story.repo.git("checkout", "-q", "--orphan", "bare")
    story.repo.git("rm", "-rq", "--cached", ".aims")
    bare = story.repo.git("commit-tree", story.repo.git("write-tree").decode().strip(), "-m", "Bare").decode().strip()
    story.repo.git("reset", "-q", "--hard")
    story.repo.git("update-ref", "refs/heads/main", bare)
    story.pushed()
    tree = story.repo.git("rev-parse", f"{base}^{{tree}}").decode().strip()
    story.repo.git("checkout", "-q", "-f", story.repo.git("commit-tree", tree, "-p", bare, "-m", "x").decode().strip())
    story.at(story.repo.id(), "2026-11-20T10:00:00.000Z")
    rule = "gate-policy-change-approved"
    story.approve("octo-risk")
    assert outcomes(story.judge().report)[rule] == "unknown"
    story.world.levels["octo-risk"] = 30
    assert outcomes(story.judge().report)[rule] == "unknown"
    story.world.levels["octo-risk"] = 40
    assert outcomes(story.judge().report)[rule] == "pass"


def test_who_names_what_to_judge_means_this_clone(story: Story) -> None:
    said = called(
        story.repo.folder, "check", "--base", "main", "--as-of", TODAY, "--report", "json=-", **story.job()
    )  # fmt: skip
    assert said.code == 3
    assert story.gitlab.requests == []


def test_without_python_gitlab_the_way_out_is_said(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "gitlab", None)
    said = story.judge()
    assert said.code == 2
    assert "aims-gate[gitlab]" in said.words


def test_nor_is_it_needed_where_no_ai_is_touched(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    bill(story)
    monkeypatch.setitem(sys.modules, "gitlab", None)
    assert story.judge().code == 0


def test_the_same_facts_give_the_same_report(story: Story, tmp_path: Path) -> None:
    story.approve("octo-risk")
    facts = str(tmp_path / "facts.json")
    first = story.judge("--save-facts", facts)
    replayed = called(story.repo.folder, "check", "--facts", facts, "--report", "json=-", **story.job())
    assert (replayed.code, replayed.stdout) == (first.code, first.stdout)
