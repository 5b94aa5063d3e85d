"""What is asked of GitHub, when, and what becomes of a change where GitHub does not answer."""

from pathlib import Path
from typing import Any

import pytest

from tests.e2e.command import called
from tests.e2e.example import PROMPT, TODAY, failed, outcomes
from tests.forges.github.events import of_pull, written
from tests.forges.github.stand_in import TOKEN, StandIn
from tests.forges.github.story import NUMBER, Story

EARLY, AT, LATE = "2026-11-20T11:00:00Z", "2026-11-20T12:00:00Z", "2026-11-20T13:00:00Z"
PULL = f"/repos/octo/shop/pulls/{NUMBER}"
SIGNED = "risk-signed-off"


def asked(github: StandIn) -> list[str]:
    return [f"{one.method} {one.path}" for one in github.requests]


def test_a_change_that_touches_no_ai_asks_nothing(story: Story) -> None:
    story.topic().write("services/billing/invoice.py", "TAX = 4\n")
    story.push()
    said = story.judge()
    assert (said.code, said.report["verdict"], said.report["change"]["ai"]) == (0, "pass", False)
    assert story.github.requests == []


def test_nor_does_it_need_a_token(story: Story) -> None:
    story.topic().write("services/billing/invoice.py", "TAX = 4\n")
    story.push()
    assert story.judge(GITHUB_TOKEN="").code == 0


def test_a_record_in_the_tree_asks_for_the_pull_request_and_its_reviews_alone(story: Story) -> None:
    story.review("octo-risk")
    assert story.judge().code == 0
    listed = f"GET /repos/octo/shop/commits/{story.repo.id()}/pulls"
    assert asked(story.github) == [listed, f"GET {PULL}", f"GET {PULL}/reviews"]


def test_nothing_waits_where_a_forge_was_asked(story: Story) -> None:
    report = story.judge().report
    assert report["counts"]["waiting"] == 0
    assert not any(result["waiting"] for result in report["results"])


def test_the_title_is_that_of_now(story: Story) -> None:
    story.pull["title"] = "As it is called now"
    said = story.judge()
    assert said.report["change"]["title"] == "As it is called now"


def test_no_description_is_an_empty_one(story: Story) -> None:
    story.review("octo-risk")
    assert story.pull["body"] is None
    assert story.signed() == ("pass", 0)


def passed(report: dict[str, Any]) -> set[str]:
    return {rule for rule, outcome in outcomes(report).items() if outcome == "pass"}


@pytest.mark.parametrize("status", [401, 403, 404])
def test_without_the_pull_request_nothing_is_sure(status: int, story: Story) -> None:
    story.review("octo-risk")
    story.github.fail(path=f"{PULL}$", status=status, body=b'{"message": "No"}')
    said = story.judge()
    assert (said.code, said.report["verdict"]) == (3, "undecided")
    assert passed(said.report) == {"system-in-inventory"}
    assert not failed(said.report)
    reasons = {result["reason"] for result in said.report["results"] if result["outcome"] == "unknown"}
    assert len(reasons) == 1
    assert str(status) in reasons.pop()
    assert not any(result["waiting"] for result in said.report["results"])


@pytest.mark.parametrize("page", [1, 2])
def test_without_every_review_no_approval_is_sure(page: int, story: Story) -> None:
    for _ in range(100):
        story.review("octo-risk")
    story.review("octo-risk", "CHANGES_REQUESTED", at=LATE)
    if page == 2:
        story.github.fail(path="/reviews", headers={"X-First": "page"})
    story.github.fail(path="/reviews", status=403, body=b'{"message": "No"}', times=9)
    said = story.judge()
    assert said.code == 3
    found = outcomes(said.report)
    assert found[SIGNED] == found["impact-assessment-exists"] == found["residual-risk-accepted"] == "unknown"
    assert found["impact-assessment-complete"] == "pass"
    reason = next(result["reason"] for result in said.report["results"] if result["rule"] == SIGNED)
    assert "403" in reason
    assert "permissions" in reason
    assert said.report["sign_off"]["support-assistant"]["missing"]


def test_without_reviews_a_change_that_fails_still_fails(tmp_path: Path, github: StandIn) -> None:
    story = Story(tmp_path, github, "refused")
    github.fail(path="/reviews", status=404, body=b"{}")
    assert story.judge().code == 1


def test_an_answer_that_cannot_be_understood_is_no_answer(story: Story) -> None:
    story.review("octo-risk", "LOOKS_GOOD")
    said = story.judge()
    assert (outcomes(said.report)[SIGNED], said.code) == ("unknown", 3)
    assert "cannot be understood" in said.words


def test_a_commit_that_is_no_commit_is_no_answer(story: Story) -> None:
    story.review("octo-risk", commit="--upload-pack=touch")
    assert story.signed() == ("unknown", 3)


def test_without_a_token_nothing_is_asked_and_nothing_is_sure(story: Story) -> None:
    story.review("octo-risk")
    said = story.judge(GITHUB_TOKEN="")
    assert said.code == 3
    assert "github.token" in said.words
    assert story.github.requests == []


def test_the_gates_own_token_comes_first(story: Story) -> None:
    story.review("octo-risk")
    assert story.judge(GITHUB_TOKEN="another", AIMS_GATE_GITHUB_TOKEN=TOKEN).code == 0


def test_a_stale_event_judges_its_own_head_and_says_so(story: Story) -> None:
    event = of_pull(story.repo.id(), story.repo.id("main"))
    judged = story.repo.id()
    story.repo.write(PROMPT, "Something else altogether.\n")
    newer = story.push()
    story.review("octo-risk", commit=newer)
    said = story.judge(event)
    assert (outcomes(said.report)[SIGNED], said.code) == ("fail", 1)
    assert said.report["change"]["head"] == judged
    assert f"moved on to {newer[:12]}" in said.words


def test_a_pull_request_that_was_retargeted_says_so(story: Story) -> None:
    story.pull["base"]["ref"] = "release"
    assert "moved to release" in story.judge().words


def test_from_a_fork_reading_is_the_same(story: Story) -> None:
    story.review("octo-risk")
    event = of_pull(story.repo.id(), story.repo.id("main"))
    event["pull_request"]["head"]["repo"] = None
    story.pull["head"]["repo"] = None
    assert story.judge(event).code == 0


def test_a_review_event_judges_the_same(story: Story) -> None:
    story.review("octo-risk")
    assert story.judge(name="pull_request_review").code == 0


def test_who_names_what_to_judge_means_this_clone(story: Story) -> None:
    event = written(story.folder, of_pull(story.repo.id(), story.repo.id("main")))
    variables = {"GITHUB_ACTIONS": "true", "CI": "true", "GITHUB_EVENT_PATH": event}
    said = called(
        story.repo.folder, "check", "--base", "main", "--as-of", TODAY, "--report", "json=-",
        GITHUB_EVENT_NAME="pull_request", **variables,
    )  # fmt: skip
    assert said.code == 3
    assert story.github.requests == []


def test_it_is_not_the_merge_commit_that_is_judged(story: Story) -> None:
    story.review("octo-risk")
    head = story.repo.id()
    event = of_pull(head, story.repo.id("main"))
    story.repo.checkout("main")
    merge = story.repo.merge("fixed")
    story.repo.git("update-ref", "refs/remotes/pull/5/merge", merge)
    story.repo.git("reset", "-q", "--hard", "main~1")
    story.repo.checkout(merge)
    said = story.judge(event, GITHUB_SHA=merge)
    assert (said.code, said.report["change"]["head"]) == (0, head)
