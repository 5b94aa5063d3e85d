"""What a broken glass leaves to be done: the nonconformity that the next material change waits for."""

from pathlib import Path

import pytest

from tests.e2e.example import PRD, PROMPT, SYSTEM, edit, failed, outcomes, shorter_greeting
from tests.forges.github.emergencies import (
    CASE,
    HOTFIX,
    INCIDENT,
    OWED,
    UNTIL,
    after,
    document,
    hotfix,
    judged,
    nonconformity,
    notes,
    overridden,
)
from tests.forges.github.stand_in import StandIn
from tests.forges.github.story import Story


def test_overdue_the_next_material_change_fails(story: Story) -> None:
    after(story)
    said = judged(story, "octo-risk")
    assert (said.code, failed(said.report)) == (1, {OWED})


def test_on_its_last_day_it_is_not_overdue(story: Story) -> None:
    after(story)
    said = judged(story, "octo-risk", day=UNTIL)
    assert (said.code, outcomes(said.report)[OWED]) == (0, "pass")


@pytest.mark.parametrize("path", [HOTFIX, "docs/prd/hotfix.md"])
def test_at_the_lowest_tier_too(path: str, tmp_path: Path, github: StandIn) -> None:
    story = Story(tmp_path, github)
    story.repo.checkout("main")
    low = {"tier: limited": "tier: minimal", "reaches_the_public: true": "reaches_the_public: false"}
    for old, new in low.items():
        edit(story.repo, SYSTEM, old, new)
    edit(story.repo, "docs/ai/support-assistant/risk.md", "likelihood: 3", "likelihood: 1")
    hotfix(story.repo, path=path)
    story.on_main("A smaller system")
    shorter_greeting(story.topic())
    said = judged(story, "octo-risk")
    assert said.report["change"]["tier"] == "minimal"
    assert OWED in failed(said.report)


def test_a_closed_nonconformity_that_names_the_record_settles_it(story: Story) -> None:
    nonconformity(after(story))
    said = judged(story, "octo-risk")
    assert (said.code, outcomes(said.report)[OWED]) == (1, "fail")
    edit(story.repo, ".aims/changes/shorter-greeting.yaml", "summary:", f"closes: [{CASE}]\nsummary:")
    said = judged(story, "octo-risk")
    assert (said.code, outcomes(said.report)[OWED]) == (0, "pass")


@pytest.mark.parametrize(
    "lines",
    [
        ("status: open",),
        ("status: closed", "closed: 2026-11-23", "cause: TBD", "correction: The old prompt."),
        ("status: closed", "closed: 2026-11-23", "cause: No limit."),
        ("status: closed", "closed: 2026-11-29", "cause: No limit.", "correction: The old prompt."),
        ("closed: 2026-11-23", "cause: No limit.", "correction: The old prompt."),
    ],
)
def test_one_that_is_not_whole_does_not(lines: tuple[str, ...], story: Story) -> None:
    nonconformity(after(story), *lines)
    said = judged(story, "octo-risk")
    assert OWED in failed(said.report)


def test_neither_does_one_of_another_record(story: Story) -> None:
    nonconformity(after(story), record=PRD)
    assert OWED in failed(judged(story, "octo-risk").report)


def test_a_nonconformity_that_main_closed_meanwhile_counts(story: Story) -> None:
    after(story)
    story.push("The next change")
    story.repo.checkout("main")
    nonconformity(story.repo)
    story.on_main("Closed")
    story.repo.checkout("next")
    said = judged(story, "octo-risk")
    assert (said.code, outcomes(said.report)[OWED]) == (0, "pass")


@pytest.mark.parametrize("edited", ["removed", "longer", "other system"])
def test_what_broke_the_glass_cannot_be_taken_back(edited: str, story: Story) -> None:
    repo = after(story)
    repo.write(PROMPT, repo.git("show", f"main:{PROMPT}"))
    repo.remove(".aims/changes/shorter-greeting.yaml")
    if edited == "removed":
        repo.remove(HOTFIX)
    elif edited == "longer":
        edit(repo, HOTFIX, UNTIL, "2026-12-31")
    else:
        edit(repo, HOTFIX, "[support-assistant]", "[other]")
    said = judged(story, "octo-risk", "octo-platform", day="2026-11-21")
    assert (said.code, outcomes(said.report)[OWED]) == (1, "fail")


def test_a_record_that_broke_it_once_does_not_break_it_again(story: Story) -> None:
    repo = after(story)
    edit(repo, HOTFIX, "summary: Stop", "summary: Still stop")
    repo.remove("docs/ai/support-assistant/impact.md")
    said = judged(story, "octo-platform", day="2026-11-21")
    assert (said.code, overridden(said)) == (1, set())
    assert "an earlier change brought it" in notes(said)


def test_a_second_emergency_does_not_outlast_what_the_first_owes(story: Story) -> None:
    repo = after(story)
    hotfix(repo, path=".aims/changes/second.yaml", until="2026-11-26")
    said = judged(story, "octo-platform")
    assert (said.code, failed(said.report)) == (1, {OWED})


def test_an_incident_that_the_change_closes_is_linked(story: Story) -> None:
    repo = after(story)
    document(repo, INCIDENT, "kind: incident", "id: INC-1", "status: closed", "closed: 2026-11-21")
    said = judged(story, "octo-risk", day="2026-11-21")
    assert OWED in failed(said.report)
    edit(repo, ".aims/changes/shorter-greeting.yaml", "summary:", f"closes: [{INCIDENT}]\nsummary:")
    assert outcomes(judged(story, "octo-risk", day="2026-11-21").report)[OWED] == "pass"


@pytest.mark.parametrize("path", ["docs/none.md", INCIDENT, "docs/ai/incidents.md"])
def test_what_a_record_says_that_it_closes_is_closed(path: str, story: Story) -> None:
    edit(after(story), ".aims/changes/shorter-greeting.yaml", "summary:", f"closes: [{path}]\nsummary:")
    assert OWED in failed(judged(story, "octo-risk", day="2026-11-21").report)
