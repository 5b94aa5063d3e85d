"""What is found in workflows that run the gate: nothing in those of the documentation, and each weakness by itself."""

from pathlib import Path
from typing import Any

import pytest

from aims_gate.forges.github.workflow import gate_jobs, read_workflows
from aims_gate.forges.github.workflow_advice import advice_on_workflows
from aims_gate.model.advice import Advice
from aims_gate.sources.git import Repository
from tests.repositories import Repo
from tests.tree import ROOT

DOCUMENTED = ROOT / "docs/github"
GATE = (DOCUMENTED / "pull-request.yml").read_text(encoding="utf-8")
PATH = ".github/workflows/gate.yml"


def found(folder: Path, *texts: str, queue: bool | None = True, elsewhere: bool = False) -> list[Advice]:
    repo = Repo(folder / "repo")
    for number, text in enumerate(texts):
        repo.write(PATH if not number else f".github/workflows/more-{number}.yml", text)
    repo.write("README.md", "aims-gate\n")
    commit = repo.commit("Workflows")
    with Repository(str(repo.folder)) as repository:
        workflows = read_workflows(repository, repository.tree_of(commit))
    return list(advice_on_workflows(workflows, queue=queue, elsewhere=elsewhere))


def to_change(folder: Path, *texts: str, **more: Any) -> list[str]:
    return [one.what for one in found(folder, *texts, **more) if one.state == "change"]


def edited(old: str, new: str, text: str = GATE) -> str:
    assert old in text
    return text.replace(old, new)


@pytest.mark.parametrize("name", ["pull-request", "enterprise", "code-scanning"])
def test_the_workflows_of_the_documentation_are_in_order(name: str, tmp_path: Path) -> None:
    texts = [(DOCUMENTED / f"{name}.yml").read_text(encoding="utf-8"), GATE, (DOCUMENTED / "forks.yml").read_text()]
    assert {one.state for one in found(tmp_path, *texts)} == {"sound"}


def test_the_required_workflow_of_the_documentation_is_in_order_where_it_is_required(tmp_path: Path) -> None:
    text = (DOCUMENTED / "required-workflow.yml").read_text(encoding="utf-8")
    (sound,) = found(tmp_path, text, elsewhere=True)
    assert (sound.state, sound.where) == ("sound", f"{PATH}:18")
    assert gate_jobs(parsed(tmp_path / "again", text))[0].fails == "always"


def parsed(folder: Path, text: str) -> Any:
    repo = Repo(folder / "repo")
    repo.write(PATH, text)
    commit = repo.commit("Workflow")
    with Repository(str(repo.folder)) as repository:
        (workflow,) = read_workflows(repository, repository.tree_of(commit))
    return workflow


WEAKNESSES = {
    "no review": ("  pull_request_review:\n    types: [submitted, dismissed]\n", "", "nothing runs on `pull_request_review`"),
    "no queue": ("  merge_group:\n", "", "nothing runs on `merge_group`"),
    "no edits": (", edited, labeled, unlabeled, ready_for_review", "", "no run when edited, labeled or unlabeled"),
    "no dismissal": ("[submitted, dismissed]", "[submitted]", "no run when dismissed"),
    "no checks": ("      checks: write", "      statuses: read", "the token lacks checks: write"),
    "no reviews read": ("      pull-requests: read", "      actions: read", "the token lacks pull-requests: read"),
    "writes contents": ("contents: read", "contents: write", "the token may write contents"),
    "writes all": (
        "permissions: {}", "permissions: write-all", "the token may write everything"
    ),
    "a tag": ("checkout@3d3c42e5aac5ba805825da76410c181273ba90b1", "checkout@v7", "actions/checkout@v7: not pinned"),
    "a branch": (
        "octo/aims-gate@5f0c1a7e3b9d2468ace013579bdf02468ace1357", "octo/aims-gate@main", "octo/aims-gate@main: not"
    ),
    "shallow": ("fetch-depth: 0 #", "fetch-depth: 50 #", "the checkout is shallow"),
    "shallow by default": ("          fetch-depth: 0 #", "          #", "the checkout is shallow"),
    "credentials": ("persist-credentials: false", "persist-credentials: true", "leaves the token behind"),
    "credentials by default": ("          persist-credentials: false\n", "", "leaves the token behind"),
    "skipped": ("    timeout-minutes", "    if: github.actor != 'bot'\n    timeout-minutes", "runs under `if`"),
    "after another": ("    timeout-minutes", "    needs: build\n    timeout-minutes", "runs under `needs`"),
    "lenient": ("    timeout-minutes", "    continue-on-error: true\n    timeout-minutes", "under `continue-on-error`"),
    "lenient step": ("      - id: gate\n", "      - id: gate\n        continue-on-error: true\n", "`continue-on-error`"),
    "skipped step": ("      - id: gate\n", "      - id: gate\n        if: success()\n", "runs under `if`"),
    "paths": ("  pull_request:\n", "  pull_request:\n    paths: [services/**]\n", "`pull_request` is filtered by paths"),
    "at once": ("concurrency:\n", "x-concurrency:\n", "do not wait for each other"),
    "cancelled": ("cancel-in-progress: false", "cancel-in-progress: true", "a newer run cancels an older one"),
    "perhaps cancelled": ("cancel-in-progress: false", "cancel-in-progress: ${{ true }}", "a newer run cancels an"),
    "no pull request": ("  pull_request:\n    types: [op", "  push:\n    types: [op", "nothing runs on `pull_request`"),
}  # fmt: skip


