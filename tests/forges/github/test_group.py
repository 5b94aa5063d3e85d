"""A merge queue's group is judged a pull request at a time, each by its own reviews, on the merged tree."""

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from tests.e2e.command import Said, called
from tests.e2e.example import EVIDENCE, PROMPT, failed
from tests.e2e.test_replay import FORMATS
from tests.forges.github.events import of_push
from tests.forges.github.queue import OTHER, Queue, by_number
from tests.forges.github.story import NUMBER, SIGNED, Story


@pytest.fixture
def queue(story: Story) -> Queue:
    return Queue(story)


def judged(queue: Queue, event: Any, name: str = "merge_group", **more: str) -> Said:
    return queue.story.judge(event, name, **more)


def left_open(queue: Queue, event: Any, words: str) -> None:
    said = judged(queue, event)
    assert (said.code, said.report["verdict"]) == (3, "undecided")
    assert words in said.words
    assert failed(said.report) == set()


def test_both_signed_off_passes(queue: Queue) -> None:
    queue.approve(NUMBER, OTHER)
    said = judged(queue, queue.merged())
    assert (said.code, said.report["verdict"]) == (0, "pass")
    assert said.report["summary"] == "Passed: each of 2 pull requests (#5, #6)."
    assert by_number(said.report, SIGNED) == {NUMBER: "pass", OTHER: "pass"}


@pytest.mark.parametrize(("signed", "unsigned"), [(NUMBER, OTHER), (OTHER, NUMBER)])
def test_one_without_a_sign_off_fails_the_group_and_is_named(signed: int, unsigned: int, queue: Queue) -> None:
    queue.approve(signed)
    said = judged(queue, queue.merged())
    assert (said.code, said.report["verdict"]) == (1, "fail")
    assert said.report["summary"] == f"Refused: 1 of 2 pull requests fails (#{unsigned})."
    assert by_number(said.report, SIGNED) == {signed: "pass", unsigned: "fail"}
    assert {one["subject"]["pull_request"] for one in said.report["results"] if one["outcome"] == "fail"} == {unsigned}


def test_an_approval_of_one_is_none_of_the_other(queue: Queue) -> None:
    for login in ("octo-risk", "octo-platform"):
        queue.approve(NUMBER, login=login)
    given = judged(queue, queue.merged()).report["sign_off"]
    assert {row["person"] for row in given["#5 support-assistant"]["given"]} == {"risk-lead", "platform-lead"}
    assert given["#6 support-assistant"]["given"] == []
    assert given["#6 support-assistant"]["missing"] == ["risk-approver"]


def test_each_is_told_from_its_own_commits(queue: Queue) -> None:
    queue.approve(NUMBER, OTHER)
    report = judged(queue, queue.merged()).report
    one, two = report["change"]["pull_requests"]
    assert (one["number"], one["title"], one["base"]) == (NUMBER, "Shorten the greeting", queue.base)
    assert (two["number"], two["title"], two["head"]) == (OTHER, "Shorten the farewell", queue.repo.id())
    assert one["head"] == two["base"] == queue.repo.id("HEAD~1")
    assert (report["change"]["base"], report["change"]["head"]) == (queue.base, queue.repo.id())


def test_a_queue_that_squashes_is_told_by_the_titles_that_it_gives(queue: Queue) -> None:
    queue.approve(NUMBER, OTHER)
    said = judged(queue, queue.squashed())
    assert (said.code, by_number(said.report, SIGNED)) == (0, {NUMBER: "pass", OTHER: "pass"})


def test_a_queue_that_rebases_is_told_by_what_github_lists(queue: Queue) -> None:
    queue.approve(NUMBER, OTHER)
    event = queue.squashed(titled=False)
    queue.world.put(f"/commits/{queue.repo.id('HEAD~1')}/pulls", [queue.story.pull])
    queue.world.put(f"/commits/{queue.repo.id()}/pulls", [queue.other])
    said = judged(queue, event)
    assert (said.code, by_number(said.report, SIGNED)) == (0, {NUMBER: "pass", OTHER: "pass"})


def test_a_title_that_names_another_gets_its_reviews_only_for_the_same_content(queue: Queue) -> None:
    queue.approve(NUMBER, OTHER)
    queue.squashed()
    queue.repo.write(PROMPT, "Something else.\n")
    queue.repo.commit("Sneak in (#6)")
    said = judged(queue, queue.event())
    assert (said.code, by_number(said.report, SIGNED)) == (1, {NUMBER: "pass", OTHER: "fail"})


