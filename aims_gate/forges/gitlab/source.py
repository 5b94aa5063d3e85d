"""Where the facts of a job's change come from."""

from dataclasses import dataclass

from aims_gate.forges.gitlab.api import Api
from aims_gate.forges.gitlab.fetching import Remote
from aims_gate.forges.gitlab.job import Job
from aims_gate.sources.git import Repository


@dataclass(frozen=True, slots=True)
class Source:
    """Where a job's facts come from. `api` and `remote` are None where the job was given nothing to ask with."""

    repository: Repository
    job: Job
    api: Api | None
    remote: Remote | None = None
