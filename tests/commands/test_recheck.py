"""Check runs brought up to date without an event: of one pull request or of all, and one never at another's cost."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from aims_gate.commands import recheck as command
from tests.commands.round import Round
from tests.forges.github.queue import OTHER
from tests.forges.github.stand_in import StandIn
from tests.forges.github.story import NUMBER
from tests.forges.github.world import World
from tests.reports.sample import HOSTILE_TEXTS

LIMITED = {"Retry-After": "3600"}
NO = b'{"message": "Resource not accessible by integration"}'


@pytest.fixture
def round_(tmp_path: Path) -> Iterator[Round]:
    with StandIn(World()) as github:
        yield Round(tmp_path, github)
        assert github.violations == []


def test_every_open_pull_request_gets_its_verdict(round_: Round) -> None:
    round_.queue.approve(NUMBER)
    said = round_.recheck()
    assert said.code == 0
    assert round_.runs == round_.of("success", "action_required")
    assert said.out.splitlines() == [
        "#5 pass, https://github.com/octo/shop/runs/1000: Shorten the greeting",
        "#6 fail, https://github.com/octo/shop/runs/1001: Shorten the farewell",
    ]


def test_one_that_is_named_is_the_only_one(round_: Round) -> None:
    round_.queue.approve(NUMBER, OTHER)
    said = round_.recheck("6")
    assert (said.code, round_.runs) == (0, {round_.queue.heads[OTHER]: "success"})
    assert [line.split(",")[0] for line in said.out.splitlines()] == ["#6 pass"]


def test_the_run_is_that_of_the_pull_requests_own_job(round_: Round) -> None:
    round_.check(NUMBER)
    (before,) = round_.world.check_runs.values()
    assert before["conclusion"] == "action_required"
    round_.queue.approve(NUMBER)
    round_.recheck(str(NUMBER))
    assert round_.runs == {round_.queue.heads[NUMBER]: "success"}
    round_.check(NUMBER)
    (after,) = round_.world.check_runs.values()
    assert (after["id"], after["conclusion"]) == (before["id"], "success")


def test_an_approval_that_was_dismissed_counts_no_longer(round_: Round) -> None:
    round_.queue.approve(NUMBER, OTHER)
    round_.recheck()
    assert round_.runs == round_.of("success", "success")
    round_.world.answers[f"/repos/octo/shop/pulls/{NUMBER}/reviews"][0]["state"] = "DISMISSED"
    assert round_.recheck().code == 0
    assert round_.runs == round_.of("action_required", "success")


def test_drafts_and_forks_are_included(round_: Round) -> None:
    round_.queue.pulls[NUMBER]["draft"] = True
    round_.queue.pulls[OTHER]["head"]["repo"]["full_name"] = "somebody/shop"
    round_.queue.approve(NUMBER, OTHER)
    assert round_.recheck().code == 0
    assert round_.runs == round_.of("success", "success")
    round_.queue.pulls[OTHER]["head"]["repo"] = None
    assert round_.recheck(str(OTHER)).code == 0


def test_one_whose_commits_cannot_be_had_is_undecided_and_the_other_is_done(round_: Round) -> None:
    round_.queue.approve(NUMBER, OTHER)
    round_.served.git("update-ref", "-d", f"refs/pull/{NUMBER}/head")
    round_.served.git("gc", "-q", "--prune=now")
    said = round_.recheck()
    assert (said.code, round_.runs) == (3, round_.of("failure", "success"))
    assert f"git fetch origin pull/{NUMBER}/head" in said.words
    assert [line.split(",")[0] for line in said.out.splitlines()] == ["#5 undecided", "#6 pass"]
    (run,) = [one for one in round_.world.check_runs.values() if one["conclusion"] == "failure"]
    assert "nothing was judged" in run["output"]["summary"]


def test_without_a_remote_nothing_is_judged(round_: Round) -> None:
    round_.queue.approve(NUMBER, OTHER)
    round_.job.git("remote", "remove", "origin")
    assert round_.recheck().code == 3
    assert round_.runs == round_.of("failure", "failure")


def test_what_cannot_be_delivered_is_a_failure_of_the_job(round_: Round) -> None:
    round_.queue.approve(NUMBER, OTHER)
    round_.github.fail(method="POST", path="/check-runs$", status=403, body=NO)
    said = round_.recheck()
    assert (said.code, round_.runs) == (3, {round_.queue.heads[OTHER]: "success"})
    assert "#5 pass, not published: Shorten the greeting" in said.out
    assert "checks: write" in said.words or "permission" in said.words


def test_a_limit_that_one_runs_into_is_not_the_others(round_: Round) -> None:
    round_.queue.approve(NUMBER, OTHER)
    round_.github.fail(path=f"/pulls/{NUMBER}/reviews", status=403, headers=LIMITED, body=b'{"message": "rate limit"}')
    said = round_.recheck()
    assert (said.code, round_.runs) == (3, {round_.queue.heads[OTHER]: "success"})
    assert "#5 undecided, not published" in said.out


def test_facts_that_could_not_be_had_are_a_verdict_that_is_delivered(round_: Round) -> None:
    round_.queue.approve(NUMBER, OTHER)
    round_.github.fail(path=f"/pulls/{NUMBER}/reviews", status=403, body=NO)
    said = round_.recheck()
    assert (said.code, round_.runs) == (0, round_.of("failure", "success"))
    assert "#5 undecided, https://" in said.out


@pytest.mark.parametrize("path", ["/pulls$", "/repos/octo/shop$"])
def test_where_nobody_says_which_there_are_nothing_is_published(path: str, round_: Round) -> None:
    round_.github.fail(path=path, status=403, body=NO)
    said = round_.recheck()
    assert (said.code, round_.runs, said.stdout) == (3, {}, b"")


@pytest.mark.parametrize("answer", [b"{}", b'{"object": {"sha": "main"}}', b"[]"])
def test_a_branch_that_github_does_not_tell_of_leaves_it_open(answer: bytes, round_: Round) -> None:
    round_.queue.approve(NUMBER)
    round_.github.fail(path="/git/ref/", status=200, body=answer)
    assert round_.recheck(str(NUMBER)).code == 3
    assert round_.runs == {round_.queue.heads[NUMBER]: "failure"}


@pytest.mark.parametrize("lacking", [{"GITHUB_TOKEN": ""}, {"GITHUB_REPOSITORY": ""}])
def test_without_a_repository_or_a_token_it_is_a_mistake(lacking: dict[str, str], round_: Round) -> None:
    said = round_.recheck(**lacking)
    assert (said.code, said.stdout, round_.github.requests) == (2, b"", [])
    assert "GITHUB_REPOSITORY" in said.words


def test_a_policy_that_is_another_judges_nothing(round_: Round) -> None:
    round_.queue.approve(NUMBER, OTHER)
    said = round_.recheck("--policy-ref", "sha256:" + "0" * 64)
    assert (said.code, round_.runs) == (2, round_.of("failure", "failure"))


def test_a_mistake_in_the_setup_beats_what_could_not_be_had(round_: Round) -> None:
    round_.github.fail(method="POST", path="/check-runs$", status=403, body=NO)
    assert round_.recheck("--policy-ref", "sha256:" + "0" * 64).code == 2


def test_a_dry_run_publishes_nothing(round_: Round) -> None:
    round_.queue.approve(NUMBER)
    said = round_.recheck("--dry-run")
    heads = round_.queue.heads
    assert (said.code, round_.runs) == (0, {})
    assert {one.method for one in round_.github.requests} == {"GET"}
    assert said.out.splitlines() == [
        f"#5 pass, aims-gate on {heads[NUMBER][:12]} would be success: Shorten the greeting",
        f"#6 fail, aims-gate on {heads[OTHER][:12]} would be action_required: Shorten the farewell",
    ]


def test_the_option_has_its_twin(round_: Round) -> None:
    assert round_.recheck(AIMS_GATE_RECHECK_DRY_RUN="true").code == 0
    assert round_.runs == {}


def test_one_that_is_closed_is_left_alone(round_: Round) -> None:
    round_.queue.pulls[NUMBER]["state"] = "closed"
    said = round_.recheck(str(NUMBER))
    assert (said.code, round_.runs) == (0, {})
    assert said.out == "#5 closed, nothing to bring up to date: Shorten the greeting\n"
    assert round_.recheck().code == 0
    assert set(round_.runs) == {round_.queue.heads[OTHER]}


def test_one_that_does_not_exist_is_an_error(round_: Round) -> None:
    assert round_.recheck("77").code == 3
    assert round_.recheck("0").code == 2
    assert round_.runs == {}


def test_where_none_is_open_there_is_nothing_to_do(round_: Round) -> None:
    for pull in round_.queue.pulls.values():
        pull["state"] = "closed"
    said = round_.recheck()
    assert (said.code, said.stdout) == (0, b"")


def test_branches_are_those_of_now(round_: Round) -> None:
    """A clone that has grown old would judge by rules that bind no longer."""
    round_.queue.approve(NUMBER)
    round_.queue.repo.checkout("main")
    (round_.queue.repo.folder / ".aims/config.yaml").write_text("version: 1\nmode: warn\n")
    tip = round_.queue.repo.commit("Warn")
    round_.served.git("fetch", "-q", str(round_.queue.repo.folder), "+main:main")
    round_.world.branch("main", tip)
    said = round_.recheck()
    assert round_.job.id("refs/remotes/origin/main") == tip
    assert "#6 fail (not blocking), " in said.out
    assert round_.runs == round_.of("success", "success")


def test_into_another_branch_it_has_another_run(round_: Round) -> None:
    round_.served.git("branch", "release/1.0", "main")
    round_.world.branch("release/1.0", round_.queue.base)
    round_.queue.pulls[OTHER]["base"]["ref"] = "release/1.0"
    round_.queue.approve(NUMBER, OTHER)
    assert round_.recheck().code == 0
    assert [one["name"] for one in round_.world.check_runs.values()] == ["aims-gate", "aims-gate (release/1.0)"]


def test_two_of_one_head_have_one_run_and_are_judged_once(round_: Round) -> None:
    round_.queue.at(OTHER, round_.queue.heads[NUMBER])
    round_.queue.approve(NUMBER)
    said = round_.recheck()
    assert (said.code, round_.runs) == (0, {round_.queue.heads[NUMBER]: "action_required"})
    assert [line.partition(":")[0] for line in said.out.splitlines()] == ["#5 fail, https", "#6 fail, https"]
    assert len(round_.github.made("POST", "/check-runs$") + round_.github.made("PATCH")) == 1


def test_two_of_one_head_are_judged_together_even_where_github_does_not_list_them_so(round_: Round) -> None:
    """It is not sure that those from forks are listed at their head commit."""
    round_.queue.at(OTHER, round_.queue.heads[NUMBER])
    round_.queue.approve(NUMBER)
    round_.world.put(f"/commits/{round_.queue.heads[NUMBER]}/pulls", [])
    assert round_.recheck().code == 0
    assert round_.runs == {round_.queue.heads[NUMBER]: "action_required"}


def test_a_bug_that_one_meets_takes_no_others_turn(round_: Round, monkeypatch: pytest.MonkeyPatch) -> None:
    round_.queue.approve(NUMBER, OTHER)
    round_.recheck()
    assert round_.runs == round_.of("success", "success")
    round_.queue.world.review(OTHER, "octo-risk", "DISMISSED", round_.queue.heads[OTHER], "2026-11-20T16:00:00Z")
    real = command.collect_github

    def broken(repository: Any, event: Any, *more: Any) -> Any:
        if event.number == NUMBER:
            raise RuntimeError("broken")
        return real(repository, event, *more)

    monkeypatch.setattr(command, "collect_github", broken)
    said = round_.recheck()
    assert (said.code, round_.runs) == (4, round_.of("failure", "action_required"))
    (failed,) = (run for run in round_.world.check_runs.values() if run["conclusion"] == "failure")
    assert "this is a bug in aims-gate\n\nreport it" in failed["output"]["summary"]


def test_an_interruption_ends_the_round(round_: Round, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: Any) -> Any:
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "collect_github", interrupted)
    assert round_.recheck().code == 130
    assert round_.runs == {}


@pytest.mark.parametrize("text", [*HOSTILE_TEXTS, "\n#6 pass, https://github.com/octo/shop/runs/1001: x", "x" * 5000])
def test_a_title_is_told_and_does_nothing(text: str, round_: Round) -> None:
    round_.queue.pulls[NUMBER]["title"] = text
    said = round_.recheck("--dry-run")
    assert said.code == 0
    lines = said.stdout.decode("utf-8").split("\n")
    assert [line.split(" ", 2)[:2] for line in lines[:-1]] == [["#5", "fail,"], ["#6", "fail,"]]
    assert lines[-1] == ""
    shown = "".join(lines)
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", shown)
    assert not re.search(r"##\w*\[", shown)
    assert max(map(len, lines)) < 300


def test_a_pull_request_takes_a_fair_share_of_patience() -> None:
    def share(number: int, most: float) -> float:
        pulls: Any = (None,) * number
        return command._Round(command.Options(""), Any, Any, "main", pulls)._share(most)

    assert [share(number, 60.0) for number in (0, 1, 10, 20, 1000)] == [60.0, 60.0, 60.0, 30.0, 10.0]
