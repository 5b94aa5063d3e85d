"""`aims-gate recheck`: bring the check runs of open pull requests up to date, as they stand now and without an event.

The exit code says whether that was done, not what came of it: a verdict that was delivered is a job well done, a
refusal too. Of what went wrong the worst counts: 2 where a pull request could not be judged because of a mistake in the
setup, 3 where its commits could not be had or its check run could not be written. One never keeps another from its turn.
"""

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial

import click

from aims_gate.commands.check import facts_of, judged
from aims_gate.commands.publishing import deliver, nothing_judged
from aims_gate.errors import BUG, AimsGateError, UsageError
from aims_gate.forges import pace
from aims_gate.forges.github import fetching
from aims_gate.forges.github.check_run import LONGEST
from aims_gate.forges.github.client import GitHub
from aims_gate.forges.github.conclusion import check_name, conclusion
from aims_gate.forges.github.event import Event
from aims_gate.forges.github.opened import Commits, default_branch, event_of, pull_requests
from aims_gate.forges.github.pull_request import PullRequest
from aims_gate.forges.github.read_change import collect_github
from aims_gate.forges.github.run import Place, place_of
from aims_gate.model.report import Report
from aims_gate.reports import Options as Looks
from aims_gate.reports import render
from aims_gate.reports.characters import one_line
from aims_gate.reports.phrases import verdict
from aims_gate.sources.git import Repository

_ALL_IN_ALL = 600.0
"""Seconds that waiting for GitHub, and fetching, may each take for all pull requests together."""

_AT_LEAST = 10.0
_TITLE = 120
_WORST_FIRST = (2, 3, 0)


@dataclass(frozen=True, slots=True)
class Options:
    """What is asked for. `number` is a pull request's, 0 for every open one; `now` is an ISO date.

    `policy_ref` is a ref or a sha256 digest, as for `check`. `environment` names the repository and GitHub's addresses.
    """

    now: str
    number: int = 0
    dry_run: bool = False
    policy_ref: str = ""
    folder: str = "."
    environment: Mapping[str, str] = field(default_factory=dict)


def recheck(options: Options) -> int:
    """Judges and publishes; a line of stdout for each pull request. Returns the exit code; see above.

    Raises AimsGateError where it cannot be told which pull requests there are.
    """
    place = place_of(options.environment)
    name = options.environment.get("GITHUB_REPOSITORY", "")
    api = place.github(name) if name else None
    if api is None:
        raise UsageError(
            "which repository on GitHub to recheck, and with what token, is not said",
            "run it in GitHub Actions, or set GITHUB_REPOSITORY to `owner/name` and GITHUB_TOKEN",
        )
    with Repository(options.folder) as repository:
        pulls = tuple(pull_requests(api, options.number))
        round_ = _Round(options, place, repository, default_branch(api), pulls)
        # A bug that one of them meets is raised once all have had their turn.
        with ExitStack() as turns:
            for pull in reversed(pulls):
                turns.push(partial(round_.turn, pull))
        return min(round_.troubles, key=_WORST_FIRST.index, default=0)


@dataclass(frozen=True, slots=True)
class _Said:
    """What came of a head commit: the verdict in words, where it can be read, and what went wrong (an exit code)."""

    verdict: str
    where: str
    trouble: int


class _Round:
    """One run over some pull requests."""

    def __init__(
        self, options: Options, place: Place, repository: Repository, default: str, pulls: tuple[PullRequest, ...]
    ) -> None:
        self._options = options
        self._place = place
        self._repository = repository
        self._default = default
        self._pulls = pulls
        self._commits = Commits()
        self._settled: dict[tuple[str, str], _Said] = {}
        self.troubles: list[int] = []

    def turn(self, pull: PullRequest, error: type[BaseException] | None, *_: object) -> None:
        """Judges one pull request, publishes the verdict, and prints a line on it, unless an interruption came before.

        `error` is of the kind that the turn before ended with.
        """
        if error is KeyboardInterrupt:
            return
        if pull.state != "open":
            _print(pull, f"{pull.state}, nothing to bring up to date")
            return
        of = (pull.head.sha, pull.base.ref)
        alike = tuple(other.number for other in self._pulls if (other.head.sha, other.base.ref) == of)
        event = event_of(pull, self._options.environment["GITHUB_REPOSITORY"], self._default, alike)
        # Pull requests of one head into one branch have one run, and were judged together.
        said = self._settled[of] if of in self._settled else self._settle(event)
        self._settled[of] = said
        self.troubles.append(said.trouble)
        _print(pull, f"{said.verdict}, {said.where}")

    def _settle(self, event: Event) -> _Said:
        github = self._place.github(event.repository, self._share(pace.PATIENCE))
        assert github is not None
        with ExitStack() as judging:
            judging.push(partial(self._not_judged, github, event))
            report, markdown, trouble = self._judged(github, event)
        where, undelivered = self._delivered(github, event, report, markdown)
        return _Said(verdict(report), where, min(trouble, undelivered, key=_WORST_FIRST.index))

    def _not_judged(self, github: GitHub, event: Event, error: type[BaseException] | None, *_: object) -> None:
        # A check run that stays as green as it was would say that this commit was judged.
        if error and error is not KeyboardInterrupt:
            self._delivered(github, event, *nothing_judged(*BUG))

    def _judged(self, github: GitHub, event: Event) -> tuple[Report, str, int]:
        """The report, its Markdown, and the exit code of what kept it from being judged."""
        options = self._options
        remote = self._place.remote(self._repository, self._share(fetching.PATIENCE))
        digest = options.policy_ref if options.policy_ref.startswith("sha256:") else ""
        ref = "" if digest else options.policy_ref
        try:
            self._commits.bring(github, remote, event)
            sides = collect_github(self._repository, event, github, options.now, ref, remote)
            report = judged(facts_of(sides), strict=True, policy_digest=digest)
        except AimsGateError as error:
            _talk(event, error)
            return *nothing_judged(error.message, error.hint, error.exit_code), error.exit_code
        return report, render("markdown", report, Looks(limit=LONGEST)), 0

    def _delivered(self, github: GitHub, event: Event, report: Report, markdown: str) -> tuple[str, int]:
        """Where the verdict can be read, and the exit code of what kept it from being delivered."""
        name = check_name(event.default_branch, event.base_ref)
        if self._options.dry_run:
            return f"{one_line(name)} on {event.head_sha[:12]} would be {conclusion(report)}", 0
        try:
            made = deliver(github, report, event, event.head_sha, self._options.environment, markdown)
        except AimsGateError as error:
            _talk(event, error)
            return "not published", error.exit_code
        return one_line(made.url) or f"{one_line(name)} on {event.head_sha[:12]}", 0

    def _share(self, most: float) -> float:
        """The seconds that one pull request may take, so that a slow one leaves the others theirs."""
        return min(most, max(_AT_LEAST, _ALL_IN_ALL / max(1, len(self._pulls))))


def _print(pull: PullRequest, said: str) -> None:
    """A line that ends in the title: what its author wrote can stand for nothing that was said before."""
    title = one_line(pull.title)
    shown = title if len(title) <= _TITLE else f"{title[: _TITLE - 1]}…"
    click.echo(f"#{pull.number} {said}: {shown}".encode("utf-8", "backslashreplace"))


def _talk(event: Event, error: AimsGateError) -> None:
    for text in (f"aims-gate: #{event.number}: {one_line(error.message)}", f"  → {one_line(error.hint)}"):
        click.echo(text.encode("utf-8", "backslashreplace"), err=True)
