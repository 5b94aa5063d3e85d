"""One check run a commit, and what it says."""

from dataclasses import replace

import pytest

from aims_gate.errors import ForgeError
from aims_gate.forges.github import check_run
from aims_gate.forges.github.check_run import Published
from aims_gate.forges.github.client import GitHub
from tests.forges.github.asking import HEAD, only_run, said, say, with_findings
from tests.forges.github.stand_in import StandIn
from tests.forges.github.world import World
from tests.reports.sample import HOSTILE, REFUSED, UNTOUCHED

OTHER = "3f1c" * 10


def test_a_report_becomes_a_completed_run(client: GitHub, github: StandIn, world: World) -> None:
    told = say(client, details_url="https://ci.example/7")
    run = only_run(world)
    assert told == Published(run["html_url"], run["id"], created=True)
    assert (run["name"], run["head_sha"], run["external_id"]) == ("aims-gate", HEAD, "change/3")
    assert (run["status"], run["conclusion"]) == ("completed", "failure")
    assert run["details_url"] == "https://ci.example/7"
    assert run["output"] == {
        "title": REFUSED.summary,
        "summary": f"# {REFUSED.summary}",
        "text": "",
        "annotations_count": 12,
    }
    assert [(one.method, one.path.rpartition("/")[2]) for one in github.requests] == [
        ("GET", "check-runs"),
        ("POST", "check-runs"),
    ]


def test_a_second_report_changes_the_run_in_place(client: GitHub, github: StandIn, world: World) -> None:
    first = say(client)
    github.requests.clear()
    second = say(client, UNTOUCHED)
    assert (second.id, second.created) == (first.id, False)
    assert only_run(world)["conclusion"] == "success"
    assert only_run(world)["output"]["title"] == UNTOUCHED.summary
    assert "GitHub keeps 12 annotations of an earlier judgement" in only_run(world)["output"]["text"]
    assert github.made("POST") == []


def test_the_same_report_again_repeats_no_annotation(client: GitHub, github: StandIn, world: World) -> None:
    say(client)
    github.requests.clear()
    say(client)
    assert len(said(world)) == 12
    assert only_run(world)["output"]["text"] == ""
    assert [one.method for one in github.requests] == ["GET", "PATCH", "GET"]


def test_an_update_brings_only_what_is_new(client: GitHub, github: StandIn, world: World) -> None:
    say(client, with_findings(60))
    github.requests.clear()
    say(client, with_findings(70))
    assert said(world) == [f"Finding {place}" for place in range(70)]
    assert [len(one.body["output"].get("annotations", [])) for one in github.made("PATCH")] == [0, 10]


def test_the_verdict_is_delivered_before_annotations_are_read(client: GitHub, github: StandIn, world: World) -> None:
    say(client, UNTOUCHED)
    github.fail(path="annotations", status=403, times=9)
    with pytest.raises(ForgeError):
        say(client)
    assert only_run(world)["conclusion"] == "failure"


@pytest.mark.parametrize(
    "other",
    [
        {"external_id": "change/4"},
        {"name": "aims-gate (release)"},
        {"head": OTHER},
    ],
)
def test_another_change_branch_or_commit_has_its_own_run(other: dict[str, str], client: GitHub, world: World) -> None:
    first, second = say(client), say(client, UNTOUCHED, **other)
    assert first.id != second.id
    assert [run["conclusion"] for run in world.check_runs.values()] == ["failure", "success"]


def test_a_name_that_only_begins_alike_is_another(client: GitHub, github: StandIn, world: World) -> None:
    lookalike = {"name": "aims-gate-x", "head_sha": HEAD, "external_id": "change/3", "id": 7}
    body = f'{{"total_count":1,"check_runs":[{lookalike!r}]}}'.replace("'", '"').encode()
    github.fail(path=f"{HEAD}/check-runs", status=200, body=body)
    assert say(client).created


def test_runs_of_another_app_are_not_ours_where_ours_is_known(client: GitHub, world: World) -> None:
    world.app_id = 666
    forged = say(client, UNTOUCHED)
    world.app_id = 15368
    ours = say(client, app_id=15368)
    assert ours.created
    assert world.check_runs[forged.id]["conclusion"] == "success"
    assert not say(client, app_id=15368).created


def test_of_two_runs_neither_keeps_an_older_verdict(client: GitHub, github: StandIn, world: World) -> None:
    say(client, UNTOUCHED)
    github.fail(path=f"{HEAD}/check-runs", status=200, body=b'{"total_count":0,"check_runs":[]}')
    latest = say(client, UNTOUCHED)
    assert len(world.check_runs) == 2
    assert say(client).id == latest.id
    assert [run["conclusion"] for run in world.check_runs.values()] == ["failure", "failure"]
    assert [len(world.annotations[run]) for run in sorted(world.check_runs)] == [0, 12]


def test_annotations_come_fifty_at_a_time(client: GitHub, github: StandIn, world: World) -> None:
    say(client, with_findings(120))
    assert said(world) == [f"Finding {place}" for place in range(120)]
    sizes = [len(one.body["output"]["annotations"]) for one in github.requests if one.body]
    assert sizes == [50, 50, 20]


def test_exactly_fifty_annotations_need_one_request(client: GitHub, github: StandIn, world: World) -> None:
    say(client, with_findings(50))
    assert len(said(world)) == 50
    assert len(github.requests) == 2


def test_what_is_left_out_is_said(client: GitHub, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check_run, "MOST", 60)
    say(client, with_findings(61))
    assert len(said(world)) == 60
    assert only_run(world)["output"]["text"] == "60 of 61 findings are shown at their lines, the gravest first."


@pytest.mark.parametrize("text", ["ü", "🙂", "zeile ü\n"])
def test_a_long_summary_is_cut_in_bytes_and_said_to_be(text: str, client: GitHub, world: World) -> None:
    say(client, UNTOUCHED, summary_markdown=text * 40_000)
    output = only_run(world)["output"]
    assert 65_000 < len(output["summary"].encode()) <= 65_535
    assert "cut off" in output["text"]


@pytest.mark.parametrize("summary", ["", " \n", "\ud800"])
def test_a_run_always_says_something(summary: str, client: GitHub, world: World) -> None:
    say(client, replace(UNTOUCHED, summary="\x00\n"), summary_markdown=summary)
    assert only_run(world)["output"]["summary"]
    assert only_run(world)["output"]["title"]


def test_hostile_text_arrives_and_does_nothing(client: GitHub, world: World) -> None:
    say(client, replace(HOSTILE, summary=HOSTILE.summary * 9), name="aims-gate (a\u00fc)")
    title = only_run(world)["output"]["title"]
    assert "\x1b" not in title
    assert "\n" not in title
    assert len(title.encode()) <= 255
