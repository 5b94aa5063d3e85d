"""The component where a GitLab answers: the same pipeline before and after an approval."""

from pathlib import Path

import pytest

from tests.e2e.example import TODAY
from tests.e2e.pipeline import ABSENT, PRESENT, GitLab
from tests.forges.gitlab.stand_in import StandIn
from tests.forges.gitlab.story import Story
from tests.forges.gitlab.world import World

pytestmark = pytest.mark.skipif(not PRESENT, reason=ABSENT)


def test_a_merge_request_waits_for_its_approval_and_then_passes(tmp_path: Path) -> None:
    with StandIn(World()) as api:
        story = Story(tmp_path, api)
        gitlab = GitLab(tmp_path / "gitlab", f"{api.url}/")
        gitlab.include(story.repo)
        gitlab.serve(story.repo)
        ran = gitlab.pipeline(story.repo, **story.job(), AIMS_GATE_CHECK_AS_OF=TODAY)
        assert ran.code != 0, ran.log
        assert "Still missing: risk-approver" in ran.log

        story.approve("octo-risk")
        ran = gitlab.pipeline(story.repo, **story.job(), AIMS_GATE_CHECK_AS_OF=TODAY)
        assert ran.code == 0, ran.log
        assert api.violations == []
