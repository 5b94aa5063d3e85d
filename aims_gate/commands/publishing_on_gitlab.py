"""What a check leaves on GitLab where that was asked for: a note on the merge request, a commit status.

Decides no verdict, and no exit code: the job's own result is what GitLab holds a merge request to.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import click

from aims_gate.errors import AimsGateError, ForgeError
from aims_gate.forges.gitlab.client import GitLab
from aims_gate.forges.gitlab.job import Job
from aims_gate.forges.gitlab.note import LONGEST, publish_note
from aims_gate.forges.gitlab.recheck import Recheck
from aims_gate.forges.gitlab.refusals import TO_WRITE
from aims_gate.forges.gitlab.run import read_run
from aims_gate.forges.gitlab.source import Source
from aims_gate.forges.gitlab.status import publish_status, status_name
from aims_gate.model.report import Report, report_on_nothing
from aims_gate.reports import Options, render
from aims_gate.reports.characters import one_line
from aims_gate.reports.markdown import without_a_report
from aims_gate.sources.git import Repository

KINDS = ("note", "status")
"""What can be published."""

_COULD_NOT = 3


@dataclass(frozen=True, slots=True)
class GitLabJob:
    """The job that this check runs in. `wanted` are those of `KINDS` that were asked for."""

    environment: Mapping[str, str]
    wanted: tuple[str, ...] = ()

    def tell(self, report: Report) -> int:
        """Tells GitLab the verdict, as far as that was asked for; returns the report's own exit code."""
        self._publish(report, render("markdown", report, Options(limit=LONGEST)))
        return report.exit_code

    def tell_failure(self, message: str, hint: str, exit_code: int) -> int:
        """Tells GitLab that nothing was judged, so that no note or status stays as green as it was."""
        self._publish(report_on_nothing(one_line(message), exit_code), without_a_report(message, hint))
        return exit_code

    def _publish(self, report: Report, markdown: str) -> None:
        if not self.wanted:
            return
        try:
            run = read_run(self.environment)
            page = self.environment.get("CI_JOB_URL", "")
            publish(report, run.job, run.gitlab, self.wanted, markdown, page)
        except AimsGateError as error:
            _say(f"Not everything was published, so look at the result of this job: {_why(error)}.")


def publish(
    report: Report, job: Job, gitlab: GitLab | None, wanted: tuple[str, ...], markdown: str, page: str = ""
) -> None:
    """Publishes a report as what was asked for. Raises ForgeError for what was not delivered."""
    if gitlab is None or not gitlab.reads_approvals:
        raise ForgeError("there is no token that may write", TO_WRITE)
    if "note" in wanted and job.iid:
        made = publish_note(gitlab, job.iid, markdown, create=_is_worth_a_note(report))
        if made is not None:
            _say(f"The note on !{job.iid} was {'made' if made.created else 'brought up to date'}.")
    if "status" in wanted:
        name = status_name(job.default_branch, job.target)
        stated = publish_status(gitlab, report, job.head, job.source, name, page)
        _say(f"The status {one_line(name)} of {job.head[:12]} {'was set' if stated else 'is as it was'}.")


def bring_up_to_date(
    environment: Mapping[str, str],
    folder: str,
    judge: Callable[[Source], Report],
    wanted: tuple[str, ...] = ("note",),
) -> int:
    """Judges every open merge request again and publishes what became of it; returns the job's exit code.

    `judge` makes the report on what a source tells. One that cannot be judged or told keeps none of the others back,
    and the job fails in the end: 3.
    """
    recheck, whole = Recheck(environment), True
    for one in recheck.merge_requests():
        try:
            with Repository(folder) as repository:
                job = recheck.job_of(repository, one)
                report = judge(Source(repository, job, recheck.gitlab, recheck.remote))
            markdown = render("markdown", report, Options(limit=LONGEST))
            publish(report, job, recheck.gitlab, wanted, markdown, environment.get("CI_JOB_URL", ""))
            _say(f"!{one.iid}: {one_line(report.summary)}")
        except AimsGateError as error:
            whole = False
            _say(f"!{one.iid} was not brought up to date: {_why(error)}.")
    return 0 if whole else _COULD_NOT


def _is_worth_a_note(report: Report) -> bool:
    """Whether a merge request without a note is given one: one that touches no AI is left in peace."""
    return report.exit_code != 0 or bool(report.change.get("ai"))


def _why(error: AimsGateError) -> str:
    return "; ".join(one_line(text) for text in (error.message, error.hint) if text)


def _say(sentence: str) -> None:
    click.echo(f"aims-gate: {sentence}", err=True)
