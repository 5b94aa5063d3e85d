"""What becomes of a job when GitHub fails it, at each of its calls: a right verdict, or none and the cause.

The table in `snapshots/faults.md` is what was seen. No cell passes what was not read, and none has two check runs.
"""

from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest

from aims_gate.commands import check
from aims_gate.forges.github.client import GitHub
from aims_gate.sources import pack, rules
from tests.e2e.faults import CALLS, FAULTS, LASTING, LOST, ONCE, PASSING, Call, Ended, Job
from tests.forges.clock import Time
from tests.forges.github.stand_in import TOKEN, StandIn
from tests.forges.github.story import NUMBER
from tests.forges.github.world import World
from tests.forges.server import Fault, Request
from tests.snapshots import assert_snapshot

KEPT = Path(__file__).parent / "snapshots" / "faults.md"

HEAD = """\
# What becomes of a job when GitHub fails it

Made by `tests/e2e/test_faults.py`, with the real job against a stand-in for GitHub. Without a fault the change passes.
A cell holds the verdict with its exit code, the exit code of the job, and how the commit's check runs concluded.
*Lasting*: at every attempt. *Once*: only the first time. *Answer lost*: once, after the request has done its work.
"""


@pytest.fixture(scope="module")
def job(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Job]:
    """The job, with a clock that only its waiting and a slow server move on."""
    time = Time()
    with pytest.MonkeyPatch.context() as patch, StandIn(World()) as github:
        # The shipped rules are the same for every job, and reading them is half of its time.
        patch.setattr(rules, "built_in_rules", cache(rules.built_in_rules))
        patch.setattr(pack, "prepared_expressions", cache(pack.prepared_expressions))
        patch.setattr("aims_gate.forges.github.run.GitHub", partial(GitHub, sleep=time.sleep, clock=time.clock))
        github.sleep = time.sleep
        yield Job(tmp_path_factory.mktemp("faults"), github)
        assert github.violations == []


def met(job: Job, call: Call, fault: str, times: int, **more: Any) -> Ended:
    """The end of a job that meets a fault at one of its calls, held to what holds for every one of them."""
    does, says = FAULTS[fault]
    given = {"method": call.method, "path": call.path, "times": times, **does, **more}
    with pytest.MonkeyPatch.context() as patch:
        if not call.reads:
            # What was read is the same whatever becomes of publishing it.
            patch.setattr(check, "collect_facts", lambda _: job.facts)
        ended = job.run(call.event, again=call.again, **given)
    assert job.github.faults[0].times < times, "this job does not make that call"
    assert len(ended.conclusions) <= 1
    assert TOKEN not in ended.words
    passed = ended.outputs["verdict"] == "pass"
    assert ended.outputs["exit-code"] == ("0" if passed else "3")
    assert ended.outputs["published"] == "true" or ended.code == int(ended.outputs["exit-code"])
    if not call.again and not passed:
        assert "success" not in ended.conclusions
    if not passed or ended.outputs["published"] == "false":
        assert says in ended.words or (fault == "404" and call is CALLS["GET a permission"])
    return ended


def test_without_a_fault_the_change_passes(job: Job) -> None:
    for call in CALLS.values():
        ended = job.run(call.event, again=call.again)
        assert (ended.code, ended.outputs["verdict"], ended.conclusions) == (0, "pass", ("success",))
        assert job.github.made(call.method, call.path)


def rows(job: Job, call: Call) -> list[str]:
    """A row for each fault at one call: what was seen when it lasts, when it passes, when an answer is lost."""
    writes = call.method in ("POST", "PATCH") and not call.reads
    lines = [
        f"| fault | lasting | once |{' answer lost |' if writes else ''}",
        f"|---|---|---|{'---|' if writes else ''}",
    ]
    for fault in FAULTS:
        lasting = met(job, call, fault, LASTING)
        assert lasting.outputs["verdict"] == ("undecided" if call.reads else "pass")
        cells = [fault, lasting.shown, ""]
        if fault in PASSING:
            once = met(job, call, fault, ONCE)
            assert (once.code, once.outputs["verdict"]) == (0, "pass")
            assert once.outputs["published"] == "true"
            assert once.conclusions == ("success",)
            cells[2] = once.shown
        if writes:
            cells.append(met(job, call, fault, ONCE, after=True).shown if fault in LOST else "")
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def test_the_table(job: Job) -> None:
    parts = [HEAD]
    for name, call in CALLS.items():
        parts += [f"\n## {name}\n\n", "\n".join(rows(job, call)), "\n"]
    assert_snapshot(KEPT, "".join(parts))


