from pathlib import Path

import pytest

from aims_gate.errors import UsageError
from aims_gate.forges.gitlab.connection import Token
from aims_gate.forges.gitlab.fetching import Remote
from aims_gate.forges.gitlab.run import client_of, read_run, remote_of, token_of
from tests.forges.gitlab.stand_in import JOB_TOKEN, TOKEN, StandIn
from tests.forges.gitlab.test_job import REQUEST, URL
from tests.forges.gitlab.world import World

BOTH = {"AIMS_GATE_GITLAB_TOKEN": TOKEN, "CI_JOB_TOKEN": JOB_TOKEN}


def test_the_api_that_the_environment_names_is_asked(world: World, gitlab: StandIn) -> None:
    run = read_run({**REQUEST, **BOTH, "CI_API_V4_URL": gitlab.api})
    assert run.gitlab is not None
    world.merge_request(5, "a" * 40)
    assert run.gitlab.get(run.gitlab.at("merge_requests", run.job.iid))["iid"] == 5
    assert run.gitlab.reads_approvals


def test_an_older_server_names_only_itself(gitlab: StandIn) -> None:
    client = client_of({**BOTH, "CI_SERVER_URL": f"{gitlab.url}/"}, "42")
    assert client is not None
    assert client.get("/user")["username"] == "aims-gate-bot"


@pytest.mark.parametrize("token", [{}, {"AIMS_GATE_GITLAB_TOKEN": ""}, {"CI_JOB_TOKEN": ""}])
def test_nobody_asks_without_a_token(token: dict[str, str]) -> None:
    run = read_run({**REQUEST, **token})
    assert (run.gitlab, run.remote) == (None, None)


def test_the_access_token_comes_first_and_the_job_s_own_fetches() -> None:
    assert token_of(BOTH) == Token(TOKEN)
    assert token_of({"CI_JOB_TOKEN": JOB_TOKEN}) == Token(JOB_TOKEN, job=True)
    assert remote_of(BOTH, URL) == Remote(URL, "gitlab-ci-token", JOB_TOKEN)
    assert remote_of({"AIMS_GATE_GITLAB_TOKEN": TOKEN}, URL) == Remote(URL, "oauth2", TOKEN)
    assert remote_of(BOTH, "") is None


def test_certificates_of_one_s_own(tmp_path: Path) -> None:
    mine, runners = tmp_path / "mine.pem", tmp_path / "runners.pem"
    for file in (mine, runners):
        file.write_text("")
    given = {**BOTH, "CI_SERVER_TLS_CA_FILE": str(runners)}
    assert remote_of(given, URL) == Remote(URL, "gitlab-ci-token", JOB_TOKEN, str(runners))
    both = {**given, "AIMS_GATE_GITLAB_CA_FILE": str(mine)}
    assert remote_of(both, URL) == Remote(URL, "gitlab-ci-token", JOB_TOKEN, str(mine))
    with pytest.raises(UsageError, match="no file of certificates"):
        remote_of({**BOTH, "AIMS_GATE_GITLAB_CA_FILE": str(tmp_path / "none.pem")}, URL)
