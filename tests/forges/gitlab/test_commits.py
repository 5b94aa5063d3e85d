"""Which commits are judged in each kind of pipeline, in the clone that a runner makes."""

from pathlib import Path

import pytest

from tests.e2e.example import EVIDENCE, outcomes
from tests.forges.gitlab.runner import clone, online, serve
from tests.forges.gitlab.stand_in import JOB_TOKEN, TOKEN, StandIn
from tests.forges.gitlab.story import NUMBER, SIGNED, Story
from tests.forges.gitlab.world import World

INVOICE = "services/billing/invoice.py"


def test_the_default_branch_is_fetched_where_the_runner_left_it_out(story: Story, tmp_path: Path) -> None:
    story.approve("octo-risk")
    job, head = online(story), story.repo.id()
    serve(story)
    runner = clone(story, tmp_path / "runner", depth=20)
    said = story.judge(job=job, folder=runner.folder)
    assert (said.code, said.report["change"]["head"]) == (0, head)
    assert runner.id("refs/remotes/origin/main") == story.repo.id("main")


def test_rules_that_a_runner_kept_from_an_earlier_job_do_not_bind(story: Story, tmp_path: Path) -> None:
    story.approve("octo-risk")
    job = online(story)
    serve(story)
    runner = clone(story, tmp_path / "runner")
    runner.git("update-ref", "refs/remotes/origin/main", runner.id())
    said = story.judge(job=job, folder=runner.folder)
    assert said.report["change"]["base"] == story.repo.id("main")
    assert runner.id("refs/remotes/origin/main") == story.repo.id("main")


def test_a_shallow_clone_is_deepened_as_far_as_needed(story: Story, tmp_path: Path) -> None:
    for number in range(3):
        story.repo.write(INVOICE, f"TAX = {number}\n")
        story.push()
    story.approve("octo-risk", "2026-11-20T18:00:00.000Z")
    job = online(story)
    serve(story)
    runner = clone(story, tmp_path / "runner", depth=1)
    said = story.judge(job=job, folder=runner.folder)
    assert (outcomes(said.report)[SIGNED], said.code) == ("pass", 0)


def test_one_that_cannot_be_deepened_says_what_to_set(story: Story, tmp_path: Path) -> None:
    story.repo.write(INVOICE, "TAX = 9\n")
    story.push()
    job = story.job()
    serve(story)
    runner = clone(story, tmp_path / "runner", depth=1)
    said = story.judge(job=job, folder=runner.folder)
    assert said.code == 3
    assert "GIT_DEPTH" in said.words


def test_no_token_is_in_git_s_arguments_or_files(story: Story, tmp_path: Path) -> None:
    job = online(story, GIT_TRACE2_EVENT=str(tmp_path / "trace"), GIT_TRACE=str(tmp_path / "old"))
    serve(story)
    runner = clone(story, tmp_path / "runner")
    said = story.judge(job=job, folder=runner.folder)
    assert said.code == 1
    files = [tmp_path / "trace", tmp_path / "old", *(p for p in (runner.folder / ".git").rglob("*") if p.is_file())]
    for file in files:
        held = file.read_bytes()
        assert JOB_TOKEN.encode() not in held
        assert TOKEN.encode() not in held
    assert b'"fetch"' in (tmp_path / "trace").read_bytes()


def test_a_token_that_may_not_fetch_leaves_it_undecided(story: Story, tmp_path: Path) -> None:
    job = online(story, CI_JOB_TOKEN="glcbt-wrong")
    serve(story)
    runner = clone(story, tmp_path / "runner")
    said = story.judge(job=job, folder=runner.folder)
    assert said.code == 3
    assert "could not be fetched" in said.words
    assert "glcbt-wrong" not in said.words


@pytest.mark.parametrize("url", ["ssh://git@host/octo/shop", "http://gitlab.example.org/octo/shop", "file:///etc"])
def test_a_token_is_sent_to_no_odd_address(url: str, story: Story) -> None:
    said = story.judge(job=online(story, CI_MERGE_REQUEST_PROJECT_URL=url))
    assert said.code == 3
    assert "CI_PROJECT_URL" in said.words