@pytest.mark.parametrize("title", ["What it does (#77)", "What it does", "#6 What it does", "What it does (#0)"])
def test_a_commit_that_no_pull_request_brings_leaves_it_open(title: str, queue: Queue) -> None:
    queue.approve(NUMBER, OTHER)
    queue.squashed()
    queue.repo.git("commit", "-q", "--amend", "-m", title)
    left_open(queue, queue.event(), f"no pull request brings {queue.repo.id()[:12]}")


@pytest.mark.parametrize("change", [{"state": "closed"}, {"base": {"ref": "release"}}])
def test_a_title_of_a_pull_request_that_is_not_of_the_group_counts_for_nothing(
    change: dict[str, Any], queue: Queue
) -> None:
    queue.approve(NUMBER, OTHER)
    event = queue.squashed()
    queue.other |= {**change, **({"base": queue.other["base"] | change["base"]} if "base" in change else {})}
    left_open(queue, event, f"no pull request brings {queue.repo.id()[:12]}")


@pytest.mark.parametrize("status", [401, 403, 404, 422])
def test_a_list_that_cannot_be_had_leaves_it_open(status: int, queue: Queue) -> None:
    queue.approve(NUMBER, OTHER)
    event = queue.merged()
    path = f"/commits/{queue.repo.id()}/pulls"
    queue.story.github.fail(path=path, status=status, body=b'{"message": "No"}')
    left_open(queue, event, "GET")


def test_without_a_token_it_is_open(queue: Queue) -> None:
    queue.approve(NUMBER, OTHER)
    said = judged(queue, queue.merged(), GITHUB_TOKEN="")
    assert (said.code, said.report["verdict"]) == (3, "undecided")


@pytest.mark.parametrize("path", ["/pulls/6$", "/pulls/6/reviews$"])
def test_what_cannot_be_had_of_one_leaves_that_one_open(path: str, queue: Queue) -> None:
    queue.approve(NUMBER, OTHER)
    event = queue.merged()
    queue.story.github.fail(path=path, status=403, body=b'{"message": "No"}', times=9)
    said = judged(queue, event)
    assert (said.code, said.report["summary"]) == (3, "Undecided: 1 of 2 pull requests could not be judged (#6).")
    assert by_number(said.report, SIGNED) == {NUMBER: "pass", OTHER: "unknown"}


def test_a_failure_beats_what_is_open(queue: Queue) -> None:
    queue.approve(OTHER)
    event = queue.merged()
    queue.story.github.fail(path="/pulls/6/reviews$", status=403, body=b'{"message": "No"}', times=9)
    said = judged(queue, event)
    assert (said.code, said.report["verdict"]) == (1, "fail")
    assert said.report["summary"] == "Refused: 1 of 2 pull requests fails (#5); 1 could not be judged (#6)."


def test_commits_that_do_not_stand_together_leave_it_open(queue: Queue) -> None:
    queue.approve(NUMBER, OTHER)
    queue.squashed()
    queue.repo.write(PROMPT, "Once more.\n")
    queue.repo.commit("Once more (#5)")
    left_open(queue, queue.event(), "the commits of pull request 5 do not stand together")


def test_a_group_that_does_not_go_on_from_its_base_is_open(queue: Queue) -> None:
    queue.approve(NUMBER, OTHER)
    # The base comes in as a second parent: what was there before is no commit of the group's own line.
    queue.repo.git("checkout", "-q", "-b", "moved", "main")
    queue.repo.write("README.md", "# Moved\n")
    base = queue.repo.commit("Moved on")
    queue.repo.git("update-ref", "refs/remotes/origin/main", base)
    queue.repo.git("checkout", "-q", "--detach", "farewell")
    queue.repo.merge("moved", "Merge pull request #6 from octo/farewell")
    queue.base = base
    left_open(queue, queue.event(), "does not go on from")


def test_evidence_that_a_later_one_takes_away_is_missed_on_the_merged_tree(queue: Queue) -> None:
    queue.approve(NUMBER, OTHER)
    queue.squashed()
    queue.repo.remove(f"{EVIDENCE}/impact.md")
    queue.repo.git("add", "--all")
    queue.repo.git("commit", "-q", "--amend", "--no-edit")
    said = judged(queue, queue.event())
    assert said.code == 1
    assert by_number(said.report, "evidence-references-resolve")[NUMBER] == "fail"


def test_one_that_touches_no_ai_needs_no_review_and_no_question(queue: Queue) -> None:
    queue.approve(NUMBER)
    queue.repo.checkout("farewell")
    queue.repo.git("reset", "-q", "--hard", "main")
    queue.repo.write("services/billing/invoice.py", "TAX = 4\n")
    queue.at(OTHER, queue.repo.commit("Another tax"))
    queue.repo.git("checkout", "-q", "--detach", "main")
    said = judged(queue, queue.merged())
    assert (said.code, said.report["summary"]) == (0, "Passed: each of 2 pull requests (#5, #6).")
    assert queue.story.github.made("GET", "/pulls/6") == []


