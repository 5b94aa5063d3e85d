"""Records that stand outside the tree, in the description or as a label: they can be edited after a review."""

from typing import Any

import pytest

from tests.e2e.example import PROMPT, RECORD, outcomes, shorter_greeting
from tests.forges.github.story import NUMBER, SIGNED, Story
from tests.tree import EXAMPLE

EARLY, AT, LATE = "2026-11-20T11:00:00Z", "2026-11-20T12:00:00Z", "2026-11-20T13:00:00Z"
BLOCK = f"Shorter.\n\n```aims\n{(EXAMPLE / 'records' / 'shorter-greeting.yaml').read_text()}```\n"
DECLARED = "change-type-stated"


def greeting(story: Story) -> None:
    """Let the pull request be the shorter greeting, with its record in the description."""
    shorter_greeting(story.topic())
    story.repo.remove(RECORD)
    story.pull["body"] = BLOCK
    story.push("Greet shorter")


def test_a_record_in_the_description_is_signed_by_a_later_review(story: Story) -> None:
    greeting(story)
    story.review("octo-risk", at=AT)
    assert story.signed() == ("pass", 0)
    story.world.edited[NUMBER] = EARLY
    assert story.signed() == ("pass", 0)


@pytest.mark.parametrize("at", [AT, LATE])
def test_a_record_in_the_description_that_was_edited_since_is_not(at: str, story: Story) -> None:
    greeting(story)
    story.review("octo-risk", at=AT)
    story.world.edited[NUMBER] = at
    assert story.signed() == ("fail", 1)
    assert story.states() == {"risk-lead": "stale"}


def test_an_edited_description_without_a_record_ends_nothing(story: Story) -> None:
    story.review("octo-risk", at=AT)
    story.world.edited[NUMBER] = LATE
    assert story.signed() == ("pass", 0)


def test_a_prd_that_only_the_description_names_hangs_on_the_description(story: Story) -> None:
    repo = story.topic("prd")
    story.repo.checkout("main")
    repo.write("docs/prd/greeting.md", f"---\naims:\n{indented('shorter-greeting')}---\n# Greeting\n")
    story.on_main("The PRD comes first")
    story.topic().write(PROMPT, "Briefly.\n")
    story.push()
    story.pull["body"] = "PRD: docs/prd/greeting.md"
    story.review("octo-risk", at=AT)
    story.world.edited[NUMBER] = EARLY
    assert story.states() == {"risk-lead": "verified"}
    story.world.edited[NUMBER] = LATE
    assert story.states() == {"risk-lead": "stale"}


def indented(record: str) -> str:
    lines = (EXAMPLE / "records" / f"{record}.yaml").read_text().splitlines()
    return "".join(f"  {line}\n" for line in lines)


def labelled(story: Story, *events: tuple[str, str]) -> None:
    """A prompt edit that only the label speaks for."""
    story.topic().write(PROMPT, (story.repo.folder / PROMPT).read_text() + "\n")
    story.push()
    story.pull["labels"] = [{"name": "aims:none-material"}, {"name": "size/S"}]
    story.world.labelled[NUMBER] = list(events)


def judged(story: Story) -> tuple[str, int]:
    said = story.judge()
    return outcomes(said.report)[DECLARED], said.code


def test_the_label_counts_once_somebody_entitled_confirms_it(story: Story) -> None:
    labelled(story, ("size/S", LATE), ("aims:none-material", EARLY))
    assert judged(story)[1] == 3
    story.review("octo-risk", at=AT)
    assert judged(story)[1] == 0


@pytest.mark.parametrize(
    "events",
    [(), (("size/S", EARLY),), (("aims:none-material", EARLY), ("aims:none-material", LATE))],
    ids=["no event", "another label's", "set again later"],
)
def test_the_label_does_not_count_where_it_may_have_come_later(events: Any, story: Story) -> None:
    labelled(story, *events)
    story.review("octo-risk", at=AT)
    assert judged(story)[1] == 3


def test_an_edit_time_that_cannot_be_had_leaves_it_open_and_says_why(story: Story) -> None:
    greeting(story)
    story.review("octo-risk", at=AT)
    story.github.fail(method="POST", path="/graphql", status=403, body=b'{"message": "Resource not accessible"}')
    said = story.judge()
    assert (outcomes(said.report)[SIGNED], said.code) == ("unknown", 3)
    assert "When the description was last edited: GitHub refused" in said.words
