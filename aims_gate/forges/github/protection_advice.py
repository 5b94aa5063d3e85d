"""How well the verdict is protected on GitHub, and what to change. Pure; the two levels are those of docs/github.md."""

import json
from collections.abc import Iterable

from aims_gate.forges.github.conclusion import NAME
from aims_gate.forges.github.protection import Protection, Required, Workflow
from aims_gate.model.advice import Advice, Level

ACTIONS_APP = 15368
"""The app that makes the check runs of GitHub Actions on github.com. Every workflow of every repository shares it."""

_RULES = "Settings → Rules → Rulesets"

MEANINGS: dict[Level, str] = {
    "tamper-resistant": "The verdict comes from where a change cannot reach.",
    "advisory": "The workflow that judges lies in the repository that it judges, and a change can edit it: "
    "good for who wants to be told, no proof against who wants to get past it.",
    "not enforced": "Nothing keeps a change out whose verdict is bad.",
    "not told": "What the forge enforces was not asked or not answered.",
}


def level_of(protection: Protection, github_com: bool) -> Level:
    """How well the verdict is protected, as far as GitHub shows."""
    if _of_gate(protection.workflows):
        return "tamper-resistant"
    ours = _ours(protection)
    if any(check.app and github_com and check.app != ACTIONS_APP for check in ours):
        return "tamper-resistant"
    if ours:
        return "advisory"
    return "not enforced" if protection.told else "not told"


def advice_on_protection(protection: Protection, job_names: Iterable[str], *, github_com: bool) -> tuple[Advice, ...]:
    """What to change in the rules of the default branch. `job_names` are those of jobs that make the check run."""
    branch = protection.branch
    found = [Advice("untold", one.what, branch, one.why, one.todo) for one in protection.unasked]
    found += [_of_other(workflow) for workflow in protection.workflows if not _of_gate([workflow])]
    ours, required = _ours(protection), _of_gate(protection.workflows)
    if required:
        shown = ", ".join(f"{one.path} ({one.source})" for one in required)
        found.append(Advice("sound", f"a required workflow runs the gate: {shown}", branch))
    if ours:
        found += _pinned(ours, branch, github_com)
    elif not required and protection.told:
        found.append(_not_required(branch))
    found += [_job(check, branch) for check in protection.checks if check.context in set(job_names) - {NAME}]
    if protection.bypass:
        found.append(_bypass(protection))
    return tuple(found)


def _ours(protection: Protection) -> list[Required]:
    return [check for check in protection.checks if check.context == NAME]


def _of_gate(workflows: Iterable[Workflow]) -> list[Workflow]:
    """Required workflows whose file is named after the gate. What others run cannot be seen from here."""
    return [one for one in workflows if "aims-gate" in one.path or "aims_gate" in one.path]


def _of_other(workflow: Workflow) -> Advice:
    return Advice(
        "note",
        f"whether the required workflow {workflow.path} runs the gate cannot be seen from here",
        workflow.source,
        f"it lies in the repository with the number {workflow.repository}",
        "name its file after the gate, aims-gate.yml, if it does",
    )


def _pinned(ours: list[Required], branch: str, github_com: bool) -> list[Advice]:
    loose = [check for check in ours if not check.app]
    if len(loose) == len(ours):
        return [
            Advice(
                "change",
                f"the required check {NAME} may come from any app",
                f"{branch}, {loose[0].source}",
                "whoever may write statuses or checks anywhere in this repository can make one that passes",
                f"pin it to the app that makes it ({ACTIONS_APP} is GitHub Actions on github.com)",
                _rule(),
            )
        ]
    app = next(check.app for check in ours if check.app)
    found = [Advice("sound", f"the check run {NAME} is required, from app {app}", branch)]
    if not github_com:
        why = "the number of GitHub Actions differs from server to server, and its runs any workflow can make"
        todo = "compare it with `app.id` of a check run that a workflow made"
        found.append(Advice("untold", f"whether app {app} is GitHub Actions", branch, why, todo))
    elif app == ACTIONS_APP:
        why = "any workflow with `checks: write` can make a check run of that name, one that the change adds included"
        todo = "for more: a required workflow of another repository, or an app of your own (docs/github.md)"
        found.append(
            Advice("note", f"{NAME} is pinned to GitHub Actions, which all workflows share", branch, why, todo)
        )
    return found


def _not_required(branch: str) -> Advice:
    return Advice(
        "change",
        f"nothing requires the check run {NAME} on {branch}",
        _RULES,
        "a change can be merged whatever its verdict is",
        "import docs/github/ruleset.json of aims-gate, or add this rule",
        _rule(),
    )


def _job(check: Required, branch: str) -> Advice:
    return Advice(
        "change",
        f"the job `{check.context}` is required",
        f"{branch}, {check.source}",
        f"it is green once the check run {NAME} carries the verdict, a bad one included",
        f"require {NAME} in its place",
        _rule(),
    )


def _bypass(protection: Protection) -> Advice:
    return Advice(
        "change",
        f"rules can be passed by: {'; '.join(protection.bypass)}",
        _RULES,
        "whoever may, merges without a verdict",
        "empty the bypass list; break-glass is the way for emergencies",
        '"bypass_actors": []',
    )


def _rule() -> str:
    wanted = {"context": NAME, "integration_id": ACTIONS_APP}
    parameters = {"strict_required_status_checks_policy": False, "required_status_checks": [wanted]}
    return json.dumps({"type": "required_status_checks", "parameters": parameters}, indent=2)