def test_a_token_follows_git_to_no_other_server(story: Story, tmp_path: Path) -> None:
    job = online(story)
    serve(story)
    runner = clone(story, tmp_path / "runner")
    with StandIn(World()) as other:
        story.gitlab.moved_to = other.url
        said = story.judge(job=job, folder=runner.folder)
        assert (said.code, other.fetches) == (3, [])


def test_an_approved_version_that_was_rebased_away_is_fetched(story: Story, tmp_path: Path) -> None:
    story.approve("octo-risk")
    reviewed = story.repo.id()
    story.repo.checkout("main")
    story.repo.write(INVOICE, "TAX = 1\n")
    story.on_main()
    story.repo.checkout("fixed")
    story.repo.git("rebase", "-q", "main")
    story.at(story.repo.id())
    job = online(story)
    serve(story)
    runner = clone(story, tmp_path / "runner", depth=20)
    assert runner.git("cat-file", "-t", reviewed, check=False) == b""
    said = story.judge(job=job, folder=runner.folder)
    assert (outcomes(said.report)[SIGNED], said.code) == ("pass", 0)


def test_in_a_fork_the_rules_are_those_of_the_project(story: Story, tmp_path: Path) -> None:
    story.approve("octo-risk")
    job = online(story, CI_PROJECT_ID="77", CI_DEFAULT_BRANCH="soft", CI_PROJECT_URL=f"{story.gitlab.url}/evil/shop")
    story.repo.branch("soft", "fixed")
    serve(story)
    runner = clone(story, tmp_path / "runner")
    said = story.judge(job=job, folder=runner.folder)
    assert said.code == 0
    assert said.report["policy"]["source"].startswith("the default branch")


def test_in_a_fork_that_cannot_fetch_nothing_is_judged(story: Story) -> None:
    said = story.judge(job=story.job(CI_PROJECT_ID="77"))
    assert said.code == 3
    assert "the project that the change goes into" in said.words


def merged(story: Story, before: str = "", **people: str) -> tuple[str, str, str]:
    """Main with the merge request merged into it: what it was built on, what was pushed, the merge."""
    head = story.repo.id()
    story.repo.checkout("main")
    if before:
        story.repo.write(before, "TAX = 7\n")
        story.repo.commit("An earlier car")
    tip = story.repo.id()
    merge = story.repo.git(
        "commit-tree", "-p", tip, "-p", head, "-m", "Merge",
        story.repo.git("merge-tree", "--write-tree", tip, head).decode().strip(), **people,
    ).decode().strip()  # fmt: skip
    story.repo.git("reset", "-q", "--hard", "origin/main")
    return tip, head, merge


def of_result(kind: str, story: Story, tip: str, head: str, merge: str) -> dict[str, str]:
    return story.job(
        CI_COMMIT_SHA=merge, CI_MERGE_REQUEST_EVENT_TYPE=kind, CI_MERGE_REQUEST_SOURCE_BRANCH_SHA=head,
        CI_MERGE_REQUEST_TARGET_BRANCH_SHA=tip,
    )  # fmt: skip


def test_a_merged_result_is_judged_at_the_head(story: Story) -> None:
    story.approve("octo-risk")
    tip, head, merge = merged(story)
    said = story.judge(job=of_result("merged_result", story, tip, head, merge))
    assert (said.code, said.report["change"]["head"]) == (0, head)


def test_a_car_of_a_train_is_its_own_merge_request_on_the_merged_tree(story: Story) -> None:
    story.approve("octo-risk")
    tip, head, merge = merged(story, before=INVOICE)
    said = story.judge(job=of_result("merge_train", story, tip, head, merge))
    assert (said.code, said.report["change"]["head"], said.report["change"]["base"]) == (0, merge, tip)


