"""The first register of a repository: approved by whoever administers the repository, as GitHub tells."""

from tests.e2e.example import outcomes
from tests.forges.github.story import Story

GATE = "gate-policy-change-approved"


def bring_register(story: Story) -> None:
    """Let the pull request bring the first register."""
    story.repo.checkout("main")
    story.repo.git("rm", "-rq", ".aims")
    story.on_main("No register yet")
    story.topic().git("checkout", "-q", "main~1", "--", ".aims")
    story.push("Bring the register")


def test_a_first_register_is_approved_by_an_administrator(story: Story) -> None:
    bring_register(story)
    assert outcomes(story.judge().report)[GATE] == "unknown"
    story.world.permission("octo-platform", "write")
    story.review("octo-platform")
    assert outcomes(story.judge().report)[GATE] == "unknown"
    story.world.permission("octo-risk", "admin")
    story.review("octo-risk")
    assert outcomes(story.judge().report)[GATE] == "pass"


def test_the_author_administers_in_vain(story: Story) -> None:
    bring_register(story)
    story.world.permission("octo-owner", "admin")
    story.review("octo-owner")
    said = story.judge()
    assert (outcomes(said.report)[GATE], said.code) == ("unknown", 1)


def test_an_administrator_who_is_gone_is_none(story: Story) -> None:
    bring_register(story)
    story.review("nobody-any-more")
    said = story.judge()
    assert (outcomes(said.report)[GATE], said.code) == ("unknown", 1)
    assert "404" not in said.words


def test_permissions_that_cannot_be_had_leave_it_open(story: Story) -> None:
    bring_register(story)
    story.world.permission("octo-risk", "admin")
    story.review("octo-risk")
    story.github.fail(path="/permission", status=403, body=b'{"message": "No"}')
    said = story.judge()
    assert (outcomes(said.report)[GATE], said.code) == ("unknown", 3)
    assert "403" in said.words


def test_permissions_are_asked_only_in_a_bootstrap(story: Story) -> None:
    story.review("octo-risk")
    story.judge()
    assert not story.github.made(path="/permission")
