"""What to change in the workflows that run the gate, so that it runs when it must, and may no more than it must.

Pure: text of workflows in, sentences out. What each point guards against is in docs/github.md.
"""

import re
from collections.abc import Iterable

from aims_gate.facts.wording import in_a_row
from aims_gate.forges.github.workflow import FOLDER, GateJob, gate_jobs, is_on
from aims_gate.model.advice import Advice
from aims_gate.model.document import Json, Parsed

_PULL = ("pull_request", "pull_request_target")
_TYPES = {
    "pull_request": ("opened", "reopened", "synchronize", "edited", "labeled", "unlabeled"),
    "pull_request_review": ("submitted", "dismissed"),
}
_DEFAULTS = {"pull_request": ("opened", "reopened", "synchronize")}
_PINNED = re.compile(r"\./.*|docker://.*@sha256:[0-9a-f]{64}|[^@]+@(?:[0-9a-f]{40}|[0-9a-f]{64})")
_RANK = {"none": 0, "read": 1, "write": 2}
_MAY_WRITE = {"checks", "security-events"}

_CHECKOUT = """\
- uses: actions/checkout@<full commit id>
  with:
    fetch-depth: 0
    persist-credentials: false"""


def advice_on_workflows(workflows: Iterable[Parsed], *, queue: bool | None, elsewhere: bool) -> tuple[Advice, ...]:
    """What to change in the workflows of a tree.

    `queue` is whether the default branch has a merge queue, None where that is not known; `elsewhere` is whether a
    required workflow of another repository runs the gate.
    """
    listed = tuple(workflows)
    jobs = [job for workflow in listed for job in gate_jobs(workflow)]
    found = [_unread(workflow) for workflow in listed if workflow.value is None]
    if not jobs:
        return (*found, *(() if elsewhere else (_none(bool(listed)),)))
    for job in jobs:
        own = [*_permissions(job), *_pins(job), *_checkout(job), *_skipped(job), *_turns(job)]
        found += own or [Advice("sound", f"job `{job.name}` runs the gate as it should", job.at())]
    deciding = [job for job in jobs if job.decides]
    if not deciding:
        return (*found, *(() if elsewhere else (_reports_only(jobs[0]),)))
    return (*found, *_triggers(deciding, queue))


def _unread(workflow: Parsed) -> Advice:
    first = workflow.problems[0]
    return Advice(
        "untold",
        f"whether this workflow runs the gate: {first.message}",
        f"{workflow.path}:{first.line}",
        "a workflow that cannot be read here is not looked at",
        "write it without anchors, aliases and tags",
    )


def _none(named: bool) -> Advice:
    what = (
        "no job runs the gate, though a workflow names it" if named else "no workflow of this repository runs the gate"
    )
    return Advice(
        "change",
        what,
        FOLDER,
        "no change is judged unless a required workflow of another repository does it",
        "copy docs/github/pull-request.yml of aims-gate; a reusable workflow is not followed",
        "on: [pull_request, pull_request_review, merge_group]",
    )


def _reports_only(job: GateJob) -> Advice:
    why = "it makes no check run and never fails, so it holds nothing up"
    todo = "copy docs/github/pull-request.yml of aims-gate beside it"
    return Advice("change", "the gate only reports here", job.at(), why, todo)