def test_a_group_that_touches_no_ai_asks_nothing(queue: Queue) -> None:
    queue.repo.write("services/billing/invoice.py", "TAX = 4\n")
    queue.repo.commit("Another tax (#5)")
    queue.repo.write("services/billing/invoice.py", "TAX = 5\n")
    queue.repo.commit("And another (#6)")
    said = judged(queue, queue.event())
    assert (said.code, said.report["verdict"], queue.story.github.requests) == (0, "pass", [])


def test_who_wrote_one_may_sign_the_other(queue: Queue) -> None:
    """Independence is told from each one's own commits."""
    risk = "octo-risk <octo-risk@users.noreply.github.com>"
    queue.repo.checkout("farewell")
    queue.repo.git("commit", "-q", "--amend", "--no-edit", f"--author={risk}")
    queue.heads[OTHER] = queue.at(OTHER, queue.repo.id())
    queue.repo.git("checkout", "-q", "--detach", "main")
    queue.approve(NUMBER, OTHER)
    said = judged(queue, queue.merged())
    assert by_number(said.report, SIGNED) == {NUMBER: "pass", OTHER: "fail"}


def test_what_landed_together_is_judged_apart_on_the_push(queue: Queue) -> None:
    queue.approve(NUMBER, OTHER)
    queue.merged()
    event = of_push(queue.repo.id(), queue.base)
    queue.repo.git("update-ref", "refs/remotes/origin/main", queue.repo.id())
    for pull in (queue.story.pull, queue.other):
        pull |= {"state": "closed", "merged_at": "2026-11-20T17:00:00Z"}
    said = judged(queue, event, "push")
    assert (said.code, by_number(said.report, SIGNED)) == (0, {NUMBER: "pass", OTHER: "pass"})


def reported(folder: Path, into: Path, *args: str, **more: str) -> tuple[Said, dict[str, bytes]]:
    forms = (*FORMATS, "sarif", "github")
    said = called(folder, "check", *args, *(f"--report={name}={into / name}" for name in forms), **more)
    return said, {name: (into / name).read_bytes() for name in forms}


@pytest.mark.parametrize("approved", [(NUMBER, OTHER), (NUMBER,), ()])
def test_a_replay_of_a_group_gives_the_same_bytes(approved: tuple[int, ...], queue: Queue, tmp_path: Path) -> None:
    queue.approve(*approved)
    facts, elsewhere = tmp_path / "facts.json", tmp_path / "elsewhere"
    elsewhere.mkdir()
    given = queue.story.given(queue.merged(), "merge_group")
    live, first = reported(queue.repo.folder, tmp_path, *given.args, "--save-facts", str(facts), **given.environment)
    again, second = reported(elsewhere, elsewhere, f"--facts={facts}", "--strict")
    assert (again.code, second) == (live.code, first)
    saved = json.loads(facts.read_bytes())
    assert saved["schema"] == "aims-gate/facts-of-several/v1"
    assert [part["facts"]["schema"] for part in saved["pull_requests"]] == ["aims-gate/facts/v1"] * 2
    explained = called(elsewhere, "explain", SIGNED, "--facts", str(facts))
    assert (explained.code, "In the facts of #5" in explained.out, "In the facts of #6" in explained.out) == (
        0,
        True,
        True,
    )


def test_every_format_tells_them_apart(queue: Queue, tmp_path: Path) -> None:
    given = queue.story.given(queue.merged(), "merge_group")
    _, reports = reported(queue.repo.folder, tmp_path, *given.args, **given.environment)
    cases = [case.get("name") for case in ElementTree.fromstring(reports["junit"]).iter("testcase")]
    assert len({*cases}) == len(cases)
    assert f"{SIGNED}[#5 system:support-assistant]" in cases
    assert f"{SIGNED}[#6 system:support-assistant]" in cases
    for name in ("text", "markdown", "sarif"):
        assert b"#5 system:support-assistant" in reports[name], name
    assert b"#5 system%3Asupport-assistant" in reports["github"]
    alerts = json.loads(reports["sarif"])["runs"][0]["results"]
    marks = [(one["ruleId"], one["partialFingerprints"]["aimsGate/v1"]) for one in alerts]
    assert len({*marks}) == len(marks)


def test_a_group_of_one_is_told_as_any_pull_request(queue: Queue) -> None:
    queue.repo.merge("greeting", "Merge pull request #5 from octo/greeting")
    report = judged(queue, queue.event()).report
    assert [one for one in report["results"] if "pull_request" in one["subject"]] == []
    assert {*report["change"]} == {"base", "head", "title", "ai", "systems", "tier"}
    assert {*report["sign_off"]} == {"support-assistant"}
