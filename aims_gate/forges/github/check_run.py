"""Publishes a report as one check run of a commit, updated in place.

Knows that a request which was lost may have done its work. Rendering the summary is the caller's business.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from aims_gate.errors import ForgeError
from aims_gate.facts.wording import number_of
from aims_gate.forges.github.annotations import BATCH, MOST, Annotation, Identity, annotations, identity
from aims_gate.forges.github.client import GitHub
from aims_gate.forges.github.conclusion import NAME, conclusion, title
from aims_gate.forges.github.limits import TITLE, clean, clip, clip_lines, line
from aims_gate.model.document import Json
from aims_gate.model.report import Report

LONGEST = 65_535
"""Bytes of a run's summary."""

_TRIES = 3
_LATE = 5.0
"""Seconds in which a run whose making was not answered shows in GitHub's list."""

Body = dict[str, Json]


@dataclass(frozen=True, slots=True)
class Published:
    """A check run as GitHub keeps it. `created` is false when an earlier run of this commit was brought up to date."""

    url: str
    id: int
    created: bool


def publish(
    client: GitHub,
    report: Report,
    head_sha: str,
    *,
    name: str = NAME,
    external_id: str,
    summary_markdown: str,
    details_url: str = "",
    app_id: int = 0,
) -> Published:
    """Makes the one run of this name and `external_id` at a commit, or brings it up to date.

    `app_id` is the app whose runs count, 0 where that is not known. The verdict goes first, with as many annotations as
    one request may hold. Raises `ForgeError` when anything was not delivered, annotations that follow included.
    """
    place = _Place(client, name, head_sha, external_id, app_id)
    wanted = annotations(report)
    verdict = _verdict(report, summary_markdown, len(wanted), details_url)
    wanted = wanted[:MOST]
    earlier = place.runs()
    if earlier:
        run, there = place.settle(earlier, verdict), None
    else:
        run, there = place.make(verdict, wanted[:BATCH])
    if there is None or len(there) < len(wanted):
        place.annotate(run["id"], verdict, wanted, there)
    return Published(run.get("html_url") or "", run["id"], created=not earlier)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the run belongs: by these marks it is found again."""

    client: GitHub
    name: str
    head_sha: str
    external_id: str
    app_id: int

    def runs(self) -> list[Body]:
        """The runs that are there, newest first. More than one only where two jobs published at the same time."""
        query: dict[str, str | int] = {"check_name": self.name, "filter": "all"}
        if self.app_id:
            query["app_id"] = self.app_id
        listed = self.client.pages(self.client.at("commits", self.head_sha, "check-runs"), key="check_runs", **query)
        marks = self._marks().items()
        ours = [_checked(run) for run in listed if all(run.get(key) == mark for key, mark in marks)]
        return sorted(ours, key=lambda run: -int(run["id"]))

    def make(self, verdict: Body, first: tuple[Annotation, ...]) -> tuple[Body, set[Identity] | None]:
        """The new run, and which annotations it has where that is known.

        A creation that failed may have been carried out: it is repeated once, and only where no run has appeared.
        """
        body = {**self._marks(), **_with(verdict, first)}
        for last in (False, True):
            try:
                return _checked(self.client.post(self.client.at("check-runs"), body)), {identity(one) for one in first}
            except ForgeError as failed:
                if not self._may_have_worked(failed):
                    raise
                appeared = self._appeared()
                if appeared:
                    return self.settle(appeared, verdict), None
                if last:
                    raise
        raise AssertionError("the second failure is raised")

    def settle(self, runs: list[Body], verdict: Body) -> Body:
        """Delivers the verdict to every run, so that none keeps an older one; returns the newest."""
        for run in runs:
            self._patch_until_answered(run["id"], verdict)
        return runs[0]

    def annotate(
        self, run: int, verdict: Body, wanted: tuple[Annotation, ...], there: set[Identity] | None = None
    ) -> None:
        """Adds what is not there yet. GitHub appends what a request brings, so one that was lost is never repeated."""
        for left in reversed(range(_TRIES)):
            try:
                self._add(run, verdict, wanted, self._annotated(run) if there is None else there)
                return
            except ForgeError as failed:
                if not left or not self._may_have_worked(failed):
                    raise
                there = None

    def _add(self, run: int, verdict: Body, wanted: tuple[Annotation, ...], there: set[Identity]) -> None:
        outdated = len(there - {identity(one) for one in wanted})
        missing = [one for one in wanted if identity(one) not in there]
        told = _telling(verdict, outdated)
        batches = [missing[start : start + BATCH] for start in range(0, len(missing), BATCH)]
        for batch in batches or ([[]] if outdated else []):
            self._patch(run, _with(told, batch))

    def _annotated(self, run: int) -> set[Identity]:
        return {identity(one) for one in self.client.pages(self.client.at("check-runs", run, "annotations"))}

    def _appeared(self) -> list[Body]:
        """The runs that a lost request made, if it made any."""
        found = self.runs()
        if not found:
            self.client.pause(_LATE)
            found = self.runs()
        return found

    def _patch_until_answered(self, run: int, verdict: Body) -> None:
        for left in reversed(range(_TRIES)):
            try:
                self._patch(run, verdict)
                return
            except ForgeError as failed:
                if not left or not self._may_have_worked(failed):
                    raise

    def _patch(self, run: int, body: Body) -> None:
        answer = self.client.patch(self.client.at("check-runs", run), body)
        if answer.get("id") != run:
            raise _lost()

    def _marks(self) -> Body:
        return {"name": self.name, "head_sha": self.head_sha, "external_id": self.external_id}

    def _may_have_worked(self, failed: ForgeError) -> bool:
        """Whether the failure leaves open what was done, or will pass; a plain refusal does neither."""
        return not 300 <= failed.status < 500 or self.client.asked_to_wait


def _verdict(report: Report, markdown: str, wanted: int, details_url: str) -> Body:
    """What the run says, without annotations."""
    whole = clean(markdown).strip() or line(report.summary)
    summary = clip_lines(whole, LONGEST)
    notes = []
    if summary != whole:
        notes.append("The report is longer than GitHub shows: the end of it is cut off above. The job's files have it.")
    if wanted > MOST:
        notes.append(f"{MOST} of {wanted} findings are shown at their lines, the gravest first.")
    output = {"title": clip(line(title(report)), TITLE) or NAME, "summary": summary, "text": "\n\n".join(notes)}
    body = {"status": "completed", "conclusion": conclusion(report), "output": output}
    return body | ({"details_url": details_url} if details_url else {})


def _telling(verdict: Body, outdated: int) -> Body:
    """The verdict with a word on annotations that GitHub keeps though they no longer hold."""
    if not outdated:
        return verdict
    them = number_of(outdated, "annotation")
    note = f"GitHub keeps {them} of an earlier judgement of this commit: what counts is the report above."
    notes = [text for text in (verdict["output"]["text"], note) if text]
    return {**verdict, "output": {**verdict["output"], "text": "\n\n".join(notes)}}


def _with(verdict: Body, batch: Iterable[Annotation]) -> Body:
    return {**verdict, "output": {**verdict["output"], "annotations": list(batch)}}


def _checked(run: Body) -> Body:
    """A run that can be found again."""
    if type(run.get("id")) is not int or not isinstance(run.get("html_url"), str | None):
        raise _lost()
    return run


def _lost() -> ForgeError:
    return ForgeError("GitHub does not say which check run it keeps", "run it again: a run that was made is found then")