def _permissions(job: GateJob) -> list[Advice]:
    stated = job.stated("permissions")
    needed = {"contents": "read", "pull-requests": "read"} | ({"checks": "write"} if job.publishes else {})
    block = "permissions:\n" + "\n".join(f"  {name}: {level}" for name, level in needed.items())
    if stated is None:
        why = "then it may what the repository's settings say, which may be everything or too little"
        return [Advice("change", "the job does not say what its token may", job.at(), why, "state it", block)]
    if isinstance(stated, str):
        granted = dict.fromkeys(needed, stated.removesuffix("-all"))
        extra = ["everything"] if stated == "write-all" else []
    else:
        granted = {str(k): str(v) for k, v in stated.items()} if isinstance(stated, dict) else {}
        extra = [name for name, level in granted.items() if level == "write" and name not in _MAY_WRITE]
        extra += ["checks"] if granted.get("checks") == "write" and not job.publishes else []
    lacking = [f"{k}: {v}" for k, v in needed.items() if _RANK.get(granted.get(k, "none"), 0) < _RANK[v]]
    where, found = job.at("permissions"), []
    if lacking:
        why = "without it the gate leaves undecided what it cannot ask, or makes no check run"
        found.append(Advice("change", f"the token lacks {', '.join(lacking)}", where, why, "grant it", block))
    if extra:
        why = "the gate needs no more than reading and `checks: write`"
        found.append(Advice("change", f"the token may write {', '.join(extra)}", where, why, "take it away", block))
    return found


def _pins(job: GateJob) -> list[Advice]:
    uses = [(place, step["uses"]) for place, step in enumerate(job.steps) if isinstance(step.get("uses"), str)]
    loose = [(place, name) for place, name in uses if not _PINNED.fullmatch(name)]
    if not loose:
        return []
    return [
        Advice(
            "change",
            f"{', '.join(name for _, name in loose)}: not pinned by commit",
            job.at(f"steps[{loose[0][0]}].uses"),
            "whoever can move a tag or a branch of that repository decides what runs here with this token",
            "pin the full commit id of the version that you have reviewed",
            "\n".join(f"- uses: {name.partition('@')[0]}@<full commit id>" for _, name in loose),
        )
    ]


def _checkout(job: GateJob) -> list[Advice]:
    before = [(place, step) for place, step in enumerate(job.steps[: job.step])]
    found = [(p, s) for p, s in before if str(s.get("uses", "")).partition("@")[0] == "actions/checkout"]
    if not found:
        why = "the gate reads git objects of a clone and fetches nothing itself"
        return [Advice("change", "no checkout comes before the gate", job.at("steps"), why, "add it", _CHECKOUT)]
    place, step = found[-1]
    inputs = step["with"] if isinstance(step.get("with"), dict) else {}
    where, advice = job.at(f"steps[{place}]"), []
    if str(inputs.get("fetch-depth")) != "0":
        why = "the gate needs the default branch, whose rules bind, and the commits that were reviewed"
        advice.append(Advice("change", "the checkout is shallow", where, why, "fetch everything", _CHECKOUT))
    if is_on(inputs.get("persist-credentials", True)):
        why = "the token lies in the clone, where every later step can read it"
        advice.append(Advice("change", "the checkout leaves the token behind", where, why, "turn it off", _CHECKOUT))
    if "pull_request_target" in job.events and (inputs.get("ref") or is_on(inputs.get("allow-unsafe-pr-checkout"))):
        why = "with a token that may write, files of a stranger lie in the workspace of later steps"
        todo = "check the default branch out, and bring the change in as git objects (docs/github/forks.yml)"
        advice.append(Advice("change", "a run on `pull_request_target` checks the change out", where, why, todo))
    return advice


def _skipped(job: GateJob) -> list[Advice]:
    """Ways in which the job ends green, or never starts, without a verdict."""
    step = job.steps[job.step]
    found = []
    lenient = "a job that may fail is green whatever the gate says"
    skipped = "GitHub takes a skipped job for a passed one"
    deletions = "deleted" in str(job.job.get("if", "")) and "push" in job.events
    for key, row, pointer, why in (
        ("if", {} if deletions else job.job, "if", skipped),
        ("needs", job.job, "needs", "a job whose needs fail is skipped, and " + skipped),
        ("continue-on-error", job.job, "continue-on-error", lenient),
        ("if", step, f"steps[{job.step}].if", skipped),
        ("continue-on-error", step, f"steps[{job.step}].continue-on-error", lenient),
    ):
        if key in row and row[key] is not False and job.decides:
            found.append(Advice("change", f"the gate runs under `{key}`", job.at(pointer), why, f"remove `{key}`"))
    for event in (*_PULL, "merge_group") if job.decides else ():
        filters = sorted({"paths", "paths-ignore"} & {*job.events.get(event, {})})
        if filters:
            why = "GitHub waits without end for a required check whose workflow was filtered away"
            what = f"`{event}` is filtered by {' and '.join(filters)}"
            found.append(Advice("change", what, _on(job, event), why, "remove it: the gate itself passes such changes"))
    return found


