"""What looks like AI and is not, on GitHub: a second person's review of this very content puts it aside."""

from tests.e2e.example import failed, outcomes
from tests.forges.github.story import Story

BILLING = "services/billing/invoice.py"
CALL = 'import httpx\n\nhttpx.post("https://api.mistral.ai/v1/chat/completions")\n'
RECORD = ".aims/changes/block-list.yaml"
NOT_AI = "ai: false\nreason: The host stands in the block list of our proxy.\n"
RULE = "ai-change-declared"


def looks_like_ai(story: Story, *, declared: bool = True) -> None:
    story.topic().write(BILLING, CALL)
    if declared:
        story.repo.write(RECORD, NOT_AI)
    story.push()


def test_a_signal_outside_every_system_is_judged(story: Story) -> None:
    looks_like_ai(story, declared=False)
    said = story.judge()
    assert (said.code, failed(said.report)) == (1, {RULE})
    assert story.github.requests != []


def test_nobody_looked_at_it_yet(story: Story) -> None:
    looks_like_ai(story)
    said = story.judge()
    assert (said.code, outcomes(said.report)[RULE]) == (3, "unknown")


def test_who_is_entitled_confirms_it(story: Story) -> None:
    looks_like_ai(story)
    story.review("octo-risk")
    said = story.judge()
    assert (said.code, outcomes(said.report)[RULE]) == (0, "pass")


def test_who_wrote_it_does_not(story: Story) -> None:
    looks_like_ai(story)
    story.review("octo-owner")
    assert outcomes(story.judge().report)[RULE] == "unknown"


def test_another_call_ends_the_confirmation(story: Story) -> None:
    looks_like_ai(story)
    story.review("octo-risk")
    story.repo.write(BILLING, CALL.replace("v1/chat", "v2/chat"))
    story.push()
    assert outcomes(story.judge().report)[RULE] == "unknown"


def test_an_edit_of_another_file_does_not(story: Story) -> None:
    looks_like_ai(story)
    story.review("octo-risk")
    story.repo.write("README.md", "# Shop\n")
    story.push()
    assert outcomes(story.judge().report)[RULE] == "pass"