@pytest.mark.parametrize("fault", LOST)
@pytest.mark.parametrize("then", ["502", "401", "connection reset"])
def test_a_run_that_may_have_been_made_is_never_made_twice(fault: str, then: str, job: Job) -> None:
    """The creation's answer is lost, and so is the look whether it was made."""
    made, listed = CALLS["POST a check run"], CALLS["GET the commit's check runs"]
    seen, posted = job.github.due, []

    def due(request: Request) -> Fault | None:
        # The first listing has to succeed for the creation to be tried at all.
        if request.method == "POST" and request.path.endswith("/check-runs"):
            posted.append(request)
            job.github.fail(method=listed.method, path=listed.path, times=LASTING, **FAULTS[then][0])
        return seen(request)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(job.github, "due", due)
        ended = job.run(method=made.method, path=made.path, after=True, **FAULTS[fault][0])
    assert len(posted) == 1
    assert ended.conclusions == ("success",)
    assert (ended.outputs["verdict"], ended.outputs["published"], ended.code) == ("pass", "false", 0)


def test_a_green_run_that_cannot_be_updated_fails_the_job(job: Job) -> None:
    """GitHub keeps the older verdict on the commit; the job is what is left to say so."""
    reviews = f"/repos/octo/shop/pulls/{NUMBER}/reviews"
    kept = job.github.world.answers[reviews]
    try:
        job.github.world.answers[reviews] = [one | {"state": "DISMISSED"} for one in kept]
        ended = job.run(again=True, method="PATCH", path="/check-runs/", status=502, times=LASTING)
        assert (ended.code, ended.outputs["verdict"], ended.outputs["published"]) == (3, "undecided", "false")
        assert ended.conclusions == ("success",)
        assert "was not brought up to date" in ended.words
        assert job.run(again=True).conclusions == ("action_required",)
    finally:
        job.github.world.answers[reviews] = kept


def reviewed(job: Job, *more: tuple[str, str]) -> None:
    """A hundred comments, and then these reviews: the second page of the list."""
    job.github.world.put(f"/pulls/{NUMBER}/reviews", [])
    for number in range(100):
        job.story.review(f"reader-{number}", "COMMENTED")
    for login, state in more:
        job.story.review(login, state)


@pytest.mark.parametrize(
    ("last", "fault", "verdict"),
    [
        ("APPROVED", {}, "pass"),
        ("CHANGES_REQUESTED", {}, "undecided"),
        ("APPROVED", {"status": 502}, "undecided"),
        ("APPROVED", {"status": 403}, "undecided"),
        ("APPROVED", {"drop": "truncate"}, "undecided"),
        ("APPROVED", {"body": b"[]"}, "undecided"),
    ],
)
def test_every_one_of_101_reviews_counts(last: str, fault: dict[str, Any], verdict: str, job: Job) -> None:
    kept = job.github.world.answers[f"/repos/octo/shop/pulls/{NUMBER}/reviews"]
    try:
        reviewed(job, ("octo-risk", last))
        given = {"path": "/reviews$", "page": "2", "times": LASTING, **fault} if fault else {}
        ended = job.run(**given)
        assert ended.outputs["verdict"] == verdict
        assert ended.conclusions != ("success",) or verdict == "pass"
        assert len(job.github.made("GET", "/reviews$")) >= 2
    finally:
        job.github.world.put(f"/pulls/{NUMBER}/reviews", kept)


def test_a_withdrawal_on_the_second_page_is_not_lost_with_it(job: Job) -> None:
    kept = job.github.world.answers[f"/repos/octo/shop/pulls/{NUMBER}/reviews"]
    try:
        job.github.world.put(f"/pulls/{NUMBER}/reviews", [])
        job.story.review("octo-risk")
        for number in range(99):
            job.story.review(f"reader-{number}", "COMMENTED")
        assert job.run().outputs["verdict"] == "pass"
        job.story.review("octo-risk", "CHANGES_REQUESTED", at="2026-11-20T13:00:00Z")
        assert job.run().outputs["verdict"] == "undecided"
        assert job.run(path="/reviews$", page="2", status=404, times=LASTING).outputs["verdict"] == "undecided"
    finally:
        job.github.world.put(f"/pulls/{NUMBER}/reviews", kept)


def test_more_files_than_github_lists_are_all_seen(job: Job) -> None:
    """GitHub lists 3,000 files of a pull request. The gate reads them from git, and asks for none."""
    head = job.head
    try:
        for number in range(3_100):
            job.story.repo.write(f"plain/{number}.txt", "x\n")
        job.story.push("Many files")
        ended = job.run()
        assert (ended.outputs["verdict"], ended.conclusions) == ("pass", ("success",))
        assert "3103 files seen" in ended.words
        assert not job.github.made("GET", "/files$")
    finally:
        job.story.repo.git("reset", "-q", "--hard", head)
        job.story.at(head)
