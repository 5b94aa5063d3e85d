"""A project on the stand-in as git serves it, and the clone that a runner makes of it."""

from pathlib import Path

from tests.forges.gitlab.stand_in import JOB_TOKEN
from tests.forges.gitlab.story import NUMBER, Story
from tests.repositories import Repo


def serve(story: Story) -> None:
    """Let git fetch the story's repository, with the refs that GitLab keeps."""
    story.gitlab.served = story.repo.folder
    story.repo.git("update-ref", f"refs/merge-requests/{NUMBER}/head", story.repo.id())
    story.repo.git("update-ref", "refs/pipelines/1", story.repo.id())
    story.repo.git("symbolic-ref", "HEAD", "refs/heads/main")


def clone(story: Story, folder: Path, depth: int = 0, ref: str = "refs/pipelines/1") -> Repo:
    """What a runner has when a job begins: the pipeline's ref alone, and not all of its history."""
    made = Repo(folder)
    options = [f"--depth={depth}"] if depth else []
    made.git("fetch", "-q", *options, f"file://{story.repo.folder}", f"+{ref}:refs/pipelines/1")
    made.git("checkout", "-q", "refs/pipelines/1")
    return made


def online(story: Story, **more: str) -> dict[str, str]:
    """The variables of a job that can fetch."""
    here = {"CI_PROJECT_URL": story.gitlab.project, "CI_MERGE_REQUEST_PROJECT_URL": story.gitlab.project}
    return {**story.job(), **here, "CI_JOB_TOKEN": JOB_TOKEN, **more}