def test_whoever_made_it_may_not_approve_it_on_a_train(story: Story) -> None:
    risk = "octo-risk <1+octo-risk@users.noreply.github.com>"
    story.repo.write(INVOICE, "TAX = 3\n")
    story.at(story.repo.commit("A favour", author=risk, committer=risk))
    story.approve("octo-risk", "2026-11-20T18:00:00.000Z")
    tip, head, merge = merged(story)
    said = story.judge(job=of_result("merge_train", story, tip, head, merge))
    assert outcomes(said.report)[SIGNED] == "fail"


def test_whoever_starts_a_train_had_no_part_in_the_change(story: Story) -> None:
    story.approve("octo-risk")
    risk = {"EMAIL": "1+octo-risk@users.noreply.github.com", "NAME": "octo-risk"}
    merger = {f"GIT_{part}_{key}": value for part in ("AUTHOR", "COMMITTER") for key, value in risk.items()}
    tip, head, merge = merged(story, **merger)
    said = story.judge(job=of_result("merge_train", story, tip, head, merge))
    assert (outcomes(said.report)[SIGNED], said.code) == ("pass", 0)


def test_a_train_without_merge_commits_is_built_on_its_target(story: Story) -> None:
    story.approve("octo-risk")
    head, tip = story.repo.id(), story.repo.id("main")
    said = story.judge(job=of_result("merge_train", story, tip, head, head))
    assert (said.code, said.report["change"]["base"]) == (0, tip)
    lost = story.judge(job=of_result("merge_train", story, "", head, head))
    assert (lost.code, "what the merge train was built on" in lost.words) == (3, True)


def test_a_push_to_a_branch_finds_its_merge_request(story: Story) -> None:
    story.approve("octo-risk")
    said = story.judge(job=story.branch_job("fixed"))
    assert said.code == 0
    assert story.gitlab.made("GET", "/merge_requests/5/approvals")


def test_a_push_to_a_branch_without_one_is_undecided(story: Story) -> None:
    story.world.of_commit.clear()
    said = story.judge(job=story.branch_job("fixed"))
    assert said.code == 3
    assert "no merge request brings this change" in said.words


def test_one_commit_in_two_merge_requests_is_undecided(story: Story) -> None:
    story.world.merge_request(6, story.repo.id())
    said = story.judge(job=story.branch_job("fixed"))
    assert said.code == 3
    assert "!5, !6" in said.words


def test_a_tag_is_judged_like_a_branch(story: Story) -> None:
    story.approve("octo-risk")
    assert story.judge(job=story.branch_job("", CI_COMMIT_TAG="v1")).code == 0


def landed(story: Story) -> dict[str, str]:
    """The job of the push by which GitLab merged it."""
    before, head = story.repo.id("main"), story.repo.id()
    story.repo.checkout("main")
    merge = story.repo.merge("fixed")
    story.world.merge_requests[NUMBER] |= {"state": "merged", "merged_at": "2026-11-20T20:00:00.000Z"}
    story.world.of_commit[merge] = [NUMBER]
    story.pushed()
    assert merge != head
    return story.branch_job("main", CI_COMMIT_BEFORE_SHA=before)


def test_what_lands_is_judged_by_what_bound_before_it(story: Story) -> None:
    story.approve("octo-risk")
    said = story.judge(job=landed(story))
    assert said.code == 0
    assert "main before this push" in said.report["policy"]["source"]


def test_what_lands_unsigned_fails(story: Story) -> None:
    assert story.judge(job=landed(story)).code == 1


def test_a_first_push_has_nothing_before_it(story: Story) -> None:
    job = story.branch_job("main", CI_COMMIT_BEFORE_SHA="0" * 40)
    said = story.judge(job=job)
    assert (said.code, "nothing before it" in said.words) == (3, True)


def test_material_edits_after_the_merge_are_seen_on_a_train(story: Story) -> None:
    story.approve("octo-risk")
    story.repo.write(f"{EVIDENCE}/impact.md", (story.repo.folder / f"{EVIDENCE}/impact.md").read_text() + "\nMore.\n")
    story.push()
    tip, head, merge = merged(story)
    said = story.judge(job=of_result("merge_train", story, tip, head, merge))
    assert outcomes(said.report)[SIGNED] == "fail"
