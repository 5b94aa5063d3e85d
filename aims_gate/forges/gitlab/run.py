"""One run in GitLab CI as its environment tells of it: the job, the API to ask, and the repository to fetch from."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

from aims_gate.errors import UsageError
from aims_gate.forges.gitlab.client import GitLab
from aims_gate.forges.gitlab.connection import VERSION, Token
from aims_gate.forges.gitlab.fetching import Remote
from aims_gate.forges.gitlab.job import Job, read_job

_PUBLIC = "https://gitlab.com/api/v4"


@dataclass(frozen=True, slots=True)
class Run:
    """The job, the API for the project that its change goes into, and that project's repository.

    `gitlab` and `remote` are None where the run was given no token.
    """

    job: Job
    gitlab: GitLab | None
    remote: Remote | None


def read_run(environment: Mapping[str, str]) -> Run:
    """The run that this environment belongs to. Raises UsageError for a job that brings no change."""
    job = read_job(environment)
    return Run(job, client_of(environment, job.project), remote_of(environment, job.url))


def client_of(environment: Mapping[str, str], project: str) -> GitLab | None:
    """The API: by the access token, else by CI_JOB_TOKEN for what that may read. None without either."""
    token = token_of(environment)
    if token is None:
        return None
    api_url = environment.get("CI_API_V4_URL") or _api_of(environment.get("CI_SERVER_URL", ""))
    return GitLab(project, token, api_url, ca_file=_ca_file(environment))


def remote_of(environment: Mapping[str, str], url: str) -> Remote | None:
    """The repository: the job's own token may always read it. None without a token or an address."""
    secret, token = environment.get("CI_JOB_TOKEN", ""), token_of(environment)
    if not url or token is None:
        return None
    user, secret = ("gitlab-ci-token", secret) if secret else ("oauth2", token.secret)
    return Remote(url, user, secret, _ca_file(environment))


def token_of(environment: Mapping[str, str]) -> Token | None:
    """The token to ask with. An access token comes first: what CI_JOB_TOKEN may read, it may too."""
    access = environment.get("AIMS_GATE_GITLAB_TOKEN", "")
    if access:
        return Token(access)
    job = environment.get("CI_JOB_TOKEN", "")
    return Token(job, job=True) if job else None


def _api_of(server: str) -> str:
    return f"{server.rstrip('/')}{VERSION}" if server else _PUBLIC


def _ca_file(environment: Mapping[str, str]) -> str:
    """A file of certificates to trust: ours, else the one that the runner was set up with."""
    path = environment.get("AIMS_GATE_GITLAB_CA_FILE", "")
    if path and not os.path.isfile(path):
        raise UsageError(f"{path} is no file of certificates", "AIMS_GATE_GITLAB_CA_FILE names one")
    runner = environment.get("CI_SERVER_TLS_CA_FILE", "")
    return path or (runner if os.path.isfile(runner) else "")