@pytest.mark.parametrize("case", WEAKNESSES)
def test_a_weakness_is_found(case: str, tmp_path: Path) -> None:
    old, new, said = WEAKNESSES[case]
    text = edited(old, new)
    if case == "writes all":
        text = text[: text.index("    permissions:")] + text[text.index("    steps:") :]
    advice = [one for one in found(tmp_path, text) if one.state == "change"]
    assert [said in one.what for one in advice] == [True], [one.what for one in advice]
    assert advice[0].where.startswith(PATH)
    assert advice[0].why
    assert advice[0].todo


def test_a_job_without_stated_permissions_or_checkout_is_told(tmp_path: Path) -> None:
    text = "on: [pull_request, pull_request_review, merge_group]\njobs:\n  gate:\n    steps:\n      - run: aims-gate check\n"
    said = to_change(tmp_path, text)
    assert said == [
        "the job does not say what its token may",
        "no checkout comes before the gate",
        "runs for one pull request do not wait for each other",
        "`pull_request` starts no run when edited, labeled or unlabeled",
    ]


def test_a_checkout_of_the_change_with_a_token_that_may_write_is_told(tmp_path: Path) -> None:
    forks = (DOCUMENTED / "forks.yml").read_text(encoding="utf-8")
    unsafe = edited(
        "persist-credentials: false", "persist-credentials: false\n          ref: ${{ github.head_ref }}", forks
    )
    assert to_change(tmp_path, GATE, unsafe) == ["a run on `pull_request_target` checks the change out"]


def test_a_deletion_may_be_left_out_of_pushes(tmp_path: Path) -> None:
    push = edited("  merge_group:\n", "  merge_group:\n  push:\n")
    text = edited("    timeout-minutes", "    if: ${{ !github.event.deleted }}\n    timeout-minutes", push)
    assert to_change(tmp_path, text) == []


@pytest.mark.parametrize(("queue", "state"), [(True, "change"), (None, "note"), (False, None)])
def test_a_queue_matters_where_there_is_one(queue: bool | None, state: str | None, tmp_path: Path) -> None:
    advice = found(tmp_path, edited("  merge_group:\n", ""), queue=queue)
    assert [one.state for one in advice if "merge_group" in one.what] == ([state] if state else [])


@pytest.mark.parametrize(
    "text",
    [
        "on: push\njobs: {}\n",
        "on: push\njobs:\n  x:\n    steps:\n      - run: echo aims-gate\n",
        "# aims-gate\non: push\n",
    ],
)
def test_a_repository_in_which_nothing_runs_the_gate_is_told(text: str, tmp_path: Path) -> None:
    assert to_change(tmp_path / "with", text)[-1].startswith("no ")
    assert to_change(tmp_path / "elsewhere", text, elsewhere=True) == []


def test_a_workflow_that_cannot_be_read_is_never_in_order(tmp_path: Path) -> None:
    advice = found(tmp_path, "x: &a 1\ny: *a\n# aims-gate\n", GATE)
    assert [one.state for one in advice] == ["untold", "sound"]
    assert advice[0].where.startswith(f"{PATH}:")
    (told, none) = found(tmp_path / "alone", "x: &a 1\ny: *a\n# aims-gate\n")
    assert (told.state, none.state) == ("untold", "change")


def test_a_job_that_only_reports_is_asked_for_nothing_else(tmp_path: Path) -> None:
    alerts = (DOCUMENTED / "code-scanning.yml").read_text(encoding="utf-8")
    assert to_change(tmp_path, alerts) == ["the gate only reports here"]
    assert to_change(tmp_path / "elsewhere", alerts, elsewhere=True) == []
    writes = edited("security-events: write", "checks: write", alerts)
    assert to_change(tmp_path / "more", writes, GATE) == ["the token may write checks"]
