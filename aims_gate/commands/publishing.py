"""What a check leaves on GitHub: the check run, the step's summary and outputs, and how the job ends.

Decides no verdict: a job's end follows from the report's exit code and from whether the check run carries it.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass

import click

from aims_gate.errors import AimsGateError, ForgeError, UsageError
from aims_gate.forges.github.check_run import LONGEST, Published, publish
from aims_gate.forges.github.client import GitHub
from aims_gate.forges.github.conclusion import check_name, external_id
from aims_gate.forges.github.event import Event
from aims_gate.forges.github.job_files import add_outputs, add_summary
from aims_gate.forges.github.run import Run, read_run
from aims_gate.model.report import Report, report_on_nothing
from aims_gate.reports import Options, render, step_summary
from aims_gate.reports.characters import one_line
from aims_gate.reports.markdown import without_a_report
from aims_gate.reports.markdown_escape import inline

_NO_TOKEN = (
    "there is no token",
    "pass `GITHUB_TOKEN: ${{ github.token }}` to this step, with `checks: write` among the permissions",
)
_NO_COMMIT = ("this event names no commit and none was judged", "run the gate on `pull_request`")
_ALWAYS_FAILS = (2, 4)


@dataclass(frozen=True, slots=True)
class Job:
    """The job that this check runs in. `reports` are `FORMAT=PATH` texts, as they were asked for.

    `fail_job` is `auto`, `always` or `never`; `publish` is false where no check run is wanted.
    """

    environment: Mapping[str, str]
    reports: tuple[str, ...] = ()
    fail_job: str = "auto"
    publish: bool = True

    def tell(self, report: Report) -> int:
        """Tells GitHub the verdict; returns the job's exit code.

        What cannot be delivered is said, and never makes a passing job fail.
        """
        markdown = render("markdown", report, Options(limit=LONGEST))
        files = {"report-json": _path_of("json", self), "junit": _path_of("junit", self)}
        return _told(report, self, markdown, step_summary(report), files)

    def tell_failure(self, message: str, hint: str, exit_code: int) -> int:
        """Tells GitHub that nothing was judged, so that no check run of this commit stays as green as it was."""
        report, markdown = nothing_judged(message, hint, exit_code)
        return _told(report, self, markdown, markdown, {"report-json": "", "junit": ""})


def job_exit_code(exit_code: int, fail_job: str, published: bool) -> int:
    """How a job ends. A check run that was delivered carries the verdict, so the job that made it has done its work.

    Where nothing was judged because of a mistake in the setup, or of ours, the job fails whatever was asked for.
    """
    if exit_code in _ALWAYS_FAILS or fail_job == "always":
        return exit_code
    return 0 if fail_job == "never" or published else exit_code


def _told(report: Report, job: Job, markdown: str, summary: str, files: dict[str, str]) -> int:
    published, said = _published(report, job, markdown)
    outputs = {
        "verdict": report.verdict,
        "exit-code": str(report.exit_code),
        "published": "true" if published else "false",
        **files,
    }
    notes = [said]
    shown = summary if published else f"{summary}\n> {inline(said)}\n"
    try:
        add_outputs(job.environment, outputs)
        add_summary(job.environment, shown)
    except UsageError as error:
        notes.append(f"{error.message}; {error.hint}")
    for note in notes:
        click.echo(f"aims-gate: {note}", err=True)
    return job_exit_code(report.exit_code, job.fail_job, published)


def _published(report: Report, job: Job, markdown: str) -> tuple[bool, str]:
    """Whether the check run carries the verdict, and a sentence on it."""
    if not job.publish:
        return False, "No check run was made, as asked: the result of this job is the verdict."
    try:
        run = read_run(job.environment)
        return True, _publish(report, run, job.environment, markdown)
    except AimsGateError as error:
        why = "; ".join(one_line(text) for text in (error.message, error.hint) if text)
        return False, f"The check run was not brought up to date, so look at the result of this job: {why}."


def _publish(report: Report, run: Run, environment: Mapping[str, str], markdown: str) -> str:
    event = run.event
    if run.github is None:
        raise ForgeError(*_NO_TOKEN)
    head = event.head_sha or report.change.get("head")
    if not head:
        raise ForgeError(*_NO_COMMIT)
    made = deliver(run.github, report, event, head, environment, markdown)
    done = "made" if made.created else "brought up to date"
    name = check_name(event.default_branch, event.base_ref)
    return f"Check run {one_line(name)} on {head[:12]} was {done}: {one_line(made.url)}"


def deliver(
    github: GitHub, report: Report, event: Event, head: str, environment: Mapping[str, str], markdown: str
) -> Published:
    """Makes or brings up to date the one check run of a commit for changes into a branch. Raises ForgeError."""
    return publish(
        github,
        report,
        head,
        name=check_name(event.default_branch, event.base_ref),
        external_id=external_id(event.base_ref),
        summary_markdown=markdown,
        details_url=_page_of_this_run(environment, event.repository),
    )


def _page_of_this_run(environment: Mapping[str, str], repository: str) -> str:
    server, run = environment.get("GITHUB_SERVER_URL", ""), environment.get("GITHUB_RUN_ID", "")
    return f"{server}/{repository}/actions/runs/{run}" if server and run else ""


def _path_of(form: str, job: Job) -> str:
    """The file that holds a report in this format: the first that was asked for, empty without one."""
    stated = [text.partition("=") for text in job.reports]
    paths = [path for name, _, path in stated if name == form and path != "-"]
    return os.path.abspath(paths[0]) if paths else ""


def nothing_judged(message: str, hint: str, exit_code: int) -> tuple[Report, str]:
    """What a check run shows where nothing was judged: a report, and its Markdown."""
    return report_on_nothing(one_line(message), exit_code), without_a_report(message, hint)
