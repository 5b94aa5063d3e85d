"""The formats a report can be said in, and where each is made. Knows no verdict: the report has it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from aims_gate.model.report import Report
from aims_gate.reports.options import Options, Renderer, formats

if TYPE_CHECKING:
    from aims_gate.reports import github, gitlab_codequality, html, json, junit, markdown, sarif, text

    CHECKED: tuple[Renderer[Report], ...] = (text, json, junit, sarif, markdown, github, gitlab_codequality, html)
    """The modules that are loaded by name, for the type checker to hold to what a format offers."""

__all__ = ["RENDERERS", "STEP_SUMMARY_LIMIT", "Options", "Renderer", "render", "step_summary"]

STEP_SUMMARY_LIMIT = 1_000_000
"""Bytes. GitHub takes 1 MiB a step, and past it drops the whole summary without failing the job."""

RENDERERS: dict[str, Callable[[], Renderer[Report]]] = formats(
    __name__, "text", "json", "junit", "sarif", "markdown", "github", "gitlab-codequality", "html"
)
"""Name of a format → what gives its module. A new format is its file, and its name here and above."""


def render(form: str, report: Report, options: Options) -> str:
    """The report in one format, ending in a newline. `form` is a key of `RENDERERS`."""
    return RENDERERS[form]().render(report, options)


def step_summary(report: Report) -> str:
    """The Markdown report as a step of a GitHub job may show it: cut by whole sections where it is too long."""
    return render("markdown", report, Options(limit=STEP_SUMMARY_LIMIT))
