"""What GitHub knows of one pull request and git does not: who says what of it, who reviewed which commit, and when."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from aims_gate.errors import ForgeError
from aims_gate.facts.approvals import DECISIVE
from aims_gate.facts.build import Facts
from aims_gate.forges.edits import dated
from aims_gate.forges.github.api import Api, Fetches
from aims_gate.forges.github.event import Event
from aims_gate.forges.github.parts import Part
from aims_gate.forges.github.pull_request import PullRequest, edited_at, is_administrator, read_pull_request, reviews
from aims_gate.forges.refusals import reason_of
from aims_gate.model.change import Change, Commit, Identity
from aims_gate.model.collected import Collected
from aims_gate.model.review import Review
from aims_gate.sources.contribution import sign_off_digests
from aims_gate.sources.git import Repository
from aims_gate.sources.matter import matter_of


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked of GitHub about one part of a change. `remote` brings commits that are not here, where it may."""

    repository: Repository
    event: Event
    part: Part
    api: Api
    remote: Fetches | None = None

    def described(self, change: Change) -> tuple[Change, tuple[str, ...]]:
        """The change with what its author says of it, and notes. Raises ForgeError."""
        pull = read_pull_request(self.api, self.part.number)
        described = replace(
            change,
            commits=self._own(change, pull),
            title=pull.title,
            body=pull.body,
            labels=tuple(label.name for label in pull.labels),
            author=Identity(pull.user.login, ""),
            author_login=pull.user.login,
            author_id=pull.user.user_id,
            number=pull.number,
        )
        return described, _moved_on(self.event, pull)

    def dated(self, side: Collected) -> Collected:
        """With the times at which description and label were edited, where a record rests on them."""
        return dated(side, lambda: edited_at(self.api, side.change.number))

    def reviewed(self, side: Collected, facts_of: Callable[[Collected], Facts]) -> Collected:
        """With every review, and what each approved commit brings."""
        try:
            given = reviews(self.api, side.change.number)
            administrators = self._administrators(given) if side.bootstrap else ()
        except ForgeError as error:
            return replace(side, change=replace(side.change, reviews=None), unavailable=reason_of(error))
        side = replace(side, change=replace(side.change, reviews=given), administrators=administrators)
        approved = sorted({r.commit for r in given if r.state == "approved"} - {"", side.change.head})
        if not approved:
            return side
        notes = [*side.notes, *(self._gone(commit, commit in _counting(given)) for commit in approved)]
        matter = matter_of(side, facts_of(side))
        digests = sign_off_digests(self.repository, self.part.tip, [side.change.head, *approved], matter)
        return replace(side, digests=digests, notes=tuple(filter(None, notes)))

    def _own(self, change: Change, pull: PullRequest) -> tuple[Commit, ...]:
        """The pull request's own commits. Those by which a queue or a button lands it say nothing of who made it."""
        if not (self.event.kind == "merge_group" or self.event.lands):
            return change.commits
        cause = "" if self.repository.resolve(pull.head.sha) else self._brought(pull.head.sha, pull.number)
        head = self.repository.resolve(pull.head.sha)
        if head is None:
            raise ForgeError(
                f"the commits of pull request {pull.number} are not in this clone, so who made it cannot be told{cause}",
                f"run `git fetch origin pull/{pull.number}/head` before the gate",
            )
        return self.repository.commits(self.repository.merge_base(self.part.tip, head), head)

    def _administrators(self, given: tuple[Review, ...]) -> tuple[str, ...]:
        """Logins of approving reviewers who administer the repository. Raises ForgeError."""
        approving = sorted({review.login for review in given if review.state == "approved" and not review.bot})
        return tuple(login for login in approving if is_administrator(self.api, login))

    def _gone(self, commit: str, counts: bool) -> str:
        """What to say of an approved commit that is not here, as a force-push leaves it; empty once it is.

        It is fetched only where its approval could count: somebody's later word takes an earlier one's place.
        """
        if self.repository.resolve(commit) is not None:
            return ""
        cause = self._brought(commit) if counts else ""
        if self.repository.resolve(commit) is not None:
            return ""
        return (
            f"{commit[:12]}, which was approved, is not in this clone, so what it brought cannot be told{cause}: run "
            f"`git fetch origin {commit}` before the gate, or ask for another review."
        )

    def _brought(self, commit: str, number: int = 0) -> str:
        """Fetches a commit where it may; what to add to a sentence where that failed."""
        if self.remote is None:
            return ""
        try:
            self.remote.bring(commit, number)
        except ForgeError as error:
            return f" ({error.message})"
        return ""


def _counting(given: tuple[Review, ...]) -> set[str]:
    """The commits of approvals that are their account's last word."""
    last: dict[str, Review] = {}
    for review in sorted(given, key=lambda review: review.at):
        if review.state in DECISIVE and not review.bot:
            last[review.login.lower()] = review
    return {review.commit for review in last.values() if review.state == "approved"}


def _moved_on(event: Event, pull: PullRequest) -> tuple[str, ...]:
    """What has become of a pull request since its event: the event's head is judged, and an older one stays older."""
    if not event.number:
        return ()
    notes = []
    if pull.head.sha != event.head_sha:
        notes.append(f"Judged is {event.head_sha[:12]}; the pull request has moved on to {pull.head.sha[:12]}.")
    if pull.base.ref != event.base_ref:
        notes.append(f"Judged against {event.base_ref}; the pull request has been moved to {pull.base.ref}.")
    return tuple(notes)
