"""The formats a report can be said in, and where each is made. Knows no verdict: the report has it."""

from collections.abc import Callable

from aims_gate.model.report import Report
from aims_gate.reports.options import Options, Renderer

__all__ = ["RENDERERS", "STEP_SUMMARY_LIMIT", "Options", "Renderer", "render", "step_summary"]

STEP_SUMMARY_LIMIT = 1_000_000
"""Bytes. GitHub takes 1 MiB a step, and past it drops the whole summary without failing the job."""


# Each is imported only when asked for: a run that prints text does not pay for an XML library.
def _github() -> Renderer:
    from aims_gate.reports import github

    return github


def _gitlab_codequality() -> Renderer:
    from aims_gate.reports import gitlab_codequality

    return gitlab_codequality


def _html() -> Renderer:
    from aims_gate.reports import html

    return html


def _json() -> Renderer:
    from aims_gate.reports import json

    return json


def _junit() -> Renderer:
    from aims_gate.reports import junit

    return junit


def _markdown() -> Renderer:
    from aims_gate.reports import markdown

    return markdown


def _sarif() -> Renderer:
    from aims_gate.reports import sarif

    return sarif


def _text() -> Renderer:
    from aims_gate.reports import text

    return text


RENDERERS: dict[str, Callable[[], Renderer]] = {
    "text": _text,
    "json": _json,
    "junit": _junit,
    "sarif": _sarif,
    "markdown": _markdown,
    "github": _github,
    "gitlab-codequality": _gitlab_codequality,
    "html": _html,
}
"""Name of a format → what gives its module. A new format is its file, a function above and a line here."""


def render(form: str, report: Report, options: Options) -> str:
    """The report in one format, ending in a newline. `form` is a key of `RENDERERS`."""
    return RENDERERS[form]().render(report, options)


def step_summary(report: Report) -> str:
    """The Markdown report as a step of a GitHub job may show it: cut by whole sections where it is too long."""
    return render("markdown", report, Options(limit=STEP_SUMMARY_LIMIT))
