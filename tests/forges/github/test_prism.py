"""The client against a server that is nothing but GitHub's own description: what it asks is allowed, what it gets is read.

It remembers nothing, so what becomes of a run over time is the stand-in's to show.
"""

from collections.abc import Iterator

import pytest

from aims_gate.forges.github.annotations import BATCH
from aims_gate.forges.github.check_run import publish
from aims_gate.forges.github.client import GitHub
from aims_gate.forges.github.protection import default_branch, read_protection
from aims_gate.forges.github.pull_request import is_administrator, pull_requests_of, read_pull_request, reviews
from tests.forges.github.asking import HEAD, refused, say, with_findings
from tests.forges.github.prism import ABSENT, NODE, PRISM, served
from tests.forges.github.stand_in import TOKEN
from tests.reports.sample import REFUSED

pytestmark = pytest.mark.skipif(not (NODE and PRISM and PRISM.is_file()), reason=ABSENT)


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with pytest.MonkeyPatch.context() as patch, served(tmp_path_factory.mktemp("prism")) as url:
        patch.setenv("NO_PROXY", "127.0.0.1")
        yield url


@pytest.fixture
def client(url: str) -> GitHub:
    return GitHub("octocat/Hello-World", TOKEN, url, patience=0)


def test_a_pull_request_and_its_reviews_are_read(client: GitHub) -> None:
    pull = read_pull_request(client, 1347)
    assert (pull.number, pull.state, pull.user.login) == (1347, "open", "octocat")
    (review,) = reviews(client, 1347)
    assert (review.login, review.state) == ("octocat", "approved")
    assert [found.number for found in pull_requests_of(client, HEAD)] == [1347]
    assert is_administrator(client, "octocat")


@pytest.mark.parametrize("findings", [0, 1, BATCH, BATCH + 1, 120])
def test_a_check_run_is_made_and_filled(findings: int, client: GitHub) -> None:
    made = say(client, with_findings(findings) if findings else REFUSED)
    assert (made.id, made.created) == (4, True)


def test_a_check_run_is_brought_up_to_date(client: GitHub) -> None:
    listed = client.at("commits", HEAD, "check-runs")
    (shown,) = client.pages(listed, key="check_runs")
    made = publish(
        client,
        with_findings(60),
        shown["head_sha"],
        name=shown["name"],
        external_id=shown["external_id"],
        summary_markdown="# Anew",
        details_url="https://github.com/octocat/Hello-World/actions/runs/7",
    )
    assert (made.id, made.created) == (4, False)


def test_what_the_description_does_not_allow_is_refused(client: GitHub) -> None:
    """So that what passes above passes for a reason."""
    body = {"name": "aims-gate", "head_sha": HEAD, "status": "completed", "conclusion": "passed"}
    assert refused(lambda: client.post(client.at("check-runs"), body)).status == 422


def test_a_report_longer_than_the_description_allows_is_cut(client: GitHub) -> None:
    assert say(client, summary_markdown="x" * 100_000).id == 4


def test_how_a_branch_is_protected_is_read(client: GitHub) -> None:
    assert default_branch(client) == "master"
    found = read_protection(client, "main")
    assert (found.told, found.unasked) == (True, ())
    assert "commit_message_pattern" in found.rules
