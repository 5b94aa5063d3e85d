import pytest

from aims_gate.errors import UsageError
from aims_gate.forges.gitlab.job import Job, Stated, read_job

HEAD, MERGED, BASE, TIP = "a" * 40, "b" * 40, "c" * 40, "d" * 40
URL = "https://gitlab.example.org/sub/path/octo/shop"
BRANCH = {
    "CI_PROJECT_ID": "42",
    "CI_PROJECT_URL": URL,
    "CI_DEFAULT_BRANCH": "main",
    "CI_PIPELINE_SOURCE": "push",
    "CI_COMMIT_SHA": HEAD,
    "CI_COMMIT_BRANCH": "topic",
    "CI_COMMIT_BEFORE_SHA": BASE,
}
REQUEST = {
    "CI_PROJECT_ID": "42",
    "CI_DEFAULT_BRANCH": "main",
    "CI_PIPELINE_SOURCE": "merge_request_event",
    "CI_COMMIT_SHA": HEAD,
    "CI_COMMIT_BEFORE_SHA": "0" * 40,
    "CI_MERGE_REQUEST_IID": "5",
    "CI_MERGE_REQUEST_EVENT_TYPE": "detached",
    "CI_MERGE_REQUEST_PROJECT_ID": "42",
    "CI_MERGE_REQUEST_PROJECT_URL": URL,
    "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "release",
    "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME": "topic",
    "CI_MERGE_REQUEST_SOURCE_BRANCH_SHA": "",
    "CI_MERGE_REQUEST_DIFF_BASE_SHA": BASE,
    "CI_MERGE_REQUEST_TITLE": "A change",
    "CI_MERGE_REQUEST_LABELS": "one,aims:none-material",
    "CI_MERGE_REQUEST_DESCRIPTION": "Words",
}
MADE = {"CI_COMMIT_SHA": MERGED, "CI_MERGE_REQUEST_SOURCE_BRANCH_SHA": HEAD, "CI_MERGE_REQUEST_TARGET_BRANCH_SHA": TIP}


def test_a_detached_pipeline() -> None:
    stated = Stated("A change", ("one", "aims:none-material"), "Words")
    assert read_job(REQUEST) == Job(
        "merge_request", "42", URL, "main", "release", HEAD, source="topic", iid=5, diff_base=BASE, stated=stated
    )


def test_a_merged_result_is_judged_at_what_was_pushed() -> None:
    job = read_job({**REQUEST, **MADE, "CI_MERGE_REQUEST_EVENT_TYPE": "merged_result"})
    assert (job.kind, job.head, job.merged, job.target_tip) == ("merge_request", HEAD, "", TIP)


def test_a_car_of_a_train_is_judged_on_the_merged_tree() -> None:
    job = read_job({**REQUEST, **MADE, "CI_MERGE_REQUEST_EVENT_TYPE": "merge_train"})
    assert (job.kind, job.head, job.merged, job.iid) == ("merge_train", HEAD, MERGED, 5)


@pytest.mark.parametrize("kind", ["merged_result", "merge_train"])
def test_the_commit_that_gitlab_made_is_never_taken_for_the_head(kind: str) -> None:
    with pytest.raises(UsageError, match="CI_MERGE_REQUEST_SOURCE_BRANCH_SHA"):
        read_job({**REQUEST, "CI_MERGE_REQUEST_EVENT_TYPE": kind})


def test_a_fork_says_nothing_of_the_default_branch() -> None:
    job = read_job({**REQUEST, "CI_PROJECT_ID": "77", "CI_DEFAULT_BRANCH": "mine"})
    assert (job.in_fork, job.default_branch, job.project) == (True, "", "42")


def test_a_push_to_the_default_branch_lands() -> None:
    job = read_job({**BRANCH, "CI_COMMIT_BRANCH": "main"})
    assert (job.kind, job.lands, job.before, job.head, job.target) == ("push", True, BASE, HEAD, "main")


def test_a_push_to_another_branch_does_not() -> None:
    job = read_job(BRANCH)
    assert (job.lands, job.source, job.url) == (False, "topic", URL)


@pytest.mark.parametrize("source", ["schedule", "web", "api", "trigger", "pipeline", "parent_pipeline"])
def test_a_run_that_nothing_was_pushed_for_lands_nothing(source: str) -> None:
    job = read_job({**BRANCH, "CI_COMMIT_BRANCH": "main", "CI_PIPELINE_SOURCE": source})
    assert (job.kind, job.lands) == ("other", False)


def test_a_tag() -> None:
    job = read_job({**BRANCH, "CI_COMMIT_BRANCH": "", "CI_COMMIT_TAG": "v1"})
    assert (job.tag, job.source, job.lands) == ("v1", "", False)


def test_a_child_pipeline_of_a_merge_request_is_one() -> None:
    assert read_job({**REQUEST, "CI_PIPELINE_SOURCE": "parent_pipeline"}).iid == 5


def test_zeros_are_no_commit() -> None:
    assert read_job({**BRANCH, "CI_COMMIT_BEFORE_SHA": "0" * 40}).before == ""


@pytest.mark.parametrize(
    ("text", "cut", "whole"),
    [
        ("x" * 2699, None, True), ("x" * 2700, None, False), ("x" * 2700, "true", False), ("x" * 2700, "false", True),
        ("short", "true", False), ("", "false", True), (None, None, False), (None, "false", True),
    ],
)  # fmt: skip
def test_a_description_that_may_be_cut_is_none(text: str | None, cut: str | None, whole: bool) -> None:
    given = {**REQUEST, "CI_MERGE_REQUEST_DESCRIPTION": text, "CI_MERGE_REQUEST_DESCRIPTION_IS_TRUNCATED": cut}
    job = read_job({name: value for name, value in given.items() if value is not None})
    assert job.stated is not None
    assert job.stated.description == ((text or "") if whole else None)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CI_COMMIT_SHA", "HEAD"), ("CI_COMMIT_SHA", ""), ("CI_COMMIT_SHA", "--upload-pack=x"),
        ("CI_MERGE_REQUEST_IID", "5; x"), ("CI_MERGE_REQUEST_IID", "0"), ("CI_MERGE_REQUEST_PROJECT_ID", ""),
        ("CI_MERGE_REQUEST_PROJECT_ID", "octo/shop"), ("CI_DEFAULT_BRANCH", "-x"), ("CI_DEFAULT_BRANCH", ""),
        ("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "a:b"), ("CI_MERGE_REQUEST_DIFF_BASE_SHA", "main"),
    ],
)  # fmt: skip
def test_what_is_not_said_is_refused(name: str, value: str) -> None:
    with pytest.raises(UsageError, match=name):
        read_job({**REQUEST, name: value})


def test_a_run_on_no_gitlab_is_refused() -> None:
    with pytest.raises(UsageError, match="CI_DEFAULT_BRANCH"):
        read_job({})
