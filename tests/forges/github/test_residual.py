"""Who accepted what is left of a risk: told from reviews, whatever a row says."""

import pytest

from tests.e2e.example import PRD, edit, outcomes
from tests.forges.github.story import Story

RULE = "residual-risk-accepted"
ROW = "        residual: {likelihood: 2, impact: 2, score: 4}\n"


def judged(story: Story, login: str, *said: str) -> str:
    """The rule's outcome once the row of R2 says more and somebody has approved it."""
    if said:
        edit(story.repo, PRD, ROW, ROW + "".join(f"        {line}\n" for line in said))
        story.push()
    story.review(login)
    return outcomes(story.judge().report)[RULE]


@pytest.mark.parametrize(
    ("login", "outcome"),
    [("octo-risk", "pass"), ("octo-platform", "pass"), ("octo-director", "unknown"), ("octo-owner", "unknown")],
)
def test_it_takes_a_review_by_a_role_that_the_method_entitles(login: str, outcome: str, story: Story) -> None:
    assert judged(story, login) == outcome


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("accepted_by: risk-lead", "pass"),
        ("accepted_by: director", "fail"),
        ("accepted_by: assistant-owner", "fail"),
        ("accepted_until: 2026-11-22", "pass"),
        ("accepted_until: 2026-11-21", "fail"),
        ("accepted_on: 2025-11-20", "fail"),
        ("accepted_on: 2025-11-22", "pass"),
    ],
)
def test_what_a_row_says_of_its_acceptance_has_to_be_so(said: str, outcome: str, story: Story) -> None:
    assert judged(story, "octo-risk", said) == outcome
