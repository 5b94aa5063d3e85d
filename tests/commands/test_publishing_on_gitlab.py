"""What a check leaves on GitLab, and how merge requests are brought up to date."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from aims_gate.commands.publishing_on_gitlab import bring_up_to_date
from aims_gate.engine.report import report_on
from aims_gate.errors import UsageError
from aims_gate.facts.build import build
from aims_gate.forges.gitlab.note import MARKER
from aims_gate.forges.gitlab.read_change import collect_gitlab
from aims_gate.forges.gitlab.source import Source
from aims_gate.model.report import Report
from aims_gate.sources import pack
from aims_gate.sources.rules import load_policy
from tests.e2e.command import called, environment
from tests.e2e.example import EVIDENCE, TODAY
from tests.forges.gitlab.runner import clone, online, serve
from tests.forges.gitlab.stand_in import TOKEN, StandIn
from tests.forges.gitlab.story import NUMBER, Story
from tests.forges.gitlab.world import OWN, World

SECOND = 6
BOTH = ("--publish", "note", "--publish", "status")


@pytest.fixture
def story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Story]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with StandIn(World()) as gitlab:
        yield Story(tmp_path, gitlab)
        assert gitlab.violations == []


def notes(story: Story, iid: int = NUMBER) -> list[str]:
    return [note["body"] for note in story.world.notes[iid] if note["author"]["username"] == OWN]


def states(story: Story) -> list[tuple[str, str]]:
    return [(status["name"], status["state"]) for status in story.world.statuses]


def test_nothing_is_published_unless_asked_for(story: Story) -> None:
    assert story.judge().code == 1
    assert story.gitlab.made("POST") == []


def test_a_note_is_kept_and_the_exit_code_stays_the_verdict(story: Story) -> None:
    said = story.judge("--publish", "note")
    assert said.code == 1
    (body,) = notes(story)
    assert body.startswith(MARKER)
    assert "risk-signed-off" in body or "sign-off" in body.lower()
    assert states(story) == []
    story.approve("octo-risk")
    assert story.judge("--publish", "note").code == 0
    (after,) = notes(story)
    assert after != body
    assert "brought up to date" in story.judge("--publish", "note").words


def test_a_status_is_stated_where_that_was_chosen(story: Story) -> None:
    assert story.judge("--publish", "status").code == 1
    assert states(story) == [("aims-gate", "failed")]
    story.approve("octo-risk")
    assert story.judge(AIMS_GATE_CHECK_PUBLISH="note status").code == 0
    assert states(story) == [("aims-gate", "failed"), ("aims-gate", "success")]
    assert len(notes(story)) == 1


def test_a_change_that_touches_no_ai_is_left_in_peace(story: Story) -> None:
    story.topic().write("services/billing/invoice.py", "TAX = 4\n")
    story.push()
    assert story.judge("--publish", "note").code == 0
    assert notes(story) == []


def test_no_publish_wins(story: Story) -> None:
    assert story.judge(*BOTH, "--no-publish").code == 1
    assert story.gitlab.made("POST") == []


@pytest.mark.parametrize("token", [{"AIMS_GATE_GITLAB_TOKEN": ""}, {"AIMS_GATE_GITLAB_TOKEN": "", "CI_JOB_TOKEN": "x"}])
def test_without_a_token_that_may_write_the_verdict_stands(token: dict[str, str], story: Story) -> None:
    said = story.judge("--publish", "note", **token)
    assert said.code == 3
    assert "scope `api`" in said.words


def test_what_cannot_be_delivered_changes_no_verdict(story: Story) -> None:
    story.approve("octo-risk")
    story.gitlab.fail(method="POST", path="/notes", status=403, body=b"{}")
    said = story.judge("--publish", "note")
    assert said.code == 0
    assert "Not everything was published" in said.words


def test_where_nothing_was_judged_no_note_stays_green(story: Story) -> None:
    story.approve("octo-risk")
    assert story.judge(*BOTH).code == 0
    said = called(story.repo.folder, "check", "--policy-ref", "nowhere", *BOTH, **story.job())
    assert said.code == 2
    (body,) = notes(story)
    assert "nothing was judged" in body
    assert states(story)[-1] == ("aims-gate", "failed")


def test_an_option_that_is_none_is_refused(story: Story) -> None:
    assert story.judge("--publish", "postcard").code == 2


def judge(source: Source) -> Report:
    facts = build(collect_gitlab(source, TODAY), pack.change_types())
    return report_on(facts, load_policy(facts), strict=True)


@pytest.fixture
def recheck(story: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """Runs the protected job in a runner's clone of main."""
    for name in ("CI", "GITLAB_CI", "AIMS_GATE_GITLAB_TOKEN"):
        monkeypatch.delenv(name, raising=False)

    def run(wanted: tuple[str, ...] = ("note",), **more: str) -> int:
        folder, variables = protected_job(story, tmp_path)
        return bring_up_to_date(environment(**{**variables, **more}), str(folder), judge, wanted)

    return run