def _turns(job: GateJob) -> list[Advice]:
    """Whether two runs for one pull request come one after the other."""
    if not job.publishes:
        return []
    stated = job.stated("concurrency")
    block = (
        "concurrency:\n  group: aims-gate-${{ github.event.pull_request.number || github.ref }}\n"
        "  cancel-in-progress: false"
    )
    if stated is None:
        why = "two runs at once may leave the older verdict standing"
        return [Advice("change", "runs for one pull request do not wait for each other", job.at(), why, "group", block)]
    if isinstance(stated, dict) and is_on(stated.get("cancel-in-progress", False)):
        why = "a run that is cancelled while it publishes leaves an older verdict standing"
        return [
            Advice("change", "a newer run cancels an older one", _top(job, "concurrency"), why, "let it end", block)
        ]
    return []


def _triggers(jobs: list[GateJob], queue: bool | None) -> list[Advice]:
    """What starts no run of any of these jobs, though the verdict may change with it."""
    found = []
    where = jobs[0].file.path
    events = {event for job in jobs for event in job.events}
    if not events & {*_PULL}:
        why = "no pull request is judged"
        found.append(Advice("change", "nothing runs on `pull_request`", where, why, "add it", _event("pull_request")))
    if any(job.publishes for job in jobs) and "pull_request_review" not in events:
        why = "an approval turns no check run green until somebody pushes or re-runs the job"
        block = _event("pull_request_review")
        found.append(Advice("change", "nothing runs on `pull_request_review`", where, why, "add it", block))
    if "merge_group" not in events and queue is not False:
        why = "a merge queue waits without end for a check that nothing runs in its groups"
        what = f"nothing runs on `merge_group`, and the default branch {'has' if queue else 'may have'} a merge queue"
        found.append(Advice("change" if queue else "note", what, where, why, "add it", "merge_group:"))
    for job in jobs:
        found += [one for event in job.events for one in _types(job, event)]
    return found


def _types(job: GateJob, event: str) -> list[Advice]:
    kind = "pull_request" if event in _PULL else event
    stated = job.events[event].get("types")
    if kind not in _TYPES or not job.publishes or (stated is None and kind not in _DEFAULTS):
        return []
    listed = [stated] if isinstance(stated, str) else stated if isinstance(stated, list) else _DEFAULTS[kind]
    lacking = [name for name in _TYPES[kind] if name not in listed]
    if not lacking:
        return []
    why = "the verdict depends on it, and stays as it was until something else starts a run"
    return [
        Advice(
            "change",
            f"`{event}` starts no run when {in_a_row(lacking, 'or')}",
            _on(job, event),
            why,
            "add it",
            _event(event),
        )
    ]


def _event(event: str) -> str:
    kind = "pull_request" if event in _PULL else event
    more = (*_TYPES[kind], "ready_for_review") if kind == "pull_request" else _TYPES[kind]
    return f"{event}:\n  types: [{', '.join(more)}]"


def _on(job: GateJob, event: str) -> str:
    return _top(job, f"on.{event}", "on")


def _top(job: GateJob, *pointers: str) -> str:
    """`path:line` of a key of the workflow or, where the job states it, of the job."""
    spans: dict[str, Json] = dict(job.file.spans)
    for pointer in (f"jobs.{job.name}.{pointers[0]}", *pointers):
        if pointer in spans:
            return f"{job.file.path}:{spans[pointer][0]}"
    return job.file.path
