"""The jobs of a tree's workflows that run the gate, as GitHub would run them. Judges nothing of them.

What a workflow does by way of another (a reusable workflow, a script of the repository) is not followed.
"""

import re
from typing import NamedTuple

from aims_gate.model.document import Json, Parsed
from aims_gate.sources.git import Repository
from aims_gate.sources.strict_yaml import read_yaml

FOLDER = ".github/workflows"

_LARGEST = 512 * 1024
_ACTION = re.compile(r"(?:^|/)aims-gate(?:@|$)")
_COMMAND = re.compile(r"\baims[-_]gate\s++(?:-\S++\s++){0,20}check\b")
_YES = ("true", "1", "yes", "on", "t", "y")


class GateJob(NamedTuple):
    """One job that runs the gate. `step` is the place of that step among the job's.

    `events` maps an event to what the workflow says of it, empty for nothing. `publishes` is whether it makes the check
    run; `fails` is `auto`, `always` or `never`.
    """

    file: Parsed
    name: str
    job: dict[str, Json]
    step: int
    events: dict[str, dict[str, Json]]
    publishes: bool
    fails: str

    @property
    def decides(self) -> bool:
        """Whether anything can be held up by it: a job that publishes nothing and never fails only reports."""
        return self.publishes or self.fails != "never"

    @property
    def steps(self) -> list[dict[str, Json]]:
        return _steps(self.job)

    @property
    def shown(self) -> str:
        """The name by which GitHub lists the job among a commit's checks."""
        return str(self.job.get("name") or self.name)

    def at(self, pointer: str = "") -> str:
        """`path:line` of a part of the job, or of the job."""
        whole = f"jobs.{self.name}"
        for known in (f"{whole}.{pointer}" if pointer else whole, whole):
            if known in self.file.spans:
                return f"{self.file.path}:{self.file.spans[known][0]}"
        return self.file.path

    def stated(self, key: str) -> Json:
        """What the job says for a key that a workflow may state for all of its jobs; None where neither does."""
        if key in self.job:
            return self.job[key]
        # A key without a value (`permissions: {}` has one) states nothing.
        return self.file.value.get(key)


def read_workflows(repository: Repository, tree: str) -> tuple[Parsed, ...]:
    """Every workflow of a tree that names the gate, sorted by path. One that cannot be read is there with its problem."""
    listed = [(path, entry) for path, entry in repository.list_tree(tree, FOLDER) if _is_workflow(path)]
    blobs = repository.read_blobs([entry.id for _, entry in listed if entry.is_file], limit=_LARGEST)
    found = []
    for path, entry in listed:
        blob = blobs.get(entry.id) if entry.is_file else None
        if blob is not None and re.search(rb"aims[-_]gate", blob.data):
            found.append(read_yaml(blob.data, path, limit=_LARGEST))
    return tuple(found)


def gate_jobs(workflow: Parsed) -> tuple[GateJob, ...]:
    """The jobs of a workflow that run the gate; none of a workflow that cannot be read."""
    value = workflow.value if isinstance(workflow.value, dict) else {}
    jobs = value.get("jobs")
    events = _events(workflow)
    found = []
    for name, job in (jobs if isinstance(jobs, dict) else {}).items():
        steps = _steps(job)
        places = [place for place, step in enumerate(steps) if _runs_the_gate(step)]
        for place in places[:1]:
            settings = _settings(value, job, steps[place])
            publishes, fails = _outcome(steps[place], settings)
            found.append(GateJob(workflow, str(name), job, place, events, publishes, fails))
    return tuple(found)


def is_on(value: Json) -> bool:
    """Whether a workflow says yes. An expression is one: it may."""
    return value is True or (isinstance(value, str) and (value.lower() in _YES or "${{" in value))


def _is_workflow(path: str) -> bool:
    return path.rpartition("/")[0] == FOLDER and path.endswith((".yml", ".yaml"))


def _events(workflow: Parsed) -> dict[str, dict[str, Json]]:
    """Event → what is said of it. `on` is a name, a list of them or a mapping, whose keys may stand without a value."""
    value = workflow.value if isinstance(workflow.value, dict) else {}
    stated = value.get("on")
    if isinstance(stated, str):
        return {stated: {}}
    if isinstance(stated, list):
        return {str(name): {} for name in stated}
    table = stated if isinstance(stated, dict) else {}
    bare = [pointer.removeprefix("on.") for pointer in workflow.spans if re.fullmatch(r"on\.[\w-]+", pointer)]
    return {name: row if isinstance(row := table.get(name), dict) else {} for name in (*table, *bare)}


def _steps(job: Json) -> list[dict[str, Json]]:
    steps = job.get("steps") if isinstance(job, dict) else None
    return [step if isinstance(step, dict) else {} for step in steps] if isinstance(steps, list) else []


def _runs_the_gate(step: dict[str, Json]) -> bool:
    uses = step.get("uses")
    if isinstance(uses, str):
        return bool(_ACTION.search(uses))
    return isinstance(step.get("run"), str) and bool(_COMMAND.search(step["run"]))


def _settings(*places: Json) -> dict[str, Json]:
    """The environment of a step: the workflow's, the job's, its own."""
    found: dict[str, Json] = {}
    for place in places:
        variables = place.get("env")
        found |= variables if isinstance(variables, dict) else {}
    return found


def _outcome(step: dict[str, Json], settings: dict[str, Json]) -> tuple[bool, str]:
    """Whether the check run is made, and when the job fails."""
    given, run = step.get("with"), str(step.get("run", ""))
    inputs = given if isinstance(given, dict) else {}
    quiet = is_on(settings.get("AIMS_GATE_CHECK_NO_PUBLISH")) or "--no-publish" in run
    asked = re.search(r"--fail-job[ =](\w+)", run)
    fails = asked[1] if asked else inputs.get("fail-job") or settings.get("AIMS_GATE_CHECK_FAIL_JOB") or "auto"
    return not quiet, str(fails)