def protected_job(story: Story, tmp_path: Path) -> tuple[Path, dict[str, str]]:
    """A runner's clone of main, and the variables of a protected job there."""
    job = {name: value for name, value in online(story).items() if not name.startswith("CI_MERGE_REQUEST")}
    protected = {"CI_COMMIT_BRANCH": "main", "CI_COMMIT_REF_PROTECTED": "true", "CI_PIPELINE_SOURCE": "schedule"}
    main = {"CI_COMMIT_SHA": story.repo.id("main")}
    serve(story)
    folder = tmp_path / f"runner-{len(list(tmp_path.iterdir()))}"
    runner = clone(story, folder, depth=20, ref="refs/heads/main")
    return runner.folder, {**job, **protected, **main}


def second(story: Story) -> None:
    """Another merge request, of the refused version."""
    head = story.repo.id("refused")
    story.world.merge_request(SECOND, head)
    story.repo.git("update-ref", f"refs/merge-requests/{SECOND}/head", head)


def test_an_approval_turns_the_note_without_another_push(story: Story, recheck: Callable[..., int]) -> None:
    assert story.judge(*BOTH).code == 1
    (before,) = notes(story)
    story.approve("octo-risk")
    assert recheck(("note", "status")) == 0
    (after,) = notes(story)
    assert before != after
    assert states(story)[-1] == ("aims-gate", "success")


def test_every_open_one_is_brought_up_to_date(story: Story, recheck: Callable[..., int]) -> None:
    second(story)
    story.approve("octo-risk")
    assert recheck() == 0
    assert (len(notes(story)), len(notes(story, SECOND))) == (1, 1)


def test_a_closed_one_is_left_alone(story: Story, recheck: Callable[..., int]) -> None:
    story.shown["state"] = "closed"
    assert recheck() == 0
    assert recheck(AIMS_GATE_RECHECK_MERGE_REQUEST=str(NUMBER)) == 0
    assert notes(story) == []


def test_a_webhook_names_the_one(story: Story, recheck: Callable[..., int]) -> None:
    second(story)
    assert recheck(AIMS_GATE_RECHECK_MERGE_REQUEST=str(SECOND)) == 0
    assert (len(notes(story)), len(notes(story, SECOND))) == (0, 1)


def test_one_that_cannot_be_had_keeps_no_other_back(story: Story, recheck: Callable[..., int]) -> None:
    story.world.merge_request(2, "b" * 40)
    story.approve("octo-risk")
    assert recheck() == 3
    assert len(notes(story)) == 1
    assert notes(story, 2) == []


def test_nor_does_one_whose_note_is_refused(story: Story, recheck: Callable[..., int]) -> None:
    second(story)
    story.gitlab.fail(method="POST", path=f"/{NUMBER}/notes", status=403, body=b"{}")
    assert recheck() == 3
    assert len(notes(story, SECOND)) == 1


def test_without_approvals_the_note_says_so(story: Story, recheck: Callable[..., int]) -> None:
    story.gitlab.fail(path="/approvals", status=403, body=b"{}", times=9)
    assert recheck() == 0
    (body,) = notes(story)
    assert "403" in body


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"CI_COMMIT_REF_PROTECTED": "false"}, "not protected"),
        ({"CI_COMMIT_REF_PROTECTED": ""}, "not protected"),
        ({"CI_COMMIT_BRANCH": "topic"}, "anyone who pushes can edit"),
        ({"CI_COMMIT_BRANCH": ""}, "anyone who pushes can edit"),
        ({"CI_MERGE_REQUEST_IID": "5"}, "anyone who pushes can edit"),
        ({"AIMS_GATE_GITLAB_TOKEN": ""}, "no token that may read approvals"),
        ({"CI_PROJECT_URL": ""}, "cannot fetch"),
        ({"AIMS_GATE_RECHECK_MERGE_REQUEST": "5; rm"}, "no number"),
    ],
)
def test_a_job_that_is_not_protected_is_refused(
    variables: dict[str, str], said: str, story: Story, recheck: Callable[..., int]
) -> None:
    with pytest.raises(UsageError, match=said) as raised:
        recheck(**variables)
    assert raised.value.hint
    assert story.gitlab.requests == []


def test_an_approval_of_what_was_there_before_counts_no_more(story: Story, recheck: Callable[..., int]) -> None:
    story.approve("octo-risk")
    path = f"{EVIDENCE}/impact.md"
    story.repo.write(path, (story.repo.folder / path).read_text() + "\nMore.\n")
    story.push()
    assert recheck(("status",)) == 0
    assert states(story) == [("aims-gate", "failed")]


def test_the_token_is_in_no_note(story: Story, recheck: Callable[..., Any]) -> None:
    recheck()
    assert TOKEN not in notes(story)[0]


def test_the_command_does_so_on_gitlab(story: Story, tmp_path: Path) -> None:
    story.approve("octo-risk")
    folder, variables = protected_job(story, tmp_path)
    assert called(folder, "recheck", "--as-of", TODAY, **variables).code == 0
    assert len(notes(story)) == 1
    assert called(folder, "recheck", "--dry-run", **variables).code == 2


def test_a_note_is_nothing_for_github(tmp_path: Path) -> None:
    said = called(tmp_path, "recheck", "--publish", "note")
    assert said.code == 2
    assert "--publish is for GitLab" in said.words
